"""Options of a render: which faces of the picture speak."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Field,
)

from talker.options.choice import Choice
from talker.options.deliver import NumberWord
from talker.options.group import OptionGroup
from talker.options.number_words import number_or_word
from talker.options.shown import Shown


class Turn(Choice):
    """How the portrait is turned before anything else is done, in degrees clockwise."""

    AUTO = "auto", "Face upright"
    NONE = "0", "Not at all"
    RIGHT = "90", "A quarter to the right"
    HALF = "180", "Half a turn"
    LEFT = "270", "A quarter to the left"

    @property
    def quarters(self) -> int | None:
        """How many times by 90 degrees anticlockwise; None where the face decides."""
        return None if self is Turn.AUTO else -int(self.value) // 90 % 4


_FACES = {"largest": 0, "leftmost": 1}


def _face(value: Any) -> Any:
    """Accepts 'largest' and 'leftmost' beside numbers; ValueError for other words."""
    return number_or_word(value, _FACES)


FaceNumber = Annotated[int, BeforeValidator(_face)]


class FaceOptions(OptionGroup):
    """Whose face it is, and how the picture is turned."""

    seed: Annotated[int, Shown(lowest="By portrait and speech")] = Field(
        0,
        ge=0,
        le=2**31 - 1,
        title="Seed",
        description="The same seed gives the same motion; 0 gives each portrait and speech one of "
        "its own.",
    )
    face: Annotated[FaceNumber, Shown(lowest="The largest")] = Field(
        0,
        ge=0,
        le=99,
        title="Face",
        description="Which face of a group: largest (0), leftmost (1), its number from the left, "
        "or all: two faces speak, each with a recording or a channel of its own.",
    )
    second_face: Annotated[int, Shown(lowest="By itself")] = Field(
        0,
        ge=0,
        le=99,
        title="Face of the second speaker",
        description="Which face speaks the second recording or channel, by its number from the "
        "left. With 0 the two largest speak, the left one first; where --face is given, the "
        "largest of the others.",
    )
    turn: Annotated[Turn, NumberWord] = Field(
        Turn.AUTO,
        title="Turn the portrait",
        description="Degrees clockwise; auto turns a portrait that lies on its side or upside "
        "down, 0 leaves it as it is.",
    )
    anyway: bool = Field(
        False,
        title="Without a mouth",
        description="Makes the video also of a picture in which no mouth is to be seen: lips are "
        "drawn where it would be.",
    )
