"""Which addresses may be told of a job's end: none of this computer or its own network."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from talker.errors import ErrorCode, UsageError

_MOST_LETTERS = 2000


def checked_address(url: str) -> str:
    """An http or https address with a host, as it came; ValueError for anything else."""
    if not url:
        return url
    try:
        parts = urlsplit(url)
        named = network_name(parts.hostname or "")
        fits = parts.scheme in ("http", "https") and bool(named) and parts.port != 0
    except ValueError:
        fits = False
    if not fits or len(url) > _MOST_LETTERS or not url.isprintable():
        raise ValueError("it must be an address such as https://studio.example/ended")
    return url


def network_name(host: str) -> str:
    """A host as networks call it: without letters beyond ASCII; ValueError for what can be none."""
    return host if host.isascii() and ":" in host else host.encode("idna").decode("ascii")


def check_reach(url: str, allowed: frozenset[str]) -> tuple[str, ...]:
    """The addresses of the host, none of which is this computer or a network of its own.

    Hosts in `allowed` may be anywhere. Raises UsageError ACCESS_DENIED, OSError where nobody knows
    the name. Whoever connects must take these addresses: a second look may find others.
    """
    parts = urlsplit(url)
    host = network_name(parts.hostname or "")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not {host, parts.hostname} & allowed and not all(_is_public(address) for address in found):
        raise UsageError(
            ErrorCode.ACCESS_DENIED,
            f"{host} is an address of this computer or of its own network.",
            f"Start the service with --hook-host {host} to allow it.",
        )
    return tuple(sorted(found))


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global
