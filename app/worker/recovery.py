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
        modified = output.stat().st_mtime
    except OSError:
        return None
    # Only what may be replaced can have been there before. Times alone tell little: somebody sets
    # the clock, and a file server goes by its own.
    if job.kind.overwrites(job.request) and modified < job.created:
        return None
    return job.kind.recover(job.request, job.frames, job.engine)
