"""What backends have to say while networks compute: kept until whoever reports asks for it.

Networks are called deep inside engines, which know no listener; the drawer of the video asks after
each batch.
"""

from __future__ import annotations

import logging
from queue import Empty, SimpleQueue

from talker.inference.limits import Difference
from talker.progress import Notice, NoticeCode

_log = logging.getLogger(__name__)
_waiting: SimpleQueue[Notice] = SimpleQueue()


def announce(notice: Notice) -> None:
    """Keeps a notice; from any thread."""
    _log.info("%s: %s", notice.code, notice.message)
    _waiting.put(notice)


def announce_precision(what: str, off: Difference) -> None:
    """Says that `what` is computed with smaller numbers, and how far its pixels are off."""
    announce(Notice(NoticeCode.PRECISION_REDUCED, f"{what}; {off.words}."))


def announced() -> list[Notice]:
    """What was announced since the last time, each once: several networks may say the same."""
    found: dict[Notice, None] = {}
    while True:
        try:
            found[_waiting.get_nowait()] = None
        except Empty:
            return list(found)
