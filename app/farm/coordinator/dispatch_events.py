"""What the foreman needs to know of those who decide about jobs, and how patient they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.farm.coordinator.job_run import Making
from app.farm.coordinator.worker_handles import Seat
from app.farm.net.protocol import TroubleAnswer
from talker.errors import MouthpieceError


class Office(Protocol):
    """Decides what becomes of a job; the foreman has already taken it from all slots."""

    def complete(self, making: Making) -> None:
        """Every segment is here."""
        ...

    def homeless(self, making: Making, why: str, *, died: bool) -> None:
        """Its last slot was lost."""
        ...

    def broken(self, making: Making, error: MouthpieceError) -> None:
        """This computer could not keep what a slot has made."""
        ...

    def troubled(self, making: Making, seat: Seat, trouble: TroubleAnswer) -> None:
        """A slot could not do it."""
        ...


@dataclass(frozen=True)
class Patience:
    """Seconds: without progress of a task, without a sign of life of a slot, how long a slot
    stays set aside, and how long to wait for a farm on which nobody can work."""

    hang: float = 300.0
    silent: float = 20.0
    aside: float = 300.0
    lonely: float = 60.0
