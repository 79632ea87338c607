"""Which part of the portrait is the presenter: the network's look, refined by the colours.

The network sees the head in 256 x 256 cells. Where it draws the line, and some cells about it,
every pixel is judged by how it lies between the colours of what is surely presenter and surely not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.base import Portrait
from talker.engines.builtin import topology as topo
from talker.face.segmentation import SIDE, Segmentation
from talker.raster import disc, remap, resize, warp_affine
from talker.scene import Box, Size

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

_LOOK = 3.0  # what the network sees around the face, in distances of the outer eye corners
_PRESENTER, _BACKGROUND = 0.9, 0.1
_INSIDE, _OUTSIDE = 4, 5  # cells about the network's line that are judged by colour
_FRAME_CELLS = 3
_LEAST_BACKGROUND = 0.01  # of the cells
_SOFT = 2  # halvings of the cells' grid over which colours are averaged
_APART, _UNLIKE = 45.0, 70.0  # levels: colours that tell nothing, and that neither side explains
_FACE_SHARE = 0.97  # of the face that is the presenter to a network that is certain
_UNCLEAR_CELLS = 4.0  # to one of the line around the head
_AT_SIDES = 0.3  # of the height above the chin where the presenter may leave the network's view
_AROUND, _CLEAR_AROUND = 1.1, 0.3  # face widths about its middle, and how much there is clear
_CLEAR, _FULL = 0.06, 0.94  # opacities from which on a pixel is taken for nothing and for all


@dataclass(frozen=True)
class Look:
    """What the network says: `sure` uint8 [SIDE, SIDE] of the portrait's `box`.

    `certain`: it takes the whole face for the presenter, and draws a line around the head.
    """

    box: Box
    sure: NDArray[np.uint8]
    certain: bool


@dataclass(frozen=True)
class Matte:
    """The presenter's opacity, uint8 [H, W]. `cell`: pixels to a cell of the network."""

    opacity: NDArray[np.uint8]
    cell: float


def look(portrait: Portrait) -> Look:
    """What the network says of the portrait's head."""
    box = _seen(portrait)
    part = portrait.image[box.top : box.bottom, box.left : box.right]
    found = Segmentation().presenter(part)
    sure = np.rint(np.clip(found, 0, 1) * 255).astype(np.uint8)
    cells = np.array([SIDE / box.width, SIDE / box.height])
    mesh = (portrait.face.mesh[:, :2] - (box.left, box.top)) * cells
    return Look(box, sure, _certain(sure, mesh))


def _certain(sure: NDArray[np.uint8], mesh: NDArray[np.floating[Any]]) -> bool:
    face: NDArray[np.uint8] = np.zeros_like(sure)
    oval = np.rint(mesh[list(topo.FACE_OVAL)]).astype(np.int32)
    cv2.fillConvexPoly(face, cv2.convexHull(oval), (255,))
    upper = sure[: int(np.clip(mesh[152, 1], 1, SIDE))]
    inside = upper > 127
    unclear = ((upper > 255 * _BACKGROUND) & (upper < 255 * _PRESENTER)).sum()
    around = np.ones((3, 3), np.uint8)
    line = (cv2.morphologyEx(inside.astype(np.uint8), cv2.MORPH_GRADIENT, around) > 0).sum()
    return bool(
        sure[face > 0].mean() > 255 * _FACE_SHARE
        and unclear < _UNCLEAR_CELLS * max(int(line), 1)
        and inside[:, [0, -1]].mean() < _AT_SIDES
    )


def _seen(portrait: Portrait) -> Box:
    mesh = portrait.face.mesh
    height, width = portrait.image.shape[:2]
    reach = _LOOK * float(np.linalg.norm(mesh[33, :2] - mesh[263, :2]))
    x, y = mesh[[168, 152], :2].mean(0)
    return Box(
        max(0, int(x - reach)),
        max(0, int(y - reach)),
        min(width, int(x + reach) + 1),
        min(height, int(y + reach) + 1),
    )


