"""The other processes of `bench gui`: a window that opens and ends, and work that goes on."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from app.jobs.kind import Outcome
from app.queue.job import State, WorkerId
from app.queue.store import JobStore, queue_path
from app.queue.transitions import Transition
from talker.progress import Stage

if TYPE_CHECKING:
    from app.gui.shell.main import Desktop

_SETTLED = 2.0  # seconds after which a page has asked all that it asks
_FRAMES = 250
_STEPS = 10


def open_window(home: Path) -> None:
    """Opens the program's window as its command does, and prints the seconds from the process's
    begin until it shows, and those that its processors worked for it; where its page takes
    portraits, also those until the face is marked in the first that is dropped there, once the
    page itself has no more questions.
    """
    gc.disable()
    from app.gui.early import load_early

    load_early()
    from PySide6.QtCore import QTimer

    from app.gui.shell.main import Desktop
    from app.gui.theme import styled_application

    application = styled_application(sys.argv[:1])
    desktop = Desktop(application, home)
    seconds: list[float] = []

    def shown() -> None:
        seconds.extend((time.time() - psutil.Process().create_time(), time.process_time()))
        application.exit()

    desktop.window.first_shown.connect(lambda: QTimer.singleShot(0, shown))
    desktop.open()
    application.exec()
    if desktop.window.page.entry.key == "create":
        seconds.append(_drop(desktop))
    desktop.close()
    sys.stdout.write(" ".join(f"{figure:.3f}" for figure in seconds) + "\n")


def _drop(desktop: Desktop) -> float:
    from app.bench.gaps import Gaps
    from app.demo import demo_portrait
    from app.gui.pages.create import CreatePage

    page, gaps = desktop.window.page, Gaps()
    assert isinstance(page, CreatePage)
    gaps.during(_SETTLED, lambda _: None)
    gaps.until(lambda: desktop.context.preview.idle)
    portrait, began = demo_portrait(), time.perf_counter()
    page.take_files([portrait])
    gaps.until(lambda: page.inputs.portrait.looked)
    return time.perf_counter() - began


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
    work(Path(sys.argv[1]), float(sys.argv[2]))
