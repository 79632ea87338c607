"""Every option of a dub, declared once; what renders have too is declared there."""

from __future__ import annotations

from copy import copy
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from talker.options.ai_label import Corner, LabelTime
from talker.options.choice import Choice, ProperName
from talker.options.computing import DeviceChoice
from talker.options.deliver import DeliverOptions
from talker.options.faces import FaceNumber
from talker.options.heard import SoundChannel
from talker.options.language import SpokenLanguage
from talker.options.render import RenderOptions
from talker.options.sound import SoundChoice
from talker.options.spoken import SCRIPT, ScriptText, VoiceOptions


class MouthName(Choice):
    """Which engine draws the new mouth."""

    AUTO = "auto", "Best available"
    MUSETALK = "musetalk", ProperName("MuseTalk")
    BUILTIN = "builtin", "Built-in"


class Extend(Choice):
    """How a film goes on where the speech is longer."""

    BOUNCE = "bounce", "To and fro"
    LOOP = "loop", "From the best matching picture on"
    HOLD = "hold", "The last picture stays"


class Ending(Choice):
    """What becomes of a film that is longer than the speech."""

    CUT = "cut", "It ends where the face is at rest"
    KEEP = "keep", "It goes on with its own sound"


def _declared(where: type[BaseModel], name: str) -> Any:
    """The declaration of an option that is the same there."""
    return copy(where.model_fields[name])


def _percent(value: Any) -> Any:
    """Accepts '20%' beside numbers."""
    return value.strip().removesuffix("%") if isinstance(value, str) else value


class DubOptions(VoiceOptions):
    """What the user may set. Frozen; unknown names are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=False)

    engine: MouthName = Field(
        MouthName.AUTO,
        title="Engine",
        description="Which engine draws the new mouth; auto takes the first that has all it needs "
        "on this computer.",
    )
    device: DeviceChoice = _declared(RenderOptions, "device")
    face: FaceNumber = Field(
        0,
        ge=0,
        le=99,
        title="Face",
        description="Who speaks where the film shows several: the largest (0), leftmost (1), or "
        "the number from the left, as they stand where the film begins.",
    )
    expression_scale: float = Field(
        1.0, ge=0, le=3, title="Expression", description="Strength of the motion of the lips."
    )
    extend: Extend = Field(
        Extend.BOUNCE,
        title="Longer speech",
        description="How the film goes on where the speech is longer: to and fro, again from the "
        "picture that its end matches best, or with its last picture.",
    )
    ending: Ending = Field(
        Ending.CUT,
        title="Longer film",
        description="What becomes of the film after the speech: it ends as soon as the face is at "
        "rest, or it goes on as it is, with its own sound.",
    )
    film_sound: Annotated[float, BeforeValidator(_percent)] = Field(
        0.0,
        ge=0,
        le=100,
        title="Sound of the film",
        description="How loud the film's own sound stays under the new speech, in per cent; 0 "
        "leaves it out.",
    )
    film_track: int = Field(
        0,
        ge=0,
        le=99,
        title="Sound track of the film",
        description="Which of the film's own sound tracks stays, from 1; 0 takes the one that the "
        "file marks as default.",
    )
    loudness: bool = _declared(DeliverOptions, "loudness")
    loudness_target: float = _declared(DeliverOptions, "loudness_target")
    track: int = _declared(RenderOptions, "track")
    channel: SoundChannel = _declared(RenderOptions, "channel")
    language: SpokenLanguage = ""
    ai_label: LabelTime = _declared(RenderOptions, "ai_label")
    ai_label_corner: Corner = _declared(RenderOptions, "ai_label_corner")
    ai_label_reason: str = _declared(RenderOptions, "ai_label_reason")
    quality: int = Field(
        0,
        ge=0,
        le=40,
        title="Quality",
        description="H.264 rate factor: lower is better and larger; 0 chooses it so that the film "
        "keeps the quality that it has.",
    )
    max_minutes: float = _declared(RenderOptions, "max_minutes")

    @property
    def lacks_label_reason(self) -> bool:
        """Whether the label is left out and nobody has said why."""
        return self.ai_label is LabelTime.OFF and not self.ai_label_reason.strip()

    @property
    def sound(self) -> SoundChoice:
        """What of the recording is to be heard."""
        return SoundChoice(self.track, self.channel)


class DubRequest(DubOptions):
    """One film to dub: the inputs, the output, and the options. Frozen and serialisable."""

    clip: Path = Field(title="Film", description="The film of the presenter.")
    speech: Path = Field(title="Speech", description="The recording, or a video with sound.")
    text: Annotated[str, ScriptText()] = Field(
        "",
        title="Text",
        description="Instead of a recording: a script that a voice speaks, with marks such as "
        "[pause 0.5].",
    )
    output: Path | None = Field(
        None,
        title="Output",
        description="The video to write (.mp4), or a folder for it; default: the current folder.",
    )
    overwrite: bool = Field(
        False, title="Overwrite", description="Replace the output when it exists."
    )

    @model_validator(mode="before")
    @classmethod
    def _name_what_is_spoken(cls, given: Any) -> Any:
        """Names the video of a text, which is given no recording."""
        if isinstance(given, dict) and given.get("speech") is None and given.get("text"):
            return {**given, "speech": Path(SCRIPT)}
        return given

    @model_validator(mode="after")
    def _one_thing_is_heard(self) -> Self:
        """A text is spoken instead of a recording, not beside it."""
        if self.text and self.speech != Path(SCRIPT):
            raise ValueError("a text and a recording cannot be heard at once")
        return self

    @property
    def options(self) -> DubOptions:
        """The options alone, without files."""
        files = DubRequest.model_fields.keys() - DubOptions.model_fields.keys()
        return DubOptions.model_validate({k: v for k, v in dict(self).items() if k not in files})
