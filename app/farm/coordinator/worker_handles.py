"""The farm's workers in the eyes of the queue: which are usable, busy, silent or set aside."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.farm.coordinator.events import RunId, SetAside
from app.farm.net.events import WorkerInfo
from app.farm.net.protocol import PROTOCOL

_FAILURES = 3


@dataclass
class WorkerHandle:
    """A worker: the runs that it works on, the tasks that it was given, when it was heard of last.

    `heard` is the last sign of life of its process, `worked` that of its task.
    """

    info: WorkerInfo
    heard: float
    worked: float
    runs: list[RunId] = field(default_factory=list)
    tickets: list[str] = field(default_factory=list)
    affinity: str = ""

    @property
    def address(self) -> str:
        """Where Dask reaches it; another one after each restart."""
        return self.info.address

    @property
    def idle(self) -> bool:
        """Whether it has nothing to do."""
        return not self.runs

    @property
    def name(self) -> str:
        """What people call it; the same after a restart."""
        return self.info.report.slot

    @property
    def card(self) -> str:
        """What its throughput is known by."""
        report = self.info.report
        return f"{report.node} {report.card.name if report.card else 'CPU'}"


@dataclass
class _FailureRecord:
    failures: int = 0
    last: float = 0.0
    until: float = 0.0
    reason: str = ""


class WorkerHandles:
    """All workers by address, and by name how often they failed lately.

    `shared_mark` is what the queue's computer reads in its shared folder; "" without one.
    """

    def __init__(self, silent_seconds: float, aside_seconds: float, shared_mark: str = "") -> None:
        self._mark = shared_mark
        self._silent = silent_seconds
        self._aside = aside_seconds
        self._workers: dict[str, WorkerHandle] = {}
        self._records: dict[str, _FailureRecord] = {}
        self._dead: set[str] = set()

    @property
    def all(self) -> list[WorkerHandle]:
        """Every worker that is connected."""
        return list(self._workers.values())

    def __getitem__(self, address: str) -> WorkerHandle:
        return self._workers[address]

    def gone(self, seen: tuple[WorkerInfo, ...]) -> list[WorkerHandle]:
        """The workers that the scheduler names no more."""
        addresses = {info.address for info in seen}
        return [worker for worker in self.all if worker.address not in addresses]

    def update(self, seen: tuple[WorkerInfo, ...], now: float) -> list[WorkerHandle]:
        """Follows what the scheduler sees; returns those that are new."""
        addresses = {info.address for info in seen}
        for address in set(self._workers) - addresses:
            del self._workers[address]
        self._dead &= addresses
        new = []
        for info in seen:
            worker = self._workers.get(info.address)
            if info.address in self._dead:
                continue
            if worker is None:
                worker = self._workers[info.address] = WorkerHandle(info, now, now)
                new.append(worker)
            elif worker.info.beat != info.beat:
                worker.heard = now
            worker.info = info
        return new

    def bury(self, worker: WorkerHandle) -> None:
        """Its process has ended, though the scheduler's list may still name it for a moment."""
        self._dead.add(worker.address)
        self._workers.pop(worker.address, None)

    def clear(self) -> None:
        """The scheduler is away: nobody is known."""
        self._workers.clear()

    def usable(self, now: float) -> list[WorkerHandle]:
        """Those that may get jobs."""
        return [worker for worker in self._workers.values() if not self.why_not(worker, now)]

    def why_not(self, worker: WorkerHandle, now: float) -> str:
        """Why a worker gets no jobs; empty when it does."""
        if worker.info.report.protocol != PROTOCOL:
            return f"it runs version {worker.info.report.protocol}, and the queue {PROTOCOL}"
        if self.silent(worker, now):
            return f"nothing was heard of it for {now - worker.heard:.0f} s"
        mark = worker.info.health.shared_mark
        if self._mark and mark is not None and mark != self._mark:
            return "its --shared folder is not the queue's one (FARM_FOLDER_UNSEEN)"
        record = self._records.get(worker.name)
        return record.reason if record is not None and record.until > now else ""

    def silent(self, worker: WorkerHandle, now: float) -> bool:
        """Whether its process gives no sign of life any more."""
        return now - worker.heard > self._silent

    def failed_at(self, worker: WorkerHandle) -> float:
        """When it failed last; 0 when it has done something well since."""
        record = self._records.get(worker.name)
        return 0.0 if record is None else record.last

    def succeeded(self, worker: WorkerHandle) -> None:
        """Forgives earlier failures."""
        self._records.pop(worker.name, None)

    def failed(
        self, worker: WorkerHandle, why: str, now: float, *, at_once: bool = False
    ) -> SetAside | None:
        """Counts a failure; the third in a row, or one that will not mend itself, sets it aside.

        After a while it gets another try.
        """
        record = self._records.setdefault(worker.name, _FailureRecord())
        record.failures += 1
        record.last = now
        if not at_once and record.failures < _FAILURES:
            return None
        times = "" if at_once else f"{record.failures} failures in a row, the last: "
        record.until, record.reason = now + self._aside, f"{times}{why}"
        record.failures = _FAILURES - 1
        return SetAside(worker.name, record.reason)
