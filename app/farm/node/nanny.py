"""The nanny of a node: starts a process for each of its workers, and again when it dies."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.child_process import child_command, child_environment
from app.farm.net.pki import Keys
from app.farm.node.manners import Manners
from app.keep_awake import awake
from app.setup.gpu import count_gpus
from app.worker.shutdown import STOP_WORD, StopRequest
from talker.errors import ErrorCode, UsageError
from talker.processes import no_window

BUSY, IDLE = b"busy", b"idle"  # what a worker says to its nanny
_TICK_SECONDS = 0.25
_STOP_SECONDS = 10.0
_LONGEST_PAUSE = 10.0
_SOON_SECONDS = 20.0


@dataclass(frozen=True)
class WorkerChoice:
    """One worker: `number` on this node, and the GPU that it has for itself, if any."""

    number: int
    gpu: str | None


@dataclass(frozen=True)
class NodePlan:
    """What a node offers and where; `internet` lets it download models by itself."""

    scheduler: str
    keys: Keys
    workers: tuple[WorkerChoice, ...]
    shared: Path | None = None
    host: str | None = None
    internet: bool = False


def chosen_workers(gpus: str, cpus: int | None) -> tuple[WorkerChoice, ...]:
    """The workers for `--gpus` (auto, none, how many, or a list of numbers) and `--cpus`.

    By default every card is a worker, and a computer without one has a worker on its CPU.
    """
    cards = _cards(gpus.strip().lower())
    if cpus is None:
        cpus = 0 if cards else 1
    names: list[str | None] = [*cards, *([None] * cpus)]
    if not names:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            "A worker without any slot would do nothing.",
            "Give --gpus or --cpus, or leave both out.",
        )
    return tuple(WorkerChoice(number, gpu) for number, gpu in enumerate(names))


def _cards(gpus: str) -> list[str]:
    if gpus == "none":
        return []
    allowed = os.environ.get("CUDA_VISIBLE_DEVICES")
    present = [str(number) for number in range(count_gpus())]
    if allowed is not None:
        present = [name.strip() for name in allowed.split(",") if name.strip()]
    if gpus == "auto":
        return present
    wanted = [name.strip() for name in gpus.split(",") if name.strip()]
    if gpus.isdigit():
        count = int(gpus)
        if count > len(present):
            raise _no_such_card(gpus, present)
        return present[:count]
    if not set(wanted) <= set(present):
        raise _no_such_card(gpus, present)
    return wanted


def _no_such_card(gpus: str, present: Sequence[str]) -> UsageError:
    there = f"There are: {', '.join(present)}." if present else "No NVIDIA driver answers here."
    return UsageError(
        ErrorCode.OPTION_INVALID,
        f"--gpus {gpus} names a card that this computer does not have.",
        f"{there} --gpus takes auto, none, how many, or numbers with a comma at the end: 1,",
    )


class _WorkerProcess:
    """`mouthpiece farm slot`, which ends with this process at the latest."""

    def __init__(self, plan: NodePlan, worker: WorkerChoice, home: Path) -> None:
        self.began = time.monotonic()
        self.log = home / "logs" / f"farm-slot-{worker.number}.log"
        self.log.parent.mkdir(parents=True, exist_ok=True)
        command = child_command("app.cli", "farm", "slot", plan.scheduler)
        command += ["--number", str(worker.number), "--with-parent", str(os.getpid())]
        command += ["--keys", str(plan.keys.folder)]
        command += [] if worker.gpu is None else ["--gpu", worker.gpu]
        command += [] if plan.shared is None else ["--shared", str(plan.shared)]
        command += [] if plan.host is None else ["--host", plan.host]
        command += ["--internet"] if plan.internet else []
        card = {} if worker.gpu is None else {"CUDA_VISIBLE_DEVICES": worker.gpu}
        self.busy = False
        with self.log.open("ab") as errors:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=child_environment(home, **card),
                start_new_session=True,
                creationflags=no_window(own_group=True),
            )

        threading.Thread(target=self._read, name=self.log.stem, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.busy = line.strip() == BUSY
        self.busy = False

    def end(self, deadline: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.1, deadline - time.monotonic()))
            return
        self.process.kill()
        self.process.wait(_STOP_SECONDS)

    def ask_to_stop(self) -> None:
        assert self.process.stdin is not None
        with suppress(OSError):
            self.process.stdin.write(STOP_WORD)
            self.process.stdin.flush()


class NodeNanny:
    """Keeps the workers of this computer running; `log` gets the lines that a log should hold."""

    def __init__(
        self, plan: NodePlan, log: Callable[[str], None], home: Path, manners: Manners | None = None
    ) -> None:
        self._plan = plan
        self._manners = manners or Manners()
        self._resting: dict[WorkerChoice, str] = {}
        self._log = log
        self._home = home
        self._running: dict[WorkerChoice, _WorkerProcess] = {}
        self._bad: dict[WorkerChoice, int] = {}
        self._not_before: dict[WorkerChoice, float] = {}

    @property
    def pids(self) -> list[int]:
        """The processes that run now."""
        return [running.process.pid for running in self._running.values()]

    def run(self, stop: StopRequest) -> None:
        """Until `stop`. What a worker was rendering goes back to the queue."""
        with awake():  # also without work: a computer that sleeps cannot be given any
            try:
                while not stop.requested:
                    for worker in self._plan.workers:
                        if not self._rests(worker):
                            self._supervise(worker)
                    self._look_at_the_clock()
                    stop.wait(_TICK_SECONDS)
            finally:
                deadline = time.monotonic() + _STOP_SECONDS
                for running in self._running.values():
                    running.ask_to_stop()
                for running in self._running.values():
                    running.end(deadline)

    def _rests(self, worker: WorkerChoice) -> bool:
        """Whether a worker may not work now; what it was rendering goes back to the queue."""
        why = self._manners.why_rest(worker.gpu)
        if why != self._resting.get(worker, ""):
            self._log(f"Slot {worker.number} {f'rests: {why}' if why else 'works again'}.")
        self._resting[worker] = why
        running = self._running.pop(worker, None) if why else None
        if running is not None:
            running.ask_to_stop()
            running.end(time.monotonic() + _STOP_SECONDS)
        return bool(why)

    def _look_at_the_clock(self) -> None:
        if any(running.busy for running in self._running.values()):
            self._manners.note_work()
        elif said := self._manners.say_good_night():
            self._log(f"No work: {said}.")

    def _supervise(self, worker: WorkerChoice) -> None:
        now = time.monotonic()
        running = self._running.get(worker)
        if running is None:
            if now >= self._not_before.get(worker, 0.0):
                self._running[worker] = _WorkerProcess(self._plan, worker, self._home)
            return
        status = running.process.poll()
        if status is None:
            return
        del self._running[worker]
        soon = now - running.began < _SOON_SECONDS
        self._bad[worker] = self._bad.get(worker, 0) + 1 if soon else 0
        pause = min(_LONGEST_PAUSE, 0.5 * 2.0 ** self._bad[worker] - 0.5)
        self._not_before[worker] = now + pause
        self._log(
            f"Slot {worker.number} ended with status {status} and starts again in {pause:.1f} s; "
            f"what it said is in {running.log}."
        )