@dataclass(frozen=True)
class Part:
    """Part of a photograph: `picture` uint8 [H, W, 3], and how it lies in the photograph.

    `place` [2, 3] takes places of the photograph, which is `photo` (width, height) large, to
    those of the picture. A cell of the network is `cell` pixels wide.
    """

    picture: NDArray[np.uint8]
    photo: Size
    place: NDArray[np.float64]
    cell: float

    @property
    def size(self) -> Size:
        """Width and height in pixels."""
        return self.picture.shape[1], self.picture.shape[0]

    @property
    def grid(self) -> Size:
        """Width and height in cells."""
        return max(2, round(self.size[0] / self.cell)), max(2, round(self.size[1] / self.cell))


def part_of(portrait: Portrait, picture: NDArray[np.uint8], place: NDArray[np.float64]) -> Part:
    """A picture of a part of the portrait; `place` as in `Part`."""
    height, width = portrait.image.shape[:2]
    cell = float(place[0, 0]) * _seen(portrait).width / SIDE
    return Part(picture, (width, height), place, cell)


def cut_out(portrait: Portrait) -> bool:
    """Whether the portrait's own opacity is that of a head without anything about it."""
    if portrait.opacity is None:
        return False
    mesh = portrait.face.mesh[:, :2]
    oval = mesh[list(topo.FACE_OVAL)]
    face, middle = np.ptp(oval[:, 0]), (oval.min(0) + oval.max(0)) / 2
    head: NDArray[np.uint8] = np.zeros(portrait.opacity.shape, np.uint8)
    cv2.fillConvexPoly(head, cv2.convexHull(np.rint(oval).astype(np.int32)), (1,))
    y, x = np.ogrid[: head.shape[0], : head.shape[1]]
    near = (np.abs(x - middle[0]) < _AROUND * face) & (y > middle[1] - _AROUND * face)
    around = near & (y < mesh[152, 1]) & (head == 0)
    clear = portrait.opacity < 128
    return bool(clear[around].mean() > _CLEAR_AROUND and clear[head > 0].mean() < 1 - _FACE_SHARE)


def given(opacity: NDArray[np.uint8], part: Part) -> Matte | None:
    """The matte that a portrait brings along: `opacity` uint8 [H, W] of the part's picture."""
    clear = resize(opacity, part.grid, cv2.INTER_AREA) < 255 * _CLEAR
    return Matte(opacity, part.cell) if clear.mean() >= _LEAST_BACKGROUND else None


def refine(seen: Look, part: Part) -> Matte | None:
    """The matte of a part of the portrait by what the network says; None without background.

    Past what the network saw its last cells go on.
    """
    (width, height), grid, place = part.size, part.grid, part.place
    cells = np.array([[seen.box.width / SIDE, 0, 0], [0, seen.box.height / SIDE, 0], [0, 0, 1.0]])
    cells[:2, 2] = seen.box.left, seen.box.top
    cells = np.vstack([place, [0, 0, 1]]) @ cells
    to_grid = np.diag([grid[0] / width, grid[1] / height, 1.0]) @ cells
    cells_here = warp_affine(seen.sure, _by_centres(to_grid), grid, repeat=True)
    rough = cells_here.astype(np.float32) / np.float32(255)
    front = _eroded(rough > _PRESENTER, _INSIDE)
    back = _eroded(rough < _BACKGROUND, _OUTSIDE)
    if back.mean() < _LEAST_BACKGROUND:
        return None
    small = resize(part.picture, grid, cv2.INTER_AREA).astype(np.float32)
    fronts = _spread(small, front)
    backs = _spread(small, back & within(part))
    opacity = resize(front.astype(np.uint8) * 255, (width, height), cv2.INTER_NEAREST)
    between = resize((~front & ~back).astype(np.uint8), (width, height), cv2.INTER_NEAREST)
    y, x = np.nonzero(between)
    spots = np.stack([x, y], 1).astype(np.float32)
    opacity[y, x] = _judged(
        part.picture[y, x].astype(np.float32),
        sampled(fronts, spots, (width, height)),
        sampled(backs, spots, (width, height)),
        sampled(rough, spots, (width, height)),
    )
    return Matte(opacity, part.cell)


