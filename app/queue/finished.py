"""Recognises a video that was finished just before its worker died."""

from __future__ import annotations

from app.queue.job import Job, Outcome
from avatar_gen.request import AvatarRequest
from talker.errors import InputError
from talker.progress import Stage


def already_made(job: Job) -> Outcome | None:
    """What is known of the job's video when an earlier attempt gave it its name; else None.

    Between the file's renaming and the note that the job is done the power may fail. The video
    is this job's when the job had come to its last stage, the file is younger than the job, and
    it has as many frames as the job had counted.
    """
    output = job.request.output
    if (
        isinstance(job.request, AvatarRequest)
        or output is None
        or job.stage is not Stage.FINISH
        or job.frames is None
    ):
        return None
    try:
        young = output.stat().st_mtime >= job.created
    except FileNotFoundError:
        return None
    if not young:
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
        engine=job.engine or job.request.engine.value,
        device="",
        timings={},
        notices=(),
    )
