"""The farm's scheduler: Dask's own, which lets in only computers with a certificate of the farm."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import logging
import socket
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import psutil
from distributed import Scheduler
from distributed.comm.core import Comm, CommClosedError
from pydantic import TypeAdapter, ValidationError

from app.farm.net.audit import Audit, AuditPlugin, audit_path
from app.farm.net.protocol import (
    MODEL_CHUNK_BYTES,
    PROTOCOL,
    ModelFacts,
    SchedulerHello,
    WorkerName,
    WorkerReport,
    read,
)
from app.farm.net.revocation import RevokedKeys
from app.farm.net.roles import Role, comm_roles, is_for_clients
from app.farm.net.tls import Identity
from app.keep_awake import awake
from app.models import open_store
from app.models.store import ModelStore
from app.worker.shutdown import StopRequest
from talker.errors import ErrorCode, MouthpieceError
from talker.version import __version__

_POLL_SECONDS = 0.25
_WORKER_NAME: TypeAdapter[str] = TypeAdapter(WorkerName)
_log = logging.getLogger(__name__)


class FarmScheduler(Scheduler):
    """Dask's scheduler without a web page, with admission by certificate and a store of models."""

    def __init__(
        self, audit: Audit, store: ModelStore, revoked: RevokedKeys, **options: Any
    ) -> None:
        super().__init__(**options)
        self._revoked = revoked
        self.handlers["mouthpiece_revoked"] = self.mouthpiece_revoked
        self._audit = audit
        self._store = store
        self.handlers["mouthpiece_hello"] = self.mouthpiece_hello
        self.handlers["mouthpiece_model"] = self.mouthpiece_model
        self.handlers["mouthpiece_model_piece"] = self.mouthpiece_model_piece

    def start_http_server(self, *_: Any, **__: Any) -> None:
        """Starts none: nothing of the farm listens without TLS."""

    def handle_comm(self, comm: Comm) -> Any:
        """Holds whoever is no client to what a node asks for, from the first message on."""
        if self._revoked.hold(comm):
            name = certificate_name(comm)
            self._audit.note("refused", certificate=name, reason="its keys are revoked")
            comm.abort()
        if Role.CLIENT not in comm_roles(comm):
            self._hold_to_node_requests(comm)
        return super().handle_comm(comm)

    def _hold_to_node_requests(self, comm: Comm) -> None:
        read: Callable[..., Awaitable[Any]] = comm.read

        async def read_checked(deserializers: Any = None) -> Any:
            message = await read(deserializers=deserializers)
            if Role.NODE not in comm_roles(comm) or is_for_clients(message):
                name = certificate_name(comm)
                self._audit.note("refused", certificate=name, reason="it is no client")
                comm.abort()
                raise CommClosedError(f"{name} is no client of the farm")
            return message

        comm.read = read_checked  # type: ignore[method-assign]

    async def add_worker(self, comm: Comm, *, name: str, **facts: Any) -> None:
        """Only for a worker that has the name in its certificate and our version."""
        peer = certificate_name(comm)
        why = refusal(peer, name, facts.get("extra", {}).get("mouthpiece"))
        address = str(facts.get("address", "?"))
        if Role.NODE not in comm_roles(comm):
            why = "its certificate is not a node's"
        if why:
            self._audit.note("refused", slot=str(name)[:80], certificate=peer, reason=why)
            await comm.write({"status": "error", "message": why, "time": time.time()})
            return
        self._audit.note("joined", slot=name, certificate=peer, address=address)
        await super().add_worker(comm, name=name, **facts)

    def hang_up_on_revoked(self) -> None:
        """Ends the connections of those whose keys were revoked since they were made."""
        if not self._revoked.look():
            return
        streams = [*self.stream_comms.values(), *self.client_comms.values()]
        for comm in [stream.comm for stream in streams if stream.comm is not None]:
            if self._revoked.hold(comm):
                name = certificate_name(comm)
                self._audit.note("sent away", certificate=name, reason="its keys are revoked")
                comm.abort()

    async def mouthpiece_revoked(self) -> str:
        """The authority's list of keys that are worth nothing; empty without one."""
        self._revoked.look()
        return self._revoked.text

    async def mouthpiece_hello(self) -> str:
        """Who we are, for a computer that is about to join."""
        models = await asyncio.to_thread(self._installed)
        return SchedulerHello(
            protocol=PROTOCOL, version=__version__, models=models
        ).model_dump_json()

    async def mouthpiece_model(self, model_id: object) -> str:
        """Which files of a model can be had here."""

        def installed_files() -> tuple[str, ...]:
            model = self._store.catalogue.model(str(model_id))
            self._store.installed(model.id)
            return tuple(
                file.name for file in model.files if self._store.locate(model, file) is not None
            )

        try:
            return ModelFacts(files=await asyncio.to_thread(installed_files)).model_dump_json()
        except MouthpieceError:
            return ModelFacts(files=()).model_dump_json()

    async def mouthpiece_model_piece(
        self, model_id: object, file: object, offset: object, count: object
    ) -> bytes:
        """Bytes of a model's file; none for anything that is not in the catalogue."""

        def read_chunk() -> bytes:
            if not isinstance(offset, int) or not isinstance(count, int):
                return b""
            try:
                path = self._store.path(str(model_id), str(file))
                with path.open("rb") as opened:
                    opened.seek(max(0, offset))
                    return opened.read(min(max(0, count), MODEL_CHUNK_BYTES))
            except (MouthpieceError, OSError) as error:
                _log.warning("a model could not be given: %s", error)
                return b""

        return await asyncio.to_thread(read_chunk)

    def _installed(self) -> tuple[str, ...]:
        models = self._store.catalogue.models
        return tuple(model.id for model in models if self._store.installed(model.id))


