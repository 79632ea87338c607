"""Which part of a portrait the video shows."""

from __future__ import annotations

from talker.engines.base import Portrait
from talker.face.geometry import mesh_square
from talker.options.render import Mode
from talker.scene import Box

WHOLE_PICTURE = (Mode.FULL, Mode.EXTFULL)


def shown_part(portrait: Portrait, mode: Mode) -> Box:
    """The square around head and shoulders that the other engines show too, or all of it.

    What the networks draw, a turned square, is larger than the head in it; it is laid over the
    picture in every mode.
    """
    height, width = portrait.image.shape[:2]
    if mode not in (Mode.CROP, Mode.EXTCROP):
        return Box(0, 0, width, height)
    cut = mesh_square(portrait.face.mesh).square_cut(width, height)
    return cut.inner if mode is Mode.CROP else cut.outer
