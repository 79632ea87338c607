"""When a computer that others use works for the farm, and what it does when there is no work."""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from app.farm.node.gpu_memory import card_temperature
from app.power import PowerState, go, others_logged_in, seconds_since_input
from app.quiet_hours import QuietHours, read_quiet_hours
from app.settings.farm import AfterWork, NodeSettings

_LOOK_SECONDS = 15.0
_COOLED = 10  # degrees below the hottest
_STATES = {AfterWork.SLEEP: PowerState.SLEEP, AfterWork.OFF: PowerState.OFF}
_log = logging.getLogger(__name__)


@dataclass
class _Card:
    """When a card was looked at last, and whether it rests since it was too hot."""

    looked: float
    hot: bool = False


@dataclass
class Manners:
    """The rules of one computer. `temperature` is a card's in degrees, None where nobody tells."""

    settings: NodeSettings = field(default_factory=NodeSettings)
    temperature: Callable[[str], int | None] = card_temperature
    people: Callable[[], tuple[str, ...]] = others_logged_in
    untouched: Callable[[], float | None] = seconds_since_input
    power: Callable[[PowerState], None] = go
    clock: Callable[[], float] = time.monotonic
    today: Callable[[], datetime.datetime] = datetime.datetime.now
    _cards: dict[str, _Card] = field(default_factory=dict, init=False)
    _quiet: QuietHours = field(init=False)
    _worked_at: float = field(init=False)

    def __post_init__(self) -> None:
        self._quiet = read_quiet_hours(self.settings.quiet_hours)
        self._worked_at = self.clock()

    def why_rest(self, card: str | None) -> str:
        """Why a worker, with its card if it has one, is not to work now; "" when it may."""
        if self._quiet.holds(self.today()):
            return "quiet hours"
        if card is not None and self.settings.hottest and self._is_hot(card):
            return f"card {card} is too hot"
        return ""

    def note_work(self) -> None:
        """Somebody works just now."""
        self._worked_at = self.clock()

    def say_good_night(self) -> str:
        """Sends the computer to sleep or off when it is time; what was done, "" for nothing."""
        state = _STATES.get(self.settings.afterwards)
        if self._quiet.holds(self.today()):  # its people are there, and it works for them
            self.note_work()
        idle = self.clock() - self._worked_at
        enough = 60.0 * self.settings.afterwards_minutes
        if state is None or idle < enough:
            return ""
        self.note_work()  # once it is awake again, or somebody was there, the time begins anew
        people = self.people()
        if people:
            return f"{', '.join(people)} is logged in, so the computer stays on"
        untouched = self.untouched()
        if untouched is not None and untouched < enough:
            return "somebody uses the computer, so it stays on"
        try:
            self.power(state)
        except OSError as error:
            return f"the computer could not be sent to rest ({state}): {error}"
        return f"the computer goes to rest: {state}"

    def _is_hot(self, name: str) -> bool:
        now = self.clock()
        card = self._cards.get(name)
        if card is None:
            card = self._cards[name] = _Card(now - _LOOK_SECONDS)
        if now - card.looked >= _LOOK_SECONDS:
            card.looked = now
            degrees = self.temperature(name)
            limit = self.settings.hottest - (_COOLED if card.hot else 0)
            card.hot = degrees is not None and degrees >= limit
        return card.hot
