"""The portrait in two layers: the presenter, who moves, over a background that stands still."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.base import Portrait
from talker.engines.builtin.matte import Matte, cut_out, filled, given, look, part_of, refine
from talker.engines.builtin.rig import Rig, window_texture
from talker.face.segmentation import installed
from talker.raster import behind, blur, nearest_free, remap, resize
from talker.scene import Canvas

Floats = NDArray[np.float32]

_HIDDEN_CELLS = 1.5  # of the network about the presenter that are no background to trust
_ROUND_CELLS, _ROUND_FROM = 4.0, 0.25  # its outline is rounded: what continues it has no creases
_FINE_CELLS, _FINE_LEVELS = 1.0, 14.0  # what is finer is grain, but for structure of so many levels
_SHOWN = 0.4  # face widths behind the outline that a turn bares at most
_CELL_PIXELS = 2.6  # at most so many to a cell: nothing finer is known of what is hidden
_BAND = 256
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
    """The picture without the presenter: the colours at his outline go on smoothly behind him.

    As far as he ever bares them, `shown` pixels from his outline, they have the grain of what lies
    opposite across it; single hairs and other strong structure would be seen twice.
    """
    behind_him = _Behind(picture, matte)
    back = np.empty_like(picture)
    for top in range(0, len(picture), _BAND):
        back[top : top + _BAND] = behind_him.rows(top, min(top + _BAND, len(picture)), shown)
    return back


class _Behind:
    """What lies behind the presenter of a picture, on no finer grid than his matte's."""

    def __init__(self, picture: NDArray[np.uint8], matte: Matte) -> None:
        self._picture = picture
        self._cell = matte.cell
        height, width = picture.shape[:2]
        factor = max(1.0, matte.cell / _CELL_PIXELS)
        size = max(2, round(width / factor)), max(2, round(height / factor))
        cell = matte.cell * size[0] / width
        hidden = _grown(resize(matte.opacity, size, cv2.INTER_AREA) > 0, _HIDDEN_CELLS * cell)
        hidden |= _share_about(hidden, _ROUND_CELLS * cell) > _ROUND_FROM
        self._hidden = hidden
        weight = (~hidden).astype(np.float32)
        small = resize(picture, size, cv2.INTER_AREA).astype(np.float32)
        share = blur(weight, _FINE_CELLS * cell)
        color = blur(small * weight[..., None], _FINE_CELLS * cell)
        self._smooth = filled(color * weight[..., None], share * weight)
        self._last = np.array(picture.shape[1::-1], np.float32) - 1
        self._scale = np.array([size[0] / width, size[1] / height], np.float32)
        edge, self._distance = nearest_free(hidden)
        self._edge = (edge + np.float32(0.5)) / self._scale - np.float32(0.5)

    def rows(self, top: int, bottom: int, shown: float) -> NDArray[np.uint8]:
        """Rows `top` to `bottom` of the picture without the presenter."""
        part = self._picture[top:bottom]
        x = (np.arange(part.shape[1], dtype=np.float32) + 0.5) * self._scale[0] - 0.5
        y = (np.arange(top, bottom, dtype=np.float32) + 0.5) * self._scale[1] - 0.5
        spots = np.dstack(np.meshgrid(x, y))
        depth = remap(self._distance, spots, mirror=False) / (self._scale[0] * self._cell)
        smooth = remap(self._smooth, spots, mirror=False)
        back = np.where(depth[..., None] > 0, np.rint(smooth).astype(np.uint8), part)
        near_y, near_x = np.nonzero((depth > 0) & (depth < shown / self._cell))
        depth = depth[near_y, near_x, None]
        edge = remap(self._edge, spots, mirror=False)[near_y, near_x]
        fine = self._opposite(np.stack([near_x, near_y + top], 1), edge)
        fill = np.clip(smooth[near_y, near_x] + _FINE_LEVELS * np.tanh(fine / _FINE_LEVELS), 0, 255)
        known = part[near_y, near_x]
        share = np.clip(depth / _RIM_CELLS, 0, 1)
        back[near_y, near_x] = np.rint(known + share * (fill - known)).astype(np.uint8)
        return back

    def _at(self, grid: NDArray[np.generic], spots: Floats | NDArray[np.int64]) -> Floats:
        """The cells of a coarse grid at pixels `spots` [N, 2] of the picture."""
        cells = ((spots + 0.5) * self._scale).astype(np.int64)
        return grid[cells[:, 1], cells[:, 0]].astype(np.float32)

    def _opposite(self, here: NDArray[np.int64], edge: Floats) -> Floats:
        """Fine structure of what lies as far beyond `edge` as `here` [N, 2] is behind it."""
        across = np.clip(np.rint(2 * edge - here), 0, self._last).astype(np.int64)
        covered = self._at(self._hidden, across) > 0
        across[covered] = np.clip(np.rint(edge[covered]), 0, self._last).astype(np.int64)
        seen = self._picture[across[:, 1], across[:, 0]].astype(np.float32)
        return seen - self._at(self._smooth, across)


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
