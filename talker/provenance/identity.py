"""What a signature is made with; needs no library that signs."""

from __future__ import annotations

from dataclasses import dataclass

SELF_SIGNED = "Mouthpiece (self-signed on this computer)"


@dataclass(frozen=True)
class Identity:
    """A chain of certificates, leaf first, and the leaf's key, all PEM; `algorithm` is C2PA's.

    `time_stamps` is the address of an authority (RFC 3161) that is asked for the time; None asks
    nobody.
    """

    certificates: str
    key: str
    algorithm: str
    time_stamps: str | None = None
