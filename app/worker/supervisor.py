"""Supervises worker processes: starts them, restarts dead ones, and ends them cleanly."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.keep_awake import awake
from app.paths import prune_logs
from app.queue.control import jobs_left
from app.queue.job import Share, State
from app.queue.store import JobStore
from app.setup.gpu import count_gpus
from app.worker.messages import Listener, Message
from app.worker.process import WorkerProcess
from app.worker.shutdown import StopRequest
from talker.errors import ErrorCode, MouthpieceError

_TICK_SECONDS = 0.25
_SILENT_SECONDS = 60.0
_STOP_SECONDS = 10.0
_MAX_PAUSE = 30.0
_MAX_FAILED_STARTS = 3
# A worker that ends sooner, and had no job to blame, has ended quickly.
_QUICK_SECONDS = 60.0
_MAX_QUICK_ENDS = 6
# More than this between two looks at the workers is sleep.
_LONGEST_LOOK = 5.0
_log = logging.getLogger(__name__)


@dataclass
class _WorkerSlot:
    """A place for one worker: the process that has it, and when the next may take it."""

    name: str
    gpu: str | None = None
    process: WorkerProcess | None = None
    failed_starts: int = 0
    quick_ends: int = 0
    not_before: float = 0.0
    finished: bool = False

    def count_end(self, process: WorkerProcess, now: float, *, had_job: bool) -> None:
        """Counts in a row how often the worker has ended in vain.

        Who had a job does not count: a job that ends its workers fails in the end.
        """
        in_vain = not had_job and now - process.started_at < _QUICK_SECONDS
        self.quick_ends = self.quick_ends + 1 if in_vain else 0
        self.failed_starts = 0 if process.was_ready else self.failed_starts + 1
        self.not_before = now + min(_MAX_PAUSE, 2.0 ** max(self.failed_starts, self.quick_ends) - 1)

    @property
    def hopeless(self) -> bool:
        """Whether another worker would end as quickly."""
        return self.failed_starts >= _MAX_FAILED_STARTS or self.quick_ends >= _MAX_QUICK_ENDS


@dataclass(frozen=True)
class RunSummary:
    """What a run of the queue came to: jobs that ended meanwhile, and whether it was stopped.

    `left` are those that wait or run at the end of a run that was to leave none.
    """

    done: int
    failed: int
    cancelled: int
    stopped: bool
    left: int = 0


def shared_gpus(allowed: str | None, present: int) -> list[str]:
    """The GPUs that workers take in turn, as CUDA names them; none to choose from: empty."""
    numbers = [str(index) for index in range(present)] if allowed is None else allowed.split(",")
    return [number.strip() for number in numbers if number.strip()] if len(numbers) > 1 else []


class Supervisor:
    """Runs `workers` processes; `on_message` gets all their messages, from several threads in turn.

    Their `share` of the jobs may be the farm's: then they let the farm of the settings do the work.
    """

    def __init__(
        self,
        store: JobStore,
        workers: int,
        on_message: Listener,
        *,
        forever: bool = False,
        share: Share = Share.ALL,
        home: Path,
    ) -> None:
        self._share = share
        self._store = store
        self._on_message = on_message
        self._turn = threading.Lock()
        self._forever = forever
        self._home = home
        self._looked = time.monotonic()
        gpus = shared_gpus(os.environ.get("CUDA_VISIBLE_DEVICES"), count_gpus())
        self._slots = [
            _WorkerSlot(
                f"worker-{os.getpid()}-{index + 1}", gpus[index % len(gpus)] if gpus else None
            )
            for index in range(workers)
        ]

    @property
    def processes(self) -> list[WorkerProcess]:
        """The workers that run now."""
        return [slot.process for slot in self._slots if slot.process is not None]

    def run(self, stop: StopRequest, on_tick: Callable[[], None] = lambda: None) -> RunSummary:
        """Until no job is left to wait for, or until `stop`: running jobs are queued again.

        Raises MouthpieceError WORKER_DIED when workers end again and again before they do anything.
        """
        began = self._store.revision()
        self._looked = time.monotonic()
        prune_logs(self._home)
        with awake():
            try:
                while not stop.requested and not all(slot.finished for slot in self._slots):
                    self._forgive_sleep(time.monotonic())
                    for slot in self._slots:
                        self._supervise(slot)
                    on_tick()
                    stop.wait(_TICK_SECONDS)
            finally:
                self._end_all()
        on_tick()
        ended = self._store.ended_after(began)
        return RunSummary(
            ended[State.DONE],
            ended[State.FAILED],
            ended[State.CANCELLED],
            stopped=stop.requested,
            left=0 if stop.requested else jobs_left(self._store, self._share),
        )

    def _forgive_sleep(self, now: float) -> None:
        """Nobody could speak while the computer, or all of us, slept."""
        slept = now - self._looked - _LONGEST_LOOK
        self._looked = now
        if slept > 0:
            for process in self.processes:
                process.last_message_at += slept

    def _supervise(self, slot: _WorkerSlot) -> None:
        """Supervises one worker: starts it, notices its end, kills it when it hangs."""
        now = time.monotonic()
        process = slot.process
        if process is None:
            if not slot.finished and now >= slot.not_before:
                slot.process = WorkerProcess(
                    slot.name,
                    self._forward,
                    until_empty=not self._forever,
                    home=self._home,
                    gpu=slot.gpu,
                    share=self._share,
                )
            return
        if process.status is None:
            if now - process.last_message_at > _SILENT_SECONDS:
                process.kill()
            return
        process.wait(_STOP_SECONDS)
        slot.process = None
        # A worker may end on a claim, before it can say so.
        claimed = self._release_dead() > 0
        slot.count_end(process, now, had_job=claimed or process.had_job)
        if process.status == 0:
            slot.not_before = max(slot.not_before, now + 1.0)
            # It may have ended for another reason than for want of work.
            slot.finished = not self._forever and self._nothing_left()
            if slot.finished:
                return
        if slot.hopeless:
            raise self._gives_up(slot)

    def _end_all(self) -> None:
        for process in self.processes:
            process.request_stop()
        deadline = time.monotonic() + _STOP_SECONDS
        for process in self.processes:
            if not process.wait(max(0.0, deadline - time.monotonic())):
                process.kill()
                process.wait(_STOP_SECONDS)
        for slot in self._slots:
            slot.process = None
        self._release_dead()

    # The queue's own disk may be full or away for a while; that ends no run.

    def _release_dead(self) -> int:
        """How many jobs were freed; those that could not be are with the next claim."""
        try:
            return self._store.release_dead()
        except MouthpieceError as error:
            _log.warning("the queue does not answer: %s", error.message)
            return 0

    def _nothing_left(self) -> bool:
        try:
            return jobs_left(self._store, self._share) == 0
        except MouthpieceError as error:
            _log.warning("the queue does not answer: %s", error.message)
            return False

    def _forward(self, message: Message) -> None:
        with self._turn:
            self._on_message(message)

    def _gives_up(self, slot: _WorkerSlot) -> MouthpieceError:
        log = self._home / "logs" / f"{slot.name}.log"
        when = "it could begin" if slot.failed_starts else "it had begun a job"
        return MouthpieceError(
            ErrorCode.WORKER_DIED,
            f"The worker ended each time before {when}.",
            f"What it said is in {log}.",
            log,
        )
