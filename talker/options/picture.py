"""Options of a render: what is shown of the portrait, and how large."""

from __future__ import annotations

from typing import Annotated

from pydantic import (
    Field,
)

from talker.options.choice import Choice
from talker.options.group import OptionGroup
from talker.options.shown import PIXELS


class Mode(Choice):
    """What part of the portrait is shown and moved."""

    CROP = "crop", "Crop"
    RESIZE = "resize", "Resize"
    FULL = "full", "Full"
    EXTCROP = "extcrop", "Wide crop"
    EXTFULL = "extfull", "Wide full"


class PictureOptions(OptionGroup):
    """What part of the picture becomes the video."""

    mode: Mode = Field(
        Mode.CROP,
        title="Mode",
        description="crop: head and shoulders; resize: the whole picture at face size; "
        "full: the face moves inside the untouched picture; extcrop and extfull: the same with "
        "a wider cut.",
    )
    size: Annotated[int, PIXELS] = Field(
        512,
        ge=128,
        le=1024,
        multiple_of=2,
        title="Size",
        description="Width of the video in pixels for crop, extcrop and resize; full keeps the "
        "size of the picture.",
    )
    original_size: bool = Field(
        False,
        title="Original size",
        description="Whole pictures keep their size however large; without, they are brought to "
        "what phones play (H.264 level 5.1, 3840 pixels a side).",
    )
    fps: int = Field(25, ge=10, le=60, title="Frames per second", description="Frame rate.")
