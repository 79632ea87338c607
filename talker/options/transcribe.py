"""What may be chosen where speech is recognised, declared once."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from talker.options.choice import Choice, ProperName
from talker.options.language import LANGUAGE_TAG


class RecogniserModel(Choice):
    """The sizes of Whisper."""

    AUTO = "auto", "Best available"
    TINY = "tiny", ProperName("Whisper tiny")
    BASE = "base", ProperName("Whisper base")
    SMALL = "small", ProperName("Whisper small")
    MEDIUM = "medium", ProperName("Whisper medium")
    LARGE = "large-v3", ProperName("Whisper large-v3")
    TURBO = "large-v3-turbo", ProperName("Whisper large-v3-turbo")


class TranscribeOptions(BaseModel):
    """How speech is written down. Frozen."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    recogniser: RecogniserModel = Field(
        RecogniserModel.AUTO,
        title="Recogniser",
        description="Which size of Whisper listens; auto takes the best of those installed that "
        "this computer is up to.",
    )
    spoken_language: str = Field(
        "",
        pattern=LANGUAGE_TAG,
        title="Language that is spoken",
        description="A language tag such as en or zh-Hant; empty finds it by what is said first.",
    )


class TranscribeRequest(TranscribeOptions):
    """One recording to write down: the recording, the file to write, and the options."""

    speech: Path = Field(title="Recording", description="A recording, or a video with sound.")
    output: Path = Field(
        title="Output", description="The file to write; its ending says of what kind it is."
    )
    overwrite: bool = Field(
        False, title="Overwrite", description="Replace the output when it exists."
    )

    @property
    def options(self) -> TranscribeOptions:
        """The options alone, without files."""
        names = TranscribeOptions.model_fields
        return TranscribeOptions(**{name: getattr(self, name) for name in names})
