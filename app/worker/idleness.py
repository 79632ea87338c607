"""When a process that waits for work is to give its models, its memory and the card back."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from talker.device import CardMemory, card_memory

# What another program has taken since we wait: much, or something of a card that is nearly full.
_MUCH = 1 << 30
_SOMETHING = 256 << 20
_FULL = 0.25  # of the card's memory is free


@dataclass
class Crowding:
    """Whether another program needs the card, seen by its taking memory while we take none."""

    read: Callable[[], CardMemory | None] = card_memory
    _most_free: int = field(default=0, init=False)

    def forget(self) -> None:
        """We have worked: what was free before says nothing."""
        self._most_free = 0

    def look(self) -> bool:
        """Whether it is so now; never where this process has no card."""
        card = self.read()
        if card is None:
            return False
        self._most_free = max(self._most_free, card.free)
        taken = self._most_free - card.free
        return taken >= _MUCH or (taken >= _SOMETHING and card.free < _FULL * card.total)


@dataclass
class Idleness:
    """Ends `seconds` after the last work, and at once when another program needs the card.

    It does not begin before the first work: until then nothing is loaded. Infinite `seconds` never
    end, whoever needs the card.
    """

    seconds: float
    crowding: Crowding = field(default_factory=Crowding)
    clock: Callable[[], float] = time.monotonic
    _since: float = field(default=math.inf, init=False)

    def note_work(self) -> None:
        """Something was done just now."""
        self._since = self.clock()
        self.crowding.forget()

    def is_over(self) -> bool:
        """Whether it is time to give everything back."""
        if math.isinf(self.seconds) or math.isinf(self._since):
            return False
        return self.clock() - self._since >= self.seconds or self.crowding.look()
