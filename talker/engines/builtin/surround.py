"""What surrounds the face: rings of points from its oval to beyond the picture.

Hair and ears sit on the head, each ring at its own depth of an ellipsoid, so that they turn with
the face and never fold over it; neck and shoulders follow in part, what is far stays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin import topology as topo
from talker.engines.builtin.rig import Placement, Rig
from talker.motion.easing import smoothstep
from talker.scene import Box

Floats = NDArray[np.float32]

# Distances of the rings from the oval, in face widths; one more lies beyond the picture.
_RINGS = (0.06, 0.15, 0.27, 0.42, 0.62, 0.9, 1.3, 1.9, 2.7)
_SILHOUETTE_MM = 10.0  # depth of the head's outline behind the ears' middle
_SILHOUETTE_AT = 0.45  # how far beyond the oval the head is as deep as that, in face widths
_ROUND = 2.0  # how gently the head falls away from the face at first; 0: as a cone's tip
_SKIN_REACH = 0.30  # how far skin follows the mouth, in face widths
_HEAD_ACROSS, _HEAD_UP, _HEAD_DOWN = 0.62, 1.0, 1.05
_NECK_WEIGHT, _NECK_ACROSS, _NECK_FROM, _NECK_TO = 0.85, 0.55, 0.9, 2.3
_WHOLE_HEAD_TO, _WHOLE_HEAD_FROM = 0.25, 1.0  # heights below the face's middle, in chins
_HAIR_FROM, _HAIR_TO = 1.9, 2.9  # head radii
_BREATH_MM = 0.5
_NO_REACH = 0.02


@dataclass(frozen=True)
class Reach:
    """How much window points [N] take part: `head` in its motion, `chest` in breathing, 0..1."""

    head: NDArray[np.float64]
    chest: NDArray[np.float64]


def reach_of(rig: Rig, spots: NDArray[np.float64], reach: float, *, alone: bool) -> Reach:
    """What takes part in the head's motion among window points [N, 2].

    `reach`: where the head's influence ends, in head radii; 1 inside the head, 0 at the end.
    With the head `alone` on its layer, hair belongs to it as far as it goes.
    """
    ears = rig.rest[list(topo.EARS)].mean(0)
    flat = (spots - ears) / rig.unit @ np.linalg.inv(rig.axes[:2, :2])
    face = rig.face_width / rig.unit
    oval = rig.local[list(topo.FACE_OVAL), :2]
    middle = (oval.min(0) + oval.max(0)) / 2
    chin = max(float(rig.local[152, 1]) - float(middle[1]), 0.5 * face)
    x, y = flat[:, 0] - middle[0], flat[:, 1] - middle[1]
    vertical = np.where(y < 0, _HEAD_UP * face, _HEAD_DOWN * chin)
    radius = np.hypot(x / (_HEAD_ACROSS * face), y / vertical)
    head = smoothstep(reach, 1.0, radius)
    below = y / chin
    if alone:
        upper = smoothstep(_WHOLE_HEAD_FROM, _WHOLE_HEAD_TO, below)
        head = np.maximum(head, upper * smoothstep(_HAIR_TO, _HAIR_FROM, radius))
    side = np.clip(1.0 - (x / (reach * _NECK_ACROSS * face)) ** 2, 0.0, 1.0) ** 2
    neck = _NECK_WEIGHT * side * smoothstep(_NECK_TO, _NECK_FROM, below) * (y > 0)
    chest = smoothstep(1.1, 2.0, below) * smoothstep(3.4, 2.4, below) * side
    return Reach(1.0 - (1.0 - head) * (1.0 - neck), chest)


def reach_box(rig: Rig, reach: float) -> Box:
    """The part of the window that the head's motion reaches, even in size where it can be."""
    step = max(4, max(rig.width, rig.height) // 128)
    x, y = np.arange(0, rig.width, step), np.arange(0, rig.height, step)
    gx, gy = np.meshgrid(x, y)
    spots = np.stack([gx.ravel(), gy.ravel()], 1).astype(np.float64)
    found = reach_of(rig, spots, reach, alone=False)
    hit = spots[(found.head > _NO_REACH) | (found.chest > _NO_REACH)]
    low, high = hit.min(0) - step, hit.max(0) + step
    return Box(
        max(0, int(low[0])),
        max(0, int(low[1])),
        min(rig.width, int(high[0])),
        min(rig.height, int(high[1])),
    )


class Surround:
    """The rings of one rig.

    `rest` float32 [N, 2]: where its points are in the photograph, first the face oval and its
    middle; `triangles` [M, 3] into them, from far to near.
    """

    def __init__(self, rig: Rig, reach: float, *, alone: bool) -> None:
        self._rig = rig
        count = len(topo.FACE_OVAL)
        oval = rig.rest[list(topo.FACE_OVAL)].astype(np.float64)
        middle = (oval.min(0) + oval.max(0)) / 2
        away = oval - middle
        outward = away / np.linalg.norm(away, axis=1, keepdims=True)
        beyond = 2.0 * np.hypot(rig.width, rig.height) / rig.face_width
        distance = np.repeat(np.array((*_RINGS, beyond)), count)
        spots = np.tile(oval, (len(_RINGS) + 1, 1))
        spots += np.tile(outward, (len(_RINGS) + 1, 1)) * (distance * rig.face_width)[:, None]
        reached = reach_of(rig, spots, reach, alone=alone)
        self._spots = spots.astype(np.float32)
        self._head = reached.head[:, None].astype(np.float32)
        self._breath = (reached.chest * _BREATH_MM * rig.unit).astype(np.float32)
        if not alone:
            self._head[-count:] = 0
        self._seat = rig.seat(self._spots, _depth(rig, spots, distance))
        skin = distance / _SKIN_REACH
        self._skin = (np.exp(-(skin**2)) * smoothstep(2.4, 1.6, skin))[:, None].astype(np.float32)
        self.rest = np.concatenate([oval, middle[None], spots]).astype(np.float32)
        self.triangles = _triangles(count, len(_RINGS) + 1)

    def place(self, placement: Placement, frame: int, breath: float) -> Floats:
        """Where the points are in frame `frame` of `placement`: float32 [N, 2]."""
        oval = placement.points[frame, list(topo.FACE_OVAL)]
        own = oval - placement.rigid[frame, list(topo.FACE_OVAL)]
        moved = self._rig.carry(self._spots, self._seat, placement, frame)
        spots = self._spots + self._head * (moved - self._spots)
        rings = len(_RINGS) + 1
        spots += self._skin * np.tile(own, (rings, 1))
        spots[:, 1] -= np.float32(breath) * self._breath
        middle = (oval.min(0) + oval.max(0)) / 2
        return np.concatenate([oval, middle[None], spots]).astype(np.float32)


def _depth(
    rig: Rig, spots: NDArray[np.float64], distance: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Depths (mm in the head frame) of `spots` [N, 2] at `distance` [N] from the oval's points.

    The head falls away from the face until its outline. In a half turned view that is where it
    turns from the camera: what lies beyond the far cheek is not at the far side of the head.
    """
    oval = rig.local[list(topo.FACE_OVAL)]
    out = np.clip(distance / _SILHOUETTE_AT, 0.0, 1.0)
    near = (1.0 - out) ** 2 * (1.0 + _ROUND * out)
    depths = []
    for of_oval in (oval[:, 2], oval @ rig.axes[:, 2]):
        edge = np.tile(of_oval, len(distance) // len(oval))
        depths.append(_SILHOUETTE_MM + (edge - _SILHOUETTE_MM) * near)
    flat = (spots - rig.rest[list(topo.EARS)].mean(0)) / rig.unit
    seen = flat @ rig.axes[2, :2] + depths[1] * rig.axes[2, 2]
    return np.minimum(depths[0], seen)


def _triangles(count: int, rings: int) -> NDArray[np.int32]:
    """From the outermost ring inwards, at last the fan of the oval about its middle."""
    faces = []
    for ring in range(rings, 0, -1):
        outer = count + 1 + (ring - 1) * count
        inner = outer - count if ring > 1 else 0
        for i in range(count):
            j = (i + 1) % count
            faces.append((outer + i, outer + j, inner + j))
            faces.append((outer + i, inner + j, inner + i))
    faces += [(i, (i + 1) % count, count) for i in range(count)]
    return np.array(faces, np.int32)
