"""Placement: which worker gets the next job. The one that is expected to be done with it first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.farm.coordinator.events import RunId
from app.farm.coordinator.job_run import JobRun, Phase
from app.farm.coordinator.throughput import Throughput
from app.farm.coordinator.worker_handles import WorkerHandle, WorkerHandles

_WARM_SECONDS = 2.0  # what a portrait that is still in memory saves, about
_LONGEST_WAIT = 60.0  # seconds, for a worker whose speed nobody knows


@dataclass(frozen=True)
class Candidate:
    """A worker for one job: `rate` in frames a second (None: not known), whether it still has the
    job's portrait and engine in memory, in how many seconds it is free (0: now), and when it failed
    last, if it has done nothing well since (0: it has)."""

    rate: float | None
    warm: bool = False
    free_in: float = 0.0
    failed_at: float = 0.0


def choose(candidates: Sequence[Candidate], frames: int, waiting: int) -> int | None:
    """The index of the worker that is to begin the job now; None: it had better wait.

    `waiting` is how many jobs wait, this one included. A slow worker is left idle only when a busy
    faster one would be done earlier and has nothing else to do.
    """
    free = [index for index, candidate in enumerate(candidates) if candidate.free_in <= 0]
    if not free:
        return None
    known = [candidate.rate for candidate in candidates if candidate.rate]
    # A worker that was never tried is taken for a fast one, so that it is tried.
    guess = max(known, default=1.0)
    ends = [_end(candidate, frames, guess) for candidate in candidates]
    # Who failed comes last, and the longer ago the earlier: a job gets round to a healthy worker.
    best = min(free, key=lambda index: (candidates[index].failed_at, ends[index]))
    earlier = sum(
        end < ends[best]
        for candidate, end in zip(candidates, ends, strict=True)
        if candidate.free_in > 0
    )
    return None if waiting <= earlier else best


def _end(candidate: Candidate, frames: int, guess: float) -> float:
    warm = _WARM_SECONDS if candidate.warm else 0.0
    return candidate.free_in + frames / (candidate.rate or guess) - warm


class Placement:
    """Chooses workers for jobs, and how many jobs to claim; changes nothing.

    `lacking` are the names of the workers that cannot do a job, by the job's number.
    """

    def __init__(
        self,
        runs: Mapping[RunId, JobRun],
        workers: WorkerHandles,
        throughput: Throughput,
        lacking: Mapping[int, set[str]],
    ) -> None:
        self._runs = runs
        self._workers = workers
        self._throughput = throughput
        self._lacking = lacking

    def hopeless(self, run: JobRun, usable: Sequence[WorkerHandle]) -> bool:
        """Whether there are workers, but none that can do the job."""
        return bool(usable) and not self._able(run, usable)

    def worker_for(
        self, run: JobRun, waiting: int, usable: Sequence[WorkerHandle]
    ) -> WorkerHandle | None:
        """The worker that is to begin the job now, of `waiting` ones; None: it had better wait.

        Where nobody is idle a worker that renders its last segment gets the job already, so that
        a card never waits for a message.
        """
        able = self._able(run, usable)
        found = choose([self._candidate(worker, run) for worker in able], run.frames_left, waiting)
        if found is not None:
            return able[found]
        if any(worker.idle for worker in able):
            return None
        return next((worker for worker in able if self._nearly_idle(worker)), None)

    def run_to_help(self, worker: WorkerHandle) -> JobRun | None:
        """The job that an idle worker can help with: the one with the most to spare."""
        return max(
            (run for run in self._runs.values() if self._can_help(worker, run)),
            key=lambda run: len(run.waiting) / len(run.workers),
            default=None,
        )

    def claims(self, usable: Sequence[WorkerHandle]) -> tuple[str | None, ...]:
        """One preferred affinity for each job to claim: jobs for the free workers, and some more.

        The pre-flight of those is over when they are needed.
        """
        free = [worker for worker in usable if worker.idle or self._nearly_idle(worker)]
        phases = (Phase.INSPECTING, Phase.READY)
        claimed = [run for run in self._runs.values() if run.phase in phases]
        room = len(free) + max(1, len(usable) // 4) - len(claimed) if usable else 0
        known = {run.affinity for run in claimed}
        warm = [worker.affinity for worker in free if worker.affinity not in {"", *known}]
        preferences: list[str | None] = list(dict.fromkeys(warm))
        return tuple([*preferences, *[None] * room][: max(0, room)])

    def _able(self, run: JobRun, workers: Sequence[WorkerHandle]) -> list[WorkerHandle]:
        lacking = self._lacking.get(run.id.job, set())
        return [worker for worker in workers if worker.name not in lacking]

    def _candidate(self, worker: WorkerHandle, run: JobRun) -> Candidate:
        busy = 0.0
        for other in (self._runs[run_id] for run_id in worker.runs):
            rate = self._throughput.rate(worker.card, other.kind)
            left = other.frames_left / max(1, len(other.workers))
            busy += left / rate if rate else _LONGEST_WAIT
        rate = self._throughput.rate(worker.card, run.kind)
        failed_at = self._workers.failed_at(worker)
        return Candidate(rate, worker.affinity == run.affinity, busy, failed_at)

    def _nearly_idle(self, worker: WorkerHandle) -> bool:
        """Whether it renders the last segment that it will get of its only job."""
        alone = len(worker.runs) == len(worker.tickets) == 1
        return alone and self._runs[worker.runs[0]].handed_out

    def _can_help(self, worker: WorkerHandle, run: JobRun) -> bool:
        if run.phase is not Phase.RENDERING or not run.waiting or not run.workers:
            return False
        same = worker.info.resource == self._workers[run.workers[0]].info.resource
        unsuited = worker.name in run.unsuited | self._lacking.get(run.id.job, set())
        return same and not unsuited
