"""One connection to a scheduler, by Dask's client. Whoever has lost it makes a new one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.farm.net.events import WorkerInfo
from app.farm.net.handshake import as_unreachable, require_scheduler, unreachable
from app.farm.net.protocol import TOPIC, Reply, WorkerHealth, WorkerReport, read
from app.farm.net.tls import Identity
from talker.errors import MouthpieceError

if TYPE_CHECKING:
    from distributed import Client, Future
    from tornado.ioloop import IOLoop

CONNECT_SECONDS = 10.0
_CLOSE_SECONDS = 2.0
_log = logging.getLogger(__name__)


class Connection:
    """A connection that is up until `lost`, and is never mended.

    Dask's client mends its own, but loses its subscriptions with it, and when that fails in a way
    that it does not expect it stays as it is for ever. `loop` is where it runs, `on_progress` gets
    what workers say of their tasks. Connecting raises MouthpieceError FARM_UNREACHABLE or
    FARM_REFUSED.
    """

    def __init__(
        self,
        address: str,
        identity: Identity,
        loop: IOLoop,
        on_progress: Callable[[tuple[float, Any]], None],
    ) -> None:
        self._address = address
        self._client = _connected(address, identity, loop)
        self._stream = self._client.scheduler_comm
        # Dask has no other sign of the end of what reads the connection.
        self._reader = self._client._handle_report_task
        try:
            if self._stream is None or self._stream.comm is None:
                raise unreachable(address, "it has gone again")
            require_scheduler(address, self._stream.comm)
            self._client.subscribe_topic(TOPIC, on_progress)
        except MouthpieceError:
            self.close()
            raise

    @property
    def lost(self) -> bool:
        """Whether nothing comes through it any more."""
        client, stream, reader = self._client, self._stream, self._reader
        if stream is None or stream.comm is None or reader is None:
            return True
        ended = stream.comm.closed() or reader.done()
        return ended or stream is not client.scheduler_comm or client.status != "running"

    def workers(self, seconds: float) -> tuple[WorkerInfo, ...]:
        """The workers whose reports can be read.

        MouthpieceError FARM_UNREACHABLE when the scheduler does not answer within `seconds`.
        """
        client = self._client
        if client.scheduler is None:
            raise unreachable(self._address, "the connection has ended")
        with as_unreachable(self._address):
            info = client.sync(client.scheduler.identity, n_workers=-1, callback_timeout=seconds)
        return tuple(readable_workers(info.get("workers", {})))

    def submit(
        self, function: Callable[..., Reply], *arguments: object, **placement: object
    ) -> Future[Reply]:
        """Sends a task; MouthpieceError FARM_UNREACHABLE when it cannot be sent."""
        with as_unreachable(self._address):
            return self._client.submit(function, *arguments, pure=False, retries=0, **placement)

    def close(self) -> None:
        """Ends it; workers stop what they do for us."""
        client = self._client
        try:
            client.close(timeout=_CLOSE_SECONDS)
        except Exception as error:  # noqa: BLE001 - what has ended its reader is raised once more
            _log.info("Dask's client was not closed: %s", error)
            client.status = "closed"
            if self._stream is not None and client.loop is not None:
                client.loop.add_callback(self._stream.abort)


def _connected(address: str, identity: Identity, loop: IOLoop) -> Client:
    from distributed import Client

    with as_unreachable(address):
        return Client(
            address,
            loop=loop,
            security=identity.security,
            timeout=CONNECT_SECONDS,
            set_as_default=False,
            direct_to_workers=True,
            name=f"queue-{identity.name}",
        )


def readable_workers(workers: dict[str, dict[str, Any]]) -> list[WorkerInfo]:
    """The workers whose reports can be read, of all that the scheduler knows by address."""
    found = []
    for address, facts in workers.items():
        seconds = facts.get("last_seen")
        try:
            found.append(
                WorkerInfo(
                    address=address,
                    resource="GPU" if "GPU" in _table(facts, "resources") else "CPU",
                    report=read(WorkerReport, facts.get("mouthpiece")),
                    health=read(WorkerHealth, _table(facts, "metrics").get("mouthpiece")),
                    beat=seconds if isinstance(seconds, float) else 0.0,
                )
            )
        except MouthpieceError as error:
            _log.warning("%s is left out: %s", address, error.message)
    return found


def _table(facts: dict[str, Any], name: str) -> dict[str, Any]:
    """A part of what a worker says of itself; Dask hands on whatever it is."""
    found = facts.get(name)
    return found if isinstance(found, dict) else {}
