"""Draws the lower face of one frame: as the film shows it, with the lips where speech has them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.dubbing.base import FaceFrame, Patch
from talker.dubbing.builtin.head import Head
from talker.dubbing.builtin.skin import SkinFinder
from talker.engines.builtin import topology as topo
from talker.engines.builtin.fit import neutral
from talker.engines.builtin.mouth import MouthShape, skin_of
from talker.engines.builtin.outline import box_around, soft_mask
from talker.engines.builtin.parted import PARTED_MM, without_gap
from talker.engines.builtin.rig import Placement
from talker.engines.builtin.seam import snap_lips
from talker.engines.builtin.triangles import spread
from talker.face.geometry import lip_gap
from talker.motion.curves import BASIS, CHANNELS
from talker.options.motion import Smile
from talker.raster import SUBPIXEL_BITS, blur, fixed_point, remap, resize
from talker.scene import Box, Image, Motion

Floats = NDArray[np.float32]

_STEP = 2  # pixels to a cell of the map
_BEYOND = 1.3  # of the way from the middle of the face to its outline: where all motion ends
_BELONGS = 0.02  # share of the mouth's motion from which on a point is drawn anew
_EDGE_MM, _SOFT_MM = 3.0, 2.0  # the mask goes on beyond those points, and then fades
_SMOOTH_MM = 1.6  # of the map, over the skin
_LIPS = topo.UPPER_OUTER + topo.LOWER_OUTER[-2:0:-1]
_OVAL = list(topo.FACE_OVAL)
_RING = np.array(
    [
        triangle
        for i in range(len(_OVAL))
        for j in [(i + 1) % len(_OVAL)]
        for triangle in ((i, j, len(_OVAL) + j), (i, len(_OVAL) + j, len(_OVAL) + i))
    ]
)  # of the outline and of the ring beyond it, in this order


@dataclass(frozen=True)
class _Points:
    """Where the points of the face are, float32 [468, 2] in pixels of the part that is drawn:
    `filmed` in the picture, `wanted` in the new one."""

    filmed: Floats
    wanted: Floats


class FilmPainter:
    """Draws frames of one shot; each depends on itself alone."""

    def __init__(self, head: Head, rest: FaceFrame) -> None:
        """`rest`: the frame that the head was made of."""
        self._head = head
        self._triangles = topo.triangles()
        self._belongs = np.flatnonzero(head.share > _BELONGS)
        self._skin = SkinFinder(head.shape, head.share)
        self._skin.learn(rest.frame, rest.mesh, head.pose(rest.mesh))

    def paint(self, face: FaceFrame, row: Floats) -> Patch:
        """The patch of a frame; `row` [K]: what the lips do in it."""
        head, mesh = self._head, face.mesh
        pose = head.pose(mesh)
        unit = float(pose.scale[0])
        rest = pose.place(head.shape[None])[0, :, :2]
        box = self._box(mesh, rest, unit, face.frame.size)
        corner = np.array([box.left, box.top], np.float32)
        film = face.frame.rgb(box)
        filmed = _moved(_moved(mesh, self._skin.off(face.frame, mesh, pose)), -corner)
        filmed = snap_lips(film, filmed)
        share = head.share[:, None]
        at_rest = (filmed[:, :2] * (1 - share) + share * (rest - corner)).astype(np.float32)
        rig = head.rig_at(at_rest, pose, (box.width, box.height))
        motion = Motion(BASIS, 1.0, CHANNELS, row[None])
        placement = rig.place(motion, neutral(rig.gap, 0.0, motion, Smile.KEEP), 0, 1)
        picture = self._texture(film, filmed, unit, face.strength)
        placement = _part_of_the_way(placement, filmed, face.strength)
        points = _Points(np.ascontiguousarray(filmed[:, :2]), placement.points[0])
        light = head.light.change(pose.moved(-corner).local(filmed[None])[0], placement.strength[0])
        drawn = self._warped(picture, points, np.float32(face.strength) * light, unit)
        value = dict(zip(CHANNELS, row.tolist(), strict=True))
        lips = drawn.copy()
        shape = MouthShape(value["jaw"], value["pucker"], value["tongue"])
        parted = picture is not film  # else the film's own line between the lips is there
        skin = skin_of(film, filmed[:, :2], rig)
        head.mouth.moved(rig, parted=parted, skin=skin).draw(lips, placement, 0, shape)
        if face.strength < 1:
            lips = cv2.addWeighted(lips, face.strength, drawn, 1 - face.strength, 0)
        return Patch(box, lips, self._mask(points, unit, box))

    def _box(
        self, mesh: Floats, rest: NDArray[np.float64], unit: float, size: tuple[int, int]
    ) -> Box:
        around = np.concatenate(
            [mesh[self._belongs, :2], rest[self._belongs], _beyond(mesh[:, :2])[_LOWER]]
        )
        return box_around(around, (_EDGE_MM + 3 * _SOFT_MM) * unit, size)

    def _texture(self, film: Image, filmed: Floats, unit: float, strength: float) -> Image:
        """The picture without what the old speech shows between the lips."""
        if lip_gap(filmed) <= PARTED_MM:
            return film
        closed, _ = without_gap(film, filmed[:, :2], unit)
        return closed if strength >= 1 else cv2.addWeighted(closed, strength, film, 1 - strength, 0)

    def _warped(self, picture: Image, points: _Points, light: Floats, unit: float) -> Image:
        """The picture moved, and lit by `light` [468], logarithms of ratios."""
        height, width = picture.shape[:2]
        grid = -(-width // _STEP), -(-height // _STEP)
        back = np.zeros((grid[1], grid[0], 3), np.float32)
        beyond = _beyond(points.filmed)
        moved = np.column_stack([points.filmed - points.wanted, light])
        ring_wanted = np.concatenate([points.wanted[_OVAL], beyond])
        ring_moved = np.pad(moved[_OVAL], ((0, len(_OVAL)), (0, 0)))
        spread(back, ring_wanted[_RING], ring_moved[_RING], _STEP)
        spread(back, points.wanted[self._triangles], moved[self._triangles], _STEP)
        back = _smoothed(back, points.wanted, unit)
        dense = resize(back, (grid[0] * _STEP, grid[1] * _STEP), cv2.INTER_LINEAR)
        x, y = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
        dense = dense[:height, :width]
        spots = np.dstack(np.meshgrid(x, y)) + dense[..., :2]
        drawn = remap(picture, spots.astype(np.float32), cubic=True, mirror=False)
        ratio = np.exp(dense[..., 2])
        return cv2.multiply(drawn, cv2.merge([ratio, ratio, ratio]), dtype=cv2.CV_8U)

    def _mask(self, points: _Points, unit: float, box: Box) -> NDArray[np.uint8]:
        """Mouth, chin and what moves around them, softly."""
        beyond = _beyond(points.filmed)[_LOWER]
        around = np.concatenate(
            [points.filmed[self._belongs], points.wanted[self._belongs], beyond]
        )
        hull = cv2.convexHull(around.astype(np.float32))[:, 0]
        middle = hull.mean(0)
        away = np.linalg.norm(hull - middle, axis=1, keepdims=True)
        hull = middle + (hull - middle) * (1 + _EDGE_MM * unit / np.maximum(away, 1))
        inside = Box(0, 0, box.width, box.height)
        mask = soft_mask(hull.astype(np.float32), inside, _SOFT_MM * unit)
        return np.rint(mask * 255).astype(np.uint8)


_LOWER = [k for k, i in enumerate(_OVAL) if topo.JAW_WEIGHTS.get(i, 0) > 0.1]


def _beyond(points: Floats) -> Floats:
    """The ring around the outline of a face [468, 2] that stays as it is filmed: [36, 2]."""
    oval = points[_OVAL]
    middle = points[[1, 2]].mean(0)
    return np.asarray(middle + _BEYOND * (oval - middle), np.float32)


def _moved(mesh: Floats, by: Floats) -> Floats:
    found = mesh.copy()
    found[:, :2] += by
    return found


def _part_of_the_way(placement: Placement, filmed: Floats, strength: float) -> Placement:
    if strength >= 1:
        return placement
    points = filmed[:, :2] + np.float32(strength) * (placement.points - filmed[:, :2])
    return replace(placement, points=points)


def _smoothed(back: Floats, points: Floats, unit: float) -> Floats:
    """The map without the facets of the triangles, which lips do not have."""
    soft = blur(back, max(_SMOOTH_MM * unit / _STEP, 0.8))
    keep: Floats = np.zeros(back.shape[:2], np.float32)
    cells = fixed_point((points[list(_LIPS)] + 0.5) / _STEP - 0.5)
    cv2.fillConvexPoly(keep, cv2.convexHull(cells), (1.0,), 8, SUBPIXEL_BITS)
    share = blur(keep, 1.2)[..., None]
    return np.asarray(soft + share * (blur(back, 0.7) - soft), np.float32)
