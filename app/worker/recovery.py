"""Recognises a file that was finished just before its worker died."""

from __future__ import annotations

from app.jobs.kind import Outcome
from app.queue.job import Job
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
    return job.kind.recover(job.request, job.frames, job.engine)