def sampled(grid: Floats, spots: Floats, size: tuple[int, int]) -> Floats:
    """A coarse grid that covers a picture of `size`, at its pixels `spots` [N, 2]: [N, ...]."""
    scale = np.array([grid.shape[1] / size[0], grid.shape[0] / size[1]], np.float32)
    found = np.empty((len(spots), *grid.shape[2:]), np.float32)
    for start in range(0, len(spots), 16384):  # OpenCV's maps are at most 32767 long
        part = (spots[start : start + 16384] + 0.5) * scale - 0.5
        found[start : start + 16384] = remap(grid, part[None], mirror=False)[0]
    return found


def _judged(color: Floats, front: Floats, back: Floats, rough: Floats) -> NDArray[np.uint8]:
    """Opacities of pixels [N, 3] between the colours of both sides; unclear ones by the network."""
    apart = front - back
    length = (apart * apart).sum(1)
    share = np.clip(((color - back) * apart).sum(1) / np.maximum(length, 1.0), 0.0, 1.0)
    rest = color - back - share[:, None] * apart
    told = length / (length + _APART**2) * np.exp(-(rest * rest).sum(1) / _UNLIKE**2)
    line = np.clip((rough - 0.3) / 0.4, 0.0, 1.0)
    opacity = told * share + (1 - told) * line
    return np.rint(np.clip((opacity - _CLEAR) / (_FULL - _CLEAR), 0, 1) * 255).astype(np.uint8)


def within(part: Part) -> Mask:
    """Cells well inside the photograph: its edges may be a frame, and past them nothing is real."""
    corners = np.array([[0, 0, 1], (*part.photo, 1)]) @ part.place.T * part.grid / part.size
    low, high = np.rint(corners).astype(int)
    inside: Mask = np.zeros(part.grid[::-1], np.bool_)
    edge = _FRAME_CELLS
    inside[max(low[1] + edge, 0) : high[1] - edge, max(low[0] + edge, 0) : high[0] - edge] = True
    return inside


def _eroded(mask: Mask, cells: int) -> Mask:
    found: NDArray[np.uint8] = cv2.erode(mask.astype(np.uint8), disc(cells))
    return found > 0


def _by_centres(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """A map of places [3, 3] as OpenCV wants it, between the centres of pixels: [2, 3]."""
    found = matrix[:2].copy()
    found[:, 2] += 0.5 * (found[:, 0] + found[:, 1]) - 0.5
    return found


def _spread(color: Floats, known: Mask) -> Floats:
    """Smooth colours [h, w, 3] of the known cells, carried on to all of a coarser grid."""
    weight = known.astype(np.float32)
    color = color * weight[..., None]
    for _ in range(_SOFT):
        color, weight = _halved(color), _halved(weight)
    return filled(color, weight)


def filled(color: Floats, weight: Floats) -> Floats:
    """Colours [h, w, 3] times their weights [h, w] made whole: from coarser grids where nothing is
    known (push and pull, Gortler et al., "The Lumigraph", 1996)."""
    here = color / np.maximum(weight, 1e-6)[..., None]
    if min(weight.shape) <= 2:
        total = max(float(weight.sum()), 1e-6)
        known = (weight > 0)[..., None]
        return np.where(known, here, color.sum((0, 1)) / total).astype(np.float32)
    coarse = filled(_halved(color), _halved(weight))
    grown: Floats = cv2.pyrUp(coarse, dstsize=weight.shape[1::-1])
    trust = np.clip(weight / 0.25, 0.0, 1.0)[..., None]
    return (trust * here + (1 - trust) * grown).astype(np.float32)


def _halved(values: Floats) -> Floats:
    found: Floats = cv2.pyrDown(values)
    return found
