"""What the libraries warn of becomes notices: whatever they leave out, somebody is told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from typing_extensions import override

from talker.progress import Notice, NoticeCode

_LIBRARIES = ("diffusers", "transformers", "peft", "accelerate")
_LONGEST = 300  # letters


class _Handler(logging.Handler):
    def __init__(self, tell: Callable[[Notice], None]) -> None:
        super().__init__(logging.WARNING)
        self._tell = tell
        self._told: set[str] = set()

    @override
    def emit(self, record: logging.LogRecord) -> None:
        said = " ".join(record.getMessage().split())[:_LONGEST]
        if said not in self._told:
            self._told.add(said)
            self._tell(Notice(NoticeCode.LIBRARY_WARNING, f"{record.name.split('.')[0]}: {said}"))


@contextmanager
def warnings_told(tell: Callable[[Notice], None]) -> Iterator[None]:
    """While it lasts, each warning of the libraries is a notice, once."""
    handler = _Handler(tell)
    loggers = [logging.getLogger(name) for name in _LIBRARIES]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