def certificate_name(comm: Comm) -> str:
    """The name in the certificate that the other side has shown."""
    subject = comm.extra_info.get("peercert", {}).get("subject", ())
    names = [value for part in subject for key, value in part if key == "commonName"]
    return str(names[0]) if names else ""


def refusal(certificate: str, name: object, report: object) -> str:
    """Why a worker is refused; empty when it is accepted."""
    try:
        worker = _WORKER_NAME.validate_python(name)
        claimed = read(WorkerReport, report)
    except ValidationError:
        return "its name is none that a slot can have"
    except MouthpieceError:
        return f"it is not Mouthpiece {__version__}"
    if worker.rpartition("/")[0] != certificate or claimed.node != certificate:
        return f"its certificate belongs to {certificate or 'nobody'}"
    if claimed.protocol != PROTOCOL:
        return f"it runs version {claimed.protocol}, and the scheduler {PROTOCOL}"
    return ""


def run_scheduler(
    identity: Identity,
    host: str,
    port: int,
    stop: StopRequest,
    on_ready: Callable[[str], None],
    home: Path,
) -> None:
    """Until `stop`, on the address `host` alone.

    Raises MouthpieceError FARM_UNREACHABLE when the port is taken.
    """

    async def serve() -> None:
        audit = Audit(audit_path(home))
        store = open_store(home)
        try:
            scheduler = FarmScheduler(
                audit,
                store,
                RevokedKeys(identity.keys),
                host=host,
                port=port,
                protocol="tls",
                security=identity.security,
                dashboard=False,
                plugins=(AuditPlugin(audit),),
            )
            async with scheduler:
                audit.note("scheduler begins", address=scheduler.address, version=__version__)
                on_ready(scheduler.address)
                while not stop.requested:
                    await asyncio.sleep(_POLL_SECONDS)
                    scheduler.hang_up_on_revoked()
        except (OSError, RuntimeError) as error:
            reason = error if isinstance(error, OSError) else error.__cause__
            if not isinstance(reason, OSError):
                raise
            raise _deaf(host, port, reason) from error
        finally:
            audit.note("scheduler ends")
            audit.close()

    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    with awake():
        asyncio.run(serve())


def _deaf(host: str, port: int, reason: OSError) -> MouthpieceError:
    """The error for an address at which this computer cannot listen."""
    hint = "Name an address of this computer with --host, and a free port with --port."
    if reason.errno == errno.EADDRINUSE:
        hint = "Another program has the port, perhaps another scheduler: choose one with --port."
    return MouthpieceError(
        ErrorCode.FARM_UNREACHABLE,
        f"The scheduler cannot listen on {host}, port {port}: {reason.strerror or reason}.",
        hint,
    )


def own_address(found: str) -> str:
    """The address at which others reach this computer, given what Dask has found.

    Dask asks the way to the internet. Where there is none, as in a closed network, it gives an
    address that only this computer knows; then the first one of a network counts.
    """
    if not ipaddress.ip_address(found).is_loopback:
        return found
    states = psutil.net_if_stats()
    for name, addresses in psutil.net_if_addrs().items():
        for one in addresses:
            if one.family is not socket.AF_INET or name not in states or not states[name].isup:
                continue
            address = ipaddress.ip_address(one.address)
            if not (address.is_loopback or address.is_link_local):
                return one.address
    return found
