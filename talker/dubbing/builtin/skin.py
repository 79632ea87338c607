"""Where the skin around a mouth is in a frame, by the picture: of how far a jaw moves the mesh
tells two thirds to nine tenths, and the rest of the old words would stay."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.dubbing.pose import Poses
from talker.engines.builtin import topology as topo
from talker.raster import blur, gray, resize, warp_affine
from talker.scene import Image

Floats = NDArray[np.float32]
Points = NDArray[np.float64]

_PER_MM = 1.25  # pixels of the small upright picture in which skin is compared
_ASIDE_MM, _ABOVE_MM, _BELOW_MM = 50.0, 36.0, 75.0  # what it shows around the lips
_EVEN_MM = 8.0  # over which light and contrast are evened out
_LEAST_CONTRAST = 0.02  # of the light
_CONTRAST = 40.0  # levels
# The chin is looked for as a whole first: it may be far from where the mesh has it.
_CHIN = (199, 175, 152, 200)
_CHIN_MM, _SEARCH_MM = (36.0, 28.0), (4.0, 7.0)
_ALIKE = 0.6
# Then each of these for itself, by the flow of the picture about it (Lucas and Kanade, 1981).
_WINDOW, _STEPS = 13, (3, 12, 0.02)
_FURTHEST_MM, _UNLIKE = 4.0, 12.0
_MOST_MM = 6.0  # by which the mesh may be wrong
_HALF = np.array([[0.0, 0.0, 0.5]] * 2)  # from corners of pixels to their middles
_REACH_MM, _DOUBT = 5.0, 0.05  # how far around it a point speaks for others
_UPPER = (0, 37, 267, 39, 269, 164, 167, 393)
_LOWER = (
    152, 148, 377, 176, 400, 149, 378, 150, 379, 136, 365, 201, 421, 208, 428, 171, 396, 140, 369,
    *topo.CHIN_PAD, 199, 17, 84, 314, 181, 405, 91, 321,
)  # fmt: skip
_BESIDE = (61, 291, 212, 432, 210, 430, 214, 434, 202, 422, 204, 424, 194, 418)
_SOUGHT = np.array(tuple(dict.fromkeys((*_LOWER, *_BESIDE, *_UPPER))))
_UPPER_LIP = {i for ring in (topo.UPPER_OUTER, *topo.UPPER_RINGS) for i in ring[1:-1]} | {*_UPPER}
_UPPER_EDGE = set(topo.UPPER_INNER)


class SkinFinder:
    """Compares frames of one shot with the one at rest.

    `shape` float64 [468, 3]: the face in mm in the frame of the head; `share` [468]: how far each
    point is brought to rest, and so looked for.
    """

    def __init__(self, shape: Points, share: Floats) -> None:
        lips = shape[[13, 14]].mean(0)
        low = lips[:2] - (_ASIDE_MM, _ABOVE_MM)
        self._low = low
        self._size = round(2 * _ASIDE_MM * _PER_MM), round((_ABOVE_MM + _BELOW_MM) * _PER_MM)
        # Depth about the mouth as a plane: the upright picture and a frame differ by an affine map.
        near = np.flatnonzero(share > 0)
        design = np.concatenate([shape[near, :2], np.ones((len(near), 1))], 1)
        self._depth: Points = np.linalg.lstsq(design, shape[near, 2], rcond=None)[0]
        self._moves = share * np.isin(np.arange(topo.POINTS), (*_LOWER, *_BESIDE))
        self._weight = _weights(shape, share)
        self._rest: Image | None = None
        self._places = np.zeros((topo.POINTS, 2), np.float32)

    def learn(self, picture: Image, mesh: Floats, pose: Poses) -> None:
        """Takes the frame at rest: `picture` [h, w, 3] RGB, `mesh` [468, 2] in its pixels, which is
        right there; `pose` [1] in the same pixels."""
        to_frame = self._to_frame(pose)
        self._rest = self._upright(picture, to_frame, pose)
        self._places = _inside(mesh, to_frame)

    def off(self, picture: Image, mesh: Floats, pose: Poses) -> Floats:
        """By how much each point of the mesh is wrong in a frame, in its pixels: float32 [468, 2],
        to be added; none where the picture does not tell."""
        assert self._rest is not None
        to_frame = self._to_frame(pose)
        seen = self._upright(picture, to_frame, pose)
        by_mesh = _inside(mesh, to_frame)
        began = by_mesh + self._chin_off(seen, by_mesh) * self._moves[:, None]
        began = np.ascontiguousarray(began[_SOUGHT], np.float32)
        found, there, unlike = cv2.calcOpticalFlowPyrLK(
            self._rest,
            seen,
            self._places[_SOUGHT],
            began.copy(),
            winSize=(_WINDOW, _WINDOW),
            maxLevel=1,
            criteria=_STEPS,
            flags=cv2.OPTFLOW_USE_INITIAL_FLOW,
        )
        near = np.abs(found - began).max(1) < _FURTHEST_MM * _PER_MM
        sure = (there[:, 0] > 0) & near
        weight = self._weight * (sure / (1 + (unlike[:, 0] / _UNLIKE) ** 2))
        wrong = np.where(sure[:, None], found - by_mesh[_SOUGHT], 0)
        spread = weight @ wrong / (weight.sum(1, keepdims=True) + _DOUBT)
        most = _MOST_MM * _PER_MM
        return np.asarray(np.clip(spread, -most, most) @ to_frame[:, :2].T, np.float32)

    def _to_frame(self, pose: Poses) -> Points:
        """What brings pixels of the upright picture to those of a frame: [2, 3]."""
        turn, scale = pose.turn[0], float(pose.scale[0])
        across = turn[:2, :2] + self._depth[:2, None] * turn[2, :2]  # of a mm to the left, down
        origin = self._depth[2] * turn[2, :2] + self._low @ across
        shift = scale * origin + pose.shift[0, :2]
        return np.column_stack([scale * across.T / _PER_MM, shift])

    def _upright(self, picture: Image, to_frame: Points, pose: Poses) -> Image:
        """The face small and upright, in even light: uint8 [h, w]."""
        light = gray(picture)
        by = max(1, int(float(pose.scale[0]) / _PER_MM))
        if by > 1:
            height, width = light.shape
            light = resize(light, (max(1, width // by), max(1, height // by)), cv2.INTER_AREA)
            to_frame = (to_frame + _HALF) / by - _HALF
        small = warp_affine(light, cv2.invertAffineTransform(to_frame), self._size, repeat=True)
        fine = small.astype(np.float32)
        mean = blur(fine, _EVEN_MM * _PER_MM)
        fine -= mean
        contrast = np.sqrt(blur(fine * fine, _EVEN_MM * _PER_MM)) + _LEAST_CONTRAST * mean + 1
        return np.clip(128 + _CONTRAST * fine / contrast, 0, 255).astype(np.uint8)

    def _chin_off(self, seen: Image, mesh: Floats) -> Floats:
        """How wrong the mesh is about the chin: [2], zeros where nothing is like it."""
        assert self._rest is not None
        none = np.zeros(2, np.float32)
        size = np.rint(np.array(_CHIN_MM) * _PER_MM).astype(int)
        room = np.rint(np.array(_SEARCH_MM) * _PER_MM).astype(int)
        chin = self._places[list(_CHIN)].mean(0)
        first = np.clip(np.rint(chin - size / 2).astype(int), 0, np.array(self._size) - size)
        wanted = self._rest[first[1] : first[1] + size[1], first[0] : first[0] + size[0]]
        moved = mesh[list(_CHIN)].mean(0) - chin
        low = np.clip(np.rint(first + moved).astype(int) - room, 0, None)
        high = np.minimum(np.rint(first + moved).astype(int) + size + room, self._size)
        if (high - low < size + 1).any():
            return none
        score = cv2.matchTemplate(
            seen[low[1] : high[1], low[0] : high[0]], wanted, cv2.TM_CCOEFF_NORMED
        )
        _, alike, _, best = cv2.minMaxLoc(score)
        return none if alike < _ALIKE else np.asarray(low + best - first - moved, np.float32)


def _inside(mesh: Floats, to_frame: Points) -> Floats:
    """Points [468, 2] of a frame in the upright picture."""
    back = np.linalg.inv(to_frame[:, :2])
    return np.asarray((mesh[:, :2] - to_frame[:, 2]) @ back.T, np.float32)


def _weights(shape: Points, share: Floats) -> Floats:
    """How much each point hears of each that is looked for: [468, K]; upper and lower lip do not
    hear each other, and the inner edge of the upper lip, which the picture shows, nobody."""
    away = ((shape[:, None, :2] - shape[None, _SOUGHT, :2]) ** 2).sum(2)
    weight = share[:, None] * np.exp(-away / (2 * _REACH_MM**2))
    upper = np.isin(np.arange(topo.POINTS), list(_UPPER_LIP))
    lower = np.isin(np.arange(topo.POINTS), [i for r in topo.LOWER_RINGS for i in r[1:-1]])
    lower |= np.isin(np.arange(topo.POINTS), (*topo.LOWER_INNER[1:-1], *_LOWER))
    weight[np.ix_(upper, lower[_SOUGHT])] = 0
    weight[np.ix_(lower, upper[_SOUGHT])] = 0
    weight[list(_UPPER_EDGE)] = 0
    return weight.astype(np.float32)
