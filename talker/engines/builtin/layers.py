"""The portrait in two layers: the presenter, who moves, over a background that stands still."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.base import Portrait
from talker.engines.builtin.matte import Matte, cut_out, given, look, part_of, refine
from talker.engines.builtin.rig import Rig, window_texture
from talker.face.segmentation import installed
from talker.raster import behind, resize
from talker.scene import Canvas

Floats = NDArray[np.float32]

_HIDDEN_CELLS = 1.5  # of the network about the presenter that are no background to trust
_ROUND_CELLS, _ROUND_FROM = 4.0, 0.25  # its outline is rounded: what continues it has no creases
_FINE_CELLS, _FINE_LEVELS = 2.0, 14.0  # how deep strong structure goes on, and how strong the rest
_SHOWN = 0.4  # face widths behind the outline that a turn bares at most
_RIM_CELLS = 0.8  # over which the photographed background goes over into the filled one


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
    matte = _matte(portrait, canvas, rig)
    if matte is None:
        return None
    back = _background(rig.texture, matte, _SHOWN * rig.face_width)
    inside = slice(rig.margin, rig.margin + rig.height), slice(rig.margin, rig.margin + rig.width)
    presenter = _presenter(rig.texture, back, 255 - matte.opacity)
    return Layers(presenter, np.ascontiguousarray(back[inside]))


def _matte(portrait: Portrait, canvas: Canvas, rig: Rig) -> Matte | None:
    scale = canvas.window_size[0] / canvas.window.width
    place = np.array([[scale, 0.0, rig.margin - canvas.window.left * scale],
                      [0.0, scale, rig.margin - canvas.window.top * scale]])  # fmt: skip
    part = part_of(portrait, rig.texture, place)
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


def _background(picture: NDArray[np.uint8], matte: Matte, shown: float) -> NDArray[np.uint8]:
    """The picture without the presenter: smooth colours go on behind him.

    As far as he ever bares them, `shown` pixels from his outline, they have the fine structure of
    what lies opposite across it.
    """
    height, width = picture.shape[:2]
    hidden = _grown(matte.opacity > 0, _HIDDEN_CELLS * matte.cell)
    hidden |= _share_about(hidden, _ROUND_CELLS * matte.cell) > _ROUND_FROM
    smooth = resize(np.clip(matte.back, 0, 255).astype(np.uint8), (width, height), cv2.INTER_LINEAR)
    back = np.where(hidden[..., None], smooth, picture)
    distance, label = _distances(hidden)
    y, x = np.nonzero(hidden & (distance < shown))
    edge_x, edge_y = _nearest_free(hidden, label, label[y, x])
    across_x = np.clip(2 * edge_x - x, 0, width - 1)
    across_y = np.clip(2 * edge_y - y, 0, height - 1)
    covered = hidden[across_y, across_x]
    across_x[covered], across_y[covered] = edge_x[covered], edge_y[covered]
    fine = picture[across_y, across_x].astype(np.float32) - smooth[across_y, across_x]
    depth = (distance[y, x] / np.float32(matte.cell))[:, None]
    most = _FINE_LEVELS + 255 * np.exp(-depth / _FINE_CELLS)
    fill = np.clip(smooth[y, x] + most * np.tanh(fine / most), 0, 255)
    share = np.clip(depth / _RIM_CELLS, 0, 1)
    back[y, x] = np.rint(picture[y, x] + share * (fill - picture[y, x])).astype(np.uint8)
    return back


def _distances(hidden: NDArray[np.bool_]) -> tuple[Floats, NDArray[np.int32]]:
    """How far the nearest pixel that is not hidden lies, and that pixel's number: [H, W] each."""
    return cv2.distanceTransformWithLabels(
        hidden.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )


def _nearest_free(
    hidden: NDArray[np.bool_], label: NDArray[np.int32], wanted: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the pixels with the numbers `wanted` [N] are: x and y."""
    y, x = np.nonzero(~hidden)
    number = np.zeros(len(y) + 1, np.int64)
    number[label[y, x]] = np.arange(len(y))
    nearest = number[wanted]
    return x[nearest], y[nearest]


def _share_about(mask: NDArray[np.bool_], pixels: float) -> Floats:
    """How much of what lies up to `pixels` about each pixel is in the mask: [H, W] of 0..1."""
    side = 2 * round(pixels) + 1
    found: NDArray[np.uint8] = cv2.blur(mask.astype(np.uint8) * 255, (side, side))
    return found.astype(np.float32) / np.float32(255)


def _grown(mask: NDArray[np.bool_], pixels: float) -> NDArray[np.bool_]:
    side = 2 * round(pixels) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    found: NDArray[np.uint8] = cv2.dilate(mask.astype(np.uint8), disc)
    return found > 0
