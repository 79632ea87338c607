"""Wakes computers of the own network by their network cards (wake-on-LAN)."""

from __future__ import annotations

import ipaddress
import re
import socket

_PORT = 9  # "discard": nobody listens but network cards
_EVERYBODY = "255.255.255.255"
_CARD = re.compile(r"[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}")


def checked_card(text: str) -> str:
    """`aa:bb:cc:dd:ee:ff`, or that with `@` and the broadcast address of its network.

    ValueError for anything else.
    """
    card, at, network = text.strip().lower().partition("@")
    if not _CARD.fullmatch(card):
        raise ValueError(f"{text!r} is no address of a network card, such as 00:1a:2b:3c:4d:5e")
    if at:
        ipaddress.IPv4Address(network)
    return card.replace("-", ":") + at + network


def magic_packet(card: str) -> bytes:
    """What a sleeping card waits for: six times 255, then its own address sixteen times."""
    return b"\xff" * 6 + bytes.fromhex(card.partition("@")[0].replace(":", "")) * 16


def wake(card: str, port: int = _PORT) -> None:
    """Sends it; OSError where the network cannot be reached. Nothing answers."""
    address = card.partition("@")[2] or _EVERYBODY
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        out.sendto(magic_packet(card), (address, port))
