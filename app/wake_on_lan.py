"""The addresses of network cards by which computers are woken (wake-on-LAN)."""

from __future__ import annotations

import ipaddress
import re

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
