"""What makes a picture less fit as a presenter."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Flaw(StrEnum):
    """The values are English sentences: so they stand in pictures, JSON and on the terminal."""

    NO_FACE = "no face was found"
    MANY_FACES = "there is more than one face"
    TURNED = "the face is turned aside"
    RAISED = "the head is raised or lowered"
    TILTED = "the head is tilted"
    EYES_CLOSED = "the eyes are not open"
    MOUTH_OPEN = "the mouth is open"
    SMALL = "the face is small"
    CUT_OFF = "the face is cut off"
    BLURRED = "the face is blurred"
    COVERED = "something may cover the mouth"

    @classmethod
    def known(cls, sentences: Iterable[object]) -> tuple[Flaw, ...]:
        """The flaws among sentences that another version may have written."""
        by_sentence = {flaw.value: flaw for flaw in cls}
        return tuple(
            by_sentence[str(sentence)] for sentence in sentences if str(sentence) in by_sentence
        )
