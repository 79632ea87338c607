"""How long the queue will still take, learned from the videos that this computer has made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.queue.job import Job, State
from app.queue.queries import Load
from talker.progress import Stage

# These take about the same time whatever the length of the speech; the others grow with it.
_FIXED = (Stage.PREFLIGHT, Stage.PORTRAIT)


@dataclass(frozen=True)
class Pace:
    """Seconds that a video takes: `fixed`, and `rate` for each second of speech."""

    fixed: float
    rate: float

    def seconds(self, speech: float) -> float:
        """What a video of that many seconds of speech takes, in seconds."""
        return self.fixed + self.rate * speech


@dataclass(frozen=True)
class Paces:
    """The pace of each kind of video, of all together, and the usual length of a speech."""

    by_kind: Mapping[str, Pace]
    overall: Pace
    speech_seconds: float

    def seconds(self, name: str, speech: float | None) -> float:
        """What a video of this kind will take; other kinds stand in for one never made."""
        pace = self.by_kind.get(name, self.overall)
        return pace.seconds(self.speech_seconds if speech is None else speech)


def learn(history: Iterable[Job]) -> Paces | None:
    """The paces of finished jobs; None before the first. Videos made in two goes tell nothing."""
    made = [
        job
        for job in history
        if job.state is State.DONE and job.duration and job.timings and not job.resumed_frames
    ]
    if not made:
        return None
    by_key: dict[str, list[Job]] = {}
    for job in made:
        by_key.setdefault(job.kind.pace_key(job.request), []).append(job)
    return Paces(
        {name: _pace(jobs) for name, jobs in by_key.items()},
        _pace(made),
        sum(job.duration or 0.0 for job in made) / len(made),
    )


def queue_seconds(
    paces: Paces, waiting: Sequence[Load], running: Sequence[Job], workers: int, now: float
) -> float:
    """Seconds until `workers` have made all that waits and runs."""
    work = 0.0
    longest = 0.0
    for load in waiting:
        known = paces.seconds(load.kind, 0) * load.known
        known += (paces.seconds(load.kind, 1) - paces.seconds(load.kind, 0)) * load.speech_seconds
        work += known + paces.seconds(load.kind, None) * (load.jobs - load.known)
    for job in running:
        left = job_seconds(paces, job, now)
        longest = max(longest, left)
        work += left
    return max(longest, work / workers)


def job_seconds(paces: Paces, job: Job, now: float) -> float:
    """Seconds until a running job is done."""
    if job.eta_seconds is not None and job.stage is Stage.RENDER:
        return job.eta_seconds
    speech = (job.duration or 0.0) if job.frames else job.speech_seconds
    gone = 0.0 if job.started is None else now - job.started
    return max(0.0, paces.seconds(job.kind.pace_key(job.request), speech) - gone)


def _pace(jobs: Sequence[Job]) -> Pace:
    fixed = sum(job.timings.get(stage, 0.0) for job in jobs for stage in _FIXED)
    growing = sum(sum(job.timings.values()) for job in jobs) - fixed
    return Pace(fixed / len(jobs), growing / sum(job.duration or 0.0 for job in jobs))
