"""What a computer may be in the farm; its certificate says so, in its subject's units."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

if TYPE_CHECKING:
    from distributed.comm.core import Comm

# What a node asks of the scheduler, as messages and in the stream that begins with its joining.
# Everything else that Dask's scheduler answers, running functions among it, is for clients.
NODE_REQUESTS = frozenset(
    {
        "close",
        "heartbeat_worker",
        "identity",
        "mouthpiece_hello",
        "mouthpiece_model",
        "mouthpiece_model_piece",
        "mouthpiece_revoked",
        "register-worker",
        "unregister",
    }
)
NODE_STREAM = frozenset(
    {
        "add-keys",
        "close-stream",
        "keep-alive",
        "log-event",
        "long-running",
        "release-worker-data",
        "request-refresh-who-has",
        "reschedule",
        "task-erred",
        "task-finished",
        "worker-status-change",
    }
)

_UNIT = "organizationalUnitName"


class Role(StrEnum):
    """A part that a computer plays."""

    CLIENT = "client"  # has the queue: sends jobs
    NODE = "node"  # makes videos
    SCHEDULER = "scheduler"  # all others connect to it


ALL_ROLES = frozenset(Role)


def key_purposes(roles: Collection[Role]) -> x509.ExtendedKeyUsage:
    """Whoever only sends jobs never answers a connection; TLS itself refuses such a server."""
    purposes = [ExtendedKeyUsageOID.CLIENT_AUTH]
    if set(roles) - {Role.CLIENT}:
        purposes.append(ExtendedKeyUsageOID.SERVER_AUTH)
    return x509.ExtendedKeyUsage(purposes)


def units(roles: Collection[Role]) -> list[x509.NameAttribute[str]]:
    """The part of a subject that names the roles."""
    return [
        x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, role.value) for role in sorted(roles)
    ]


def certificate_roles(certificate: x509.Certificate) -> frozenset[Role]:
    """The roles in a certificate; none for one of before there were roles."""
    found = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
    return _known(str(unit.value) for unit in found)


def shown_roles(peer: dict[str, Any] | None) -> frozenset[Role]:
    """The roles in what `SSLSocket.getpeercert` says of the other side."""
    subject = (peer or {}).get("subject", ())
    return _known(value for part in subject for key, value in part if key == _UNIT)


def comm_roles(comm: Comm) -> frozenset[Role]:
    """The roles of the other side of one of Dask's connections."""
    return shown_roles(comm.extra_info.get("peercert"))


def is_for_clients(message: object) -> bool:
    """Whether a message to the scheduler asks for something that no node asks for."""
    if isinstance(message, dict):
        return message.get("op") not in NODE_REQUESTS
    if isinstance(message, (list, tuple)):
        return any(not isinstance(one, dict) or one.get("op") not in NODE_STREAM for one in message)
    return True


def _known(values: Iterable[str]) -> frozenset[Role]:
    return frozenset(Role(value) for value in values if value in ALL_ROLES)
