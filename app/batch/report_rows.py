"""The facts of a batch's report: a line for each video, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.batch.checked_row import CheckedRow
from app.jobs.dub import KIND as DUB
from app.jobs.render import KIND as RENDER
from app.queue.job import Job, State
from talker.progress import Notice


@dataclass(frozen=True)
class ReportRow:
    """One video. `portrait` is the film, where that got new words. `job` is None for an item that
    was refused before it came into the queue.

    `seconds` is the length of the video, `took` how long the work lasted, and `realtime_factor`
    how many seconds of work a second of video cost (1: as long as it plays).
    """

    job: int | None
    label: str
    state: State
    portrait: Path | None
    speech: Path | None
    output: Path | None
    frames: int | None
    seconds: float | None
    took: float | None
    realtime_factor: float | None
    engine: str
    device: str
    attempts: int
    code: str
    message: str
    hint: str
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Summary:
    """A whole batch in figures; times in seconds."""

    batch: str
    videos: int
    done: int
    failed: int
    open: int
    seconds: float
    took: float

    @classmethod
    def of(cls, batch: str, lines: Sequence[ReportRow]) -> Summary:
        """The figures of a batch's rows."""
        states = [line.state for line in lines]
        return cls(
            batch,
            videos=len(lines),
            done=states.count(State.DONE),
            failed=states.count(State.FAILED),
            open=len(lines) - states.count(State.DONE) - states.count(State.FAILED),
            seconds=sum(line.seconds or 0.0 for line in lines),
            took=sum(line.took or 0.0 for line in lines),
        )


def job_line(job: Job) -> ReportRow:
    """What a job came to."""
    request, film = RENDER.narrow(job.request), DUB.narrow(job.request)
    done = job.state is State.DONE
    took = sum(job.timings.values()) if job.timings else None
    # What an earlier attempt rendered took no time in this one.
    fresh = (job.frames or 0) - job.resumed_frames
    error = job.error if job.state is State.FAILED else None
    return ReportRow(
        job=job.id,
        label=job.label,
        state=job.state,
        portrait=request.portrait if request else film.clip if film else None,
        speech=request.speech if request else film.speech if film else None,
        output=(job.output or job.request.output) if done else None,
        frames=job.frames,
        seconds=job.duration,
        took=took,
        realtime_factor=took * request.fps / fresh if request and took and fresh > 0 else None,
        engine=job.engine or "",
        device=job.device or "",
        attempts=job.attempts,
        code=error.code.value if error else "",
        message=error.message if error else "",
        hint=error.hint if error else "",
        notices=job.notices,
    )


def problem_line(item: CheckedRow) -> ReportRow:
    """An item that was refused before it came into the queue."""
    assert item.problem is not None
    return ReportRow(
        job=None,
        label=item.row.place,
        state=State.FAILED,
        portrait=item.person,
        speech=item.speech,
        output=None,
        frames=None,
        seconds=None,
        took=None,
        realtime_factor=None,
        engine="",
        device="",
        attempts=0,
        code=item.problem.code.value,
        message=item.problem.message,
        hint=item.problem.hint,
    )
