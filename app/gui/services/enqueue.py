"""Puts videos and versions of them into the queue, under names that nothing else has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from app.queue.control import first_waiting, new_job
from app.queue.job import NewJob
from app.queue.store import JobStore
from talker.deliver.naming import target_of
from talker.files import write_error
from talker.options.deliver import DeliverOptions, DeliverRequest
from talker.options.dub import DubRequest
from talker.options.render import RenderRequest

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST = 120


@dataclass(frozen=True)
class EnqueueRequest:
    """A video to make: `request.output` is the wished file; `urgent` puts it before all others."""

    request: RenderRequest | DubRequest
    seconds: float | None
    urgent: bool


def clean_name(text: str) -> str:
    """What is typed as a name, without what file systems refuse; may be empty."""
    return _FORBIDDEN.sub("", text).strip(" .")[:_LONGEST]


def enqueue(store: JobStore, order: EnqueueRequest) -> int:
    """Adds the job and returns its id; a taken name gets a number. OUTPUT_UNWRITABLE, DISK_FULL."""
    wished = order.request.output
    assert wished is not None
    try:
        wished.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(error, wished.parent) from error
    request = order.request.model_copy(update={"output": _free(store, wished)})
    (job,) = store.add([new_job(store, request, speech_seconds=order.seconds)])
    if order.urgent:
        before = first_waiting(store, [job])
        if before is not None:
            store.reorder([job], before)
    return job


def enqueue_versions(store: JobStore, videos: Sequence[Path], options: DeliverOptions) -> list[int]:
    """A job for this version of each video, beside it; a taken name gets a number."""
    jobs: list[NewJob] = []
    for video in videos:
        request = DeliverRequest(video=video, output=target_of(video, options), **dict(options))
        taken = [job.request.output for job in jobs]
        free = request.model_copy(update={"output": _free(store, request.output, taken)})
        jobs.append(new_job(store, free))
    return store.add(jobs)


def _free(store: JobStore, wished: Path, taken: Sequence[Path | None] = ()) -> Path:
    """The first of `name`, `name 2`, ... that no file, no job and none of `taken` has."""
    for number in count(1):
        name = wished.stem if number == 1 else f"{wished.stem} {number}"
        tried = wished.with_name(f"{name}{wished.suffix}")
        if not (tried.exists() or tried in taken or store.writers(tried.absolute())):
            return tried
    raise AssertionError("numbers do not end")
