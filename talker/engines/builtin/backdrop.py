"""The picture without the presenter: what is behind him goes on smoothly from his outline."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin.matte import Matte, Part, filled, within
from talker.raster import blur, disc, nearest_free, remap, resize

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

_HIDDEN_CELLS = 1.5  # of the network about the presenter that are no background to trust
_ROUND_CELLS, _ROUND_FROM = 4.0, 0.25  # its outline is rounded: what continues it has no creases
_STRAND_CELLS, _STRAND_REACH = 1.7, 14.0  # half as thick as his strands, and how far they go
_STRAND_GRAINS, _STRAND_LEVELS = 3.0, 8.0  # they stand out by so many grains, and levels at least
_STRAND_GAP, _STRAND_RIM = 1.0, 1.0  # how near to him they are seen to begin, how far beside them
_BROAD_CELLS, _BROAD = 5.0, 3.0  # half as thick as no strand is, and how much it stands out
_NOT_HIS = 0.3  # how much of a strand may lie beside such, or further off
_FINE_CELLS, _FINE_LEVELS = 1.0, (1.0, 14.0)  # what is finer is grain; least and most of it
_GRAINS = 2.5  # what stands out from the grain by more is structure: it is not seen twice
_CELL_PIXELS = 2.6  # at most so many to a cell: nothing finer is known of what is hidden
_BAND = 256
_RIM_CELLS = 0.8  # over which the photographed background goes over into the filled one


def background(part: Part, matte: Matte, shown: float) -> NDArray[np.uint8]:
    """The picture of `part` without the presenter: uint8 [H, W, 3].

    As far as he ever bares it, `shown` pixels from his outline, it has the grain of what lies
    opposite across it; single hairs and other strong structure would be seen twice.
    """
    behind_him = _Behind(part, matte)
    back = np.empty_like(part.picture)
    for top in range(0, len(back), _BAND):
        back[top : top + _BAND] = behind_him.rows(top, min(top + _BAND, len(back)), shown)
    return back


class _Behind:
    """What lies behind the presenter of a picture, on no finer grid than his matte's."""

    def __init__(self, part: Part, matte: Matte) -> None:
        picture = self._picture = part.picture
        self._cell = matte.cell
        height, width = picture.shape[:2]
        factor = max(1.0, matte.cell / _CELL_PIXELS)
        size = max(2, round(width / factor)), max(2, round(height / factor))
        cell = matte.cell * size[0] / width
        small = resize(picture, size, cv2.INTER_AREA)
        hidden = _grown(resize(matte.opacity, size, cv2.INTER_AREA) > 0, _HIDDEN_CELLS * cell)
        hidden |= _share_about(hidden, _ROUND_CELLS * cell) > _ROUND_FROM
        # A photograph may end in the line of a frame, and past it there is nothing real.
        real = resize(within(part).astype(np.uint8), size, cv2.INTER_NEAREST) > 0
        hidden |= _strands(small, hidden, real, cell)
        told = real & ~hidden
        if not told.any():
            told = ~hidden
        self._untold = ~told
        weight = told.astype(np.float32)
        share = blur(weight, _FINE_CELLS * cell)
        color = blur(small.astype(np.float32) * weight[..., None], _FINE_CELLS * cell)
        self._smooth = filled(color * weight[..., None], share * weight)
        self._last = np.array(picture.shape[1::-1], np.float32) - 1
        self._scale = np.array([size[0] / width, size[1] / height], np.float32)
        self._grain = self._usual_grain(told)
        edge, self._distance = nearest_free(hidden)
        self._edge = (edge + np.float32(0.5)) / self._scale - np.float32(0.5)

    def _usual_grain(self, told: Mask) -> float:
        """The most that counts as grain, in levels."""
        y, x = np.nonzero(told)
        spots = np.stack([x + 0.5, y + 0.5], 1) / self._scale
        spots = np.minimum(spots, self._last).astype(np.int64)
        seen = self._picture[spots[:, 1], spots[:, 0]].astype(np.float32)
        usual = float(np.median(np.abs(seen - self._smooth[y, x]).max(1)))
        return float(np.clip(_GRAINS * usual, *_FINE_LEVELS))

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
        fill = np.clip(smooth[near_y, near_x] + self._grain * np.tanh(fine / self._grain), 0, 255)
        known = part[near_y, near_x]
        share = np.clip(depth / _RIM_CELLS, 0, 1)
        back[near_y, near_x] = np.rint(known + share * (fill - known)).astype(np.uint8)
        return back

    def _at(self, grid: NDArray[np.generic], spots: Floats | NDArray[np.int64]) -> Floats:
        """The cells of a coarse grid at pixels `spots` [N, 2] of the picture."""
        cells = ((spots + 0.5) * self._scale).astype(np.int64)
        return grid[cells[:, 1], cells[:, 0]].astype(np.float32)

    def _opposite(self, here: NDArray[np.int64], edge: Floats) -> Floats:
        """Fine structure of what lies as far beyond `edge` as `here` [N, 2] is behind it; none
        where that is hidden, too: what is at the edge alone would be drawn out to lines."""
        opposite = np.rint(2 * edge - here)
        across = np.clip(opposite, 0, self._last).astype(np.int64)
        seen = self._picture[across[:, 1], across[:, 0]].astype(np.float32)
        fine = seen - self._at(self._smooth, across)
        fine[(across != opposite).any(1) | (self._at(self._untold, across) > 0)] = 0
        return fine


def _strands(small: NDArray[np.uint8], hidden: Mask, real: Mask, cell: float) -> Mask:
    """What of a picture [h, w, 3] hangs on what is `hidden` and ends beside it: hair.

    It is thin, stands out from what is about it, and does not go on as the background does. Only
    what is `real` counts.
    """
    edge, _ = nearest_free(hidden)
    whole = small[edge[..., 1].astype(np.intp), edge[..., 0].astype(np.intp)]
    beside = cv2.distanceTransform((~hidden).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
    told = real & ~hidden
    near = told & (beside < _STRAND_REACH * cell)
    own = np.zeros_like(hidden)
    if not near.any():
        return own
    for hat in (cv2.MORPH_TOPHAT, cv2.MORPH_BLACKHAT):  # what is lighter, what is darker
        out, as_broad = (
            cv2.morphologyEx(whole, hat, disc(round(thick * cell))).max(2)
            for thick in (_STRAND_CELLS, _BROAD_CELLS)
        )
        least = max(_STRAND_LEVELS, _STRAND_GRAINS * float(np.median(out[near])))
        thin = told & (out > least)
        broad = _grown(told & (as_broad > _BROAD * least) & ~_grown(thin, cell), 2 * cell)
        pieces, piece = cv2.connectedComponents(thin.astype(np.uint8))
        parts = told, told & (~near | broad), near & (beside < _STRAND_GAP * cell)
        size, others, hangs = (np.bincount(piece[part], minlength=pieces) for part in parts)
        found = (hangs > 0) & (others < _NOT_HIS * size)
        found[0] = False
        own |= found[piece]
    return _grown(own, _STRAND_RIM * cell)


def _share_about(mask: Mask, pixels: float) -> Floats:
    """How much of what lies up to `pixels` about each pixel is in the mask: [H, W] of 0..1."""
    side = 2 * round(pixels) + 1
    found: NDArray[np.uint8] = cv2.blur(mask.astype(np.uint8) * 255, (side, side))
    return found.astype(np.float32) / np.float32(255)


def _grown(mask: Mask, pixels: float) -> Mask:
    found: NDArray[np.uint8] = cv2.dilate(mask.astype(np.uint8), disc(round(pixels)))
    return found > 0
