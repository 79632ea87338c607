"""Knocks at a scheduler before Dask does: says in plain words why it does not open."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.farm.net.protocol import PROTOCOL, SchedulerHello, read
from app.farm.net.revocation import RevokedKeys
from app.farm.net.roles import Role, comm_roles, shown_roles
from app.farm.net.tls import Identity
from talker.errors import ErrorCode, MouthpieceError, UsageError

if TYPE_CHECKING:
    from distributed.comm.core import Comm

_ADDRESS = re.compile(
    r"(?:tls://)?(?P<host>\[[0-9a-fA-F:.]+(?:%[A-Za-z0-9_.-]+)?\]|[A-Za-z0-9._-]+)(?::(?P<port>\d{1,5}))?"
)
_DEFAULT_PORT = 8786
_SECONDS = 10.0
# What X.509 verification ends with (OpenSSL's X509_V_ERR).
_NOT_YET_VALID, _EXPIRED = 9, 10


def full_address(text: str) -> str:
    """`tls://HOST:PORT` from HOST, HOST:PORT or the whole; UsageError for anything else."""
    found = _ADDRESS.fullmatch(text.strip())
    port = _DEFAULT_PORT if found is None or not found["port"] else int(found["port"])
    if found is None or not 0 < port < 65536:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{text!r} is no address of a scheduler.",
            "Write it as HOST or HOST:PORT, as `mouthpiece farm scheduler` prints it.",
        )
    return f"tls://{found['host']}:{port}"


def check_scheduler(address: str, identity: Identity) -> SchedulerHello:
    """What the scheduler says of itself.

    Raises MouthpieceError FARM_UNREACHABLE when nothing answers there, FARM_REFUSED when one side
    does not accept the other's certificate, FARM_VERSION when the versions differ.
    """
    _shake_hands(address, identity)
    hello = read(SchedulerHello, _request_hello(address, identity))
    if hello.protocol != PROTOCOL:
        raise MouthpieceError(
            ErrorCode.FARM_VERSION,
            f"The scheduler {address} runs version {hello.protocol}, this computer {PROTOCOL}.",
            "Bring all computers of the farm to the same version.",
        )
    return hello


def _shake_hands(address: str, identity: Identity) -> None:
    """TLS alone: Dask's own connection would try again and again and then say little."""
    host, _, port = address.removeprefix("tls://").rpartition(":")
    context = ssl.create_default_context(cafile=str(identity.keys.authority))
    context.check_hostname = False  # the farm's own authority says who is a scheduler
    context.load_cert_chain(identity.keys.certificate, identity.keys.key)
    try:
        with (
            socket.create_connection((host.strip("[]"), int(port)), _SECONDS) as plain,
            context.wrap_socket(plain) as secured,
        ):
            peer: Any = secured.getpeercert()
            if RevokedKeys(identity.keys).holds(peer):
                raise _refused(address, "its keys are revoked")
            _require_scheduler(address, shown_roles(peer))
            # With TLS 1.3 the other side judges our certificate only after our part is done.
            if not secured.recv(1):
                raise _refused(address, "it hung up")
    except ssl.SSLCertVerificationError as error:
        raise _unverified(address, error) from error
    except ssl.SSLError as error:
        raise _refused(address, f"it does not accept ours ({error.reason})") from error
    except ConnectionResetError as error:
        raise _refused(address, "it hung up") from error
    except OSError as error:
        raise unreachable(address, error.strerror or str(error) or "no answer") from error


def _unverified(address: str, error: ssl.SSLCertVerificationError) -> MouthpieceError:
    """A certificate that is out of its time says something about clocks and keys, not of farms."""
    today = f"today is {time.strftime('%Y-%m-%d')} by this computer's clock"
    refused = _refused(address, f"its certificate is not this farm's ({error.verify_message})")
    if error.verify_code == _NOT_YET_VALID:
        refused = _refused(address, f"its certificate is not valid yet; {today}")
        refused.hint = "Set the clock of this computer right, or that of the scheduler's."
    elif error.verify_code == _EXPIRED:
        refused = _refused(address, f"its certificate has run out; {today}")
        refused.hint = (
            "If the clock is right, make new keys for the scheduler where its own were made: "
            "mouthpiece farm keys --renew, or farm keys --role scheduler NAME"
        )
    return refused


def _request_hello(address: str, identity: Identity) -> object:
    from distributed.comm.core import connect

    async def ask() -> object:
        arguments = identity.security.get_connection_args("client")
        comm = await connect(address, timeout=_SECONDS, **arguments)
        require_scheduler(address, comm)
        try:
            await comm.write({"op": "mouthpiece_hello", "reply": True})
            return await comm.read()
        finally:
            await comm.close()

    with as_unreachable(address):
        return asyncio.run(asyncio.wait_for(ask(), 2 * _SECONDS))


def require_scheduler(address: str, comm: Comm) -> None:
    """Raises MouthpieceError FARM_REFUSED when the other side is no scheduler of the farm.

    A node has a certificate of the farm too, and could answer in the scheduler's place.
    """
    _require_scheduler(address, comm_roles(comm))


def _require_scheduler(address: str, roles: Collection[Role]) -> None:
    if Role.SCHEDULER not in roles:
        raise _refused(address, "its certificate is not a scheduler's")


def unreachable(address: str, why: str) -> MouthpieceError:
    """The error for a scheduler that does not answer."""
    return MouthpieceError(
        ErrorCode.FARM_UNREACHABLE,
        f"No scheduler answers at {address}: {why.rstrip('.')}.",
        "Check that `mouthpiece farm scheduler` runs there, the address, and the firewall.",
    )


@contextmanager
def as_unreachable(address: str) -> Iterator[None]:
    """Whatever Dask raises where a connection cannot be made or has ended.

    A ValueError is what tornado says when the other side hangs up before TLS has begun.
    """
    from distributed.client import ClosedClientError

    try:
        yield
    except (OSError, ValueError, RuntimeError, ClosedClientError) as error:
        raise unreachable(address, str(error) or "no answer") from error


def _refused(address: str, why: str) -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.FARM_REFUSED,
        f"The scheduler at {address} and this computer do not trust each other: {why}.",
        "Make keys for this computer where the scheduler's were made: mouthpiece farm keys NAME. "
        "Those of the scheduler need the role: mouthpiece farm keys --role scheduler NAME",
    )
