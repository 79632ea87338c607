"""How a text is spoken, declared once for renders and for `say`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from pydantic.fields import FieldInfo

from talker.options.group import OptionGroup
from talker.options.language import SpokenLanguage
from talker.options.shown import DECIBELS, SECONDS, Shown

SCRIPT = "script"
"""What stands for the recording's name where a text is spoken."""


class VoiceName:
    """Marks the declaration of a text that is the id of a voice."""


class ScriptText:
    """Marks the declaration of a text that command lines read from a file."""


def holds_script(info: FieldInfo) -> bool:
    """Whether the value of an option is a script, which is typed as the name of its file."""
    return any(isinstance(mark, ScriptText) for mark in info.metadata)


def names_voice(info: FieldInfo) -> bool:
    """Whether the value of an option is the id of a voice."""
    return any(isinstance(mark, VoiceName) for mark in info.metadata)


class VoiceOptions(OptionGroup):
    """Who speaks a text, and how; a script's own marks win. Frozen; recordings ignore it."""

    voice: Annotated[str, VoiceName()] = Field(
        "",
        max_length=200,
        title="Voice",
        description="Who speaks a text, as mouthpiece say --voices names them; empty takes the "
        "first voice of its language.",
    )
    voice_speed: Annotated[float, Shown("\u00d7")] = Field(
        1.0, ge=0.7, le=1.4, title="Speed of the voice", description="1 is the voice's own speed."
    )
    voice_pitch: Annotated[float, Shown("semitones")] = Field(
        0.0,
        ge=-6,
        le=6,
        title="Pitch of the voice",
        description="Semitones by which the voice is higher, or lower where negative.",
    )
    voice_volume: Annotated[float, DECIBELS] = Field(
        0.0,
        ge=-20,
        le=6,
        title="Volume of the voice",
        description="Decibels by which the voice is louder, or softer where negative.",
    )
    sentence_pause: Annotated[float, SECONDS] = Field(
        0.3,
        ge=0,
        le=5,
        title="Pause after sentences",
        description="Seconds of silence between two sentences of a text.",
    )
    paragraph_pause: Annotated[float, SECONDS] = Field(
        0.8,
        ge=0,
        le=10,
        title="Pause after paragraphs",
        description="Seconds of silence between two paragraphs of a text.",
    )


class SayOptions(VoiceOptions):
    """What may be chosen where a text is only spoken."""

    language: SpokenLanguage = ""
