"""The other processes of `bench gui`: a window that opens and ends, and work that goes on."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

import psutil

from app.jobs.kind import Outcome
from app.queue.job import State, WorkerId
from app.queue.store import JobStore, queue_path
from app.queue.transitions import Transition
from talker.progress import Stage

_FRAMES = 250
_STEPS = 10


def open_window(home: Path) -> None:
    """Opens the program's window and prints the seconds from the process's begin until it shows,
    and those that its processors worked for it.
    """
    gc.disable()  # as the command does
    from app.gui.early import load_early

    load_early()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.gui.shell.main import Desktop

    application = QApplication(sys.argv[:1])
    desktop = Desktop(application, home)
    seconds: list[float] = []

    def shown() -> None:
        seconds.extend((time.time() - psutil.Process().create_time(), time.process_time()))
        application.exit()

    desktop.window.first_shown.connect(lambda: QTimer.singleShot(0, shown))
    desktop.open()
    application.exec()
    desktop.close()
    sys.stdout.write(f"{seconds[0]:.3f} {seconds[1]:.3f}\n")


def work(home: Path, pause: float) -> None:
    """Takes job after job, reports steps, and finishes it, as workers do; until it is killed."""
    me = WorkerId.of_this_process("bench")
    with JobStore(queue_path(home)) as store:
        while (job := store.claim(me)) is not None:
            for step in range(1, _STEPS + 1):
                store.progress(job.lease, Stage.RENDER, step * _FRAMES // _STEPS, _FRAMES, 1.0)
                time.sleep(pause)
            output = job.request.output
            assert output is not None
            outcome = Outcome(output, _FRAMES, 0, "builtin", "cpu", {Stage.RENDER: 1.0}, ())
            store.release(job.lease, Transition(State.DONE, outcome=outcome))


if __name__ == "__main__":
    if sys.argv[1] == "open":
        open_window(Path(sys.argv[2]))
    else:
        work(Path(sys.argv[2]), float(sys.argv[3]))
