"""Which part of a portrait the video shows, and where it speaks there."""

from __future__ import annotations

from collections.abc import Sequence

from talker.engines.base import Portrait
from talker.face.geometry import mesh_square, mouth_window
from talker.options.picture import Mode
from talker.scene import Box, Size, Window

WHOLE_PICTURE = (Mode.FULL, Mode.EXTFULL)


def shown_part(portrait: Portrait, mode: Mode) -> Box:
    """The square around head and shoulders that all engines show, or all of it.

    What the networks of LivePortrait draw, a turned square, is larger than the head in it; it is
    laid over the picture in every mode.
    """
    height, width = portrait.image.shape[:2]
    if mode not in (Mode.CROP, Mode.EXTCROP):
        return Box(0, 0, width, height)
    cut = mesh_square(portrait.face.mesh).square_cut(width, height)
    return cut.inner if mode is Mode.CROP else cut.outer


def shown_mouths(portraits: Sequence[Portrait], mode: Mode) -> tuple[Size, list[Window]]:
    """The size of that part in pixels of the portrait, and the mouths in it of all who speak: the
    same picture with another face each."""
    part = shown_part(portraits[0], mode)
    size = part.width, part.height
    faces = [portrait.face.within(part).mesh for portrait in portraits]
    found = [mouth_window([mesh], size) for mesh in faces]
    return size, [mouth for mouth in found if mouth is not None]
