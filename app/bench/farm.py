"""`mouthpiece bench farm`: what the farm itself costs, measured with work that only sleeps."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from app.farm.coordinator.executor import FarmExecutor, FarmPolicy
from app.farm.coordinator.synthetic import open_synthetic
from app.farm.local import LocalFarm
from app.farm.net.client import ClusterClient
from app.farm.net.events import WorkersChanged
from app.farm.node.synthetic import SyntheticLoad
from app.queue.job import NewJob, State
from app.queue.store import JobStore
from app.worker.messages import Message, Started
from app.worker.shutdown import StopRequest
from talker.options.render import RenderRequest

WORKERS = (1, 2, 4, 8)
_LOAD = SyntheticLoad(segments=4, seconds=0.5, size=500_000)
_LONG_LOAD = SyntheticLoad(segments=8, seconds=1.0, size=500_000)
_INPUT_BYTES = 1_000_000
_START_SECONDS = 120.0


@dataclass(frozen=True)
class Figures:
    """One size of the farm: `jobs` of known cost by `workers`, in `seconds`."""

    workers: int
    jobs: int
    seconds: float

    @property
    def cost(self) -> float:
        """Seconds that one job sleeps."""
        return _LOAD.segments * _LOAD.seconds

    @property
    def efficiency(self) -> float:
        """The share of the workers' time in which they worked."""
        return self.jobs * self.cost / (self.workers * self.seconds)

    @property
    def overhead(self) -> float:
        """Seconds of a worker's time that a job costs besides its work."""
        return self.workers * self.seconds / self.jobs - self.cost


def bench_farm(workers: tuple[int, ...] = WORKERS, jobs_each: int = 8) -> None:
    """Prints a line for each number of workers, and how long a killed worker holds a job up."""
    print(
        f"Jobs that sleep {_LOAD.segments} times {_LOAD.seconds:g} s and send 0.5 MB each time; "
        f"two inputs of 1 MB. {os.cpu_count()} cores. Goals: overhead below 150 ms, "
        "efficiency at 8 workers above 85 %."
    )
    for count in workers:
        with tempfile.TemporaryDirectory(prefix="mouthpiece-bench-") as folder:
            figures = measure(Path(folder), count, count * jobs_each)
        print(
            f"  {count} workers  {figures.jobs / figures.seconds:6.2f} jobs/s   "
            f"efficiency {figures.efficiency:6.1%}   overhead {figures.overhead * 1000:5.0f} ms "
            "a job",
            flush=True,
        )
    with tempfile.TemporaryDirectory(prefix="mouthpiece-bench-") as folder:
        print(f"  a killed worker's job goes on after {recovery(Path(folder)):.2f} s")


def measure(folder: Path, workers: int, jobs: int) -> Figures:
    """Lets `workers` processes make `jobs`, after a round that warms them up."""
    with LocalFarm(folder) as farm, JobStore(folder / "queue.sqlite3") as store:
        cluster = _joined(farm, workers)
        try:
            _run(store, cluster, farm, _Round(workers, "warm"))
            began = time.perf_counter()
            _run(store, cluster, farm, _Round(jobs, "job"))
            return Figures(workers, jobs, time.perf_counter() - began)
        finally:
            cluster.close()


def recovery(folder: Path, load: SyntheticLoad = _LONG_LOAD) -> float:
    """Seconds from the death of a worker process to its job's next beginning on another."""
    moments: dict[int, float] = {}

    def on_message(message: Message) -> None:
        if isinstance(message, Started) and message.label == "job 0":
            moments[message.attempt] = time.perf_counter()

    with LocalFarm(folder) as farm, JobStore(folder / "queue.sqlite3") as store:
        cluster = _joined(farm, 2)
        try:
            killer = threading.Timer(2.0, _kill_busy_worker, [farm, moments])
            killer.start()
            _run(store, cluster, farm, _Round(1, "job", load, spread=False), on_message)
            killer.join()
        finally:
            cluster.close()
    return moments[2] - moments[0]


def _kill_busy_worker(farm: LocalFarm, moments: dict[int, float]) -> None:
    from app.farm.nodes import job_of, list_workers

    watching = ClusterClient(farm.address, farm.identity, farm.home)
    try:
        busy = next(worker for worker in list_workers(watching) if job_of(worker) is not None)
    finally:
        watching.close()
    port = int(busy.address.rpartition(":")[2])
    for connection in psutil.net_connections("tcp"):
        if connection.laddr and connection.laddr.port == port and connection.pid:
            moments[0] = time.perf_counter()
            os.kill(connection.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else 9)
            return


def _joined(farm: LocalFarm, workers: int) -> ClusterClient:
    """The farm with so many workers, each a node of its own."""
    for number in range(workers):
        farm.start_node(f"node-{number}", synthetic=True)
    cluster = ClusterClient(farm.address, farm.identity, farm.home)
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        event = cluster.wait(1.0)
        if isinstance(event, WorkersChanged) and len(event.workers) == workers:
            return cluster
    raise TimeoutError(f"{workers} workers did not join")


@dataclass(frozen=True)
class _Round:
    """So many jobs of the same cost, which nobody else has."""

    jobs: int
    label: str
    load: SyntheticLoad = _LOAD
    spread: bool = True


def _run(
    store: JobStore,
    cluster: ClusterClient,
    farm: LocalFarm,
    work: _Round,
    on_message: Callable[[Message], None] = lambda _: None,
) -> None:
    store.add([_job(farm.folder, f"{work.label} {index}") for index in range(work.jobs)])
    open_assembly, policy = open_synthetic(work.load), FarmPolicy(spread=work.spread)
    FarmExecutor(store, cluster, open_assembly, on_message, farm.home, policy).run(StopRequest())
    assert store.counts()[State.DONE] >= work.jobs


def _job(folder: Path, label: str) -> NewJob:
    """Inputs that no other job has, so that all of them travel."""
    files = [folder / f"{label}.{suffix}" for suffix in ("png", "wav")]
    for path in files:
        path.write_bytes(os.urandom(_INPUT_BYTES))
    request = RenderRequest(portrait=files[0], speech=files[1], output=folder / f"{label}.mp4")
    return NewJob(request, label)
