"""What the foreman needs to know of those who decide about jobs, and how patient they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.farm.coordinator.job_run import JobRun
from app.farm.coordinator.worker_handles import WorkerHandle
from app.farm.net.protocol import FailureReply
from talker.errors import MouthpieceError


class DispatchEvents(Protocol):
    """Decides what becomes of a job; the foreman has already taken it from all slots."""

    def complete(self, making: JobRun) -> None:
        """Every segment is here."""
        ...

    def homeless(self, making: JobRun, why: str, *, died: bool) -> None:
        """Its last slot was lost."""
        ...

    def broken(self, making: JobRun, error: MouthpieceError) -> None:
        """What a slot has made could not be written on this computer."""
        ...

    def troubled(self, making: JobRun, seat: WorkerHandle, trouble: FailureReply) -> None:
        """A slot could not do it."""
        ...


@dataclass(frozen=True)
class Timeouts:
    """Seconds: without progress of a task, without a sign of life of a slot, how long a slot
    stays set aside, and how long to wait for a farm on which nobody can work."""

    hang: float = 300.0
    silent: float = 20.0
    aside: float = 300.0
    lonely: float = 60.0
