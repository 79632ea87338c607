"""Moves the picture: face triangles exactly, everything around them smoothly.

The map is built backwards (for every frame pixel, where in the texture it comes from) on a
coarse grid: triangles are painted as labels and their affine maps looked up; outside the face
the head's rigid motion fades out, corrected so that it meets the face at its oval.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin import topology as topo
from talker.engines.builtin.rig import Placement, Rig
from talker.raster import SUBPIXEL_BITS, blur, fixed_point, remap, resize
from talker.scene import Box

Floats = NDArray[np.float32]

_GRID_CELLS = 300
_COARSE = 4
_SMOOTH_FACE = 0.012  # blur of the map, in face widths: hides the facets of the triangles
_DETAIL_BLUR = 0.7  # the same over eyes and lips, in cells
_HEAD_ACROSS, _HEAD_UP, _HEAD_DOWN = 0.62, 1.0, 1.05
_NECK_WEIGHT, _NECK_ACROSS, _NECK_FROM, _NECK_TO = 0.85, 0.55, 0.9, 2.3
_SKIN_REACH = 0.30
_BREATH_MM = 0.5
_NO_REACH = 0.02
_FINE_LIMIT = 6_000_000
_LID_HEM_MM = 1.3
_PARTED_MM, _UPPER_HEM, _LOWER_HEM = 0.5, 0.64, 0.80
_EYES = (
    topo.RIGHT_UPPER_LID + topo.RIGHT_LOWER_LID[-2:0:-1],
    topo.LEFT_UPPER_LID + topo.LEFT_LOWER_LID[-2:0:-1],
)
_LIPS = topo.UPPER_OUTER + topo.LOWER_OUTER[-2:0:-1]


def smoothstep(low: float, high: float, x: NDArray[np.float64]) -> NDArray[np.float64]:
    """0 below `low`, 1 above `high`, smooth between (either order)."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def reach_weights(
    rig: Rig, spots: NDArray[np.float64], reach: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How much of the head's motion, and of breathing, window points [N, 2] take part in.

    `reach`: where the head's influence ends, in head radii; 1 inside the head, 0 at the end.
    """
    ears = rig.rest[list(topo.EARS)].mean(0)
    flat = (spots - ears) / rig.unit @ np.linalg.inv(rig.axes[:2, :2])
    face = rig.face_width / rig.unit
    oval = rig.local[list(topo.FACE_OVAL), :2]
    middle = (oval.min(0) + oval.max(0)) / 2
    chin = float(rig.local[152, 1]) - float(middle[1])
    x, y = flat[:, 0] - middle[0], flat[:, 1] - middle[1]
    vertical = np.where(y < 0, _HEAD_UP * face, _HEAD_DOWN * max(chin, 0.5 * face))
    radius = np.hypot(x / (_HEAD_ACROSS * face), y / vertical)
    head = smoothstep(reach, 1.0, radius)
    below = y / max(chin, 0.5 * face)
    side = np.clip(1.0 - (x / (reach * _NECK_ACROSS * face)) ** 2, 0.0, 1.0) ** 2
    neck = _NECK_WEIGHT * side * smoothstep(_NECK_TO, _NECK_FROM, below) * (y > 0)
    chest = smoothstep(1.1, 2.0, below) * smoothstep(3.4, 2.4, below) * side
    return 1.0 - (1.0 - head) * (1.0 - neck), chest


def reach_box(rig: Rig, reach: float) -> Box:
    """The part of the window that the head's motion reaches, even in size where it can be."""
    step = max(4, max(rig.width, rig.height) // 128)
    x, y = np.arange(0, rig.width, step), np.arange(0, rig.height, step)
    gx, gy = np.meshgrid(x, y)
    spots = np.stack([gx.ravel(), gy.ravel()], 1).astype(np.float64)
    head, chest = reach_weights(rig, spots, reach)
    hit = spots[(head > _NO_REACH) | (chest > _NO_REACH)]
    low, high = hit.min(0) - step, hit.max(0) + step
    return Box(
        max(0, int(low[0])),
        max(0, int(low[1])),
        min(rig.width, int(high[0])),
        min(rig.height, int(high[1])),
    )


class Warp:
    """Draws the moved picture of one rig."""

    def __init__(self, rig: Rig, reach: float, fade: tuple[bool, bool, bool, bool]) -> None:
        """`fade`: left, top, right, bottom sides of the window where all motion must end."""
        self._rig = rig
        self.step = max(2, -(-max(rig.width, rig.height) // _GRID_CELLS))
        self._grid = (-(-rig.width // self.step), -(-rig.height // self.step))
        self._coarse = (-(-self._grid[0] // _COARSE), -(-self._grid[1] // _COARSE))
        spots = self._spots()
        ending = self._ending(spots, fade)
        head, chest = reach_weights(rig, spots, reach)
        oval = rig.rest[list(topo.FACE_OVAL)]
        self._oval_weight = reach_weights(rig, oval.astype(np.float64), reach)[0][:, None]
        self._head = (head * ending)[:, None].astype(np.float32)
        self._chest = (chest * ending).astype(np.float32)
        self._from_oval = self._oval_influence(spots, oval, ending)
        self._spots_px = spots.astype(np.float32)
        self._depth = float(rig.local[list(topo.FACE_OVAL), 2].mean())
        self._texture, self._zoom = _fine_texture(rig.texture)
        x = (np.arange(rig.width, dtype=np.float32) + rig.margin) * self._zoom
        y = (np.arange(rig.height, dtype=np.float32) + rig.margin) * self._zoom
        self._base = np.dstack(np.meshgrid(x, y)).astype(np.float32)
        self._triangles = topo.triangles()
        self._source = rig.rest[self._triangles]
        self._lip_hem = _lip_hem(rig)[self._triangles]
        self._lid_hem = _lid_hem(rig)[self._triangles]
        cx, cy = (np.arange(n, dtype=np.float32) for n in self._coarse)
        self._coarse_base = np.dstack(np.meshgrid(cx, cy)).astype(np.float32)

    def draw(
        self, placement: Placement, frame: int, *, breath: float, blink: float, talk: float
    ) -> NDArray[np.uint8]:
        """The picture of frame `frame` of `placement`: uint8 [h, w, 3].

        `blink` and `talk` (0..1) say how far lids and lips may leave what they show at rest.
        """
        back = self._outer(placement, frame, breath)
        points = placement.points[frame]
        source = self._source + np.float32(blink) * self._lid_hem + np.float32(talk) * self._lip_hem
        self._paint_face(back, points, source)
        moved = self._smooth(back, points) * np.float32(self._zoom)
        full = (self._grid[0] * self.step, self._grid[1] * self.step)
        dense = resize(moved, full, cv2.INTER_LINEAR)
        sample = self._base + dense[: self._rig.height, : self._rig.width]
        return remap(self._texture, sample, cubic=self._zoom == 1)

    def _spots(self) -> NDArray[np.float64]:
        cell = self.step * _COARSE
        x = (np.arange(self._coarse[0]) + 0.5) * cell - 0.5
        y = (np.arange(self._coarse[1]) + 0.5) * cell - 0.5
        return np.stack([a.ravel() for a in np.meshgrid(x, y)], 1).astype(np.float64)

    def _ending(
        self, spots: NDArray[np.float64], fade: tuple[bool, bool, bool, bool]
    ) -> NDArray[np.float64]:
        rig = self._rig
        band = 0.12 * min(rig.width, rig.height)
        far = (spots[:, 0], spots[:, 1], rig.width - 1 - spots[:, 0], rig.height - 1 - spots[:, 1])
        weight = np.ones(len(spots))
        for on, distance in zip(fade, far, strict=True):
            if on:
                weight *= smoothstep(0.15 * band, band, distance)
        return weight

    def _oval_influence(
        self, spots: NDArray[np.float64], oval: Floats, ending: NDArray[np.float64]
    ) -> Floats:
        """Weights [spots, 36]: what the oval does beyond the head's own motion fades out."""
        distance = np.linalg.norm(spots[:, None] - oval[None], axis=2)
        weight = 1.0 / (distance + 0.01 * self._rig.face_width) ** 3
        weight /= weight.sum(1, keepdims=True)
        away = distance.min(1) / (_SKIN_REACH * self._rig.face_width)
        decay = np.exp(-(away**2)) * smoothstep(2.4, 1.6, away)
        return (weight * (decay * ending)[:, None]).astype(np.float32)

    def _outer(self, placement: Placement, frame: int, breath: float) -> Floats:
        """Backward displacement [gh, gw, 2] (pixels) of what is not face."""
        rig = self._rig
        oval = list(topo.FACE_OVAL)
        rigid = rig.carry(self._spots_px, self._depth, placement, frame) - self._spots_px
        own = rig.carry(rig.rest[oval], self._depth, placement, frame) - rig.rest[oval]
        extra = placement.points[frame, oval] - rig.rest[oval] - self._oval_weight * own
        forward = self._head * rigid + self._from_oval @ extra.astype(np.float32)
        forward[:, 1] -= self._chest * np.float32(breath * _BREATH_MM * rig.unit)
        forward = forward.reshape(self._coarse[1], self._coarse[0], 2)
        cell = np.float32(1.0 / (self.step * _COARSE))
        back = -forward
        for _ in range(3):
            back = -remap(forward, self._coarse_base + back * cell, mirror=False)
        size = (self._coarse[0] * _COARSE, self._coarse[1] * _COARSE)
        grown = resize(back, size, cv2.INTER_LINEAR)
        return np.ascontiguousarray(grown[: self._grid[1], : self._grid[0]])

    def _paint_face(self, back: Floats, points: Floats, source: Floats) -> None:
        target = points[self._triangles]
        edge_a, edge_b = target[:, 1] - target[:, 0], target[:, 2] - target[:, 0]
        area = edge_a[:, 0] * edge_b[:, 1] - edge_a[:, 1] * edge_b[:, 0]
        visible = np.flatnonzero(np.abs(area) > 0.5)
        in_cells = (points + 0.5) / self.step - 0.5
        low = np.maximum(np.floor(in_cells.min(0)).astype(int) - 1, 0)
        high = np.minimum(np.ceil(in_cells.max(0)).astype(int) + 2, self._grid)
        if (high <= low).any():
            return
        labels = np.full((high[1] - low[1], high[0] - low[0]), -1, np.int16)
        polygons = fixed_point(in_cells - low)[self._triangles]
        fill = cv2.fillConvexPoly
        for index in visible.tolist():
            fill(labels, polygons[index], (index,), 8, SUBPIXEL_BITS)
        rows, columns = np.nonzero(labels >= 0)
        label = labels[rows, columns]
        inverse = 1.0 / np.where(np.abs(area) > 0.5, area, 1.0)
        x = (columns + low[0] + 0.5).astype(np.float32) * self.step - 0.5
        y = (rows + low[1] + 0.5).astype(np.float32) * self.step - 0.5
        dx, dy = x - target[label, 0, 0], y - target[label, 0, 1]
        scale = inverse[label]
        a, b = edge_a[label], edge_b[label]
        u = (dx * b[:, 1] - dy * b[:, 0]) * scale
        v = (a[:, 0] * dy - a[:, 1] * dx) * scale
        first = source[label, 0]
        found = first + u[:, None] * (source[label, 1] - first)
        found += v[:, None] * (source[label, 2] - first)
        found[:, 0] -= x
        found[:, 1] -= y
        back[rows + low[1], columns + low[0]] = found

    def _smooth(self, back: Floats, points: Floats) -> Floats:
        sigma = _SMOOTH_FACE * self._rig.face_width / self.step
        soft = blur(back, max(sigma, 0.8))
        sharp = blur(back, _DETAIL_BLUR)
        keep: Floats = np.zeros(back.shape[:2], np.float32)
        cells = fixed_point((points + 0.5) / self.step - 0.5)
        for ring in (*_EYES, _LIPS):
            cv2.fillConvexPoly(keep, cv2.convexHull(cells[list(ring)]), (1.0,), 8, SUBPIXEL_BITS)
        return soft + blur(keep, 1.2)[..., None] * (sharp - soft)


def _fine_texture(texture: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], int]:
    """The texture with the pixels between the pixels worked out once, and its zoom.

    Sampling it linearly is as sharp as cubic sampling of the original and takes a quarter of the
    time; every second pixel is an original one, so what does not move stays bit-identical. Very
    large textures stay as they are.
    """
    height, width = texture.shape[:2]
    if height * width > _FINE_LIMIT:
        return texture, 1
    x = np.arange(2 * width - 1, dtype=np.float32) / 2
    fine = np.empty((2 * height - 1, 2 * width - 1, 3), np.uint8)
    for top in range(0, len(fine), 256):
        y = np.arange(top, min(top + 256, len(fine)), dtype=np.float32) / 2
        gx, gy = np.meshgrid(x, y)
        fine[top : top + len(y)] = remap(texture, np.dstack([gx, gy]), cubic=True)
    return fine, 2


def _lip_hem(rig: Rig) -> Floats:
    """With teeth in the picture the lips' edges begin inside the lips: teeth do not stretch."""
    hem = np.zeros_like(rig.rest)
    if rig.gap > _PARTED_MM:
        down = rig.axes[1, :2].astype(np.float32)
        inner = np.float32(min(rig.gap / 2.0, 1.0) * rig.unit)
        hem[list(topo.UPPER_INNER[1:-1])] = -_UPPER_HEM * inner * down
        hem[list(topo.LOWER_INNER[1:-1])] = _LOWER_HEM * inner * down
    return hem


def _lid_hem(rig: Rig) -> Floats:
    """How far the lid's texture begins above the lash line when shut: lashes do not stretch."""
    hem = np.zeros_like(rig.rest)
    down = rig.axes[1, :2].astype(np.float32) * np.float32(rig.unit)
    for lid in (topo.RIGHT_UPPER_LID, topo.LEFT_UPPER_LID):
        hem[list(lid[1:-1])] = -_LID_HEM_MM * down
    return hem
