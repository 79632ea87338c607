"""The queue's connection to the farm: its workers, tasks for them, and their replies."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from app.farm.net.dask_config import set_up_dask
from app.farm.net.events import (
    ClusterEvent,
    SchedulerAway,
    TaskAdvanced,
    TaskLost,
    TaskReplied,
    WorkerInfo,
    WorkersChanged,
)
from app.farm.net.protocol import (
    TOPIC,
    Answer,
    Reply,
    TaskProgress,
    WorkerHealth,
    WorkerReport,
    read,
    read_reply,
)
from app.farm.net.tls import Identity
from talker.errors import ErrorCode, MouthpieceError

if TYPE_CHECKING:
    from distributed import Client, Future

_CONNECT_SECONDS = 10.0
_FETCH_SECONDS = 120.0
_FETCHERS = 8
_WORKERS_A_SECOND = 100
_log = logging.getLogger(__name__)

# Accepts a reply and its bytes in the thread that fetched them, before it is an event; returns
# the bytes that the event is to have.
OnReply = Callable[[Answer, bytes], bytes]


@dataclass(frozen=True)
class Call:
    """Something that another thread wants done by the one that handles events."""

    function: Callable[[], None]


class ClusterClient:
    """The connection to one scheduler, kept up until `close`.

    Connecting raises MouthpieceError FARM_UNREACHABLE, FARM_REFUSED or FARM_VERSION.
    """

    def __init__(self, address: str, identity: Identity, home: Path) -> None:
        from app.farm.net.handshake import check_scheduler

        set_up_dask(home)
        self.address = address
        self._identity = identity
        self.hello = check_scheduler(address, identity)
        self._events: SimpleQueue[ClusterEvent | Call] = SimpleQueue()
        self._fetchers = ThreadPoolExecutor(_FETCHERS, thread_name_prefix="fetch")
        self._closed = threading.Event()
        self._client: Client | None = self._connected()
        self._poller = threading.Thread(
            target=self._poll_workers, name="poll the farm", daemon=True
        )
        self._poller.start()

    def wait(self, seconds: float) -> ClusterEvent | Call | None:
        """The next event; None when there is none for so long."""
        try:
            return self._events.get(timeout=seconds) if seconds else self._events.get(False)
        except Empty:
            return None

    def call_soon(self, function: Callable[[], None]) -> None:
        """Has a function called by the thread that handles events; from any thread."""
        self._events.put(Call(function))

    def submit(
        self,
        function: Callable[..., Reply],
        ticket: str,
        worker: WorkerInfo,
        *arguments: object,
        exclusive: bool,
        on_reply: OnReply,
    ) -> Future[Reply] | None:
        """Sends a task to a worker; its end is an event. None while the scheduler is away.

        `exclusive` tasks run one at a time on a worker. Releasing the future stops the task.
        """
        client = self._client
        if client is None or client.status != "running":
            self._events.put(self._lost_with_scheduler(ticket, "the scheduler is away"))
            return None
        future: Future[Reply] = client.submit(
            function,
            ticket,
            *arguments,
            key=ticket,
            workers=[worker.address],
            allow_other_workers=False,
            resources={worker.resource: 1} if exclusive else None,
            pure=False,
            retries=0,
        )
        future.add_done_callback(lambda done: self._on_done(ticket, done, on_reply))
        return future

    def close(self) -> None:
        """Ends the connection; workers stop what they do for us."""
        self._closed.set()
        self._poller.join(_CONNECT_SECONDS)
        self._fetchers.shutdown(wait=True, cancel_futures=True)
        self._drop_client()

    def _connected(self) -> Client:
        from distributed import Client

        from app.farm.net.handshake import require_scheduler, unreachable

        try:
            client: Client = Client(
                self.address,
                security=self._identity.security,
                timeout=_CONNECT_SECONDS,
                set_as_default=False,
                direct_to_workers=True,
                name=f"queue-{self._identity.name}",
            )
        except (OSError, TimeoutError) as error:
            raise unreachable(self.address, str(error)) from error
        try:
            if client.scheduler_comm is None:
                raise unreachable(self.address, "it has gone again")
            require_scheduler(self.address, client.scheduler_comm.comm)
        except MouthpieceError:
            client.close(timeout=2)
            raise
        client.subscribe_topic(TOPIC, self._on_progress)
        return client

    def _drop_client(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close(timeout=2)

    def _poll_workers(self) -> None:
        """Reports again and again which workers there are, and reconnects when that is needed."""
        while not self._closed.is_set():
            count = 0
            client = self._client
            if client is None or client.status != "running":
                self._events.put(SchedulerAway(time.monotonic()))
                self._drop_client()
                try:
                    self._client = self._connected()
                except MouthpieceError as error:
                    _log.warning("%s", error.message)
            else:
                info = client.scheduler_info(n_workers=-1)
                if client.status == "running":
                    workers = tuple(_readable(info.get("workers", {})))
                    count = len(workers)
                    self._events.put(WorkersChanged(time.monotonic(), workers))
            self._closed.wait(max(0.5, count / _WORKERS_A_SECOND))

    def _on_done(self, ticket: str, future: Future[Reply], on_reply: OnReply) -> None:
        """Called by Dask in a thread of its own, which must not be held up."""
        try:
            self._fetchers.submit(self._fetch, ticket, future, on_reply)
        except RuntimeError:  # closed meanwhile
            return

    def _fetch(self, ticket: str, future: Future[Reply], on_reply: OnReply) -> None:
        from distributed.scheduler import KilledWorker

        now = time.monotonic
        status = future.status
        if status == "finished":
            try:
                reply, content = read_reply(future.result(_FETCH_SECONDS))
                content = on_reply(reply, content)
            except MouthpieceError as error:
                self._events.put(TaskLost(now(), ticket, error.message, error=error))
            except Exception as error:  # noqa: BLE001 - Dask raises again whatever it met
                self._events.put(TaskLost(now(), ticket, str(error)))
            else:
                self._events.put(TaskReplied(now(), ticket, reply, content))
        elif status == "error":
            failure = future.exception(_FETCH_SECONDS)
            died = isinstance(failure, KilledWorker)
            why = "its process ended" if died else f"{type(failure).__name__}: {failure}"
            self._events.put(TaskLost(now(), ticket, why, died))
        else:
            self._events.put(self._lost_with_scheduler(ticket, "the scheduler lost it"))

    def _lost_with_scheduler(self, ticket: str, why: str) -> TaskLost:
        from app.farm.net.handshake import unreachable

        return TaskLost(time.monotonic(), ticket, why, error=unreachable(self.address, why))

    def _on_progress(self, message: tuple[float, Any]) -> None:
        try:
            progress = read(TaskProgress, message[1])
        except MouthpieceError as error:
            _log.warning("%s", error.message)
            return
        self._events.put(
            TaskAdvanced(time.monotonic(), progress.ticket, progress.stage, progress.done)
        )


def _readable(workers: dict[str, dict[str, Any]]) -> list[WorkerInfo]:
    """The workers whose reports can be read."""
    found = []
    for address, facts in workers.items():
        try:
            found.append(
                WorkerInfo(
                    address=address,
                    resource="GPU" if "GPU" in facts.get("resources", {}) else "CPU",
                    report=read(WorkerReport, facts.get("mouthpiece")),
                    health=read(WorkerHealth, facts.get("metrics", {}).get("mouthpiece")),
                    beat=float(facts.get("last_seen", 0.0)),
                )
            )
        except MouthpieceError as error:
            _log.warning("%s is left out: %s", address, error.message)
    return found


def wait_for_workers(cluster: ClusterClient, seconds: float) -> WorkersChanged:
    """The workers that there are now; MouthpieceError FARM_EMPTY when none comes in time."""
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        event = cluster.wait(left)
        if isinstance(event, WorkersChanged) and event.workers:
            return event
    raise empty(cluster.address)


def empty(address: str) -> MouthpieceError:
    """The error for a farm without anybody to work."""
    return MouthpieceError(
        ErrorCode.FARM_EMPTY,
        f"No computer works for the farm at {address}.",
        "Start one: mouthpiece farm worker HOST   (see: mouthpiece farm nodes HOST)",
    )
