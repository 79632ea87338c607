"""What became of a video's signature, in the words that window and command line share."""

from __future__ import annotations

from enum import StrEnum


class Signature(StrEnum):
    """What became of a video's signature. Whoever makes a certificate writes any name into it:
    only of `VALID` somebody who is known vouches for the name."""

    NONE = "none"
    UNREAD = "unread"
    BROKEN = "broken"
    OWN = "own"  # with a certificate that a computer made for itself
    UNVOUCHED = "unvouched"
    VALID = "valid"


SENTENCES = {
    Signature.NONE: "Not signed",
    Signature.UNREAD: "Cannot be checked on this computer",
    Signature.BROKEN: "Not valid",
    Signature.OWN: "Unchanged since it was signed with a certificate that a computer made for "
    "itself",
    Signature.UNVOUCHED: "Unchanged since it was signed; nobody known here vouches for the name "
    "{signer}",
    Signature.VALID: "Valid; by {signer}",
}
