"""Light on a face whose skin moves: chin, lips and cheeks turn towards it and away from it.

The photograph tells the light, as a constant and a direction (spherical harmonics of first order,
Basri and Jacobs, 2003, fitted to the points of the mesh). How the normals turn when a field moves
the points gives the ratio of light afterwards to light before (ratio images, Liu et al.,
"Expressive expression mapping", 2001), and where skin is pressed together it folds. All this is
worked out once for each field; a frame is their sum.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin import topology as topo
from talker.engines.builtin.outline import filled
from talker.engines.builtin.rig import Rig
from talker.raster import blur, gray, remap, resize, threefold
from talker.scene import Box

Floats = NDArray[np.float32]
Points = NDArray[np.float64]

_CELL_MM, _NEAR_MM = 2.0, 3.0  # light changes slowly over a face
_AMBIENT = 0.25  # of the light: however a face is turned, so much reaches it
_FELT, _DARKEST, _BRIGHTEST = 0.003, -0.35, 0.16  # of the logarithm of a ratio
_FADE_MM, _EDGE_CELLS = 12.0, 1.5  # towards the outline of the face
_TYPICAL_MM = 4.0  # what fields are tried with
# Folds: the points of the mesh along them, and how deep they get, as the logarithm of light, for a
# mm of each field.
_NASOLABIAL = ((129, 203, 206, 216), (358, 423, 426, 436))
_UNDER_LIP = (202, 204, 194, 201, 200, 421, 418, 424, 422)
_CHEEK_FOLD = {"wide": 0.014, "smile": 0.028, "uraise": 0.012, "jaw": 0.003}
_CHIN_FOLD = {"pucker": 0.012, "press": 0.05, "ftuck": 0.05, "jaw": -0.004}
_FOLD_MM, _BULGE_MM, _BULGE = 2.2, 4.5, 0.4
_EYES_AND_MOUTH = (
    topo.RIGHT_UPPER_LID + topo.RIGHT_LOWER_LID[-2:0:-1],
    topo.LEFT_UPPER_LID + topo.LEFT_LOWER_LID[-2:0:-1],
    topo.UPPER_OUTER + topo.LOWER_OUTER[-2:0:-1],
    topo.RIGHT_BROW,
    topo.LEFT_BROW,
)


class Shading:
    """The light of one rig, for the fields of its mesh in the order `fields`; cells of the map that
    moves it are `step` pixels wide."""

    def __init__(self, rig: Rig, fields: tuple[str, ...], step: int) -> None:
        self._step = step
        low, high = rig.rest.min(0), rig.rest.max(0)
        self._cell = _CELL_MM * rig.unit
        self._low = low
        across, down = (np.ceil((high - low) / self._cell).astype(int) + 2).tolist()
        y, x = np.mgrid[:down, :across]
        spots = np.dstack([x, y]).reshape(-1, 2) * self._cell + low
        across_mm, down_mm = (  # an axis at a time: over one of two NumPy is slow
            (spots[:, None, axis].astype(np.float32) - rig.rest[:, axis]) / np.float32(rig.unit)
            for axis in range(2)
        )
        near = np.exp((across_mm * across_mm + down_mm * down_mm) * np.float32(-1 / _NEAR_MM**2))
        near /= near.sum(1, keepdims=True) + np.float32(1e-6)
        basis = near @ _turned(rig).T.astype(np.float32) - _folds(rig, fields, spots)
        basis = basis.reshape(down, across, len(fields))
        self._basis = basis * self._inside(rig, (down, across))[..., None]
        sides = (np.arange(-(-side // step)) for side in (rig.width, rig.height))
        middles = np.dstack(np.meshgrid(*((cells + 0.5) * step - 0.5 for cells in sides))) - low
        self._middles = middles.astype(np.float32)

    def _inside(self, rig: Rig, shape: tuple[int, int]) -> Floats:
        """Where the face is, [h, w] of 0..1, fading out towards its outline."""
        outline = (rig.rest[list(topo.FACE_OVAL)] - self._low) / self._cell
        mask = np.pad(filled(outline, shape).astype(np.uint8), 1)
        away = cv2.distanceTransform(mask, cv2.DIST_L2, 3)[1:-1, 1:-1]
        return np.clip((away - _EDGE_CELLS) * _CELL_MM / _FADE_MM, 0, 1).astype(np.float32)

    def draw(self, frame: NDArray[np.uint8], back: Floats, strength: Floats) -> None:
        """Lights `frame` [h, w, 3] in place; `back` [gh, gw, 2]: from every cell of the map to
        where its picture comes from, in pixels; `strength` [F] of the fields."""
        step = self._step
        log = bounded(self._basis @ strength)
        felt = np.abs(log) > _FELT
        rows, columns = np.flatnonzero(felt.any(1)), np.flatnonzero(felt.any(0))
        if not len(rows):
            return
        low = self._low + np.array([columns[0], rows[0]]) * self._cell
        high = self._low + np.array([columns[-1] + 1, rows[-1] + 1]) * self._cell
        box = self._reached(back, low, high)
        if box is None:
            return
        cells = slice(box.top, box.bottom), slice(box.left, box.right)
        spots = back[cells] + self._middles[cells]
        spots *= np.float32(1 / self._cell)
        ratio = np.exp(remap(log, spots, mirror=False))
        ratio = resize(ratio, (box.width * step, box.height * step), cv2.INTER_LINEAR)
        part = frame[box.top * step : box.bottom * step, box.left * step : box.right * step]
        ratio = ratio[: part.shape[0], : part.shape[1]]
        cv2.multiply(part, threefold(ratio), dst=part, dtype=cv2.CV_8U)

    def _reached(self, back: Floats, low: Floats, high: Floats) -> Box | None:
        """The cells whose picture may come from between `low` and `high` (pixels, [2] each)."""
        step = self._step
        away = float(np.abs(back[::4, ::4]).max()) + step
        first = np.maximum(np.floor((low - away) / step).astype(int), 0)
        last = np.minimum(np.ceil((high + away) / step).astype(int), back.shape[1::-1])
        if (last - first < 2).any():
            return None
        return Box(int(first[0]), int(first[1]), int(last[0]), int(last[1]))


def shading_of_points(rig: Rig, fields: tuple[str, ...]) -> Floats:
    """The logarithm of the ratio of light for a mm of each field at each point of the mesh, fading
    out towards the outline of the face: float32 [468, F]."""
    basis = _turned(rig).T - _folds(rig, fields, rig.rest.astype(np.float64))
    outline = rig.rest[list(topo.FACE_OVAL)]
    away = np.array([cv2.pointPolygonTest(outline, spot, True) for spot in rig.rest.tolist()])
    fade = np.clip(away / (_FADE_MM * rig.unit), 0, 1)
    return (basis * fade[:, None]).astype(np.float32)


def bounded(log: Floats) -> Floats:
    """Logarithms of ratios of light that skin may have."""
    return np.clip(log, _DARKEST, _BRIGHTEST)


def _folds(rig: Rig, fields: tuple[str, ...], spots: Points) -> Floats:
    """By how much the folds of the face darken `spots` [N, 2] for a mm of each field: [N, F]."""
    found = np.zeros((len(spots), len(fields)), np.float32)
    for curves, depths in ((_NASOLABIAL, _CHEEK_FOLD), ((_UNDER_LIP,), _CHIN_FOLD)):
        for curve in curves:
            fold = _fold(rig, curve, spots)
            for name, depth in depths.items():
                found[:, fields.index(name)] += np.float32(depth) * fold
    return found


def _turned(rig: Rig) -> Points:
    """The logarithm of the ratio of light for a mm of each field, at each point: [F, 468]."""
    local = rig.local
    before = _normals(local)
    light = _light(rig, before)
    ratios = np.zeros((len(rig.fields), topo.POINTS))
    lit = _lit(before, light)
    for index, field in enumerate(rig.fields.astype(np.float64)):
        after = _normals(local + _TYPICAL_MM * field)
        ratios[index] = np.log(_lit(after, light) / lit) / _TYPICAL_MM
    return np.clip(ratios, _DARKEST / _TYPICAL_MM, _BRIGHTEST / _TYPICAL_MM)


def _normals(points: Points) -> Points:
    """Unit normals [468, 3] of the skin, towards the camera (negative z)."""
    faces = topo.triangles()
    a, b, c = (points[faces[:, k]] for k in range(3))
    cross = np.cross(b - a, c - a)
    cross *= np.where(cross[:, 2:] > 0, -1.0, 1.0)
    normals = np.zeros_like(points)
    for corner in range(3):
        np.add.at(normals, faces[:, corner], cross)
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)


def _light(rig: Rig, normals: Points) -> Points:
    """Constant and direction of the light [4] that explain the face's brightness best."""
    features = {i for ring in _EYES_AND_MOUTH for i in ring}
    skin = np.array([i for i in range(topo.POINTS) if i not in features])
    light = blur(gray(rig.texture), max(1.0, 2.0 * rig.unit)).astype(np.float64) / 255
    spots = np.rint(rig.rest[skin] + rig.margin).astype(int)
    spots = np.clip(spots, 0, np.array(light.shape[::-1]) - 1)
    seen = light[spots[:, 1], spots[:, 0]]
    design = np.concatenate([np.ones((len(skin), 1)), normals[skin]], 1)
    weight = np.ones(len(skin))
    found = np.zeros(4)
    for _ in range(4):  # hair, shadows and beards are no skin: they count less and less
        rows = design * weight[:, None]
        found = np.linalg.solve(rows.T @ design + 0.5 * np.eye(4), rows.T @ seen)
        weight = 1 / (1 + (np.abs(design @ found - seen) / 0.08) ** 2)
    return found


def _lit(normals: Points, light: Points) -> Points:
    bright = light[0] + normals @ light[1:]
    return np.maximum(bright, _AMBIENT * max(float(np.median(bright)), 0.05))


def _fold(rig: Rig, curve: tuple[int, ...], spots: Points) -> Floats:
    """How deep `spots` [N, 2] lie in a fold along points of the mesh: 1 in it, less than 0 on what
    it pushes up beside it; deepest in its middle."""
    line = rig.rest[list(curve)].astype(np.float64)
    share = np.linspace(0, len(line) - 1, 40)
    dense = np.stack([np.interp(share, np.arange(len(line)), line[:, k]) for k in range(2)], 1)
    away = np.linalg.norm(spots[:, None] - dense[None], axis=2) / rig.unit
    nearest, where = away.min(1), away.argmin(1) / 39
    depth = np.exp(-((nearest / _FOLD_MM) ** 2)) - _BULGE * np.exp(-((nearest / _BULGE_MM) ** 2))
    return (depth * np.sin(np.pi * where) ** 0.7).astype(np.float32)
