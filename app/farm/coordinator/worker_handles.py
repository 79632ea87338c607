"""The farm's slots in the eyes of the queue: which are usable, busy, silent or set aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.farm.coordinator.placement import Candidate
from app.farm.coordinator.throughput import Throughput
from app.farm.net.client import WorkerInfo
from app.farm.net.protocol import PROTOCOL

if TYPE_CHECKING:
    from app.farm.coordinator.job_run import JobRun

_FAILURES = 3
_LONGEST_WAIT = 60.0  # seconds, for a slot whose speed nobody knows


@dataclass
class WorkerHandle:
    """A slot: the jobs that it works on, the tasks that it was given, when it was heard of last."""

    info: WorkerInfo
    heard: float
    worked: float
    runs: list[JobRun] = field(default_factory=list)
    tickets: list[str] = field(default_factory=list)
    affinity: str = ""

    @property
    def idle(self) -> bool:
        """Whether it has nothing to do."""
        return not self.runs

    @property
    def nearly_idle(self) -> bool:
        """Whether it makes the last segment that it will get of its only job: the next may come,
        so that a card never waits for a message."""
        return len(self.runs) == 1 and len(self.tickets) == 1 and self.runs[0].handed_out

    @property
    def name(self) -> str:
        return self.info.report.slot

    @property
    def card(self) -> str:
        """What its speed is known by."""
        report = self.info.report
        return f"{report.node} {report.card.name if report.card else 'CPU'}"


def candidate(seat: WorkerHandle, making: JobRun, speeds: Throughput) -> Candidate:
    """What a slot has to offer to a job."""
    busy = 0.0
    for one in seat.runs:
        speed = speeds.rate(seat.card, one.kind)
        left = one.frames_left / max(1, len(one.workers))
        busy += left / speed if speed else _LONGEST_WAIT
    return Candidate(speeds.rate(seat.card, making.kind), seat.affinity == making.affinity, busy)


@dataclass
class _Record:
    failures: int = 0
    until: float = 0.0
    reason: str = ""


class WorkerHandles:
    """All slots by address. `tell` hears of those that are set aside, with the reason.

    `shared_mark` is what the queue's computer reads in its shared folder; "" without one.
    """

    def __init__(
        self,
        tell: Callable[[str, str], None],
        silent_seconds: float,
        aside_seconds: float,
        shared_mark: str = "",
    ) -> None:
        self._tell = tell
        self._mark = shared_mark
        self._silent = silent_seconds
        self._aside = aside_seconds
        self._seats: dict[str, WorkerHandle] = {}
        self._records: dict[str, _Record] = {}
        self._dead: set[str] = set()

    @property
    def all(self) -> list[WorkerHandle]:
        return list(self._seats.values())

    def update(self, seen: tuple[WorkerInfo, ...], now: float) -> tuple[list[WorkerHandle], bool]:
        """Takes in what the scheduler says; the seats that are gone, and whether one is new."""
        fresh = {one.address: one for one in seen if one.address not in self._dead}
        gone = [self._seats.pop(address) for address in set(self._seats) - set(fresh)]
        new = False
        for address, slot in fresh.items():
            seat = self._seats.get(address)
            if seat is None:
                seat = self._seats[address] = WorkerHandle(slot, now, now)
                new = True
                why = self.why_not(seat, now)
                if why:
                    self._tell(seat.name, why)
            else:
                if seat.info.beat != slot.beat:
                    seat.heard = now
                seat.info = slot
        return gone, new

    def bury(self, seat: WorkerHandle) -> None:
        """Its process has ended, though the scheduler's list may still name it for a moment."""
        self._dead.add(seat.info.address)
        self._seats.pop(seat.info.address, None)

    def clear(self) -> list[WorkerHandle]:
        """The scheduler is away: nobody is known; who was."""
        gone, self._seats = list(self._seats.values()), {}
        return gone

    def usable(self, now: float) -> list[WorkerHandle]:
        """Those that may get jobs."""
        return [seat for seat in self._seats.values() if not self.why_not(seat, now)]

    def why_not(self, seat: WorkerHandle, now: float) -> str:
        """Why a slot gets no jobs; empty when it does."""
        if seat.info.report.protocol != PROTOCOL:
            return f"it runs version {seat.info.report.protocol}, and the queue {PROTOCOL}"
        if self.silent(seat, now):
            return f"nothing was heard of it for {now - seat.heard:.0f} s"
        seen = seat.info.health.shared_mark
        if self._mark and seen is not None and seen != self._mark:
            return "its --shared folder is not the queue's one (FARM_FOLDER_UNSEEN)"
        record = self._records.get(seat.name)
        return record.reason if record is not None and record.until > now else ""

    def silent(self, seat: WorkerHandle, now: float) -> bool:
        """Whether it has stopped saying that it is there."""
        return now - seat.heard > self._silent

    def worked_well(self, seat: WorkerHandle) -> None:
        """Forgives earlier failures."""
        self._records.pop(seat.name, None)

    def failed(self, seat: WorkerHandle, why: str, now: float, *, at_once: bool = False) -> None:
        """Counts a failure; the third in a row, or one that will not mend itself, sets it aside.

        After a while it gets another try.
        """
        record = self._records.setdefault(seat.name, _Record())
        record.failures += 1
        if at_once or record.failures >= _FAILURES:
            times = "" if at_once else f"{record.failures} failures in a row, the last: "
            record.until, record.reason = now + self._aside, f"{times}{why}"
            record.failures = _FAILURES - 1
            self._tell(seat.name, record.reason)
