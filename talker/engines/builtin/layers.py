"""The portrait in two layers: the presenter, who moves, over a background that stands still."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.base import Portrait
from talker.engines.builtin.backdrop import background
from talker.engines.builtin.matte import Matte, Part, cut_out, given, look, part_of, refine
from talker.engines.builtin.rig import Rig, window_texture
from talker.face.segmentation import installed
from talker.raster import behind
from talker.scene import Canvas

_SHOWN = 0.4  # face widths behind the outline that a turn bares at most


@dataclass(frozen=True)
class Layers:
    """A frame is the presenter's colours + his veil / 255 * `back`, the first two moved.

    `presenter` uint8 [H, W, 4], as large as the rig's texture: colours times opacity, and the
    veil through which the background is seen; `back` uint8 [h, w, 3] is as large as the window.
    At rest that is the photograph: what is not background goes with the presenter, be it a
    single hair.
    """

    presenter: NDArray[np.uint8]
    back: NDArray[np.uint8]


def build_layers(portrait: Portrait, canvas: Canvas, rig: Rig) -> Layers | None:
    """The layers of a rig; None where nothing tells the head from what is behind it.

    The portrait's own opacity does where it cuts out the head, else a network that is certain.
    """
    part = _part(portrait, canvas, rig)
    matte = _matte(portrait, canvas, part)
    if matte is None:
        return None
    back = background(part, matte, _SHOWN * rig.face_width)
    inside = slice(rig.margin, rig.margin + rig.height), slice(rig.margin, rig.margin + rig.width)
    presenter = _presenter(rig.texture, back, 255 - matte.opacity)
    return Layers(presenter, np.ascontiguousarray(back[inside]))


def _part(portrait: Portrait, canvas: Canvas, rig: Rig) -> Part:
    scale = canvas.window_size[0] / canvas.window.width
    place = np.array([[scale, 0.0, rig.margin - canvas.window.left * scale],
                      [0.0, scale, rig.margin - canvas.window.top * scale]])  # fmt: skip
    return part_of(portrait, rig.texture, place)


def _matte(portrait: Portrait, canvas: Canvas, part: Part) -> Matte | None:
    if portrait.opacity is not None and cut_out(portrait):
        opacity, _ = window_texture(cv2.merge([portrait.opacity] * 3), canvas)
        return given(np.ascontiguousarray(opacity[..., 0]), part)
    if not installed():
        return None
    seen = look(portrait)
    return refine(seen, part) if seen.certain else None


def _presenter(
    picture: NDArray[np.uint8], back: NDArray[np.uint8], veil: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """What makes the picture of its background, [H, W, 4]: what is darker veils more of it."""
    y, x = np.nonzero((picture != back).any(2) & (veil > 0))
    most = picture[y, x].astype(np.int32) * 255 // np.maximum(back[y, x], 1)
    veil = veil.copy()
    veil[y, x] = np.minimum(veil[y, x], np.where(back[y, x] > 0, most, 255).min(1))
    return cv2.merge([picture - behind(back, veil), veil])
