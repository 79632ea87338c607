"""Wakes computers of the own network by their network cards."""

from __future__ import annotations

import socket

_PORT = 9  # "discard": nobody listens but network cards
_EVERYBODY = "255.255.255.255"


def magic_packet(card: str) -> bytes:
    """What a sleeping card waits for: six times 255, then its own address sixteen times."""
    return b"\xff" * 6 + bytes.fromhex(card.partition("@")[0].replace(":", "")) * 16


def wake(card: str, port: int = _PORT) -> None:
    """Sends it; OSError where the network cannot be reached. Nothing answers."""
    address = card.partition("@")[2] or _EVERYBODY
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        out.sendto(magic_packet(card), (address, port))
