"""Changes of jobs, read once and told to everybody who listens (server-sent events)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

from fastapi.concurrency import run_in_threadpool

from app.queue.store import JobStore
from app.service.views import job_view
from talker.errors import MouthpieceError

_LOOK_SECONDS = 0.3
_ALIVE_SECONDS = 15.0
_ALIVE = b": alive\n\n"
# Who is further behind is sent away, and comes back with the last number that it has seen.
_MOST_WAITING = 256
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Event:
    """One change, as it is sent; `owner` is whose job it is."""

    revision: int
    owner: str
    data: bytes


@dataclass(eq=False)
class _Listener:
    owner: str | None
    queue: asyncio.Queue[Event | None] = field(default_factory=lambda: asyncio.Queue(_MOST_WAITING))

    def wants(self, event: Event) -> bool:
        return self.owner is None or self.owner == event.owner


class Events:
    """Reads the changes of the queue while somebody listens."""

    def __init__(self, store: JobStore) -> None:
        self._store = store
        self._listeners: set[_Listener] = set()
        self._seen = store.revision()

    @property
    def listeners(self) -> int:
        """How many listen."""
        return len(self._listeners)

    async def watch(self) -> None:
        """Tells of changes until it is cancelled."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            try:
                for event in await run_in_threadpool(self._read, self._seen):
                    self._seen = event.revision
                    self._tell(event)
            except MouthpieceError as error:
                _log.warning("the queue does not answer: %s", error.message)

    async def listen(self, owner: str | None, after: int | None) -> AsyncIterator[bytes]:
        """What changes from now on, or since the revision `after`; of one owner or of all."""
        listener = _Listener(owner)
        self._listeners.add(listener)
        try:
            yield b"retry: 2000\n\n"
            last = self._seen if after is None else after
            while after is not None and (missed := await run_in_threadpool(self._read, last)):
                for event in filter(listener.wants, missed):
                    yield event.data
                last = missed[-1].revision
            while True:
                change = await self._next(listener)
                if change is None:
                    yield _ALIVE
                elif change is _LOST:
                    return
                elif change.revision > last:
                    last = change.revision
                    yield change.data
        finally:
            self._listeners.discard(listener)

    def close(self) -> None:
        """Ends all streams."""
        for listener in self._listeners:
            self._end(listener)

    @staticmethod
    async def _next(listener: _Listener) -> Event | None:
        """None after a while of silence: what lies between closes connections that say nothing."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_ALIVE_SECONDS):
                return await listener.queue.get()
        return None

    def _tell(self, event: Event) -> None:
        for listener in self._listeners:
            if listener.wants(event):
                try:
                    listener.queue.put_nowait(event)
                except asyncio.QueueFull:
                    self._end(listener)

    @staticmethod
    def _end(listener: _Listener) -> None:
        while not listener.queue.empty():
            listener.queue.get_nowait()
        listener.queue.put_nowait(_LOST)

    def _read(self, after: int) -> list[Event]:
        return [
            Event(job.revision, job.owner, _message(job.revision, job_view(job).model_dump_json()))
            for job in self._store.submissions.changed(after)
        ]


_LOST = Event(-1, "", b"")


def _message(revision: int, data: str) -> bytes:
    return f"id: {revision}\nevent: job\ndata: {data}\n\n".encode()
