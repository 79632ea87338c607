"""Answers that are the same until the queue changes, kept for those who ask the same again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

from app.queue.store import JobStore

_MOST = 64


class Pages:
    """Bodies of answers by what was asked, with the revision that they were made at."""

    def __init__(self, store: JobStore) -> None:
        self._store = store
        self._kept: OrderedDict[Hashable, tuple[int, bytes]] = OrderedDict()

    def get(self, asked: Hashable, make: Callable[[], bytes]) -> bytes:
        """The answer at the queue's revision of now."""
        revision = self._store.revision()
        kept = self._kept.get(asked)
        if kept is not None and kept[0] == revision:
            return kept[1]
        body = make()
        self._kept[asked] = revision, body
        self._kept.move_to_end(asked)
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return body
