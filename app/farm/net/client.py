"""The queue's line to the farm: which slots there are, tasks sent to them, and their answers."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from app.farm.net.dask_config import set_up_dask
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
_SLOTS_A_SECOND = 100
_log = logging.getLogger(__name__)

# What happens in the fetching thread with an answer and its bytes, before anybody else hears;
# it returns the bytes that the listener is to get.
OnReply = Callable[[Answer, bytes], bytes]


@dataclass(frozen=True)
class WorkerInfo:
    """A slot as the scheduler sees it; `beat` changes with each sign of life."""

    address: str
    resource: str
    report: WorkerReport
    health: WorkerHealth
    beat: float


@dataclass(frozen=True)
class WorkersChanged:
    """All slots of the farm."""

    seen: tuple[WorkerInfo, ...]


@dataclass(frozen=True)
class TaskReplied:
    """A task has ended well."""

    ticket: str
    answer: Answer
    content: bytes


@dataclass(frozen=True)
class TaskLost:
    """A task has ended without an answer; `died` when its slot's process ended under it.

    `error` is what came up on this computer while the answer was taken in.
    """

    ticket: str
    why: str
    died: bool
    error: MouthpieceError | None = None


@dataclass(frozen=True)
class SchedulerAway:
    """The scheduler does not answer; every task is lost."""


@dataclass(frozen=True)
class Call:
    """Something that another thread wants done by the one that listens."""

    act: Callable[[], None]


Happening = WorkersChanged | TaskReplied | TaskLost | SchedulerAway | TaskProgress | Call


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
        self._happenings: SimpleQueue[Happening] = SimpleQueue()
        self._fetchers = ThreadPoolExecutor(_FETCHERS, thread_name_prefix="fetch")
        self._closed = threading.Event()
        self._client: Client | None = self._connected()
        self._looker = threading.Thread(target=self._look, name="look at the farm", daemon=True)
        self._looker.start()

    def wait(self, seconds: float) -> Happening | None:
        """The next thing that happens; None when nothing does for so long."""
        try:
            return self._happenings.get(timeout=seconds) if seconds else self._happenings.get(False)
        except Empty:
            return None

    def call_soon(self, act: Callable[[], None]) -> None:
        """Lets the listening thread do something; from any thread."""
        self._happenings.put(Call(act))

    def submit(
        self,
        act: Callable[..., Reply],
        ticket: str,
        slot: WorkerInfo,
        *arguments: object,
        exclusive: bool,
        on_reply: OnReply,
    ) -> Future[Reply] | None:
        """Sends a task to a slot; its end is a happening. None while the scheduler is away.

        `exclusive` tasks run one at a time on a slot. Releasing the future stops the task.
        """
        client = self._client
        if client is None or client.status != "running":
            self._happenings.put(TaskLost(ticket, "the scheduler is away", died=False))
            return None
        future: Future[Reply] = client.submit(
            act,
            ticket,
            *arguments,
            key=ticket,
            workers=[slot.address],
            allow_other_workers=False,
            resources={slot.resource: 1} if exclusive else None,
            pure=False,
            retries=0,
        )
        future.add_done_callback(lambda done: self._ended(ticket, done, on_reply))
        return future

    def close(self) -> None:
        """Ends the connection; slots stop what they do for us."""
        self._closed.set()
        self._looker.join(_CONNECT_SECONDS)
        self._fetchers.shutdown(wait=True, cancel_futures=True)
        self._drop_client()

    def _connected(self) -> Client:
        from distributed import Client

        from app.farm.net.handshake import unreachable

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
        client.subscribe_topic(TOPIC, self._hear)
        return client

    def _drop_client(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close(timeout=2)

    def _look(self) -> None:
        """Tells again and again which slots there are, and connects again when that is needed."""
        while not self._closed.is_set():
            count = 0
            client = self._client
            if client is None or client.status != "running":
                self._happenings.put(SchedulerAway())
                self._drop_client()
                try:
                    self._client = self._connected()
                except MouthpieceError as error:
                    _log.warning("%s", error.message)
            else:
                info = client.scheduler_info(n_workers=-1)
                if client.status == "running":
                    seen = tuple(_seen(info.get("workers", {})))
                    count = len(seen)
                    self._happenings.put(WorkersChanged(seen))
            self._closed.wait(max(0.5, count / _SLOTS_A_SECOND))

    def _ended(self, ticket: str, future: Future[Reply], on_reply: OnReply) -> None:
        """Called by Dask in a thread of its own, which must not be kept."""
        try:
            self._fetchers.submit(self._fetch, ticket, future, on_reply)
        except RuntimeError:  # closed meanwhile
            return

    def _fetch(self, ticket: str, future: Future[Reply], on_reply: OnReply) -> None:
        from distributed.scheduler import KilledWorker

        status = future.status
        if status == "finished":
            try:
                answer, content = read_reply(future.result(_FETCH_SECONDS))
                content = on_reply(answer, content)
            except MouthpieceError as error:
                self._happenings.put(TaskLost(ticket, error.message, died=False, error=error))
            except Exception as error:  # noqa: BLE001 - Dask raises again whatever it met
                self._happenings.put(TaskLost(ticket, str(error), died=False))
            else:
                self._happenings.put(TaskReplied(ticket, answer, content))
        elif status == "error":
            failure = future.exception(_FETCH_SECONDS)
            died = isinstance(failure, KilledWorker)
            why = "its process ended" if died else f"{type(failure).__name__}: {failure}"
            self._happenings.put(TaskLost(ticket, why, died))
        else:
            self._happenings.put(TaskLost(ticket, "the scheduler lost it", died=False))

    def _hear(self, event: tuple[float, Any]) -> None:
        try:
            self._happenings.put(read(TaskProgress, event[1]))
        except MouthpieceError as error:
            _log.warning("%s", error.message)


def new_ticket(kind: str, job: int, attempt: int) -> str:
    """A name for a task that no other has."""
    return f"{kind}-{job}-{attempt}-{secrets.token_hex(6)}"


def _seen(workers: dict[str, dict[str, Any]]) -> list[WorkerInfo]:
    """The slots that say sensible things of themselves."""
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
    """The slots that there are now; MouthpieceError FARM_EMPTY when none comes in time."""
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        happening = cluster.wait(left)
        if isinstance(happening, WorkersChanged) and happening.seen:
            return happening
    raise empty(cluster.address)


def empty(address: str) -> MouthpieceError:
    """The error for a farm without anybody to work."""
    return MouthpieceError(
        ErrorCode.FARM_EMPTY,
        f"No computer works for the farm at {address}.",
        "Start one: mouthpiece farm worker HOST   (see: mouthpiece farm nodes HOST)",
    )
