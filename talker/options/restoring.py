"""Options of a render: networks that make the picture better or larger."""

from __future__ import annotations

from pydantic import (
    Field,
)

from talker.options.choice import Choice, ProperName
from talker.options.group import OptionGroup


class Restoration(Choice):
    """Which network restores the face; the values name models of the catalogue."""

    OFF = "off", "Off"
    GFPGAN_14 = "gfpgan-1.4", ProperName("GFPGAN 1.4")
    GFPGAN_13 = "gfpgan-1.3", ProperName("GFPGAN 1.3")
    RESTOREFORMER = "restoreformer", ProperName("RestoreFormer")


class Upscaling(Choice):
    """Which network enlarges the video; the values name models of the catalogue."""

    NONE = "none", "Off"
    X2PLUS = "realesrgan-x2plus", ProperName("Real-ESRGAN x2")
    X4PLUS = "realesrgan-x4plus", ProperName("Real-ESRGAN x4")
    GENERAL = "realesr-general-x4v3", "Real-ESRGAN x4, fast"

    @property
    def factor(self) -> int:
        """How many times as wide and high the video becomes."""
        return {Upscaling.NONE: 1, Upscaling.X2PLUS: 2}.get(self, 4)


class RestoringOptions(OptionGroup):
    """What becomes of the frames once they are drawn."""

    enhance: Restoration = Field(
        Restoration.OFF,
        title="Restore the face",
        description="Redraws the face with more detail in every frame; needs the model of the "
        "same name.",
    )
    enhance_strength: float = Field(
        1.0,
        ge=0,
        le=1,
        title="Strength of restoring",
        description="How much of the restored face is shown; 0 leaves the face as it was drawn.",
    )
    upscale: Upscaling = Field(
        Upscaling.NONE,
        title="Upscale",
        description="Makes the video two or four times as wide and high; needs the model of the "
        "same name.",
    )
