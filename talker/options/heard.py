"""Options of a render: what is heard of the recordings."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Field,
)

from talker.options.group import OptionGroup
from talker.options.language import SpokenLanguage
from talker.options.number_words import number_or_word
from talker.options.shown import SECONDS, Shown
from talker.options.sound import CutTexts, SoundChoice, Span, TrimText, kept_spans

_CHANNELS = {"mix": 0, "left": 1, "right": 2}


def _channel(value: Any) -> Any:
    """Accepts 'mix', 'left' and 'right' beside numbers; ValueError for other words."""
    return number_or_word(value, _CHANNELS)


SoundChannel = Annotated[int, BeforeValidator(_channel)]


class HeardOptions(OptionGroup):
    """Tracks, channels and stretches of the recordings."""

    idle: Annotated[float, SECONDS] = Field(
        0.0,
        ge=0,
        le=3600,
        title="Idle seconds",
        description="Instead of a recording: the presenter waits this many seconds, blinks and "
        "moves, and says nothing.",
    )
    track: Annotated[int, Shown(lowest="The one with speech")] = Field(
        0,
        ge=0,
        le=99,
        title="Sound track",
        description="Which sound track of the recording is heard, from 1; 0 takes the one that "
        "its file marks as default, else the one with most speech.",
    )
    channel: Annotated[SoundChannel, Shown(lowest="All together")] = Field(
        0,
        ge=0,
        le=64,
        title="Channel",
        description="Which channel of the recording is heard: mix (0) for all of them, left (1), "
        "right (2), or its number. A mix whose channels cancel each other out becomes the loudest "
        "of them.",
    )
    second_channel: Annotated[SoundChannel, Shown(lowest="All together")] = Field(
        0,
        ge=0,
        le=64,
        title="Channel of the second speaker",
        description="Two faces speak: the second is heard in this channel of the second recording, "
        "or of the only one, whose other channel is then the first speaker's. left (1), right (2), "
        "or its number; 0 is the mix of a second recording.",
    )
    panning: Annotated[float, Shown(lowest="In the middle")] = Field(
        0.0,
        ge=0,
        le=1,
        title="Panning",
        description="How far the voices of two recordings are put to the sides of their faces in "
        "the sound: 0 leaves them where they are, 1 takes each away from the other side. One "
        "recording with a voice in each channel keeps its sound.",
    )
    trim: TrimText = Field(
        "",
        title="Trim",
        description="Which stretch of the recording is heard, in seconds: 0.5-12.3, 1:05-2:10, or "
        "3- for all after the third second. The file stays as it is.",
    )
    cut: CutTexts = Field(
        (),
        title="Cut out",
        description="Stretches of the recording that are left out, such as 3.0-4.2; several are "
        "divided by ;. All times are those of the whole recording.",
    )
    language: SpokenLanguage = ""

    @property
    def sound(self) -> SoundChoice:
        """What of the recording is to be heard."""
        return SoundChoice(self.track, self.channel, self.kept)

    @property
    def kept(self) -> tuple[Span, ...]:
        """The stretches of the recording that are heard; none where that is all of it."""
        return kept_spans(self.trim, self.cut)
