"""Where the skin around a mouth is in a frame, by the picture: of how far a jaw moves the mesh
tells two thirds to nine tenths, and the rest of the old words would stay."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.dubbing.builtin.upright import PER_MM, UprightView
from talker.dubbing.pose import Poses
from talker.engines.builtin import topology as topo
from talker.media.film_frame import FilmFrame
from talker.scene import Image

Floats = NDArray[np.float32]
Points = NDArray[np.float64]

_MOUTH_MM = np.array([[-50.0, -36.0], [50.0, 75.0]])  # what it shows around the lips
# The chin is looked for as a whole first: it may be far from where the mesh has it.
_CHIN = (199, 175, 152, 200)
_CHIN_MM, _SEARCH_MM = (36.0, 28.0), (4.0, 7.0)
_ALIKE = 0.6
# Then each of these for itself, by the flow of the picture about it (Lucas and Kanade, 1981).
_WINDOW, _STEPS = 13, (3, 12, 0.02)
_FURTHEST_MM, _UNLIKE = 4.0, 12.0
_MOST_MM = 6.0  # by which the mesh may be wrong
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
        lips = shape[[13, 14], :2].mean(0)
        self._mouth = UprightView(shape, np.flatnonzero(share > 0), lips + _MOUTH_MM)
        self._moves = share * np.isin(np.arange(topo.POINTS), (*_LOWER, *_BESIDE))
        self._weight = _weights(shape, share)

    def learn(self, frame: FilmFrame, mesh: Floats, pose: Poses) -> None:
        """Takes the frame at rest, in which `mesh` [468, 3] and `pose` [1] are right."""
        to_frame = self._mouth.to_frame(pose)
        self._rest = self._mouth.seen(frame, to_frame)
        self._places = _inside(mesh, to_frame)

    def off(self, frame: FilmFrame, mesh: Floats, pose: Poses) -> Floats:
        """By how much each point of the mesh is wrong in a frame, in its pixels: float32 [468, 2],
        to be added; none where the picture does not tell."""
        to_frame = self._mouth.to_frame(pose)
        seen = self._mouth.seen(frame, to_frame)
        by_mesh = _inside(mesh, to_frame)
        began = by_mesh + self._chin_off(seen, by_mesh) * self._moves[:, None]
        places = self._places[_SOUGHT]
        found, sure, unlike = _followed(self._rest, seen, places, began[_SOUGHT])
        weight = self._weight * (sure / (1 + (unlike / _UNLIKE) ** 2))
        wrong = np.where(sure[:, None], found - by_mesh[_SOUGHT], 0)
        spread = weight @ wrong / (weight.sum(1, keepdims=True) + _DOUBT)
        most = _MOST_MM * PER_MM
        return np.asarray(np.clip(spread, -most, most) @ to_frame[:, :2].T, np.float32)

    def _chin_off(self, seen: Image, mesh: Floats) -> Floats:
        """How wrong the mesh is about the chin: [2], zeros where nothing is like it."""
        none = np.zeros(2, np.float32)
        size = np.rint(np.array(_CHIN_MM) * PER_MM).astype(int)
        room = np.rint(np.array(_SEARCH_MM) * PER_MM).astype(int)
        chin = self._places[list(_CHIN)].mean(0)
        first = np.clip(np.rint(chin - size / 2).astype(int), 0, np.array(self._mouth.size) - size)
        wanted = self._rest[first[1] : first[1] + size[1], first[0] : first[0] + size[0]]
        moved = mesh[list(_CHIN)].mean(0) - chin
        low = np.clip(np.rint(first + moved).astype(int) - room, 0, None)
        high = np.minimum(np.rint(first + moved).astype(int) + size + room, self._mouth.size)
        if (high - low < size + 1).any():
            return none
        score = cv2.matchTemplate(
            seen[low[1] : high[1], low[0] : high[0]], wanted, cv2.TM_CCOEFF_NORMED
        )
        _, alike, _, best = cv2.minMaxLoc(score)
        return none if not alike >= _ALIKE else np.asarray(low + best - first - moved, np.float32)


def _inside(mesh: Floats, to_frame: Points) -> Floats:
    """Points [468, 2] of a frame in the upright picture."""
    back = np.linalg.inv(to_frame[:, :2])
    return np.asarray((mesh[:, :2] - to_frame[:, 2]) @ back.T, np.float32)


def _followed(
    rest: Image, seen: Image, places: Floats, began: Floats
) -> tuple[Floats, NDArray[np.bool_], Floats]:
    """Where what is at `places` [K, 2] of one picture is in another, looked for from `began` on;
    whether that is sure, and how unlike it is there [K], in levels; 0 where it is not sure: there
    OpenCV leaves what was in memory, numbers or none."""
    began = np.ascontiguousarray(began, np.float32)
    found, there, unlike = cv2.calcOpticalFlowPyrLK(
        rest,
        seen,
        places,
        began.copy(),
        winSize=(_WINDOW, _WINDOW),
        maxLevel=1,
        criteria=_STEPS,
        flags=cv2.OPTFLOW_USE_INITIAL_FLOW,
    )
    near = np.abs(found - began).max(1) < _FURTHEST_MM * PER_MM
    sure = (there[:, 0] > 0) & near
    return found, sure, np.where(sure, unlike[:, 0], np.float32(0))


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
