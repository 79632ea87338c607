"""Wakes the farm's computers when videos wait."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass

from app.farm.net.magic_packet import wake

AWAKE_SECONDS = 300.0  # how long a computer may take to start and to join
_AGAIN_SECONDS = 120.0
_LOOK_SECONDS = 5.0
_log = logging.getLogger(__name__)


@dataclass
class Waker:
    """Sends to each of `cards` when work comes, and again while nobody can do it."""

    cards: tuple[str, ...]
    waits: Callable[[], bool]
    send: Callable[[str], None] = wake
    _looked: float = -math.inf
    _sent: float = -math.inf
    _working: bool = False

    def look(self, now: float, *, anybody: bool) -> None:
        """`anybody`: whether somebody of the farm can work now."""
        if not self.cards or now - self._looked < _LOOK_SECONDS:
            return
        self._looked = now
        began = not self._working
        self._working = self.waits()
        if self._working and (began or (not anybody and now - self._sent >= _AGAIN_SECONDS)):
            self._sent = now
            for card in self.cards:
                self._wake(card)

    def _wake(self, card: str) -> None:
        try:
            self.send(card)
        except OSError as error:
            _log.warning("%s could not be woken: %s", card, error)
