"""Helpers of the farm's tests: a run of the queue on a farm, in a thread; slots' processes."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from app.farm.coordinator.assembly import OpenAssembly, open_video
from app.farm.coordinator.dispatcher import Timeouts
from app.farm.coordinator.executor import FarmExecutor, FarmPolicy
from app.farm.local import LocalFarm
from app.farm.net.client import ClusterClient
from app.farm.net.events import WorkersChanged
from app.queue.store import JobStore
from app.worker.messages import Message
from app.worker.shutdown import StopRequest
from app.worker.supervisor import RunSummary
from tests.waiting import PATIENCE

QUICK = Timeouts(hang=60.0, silent=4.0, aside=3.0)


class Run:
    """The queue's executor at work until the queue is empty, or `stop`."""

    def __init__(
        self,
        farm: LocalFarm,
        store: JobStore,
        *,
        open_assembly: OpenAssembly | None = None,
        timeouts: Timeouts = QUICK,
        forever: bool = False,
    ) -> None:
        self.said: list[Message] = []
        self.stop = StopRequest()
        self.summary: RunSummary | None = None
        self.error: BaseException | None = None
        self._cluster = ClusterClient(farm.address, farm.identity, farm.home)
        self._run = FarmExecutor(
            store,
            self._cluster,
            open_assembly or open_video(farm.home, None),
            self.said.append,
            farm.home,
            FarmPolicy(timeouts=timeouts, forever=forever),
        )
        self._thread = threading.Thread(target=self._work)
        self._thread.start()

    def _work(self) -> None:
        try:
            self.summary = self._run.run(self.stop)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            self.error = error
        finally:
            self._cluster.close()

    def end(self, seconds: float = PATIENCE) -> RunSummary:
        """Waits for the end, and raises what ended it."""
        self._thread.join(seconds)
        if self._thread.is_alive():
            self.stop.request()
            self._thread.join(PATIENCE)
            raise AssertionError("the run did not end in time")
        if self.error is not None:
            raise self.error
        assert self.summary is not None
        return self.summary


@contextmanager
def running(farm: LocalFarm, store: JobStore, **options: object) -> Iterator[Run]:
    """A run that ends with the block."""
    run = Run(farm, store, **options)  # type: ignore[arg-type]
    try:
        yield run
    finally:
        run.stop.request()
        run._thread.join(PATIENCE)


def joined(farm: LocalFarm, count: int, seconds: float = PATIENCE) -> None:
    """Waits until so many slots have joined."""
    cluster = ClusterClient(farm.address, farm.identity, farm.home)
    try:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            event = cluster.wait(0.5)
            if isinstance(event, WorkersChanged) and len(event.workers) >= count:
                return
        raise AssertionError("the slots did not join: " + farm.log_text("scheduler"))
    finally:
        cluster.close()


def slot_processes(node: int) -> list[psutil.Process]:
    """The slots' processes below a node's process."""
    try:
        children = psutil.Process(node).children()
    except psutil.NoSuchProcess:
        return []
    return [child for child in children if "slot" in _command(child)]


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def folder_of(tmp: Path, name: str) -> Path:
    """A folder of a test."""
    path = tmp / name
    path.mkdir(parents=True, exist_ok=True)
    return path
