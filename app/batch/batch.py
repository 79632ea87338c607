"""A checked batch meets the queue: what is new becomes jobs, what is there stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.batch.checked_row import CheckedRow
from app.batch.name_template import NameAllocator, NameFields, Template
from app.batch.rows import Action
from app.queue.job import NewJob, State
from app.queue.store import JobStore, KnownJob
from talker.errors import InputError
from talker.files import write_error
from talker.locking import file_lock
from talker.options.dub import DubRequest
from talker.options.render import RenderRequest
from talker.progress import CancelToken
from talker.segments import VIDEO_SUFFIX

_OF_STATE = {
    State.QUEUED: Action.WAITING,
    State.RUNNING: Action.WAITING,
    State.PAUSED: Action.WAITING,
    State.DONE: Action.DONE,
    State.FAILED: Action.FAILED,
    State.CANCELLED: Action.NEW,
}
_KEPT = frozenset({Action.DONE, Action.WAITING, Action.FAILED})


@dataclass(frozen=True)
class BatchEntry:
    """An item and what becomes of it; `job` is its job in the queue, once it has one."""

    item: CheckedRow
    action: Action
    output: Path | None = None
    job: int | None = None


@dataclass(frozen=True)
class BatchPlan:
    """A whole batch: every item, in order, and the folder of the videos."""

    name: str
    folder: Path
    entries: tuple[BatchEntry, ...]

    def having(self, *actions: Action) -> tuple[BatchEntry, ...]:
        """The entries with one of these actions."""
        return tuple(entry for entry in self.entries if entry.action in actions)

    @property
    def jobs(self) -> tuple[int, ...]:
        """The jobs of this batch as it is now; those of earlier contents do not count."""
        return tuple(entry.job for entry in self.entries if entry.job is not None)


@dataclass(frozen=True)
class BatchTarget:
    """What a batch is called, where its videos go, and how they are named."""

    name: str
    folder: Path
    template: Template


def plan_batch(
    store: JobStore,
    target: BatchTarget,
    items: Sequence[CheckedRow],
    *,
    force: bool = False,
) -> BatchPlan:
    """Decides about every item; nothing is written.

    An item whose content was made, waits, or has failed in this batch is not made again, unless
    its video is gone or, but for the waiting ones, `force` says so.
    """
    known = store.content_keys(target.name)
    entries: list[BatchEntry] = []
    seen: set[str] = set()
    for item in items:
        if item.request is None:
            entries.append(BatchEntry(item, Action.PROBLEM))
        elif item.content_key in seen:
            entries.append(BatchEntry(item, Action.SAME))
        else:
            seen.add(item.content_key)
            entries.append(_decided(store, item, _known(known, item), force=force))
    namer = _Namer(store, target, entries)
    named = [namer.named(entry) if entry.action is Action.NEW else entry for entry in entries]
    return BatchPlan(target.name, target.folder, tuple(named))


def add_batch(
    store: JobStore,
    target: BatchTarget,
    items: Sequence[CheckedRow],
    *,
    force: bool = False,
    priority: int = 0,
) -> BatchPlan:
    """Plans, and adds what is new to the queue in one step; the plan with the jobs' ids.

    Several processes may do this at once: they take turns, so none takes another's names.
    """
    make_folder(target.folder)
    lock = store.path.with_name("batch.lock")
    with file_lock(lock, CancelToken(), on_wait=lambda: None):
        plan = plan_batch(store, target, items, force=force)
        new = plan.having(Action.NEW)
        ids = iter(store.add([_job(entry, target.name, priority) for entry in new]) if new else [])
    entries = [
        replace(entry, job=next(ids)) if entry.action is Action.NEW else entry
        for entry in plan.entries
    ]
    return replace(plan, entries=tuple(entries))


def make_folder(folder: Path) -> None:
    """Makes the folder of the videos; InputError OUTPUT_UNWRITABLE when that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(error, folder) from error


def _known(known: Mapping[str, KnownJob], item: CheckedRow) -> KnownJob | None:
    """The job of an item, under today's key or that of an earlier version."""
    keys = (item.content_key, item.legacy_key)
    return next((known[key] for key in keys if key is not None and key in known), None)


def _decided(
    store: JobStore, item: CheckedRow, known: KnownJob | None, *, force: bool
) -> BatchEntry:
    if known is None:
        return BatchEntry(item, Action.NEW)
    action = _OF_STATE[known.state]
    if action is Action.NEW or (force and action is not Action.WAITING):
        return BatchEntry(item, Action.NEW)
    try:
        job = store.get(known.id)
    except InputError:  # removed from the queue just now
        return BatchEntry(item, Action.NEW)
    output = job.output or job.request.output
    if action is Action.DONE and not (output and output.is_file()):
        return BatchEntry(item, Action.NEW)
    return BatchEntry(item, action, output, known.id)


class _Namer:
    """Gives new items the names of their videos: none that is on the disk or spoken for."""

    def __init__(self, store: JobStore, target: BatchTarget, entries: Sequence[BatchEntry]) -> None:
        self._store = store
        self._batch = target.name
        self._folder = folder = target.folder
        self._template = target.template
        kept = [entry.output.name for entry in entries if entry.action in _KEPT and entry.output]
        there = [path.name for path in folder.iterdir()] if folder.is_dir() else []
        requests = [entry.item.request for entry in entries if entry.item.request]
        # Replacing what is there is only ever done when asked for, and never to a kept video.
        replaces = any(request.overwrite for request in requests)
        self._names = NameAllocator(VIDEO_SUFFIX, kept if replaces else [*kept, *there])

    def named(self, entry: BatchEntry) -> BatchEntry:
        request = entry.item.request
        assert request is not None
        wanted = self._wanted(entry.item, request)
        while True:
            output = (self._folder / self._names.allocate(wanted)).absolute()
            if not self._store.writers(output):
                return replace(entry, output=output)

    def _wanted(self, item: CheckedRow, request: RenderRequest | DubRequest) -> str:
        if item.name and not self._template.uses_name:
            return item.name
        return self._template.fill(
            NameFields(
                portrait=_person(request).stem,
                speech=request.speech.stem,
                n=item.row.number,
                name=item.name,
                preset=item.preset,
                batch=self._batch,
                cells=item.row.fields,
            )
        )


def _person(request: RenderRequest | DubRequest) -> Path:
    """The file of who speaks."""
    return request.clip if isinstance(request, DubRequest) else request.portrait


def _job(entry: BatchEntry, batch: str, priority: int) -> NewJob:
    request, output = entry.item.request, entry.output
    assert request is not None
    assert output is not None
    return NewJob(
        request=request.model_copy(update={"output": output}),
        batch=batch,
        priority=priority,
        content_key=entry.item.content_key,
        speech_seconds=entry.item.seconds,
    )
