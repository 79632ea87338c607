"""The queue's connection to the scheduler: whatever ends it, the queue gets a new one."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
from distributed import Client
from distributed.utils import LoopRunner
from tornado.ioloop import PeriodicCallback

from app.farm.local import LocalFarm
from app.farm.net.client import ClusterClient
from app.farm.net.connection import Connection
from app.farm.net.dask_config import set_up_dask
from app.farm.net.events import SchedulerAway, TaskLost, WorkersChanged
from app.farm.net.pki import issue, own_keys
from app.farm.net.roles import ALL_ROLES
from app.farm.net.tls import load_identity
from app.queue.job import State
from app.queue.store import JobStore
from talker.errors import ErrorCode, MouthpieceError
from tests.app.farm.work import joined, running
from tests.app.farm.world import worker_info
from tests.app.queue.work import real_job
from tests.skips import AllowedSkip
from tests.waiting import until


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalFarm]:
    with LocalFarm(tmp_path_factory.mktemp("door")) as started:
        yield started


def tell_clients(farm: LocalFarm, message: dict[str, Any]) -> None:
    """Has the scheduler send something to every queue that is connected."""

    def tell(dask_scheduler: Any) -> None:
        for name, comm in dask_scheduler.client_comms.items():
            if "-queue-" in name:
                comm.send(message)

    with Client(
        farm.address, security=farm.identity.security, set_as_default=False, name="teller"
    ) as client:
        client.run_on_scheduler(tell)


def next_of(cluster: ClusterClient, kind: type[Any], seconds: float = 30.0) -> Any:
    """The next event of a kind; others are passed over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        event = cluster.wait(0.5)
        if isinstance(event, kind):
            return event
    raise AssertionError(f"no {kind.__name__} came")


# The first ends what reads Dask's connection with an error, which its close() raises once more;
# after the second nobody reads it, and everything else looks as always.
@pytest.mark.parametrize(
    "message", [{"status": "error", "error": True}, {"op": "stream-closed"}], ids=str
)
def test_a_client_whose_reader_has_ended_is_replaced(
    door: LocalFarm, message: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    with closing(ClusterClient(door.address, door.identity, door.home)) as cluster:
        next_of(cluster, WorkersChanged)
        tell_clients(door, message)
        next_of(cluster, SchedulerAway)
        next_of(cluster, WorkersChanged)
        # The new one is one that is heard.
        tell_clients(door, {"op": "stream-closed"})
        next_of(cluster, SchedulerAway)
    # Nobody's terminal is filled with tracebacks.
    assert [record.name for record in caplog.records if record.exc_info] == []


@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("Windows knows no signals")
)
def test_a_scheduler_that_answers_nothing_counts_as_away_and_may_come_back(
    door: LocalFarm,
) -> None:
    scheduler = psutil.Process(door.processes[0].pid)
    with closing(
        ClusterClient(door.address, door.identity, door.home, answer_seconds=0.5)
    ) as cluster:
        next_of(cluster, WorkersChanged)
        scheduler.suspend()
        try:
            next_of(cluster, SchedulerAway)
        finally:
            scheduler.resume()
        next_of(cluster, WorkersChanged)


def test_what_is_sent_over_a_lost_connection_is_lost_and_ends_nothing(door: LocalFarm) -> None:
    with closing(ClusterClient(door.address, door.identity, door.home)) as cluster:
        next_of(cluster, WorkersChanged)
        tell_clients(door, {"op": "stream-closed"})
        until(lambda: cluster._connection is None or cluster._connection.lost)
        ticket = "prepare-1-1-000000000000"
        cluster.submit(str, ticket, worker_info(), exclusive=True, on_reply=lambda _, it: it)  # type: ignore[arg-type]
        lost = next_of(cluster, TaskLost)
        assert lost.ticket == ticket
        assert lost.error.code is ErrorCode.FARM_UNREACHABLE


@pytest.mark.slow
def test_a_run_whose_connection_breaks_in_the_middle_makes_everything_once(
    farm: LocalFarm, store: JobStore, tmp_path: Path, astronaut: Path
) -> None:
    (job_id,) = store.add([real_job(tmp_path, astronaut, "a", 1.0)])
    farm.start_node("one")
    joined(farm, 1)
    with running(farm, store) as run:
        until(lambda: store.counts()[State.RUNNING] > 0)
        tell_clients(farm, {"op": "stream-closed"})
        assert run.end().done == 1
    assert store.get(job_id).crash_count == 0


@contextmanager
def hanging_up() -> Iterator[str]:
    """The address of a listener that hangs up on everybody at once."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):  # closed
            while True:
                listener.accept()[0].close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"tls://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def test_who_hangs_up_before_tls_begins_is_unreachable(tmp_path: Path) -> None:
    keys = own_keys(tmp_path)
    issue("queue", keys, tmp_path, roles=ALL_ROLES)
    set_up_dask(tmp_path)
    runner = LoopRunner()
    runner.start()
    busy = PeriodicCallback(lambda: time.sleep(0.02), 1)
    # The loop mostly learns of both at once: tornado then raises a ValueError.
    runner.loop.add_callback(busy.start)
    try:
        with hanging_up() as address, pytest.raises(MouthpieceError) as caught:
            Connection(address, load_identity(keys), runner.loop, lambda _: None)
    finally:
        runner.loop.add_callback(busy.stop)
        runner.stop()
    assert caught.value.code is ErrorCode.FARM_UNREACHABLE
