"""Puts videos and versions of them into the queue, under names that nothing else has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from app.queue.control import first_waiting, new_deliver_job
from app.queue.job import NewJob
from app.queue.requests import frozen
from app.queue.store import JobStore
from talker.files import write_error
from talker.finish.naming import target_of
from talker.finish.options import DeliverOptions, DeliverRequest
from talker.request import RenderRequest
from talker.segments import VIDEO_SUFFIX

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST = 120


@dataclass(frozen=True)
class Order:
    """A video to make: `request.output` is the wished file; `urgent` puts it before all others."""

    request: RenderRequest
    seconds: float | None
    urgent: bool


def clean_name(text: str) -> str:
    """What is typed as a name, without what file systems refuse; may be empty."""
    return _FORBIDDEN.sub("", text).strip(" .")[:_LONGEST]


def place_order(store: JobStore, order: Order) -> int:
    """Adds the job and returns its id; a taken name gets a number. OUTPUT_UNWRITABLE, DISK_FULL."""
    wished = order.request.output
    assert wished is not None
    try:
        wished.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(error, wished.parent) from error
    request = frozen(_free(store, order.request, wished))
    assert request.output is not None
    (job,) = store.add([NewJob(request, request.output.stem, speech_seconds=order.seconds)])
    if order.urgent:
        before = first_waiting(store, [job])
        if before is not None:
            store.reorder([job], before)
    return job


def place_versions(store: JobStore, videos: Sequence[Path], options: DeliverOptions) -> list[int]:
    """A job for this version of each video, beside it; a taken name gets a number."""
    jobs: list[NewJob] = []
    for video in videos:
        taken = [job.request.output for job in jobs]
        request = _free_version(store, video, options, taken)
        jobs.append(new_deliver_job(store, request))
    return store.add(jobs)


def _free_version(
    store: JobStore, video: Path, options: DeliverOptions, taken: Sequence[Path | None]
) -> DeliverRequest:
    usual = target_of(video, options)
    for number in count(1):
        name = usual.stem if number == 1 else f"{usual.stem} {number}"
        target = usual.with_name(f"{name}{usual.suffix}")
        request = DeliverRequest(video=video, output=target, **dict(options))
        if not target.exists() and target not in taken and not store.writers(request):
            return request
    raise AssertionError("numbers do not end")


def _free(store: JobStore, request: RenderRequest, wished: Path) -> RenderRequest:
    """The request with the first name `name`, `name 2`, ... that no file and no job has."""
    for number in count(1):
        name = wished.stem if number == 1 else f"{wished.stem} {number}"
        tried = request.model_copy(update={"output": wished.with_name(f"{name}{VIDEO_SUFFIX}")})
        assert tried.output is not None
        if not tried.output.exists() and not store.writers(frozen(tried)):
            return tried
    raise AssertionError("numbers do not end")
