"""Recognises a file that was finished just before its worker died."""

from __future__ import annotations

from pathlib import Path

from app.queue.job import Job, Outcome
from talker.errors import InputError
from talker.options.deliver import DeliverRequest
from talker.options.render import RenderRequest
from talker.progress import Stage


def find_finished(job: Job) -> Outcome | None:
    """What is known of the job's file when an earlier attempt gave it its name; else None.

    Between the file's renaming and the note that the job is done the power may fail.
    """
    output = job.request.output
    if output is None or job.stage is not Stage.FINISH:
        return None
    try:
        young = output.stat().st_mtime >= job.created
    except FileNotFoundError:
        return None
    if not young:
        return None
    match job.request:
        case RenderRequest():
            return _video(job, job.request, output)
        case DeliverRequest():
            return _deliverable(job.request)
        case _:
            return None


def _deliverable(request: DeliverRequest) -> Outcome | None:
    """It is this job's when it says so itself."""
    from talker.deliver.deliver import DeliverTask, is_made

    if not is_made(request.video, DeliverTask(request.options, request.output)):
        return None
    return Outcome(
        output=request.output,
        frames=0,
        resumed_frames=0,
        engine="",
        device="",
        timings={},
        notices=(),
    )


def _video(job: Job, request: RenderRequest, output: Path) -> Outcome | None:
    """It is this job's when it has as many frames as the job had counted."""
    if job.frames is None:
        return None
    from talker.media.probe import probe

    try:
        video = probe(output).video
    except InputError:  # somebody else's file
        return None
    if video is None or video.frame_count != job.frames:
        return None
    return Outcome(
        output=output,
        frames=job.frames,
        resumed_frames=job.frames,
        engine=job.engine or request.engine.value,
        device="",
        timings={},
        notices=(),
    )
