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

from app.farm.net.connection import CONNECT_SECONDS, Connection
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
from app.farm.net.protocol import Answer, Reply, TaskProgress, read, read_reply
from app.farm.net.tls import Identity
from talker.errors import ErrorCode, MouthpieceError

if TYPE_CHECKING:
    from distributed import Future
    from distributed.utils import LoopRunner

_ANSWER_SECONDS = 20.0
_FETCH_SECONDS = 120.0
_FETCHERS = 8
_POLL_SECONDS = 0.5
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
    """The way to one scheduler, kept up until `close`: a lost connection is replaced.

    A scheduler that is silent for `answer_seconds` counts as away. Connecting raises
    MouthpieceError FARM_UNREACHABLE, FARM_REFUSED or FARM_VERSION.
    """

    def __init__(
        self,
        address: str,
        identity: Identity,
        home: Path,
        *,
        answer_seconds: float = _ANSWER_SECONDS,
    ) -> None:
        from app.farm.net.handshake import check_scheduler

        set_up_dask(home)
        self.address = address
        self._identity = identity
        self._answer_seconds = answer_seconds
        self.hello = check_scheduler(address, identity)
        self._events: SimpleQueue[ClusterEvent | Call] = SimpleQueue()
        self._fetchers = ThreadPoolExecutor(_FETCHERS, thread_name_prefix="fetch")
        self._closed = threading.Event()
        self._loop = _started_loop()
        try:
            self._connection: Connection | None = self._connect()
        except MouthpieceError:
            self._loop.stop()
            raise
        self._poller = threading.Thread(target=self._poll, name="poll the farm", daemon=True)
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
        connection = self._connection
        try:
            if connection is None or connection.lost:
                raise self._unreachable("the scheduler is away")
            future = connection.submit(
                function,
                ticket,
                *arguments,
                key=ticket,
                workers=[worker.address],
                allow_other_workers=False,
                resources={worker.resource: 1} if exclusive else None,
            )
        except MouthpieceError as error:
            self._events.put(TaskLost(time.monotonic(), ticket, error.message, error=error))
            return None
        future.add_done_callback(lambda done: self._on_done(ticket, done, on_reply))
        return future

    def close(self) -> None:
        """Ends the connection; workers stop what they do for us."""
        self._closed.set()
        self._poller.join(max(CONNECT_SECONDS, self._answer_seconds))
        self._fetchers.shutdown(wait=True, cancel_futures=True)
        self._disconnect()
        self._loop.stop()

    def _connect(self) -> Connection:
        return Connection(self.address, self._identity, self._loop.loop, self._on_progress)

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _poll(self) -> None:
        """Reports again and again which workers there are, and reconnects when that is needed."""
        count = 0
        while not self._closed.is_set():
            try:
                count = self._look()
            except Exception as error:  # noqa: BLE001 - without this thread nobody hears of the farm
                expected = isinstance(error, MouthpieceError)
                _log.warning("the farm does not answer: %s", error, exc_info=not expected)
                self._events.put(SchedulerAway(time.monotonic()))
                self._disconnect()
            self._closed.wait(max(_POLL_SECONDS, count / _WORKERS_A_SECOND))

    def _look(self) -> int:
        """Reports the workers; how many there are. MouthpieceError when nobody tells."""
        connection = self._connection
        if connection is not None and connection.lost:
            raise self._unreachable("the connection has ended")
        if connection is None:
            connection = self._connection = self._connect()
        workers = connection.workers(self._answer_seconds)
        self._events.put(WorkersChanged(time.monotonic(), workers))
        return len(workers)

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
        return TaskLost(time.monotonic(), ticket, why, error=self._unreachable(why))

    def _unreachable(self, why: str) -> MouthpieceError:
        from app.farm.net.handshake import unreachable

        return unreachable(self.address, why)

    def _on_progress(self, message: tuple[float, Any]) -> None:
        try:
            progress = read(TaskProgress, message[1])
        except MouthpieceError as error:
            _log.warning("%s", error.message)
            return
        self._events.put(
            TaskAdvanced(time.monotonic(), progress.ticket, progress.stage, progress.done)
        )


def _started_loop() -> LoopRunner:
    """One thread for all of Dask's clients, which may be many in a night."""
    from distributed.utils import LoopRunner

    runner = LoopRunner()
    runner.start()
    return runner


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
