"""Names for the points of the 468-point face mesh, and its triangles.

All groups run from the subject's right to the left (picture left to right), upper and lower
rings paired, so that equal positions belong together.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from talker.face.mediapipe_files import mesh_edges

Indices = NDArray[np.int32]

POINTS = 468

UPPER_OUTER = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291)
UPPER_INNER = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
LOWER_INNER = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
LOWER_OUTER = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291)
UPPER_RINGS = ((76, 184, 74, 73, 72, 11, 302, 303, 304, 408, 306),
               (62, 183, 42, 41, 38, 12, 268, 271, 272, 407, 292))  # fmt: skip
LOWER_RINGS = ((76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306),
               (62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292))  # fmt: skip
MOUTH_CORNERS = (61, 291, 78, 308, 76, 306, 62, 292)
CHIN_PAD = (18, 200, 199, 175, 83, 313, 182, 406)

RIGHT_UPPER_LID = (33, 246, 161, 160, 159, 158, 157, 173, 133)
RIGHT_LOWER_LID = (33, 7, 163, 144, 145, 153, 154, 155, 133)
LEFT_UPPER_LID = (362, 398, 384, 385, 386, 387, 388, 466, 263)
LEFT_LOWER_LID = (362, 382, 381, 380, 374, 373, 390, 249, 263)
LIDS = (*RIGHT_UPPER_LID, *RIGHT_LOWER_LID, *LEFT_UPPER_LID, *LEFT_LOWER_LID)
RIGHT_BROW = (70, 63, 105, 66, 107, 46, 53, 52, 65, 55)
LEFT_BROW = (300, 293, 334, 296, 336, 276, 283, 282, 295, 285)

NOSE = (1, 2, 4, 5, 6, 19, 94, 97, 98, 326, 327, 64, 294, 48, 278, 115, 344, 220, 440, 129, 358)
CHEEKS = (50, 280)
EARS = (234, 454)
JAW_HINGE = (234, 454, 127, 356, 93, 323, 10)
FACE_OVAL = (10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400,
             377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67,
             109)  # fmt: skip
JAW_WEIGHTS = {152: 1.0, 148: 0.99, 377: 0.99, 176: 0.97, 400: 0.97, 149: 0.92, 378: 0.92,
               150: 0.82, 379: 0.82, 136: 0.66, 365: 0.66, 172: 0.48, 397: 0.48, 58: 0.30,
               288: 0.30, 132: 0.14, 361: 0.14, 93: 0.05, 323: 0.05, 234: 0.0, 454: 0.0,
               }  # fmt: skip


@cache
def edges() -> Indices:
    """Undirected edges of the mesh [E, 2]."""
    return np.array(mesh_edges(), np.int32)


def _strip(upper: tuple[int, ...], lower: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Triangles that fill the hole between two paired rings that share their ends."""
    faces = []
    for i in range(len(upper) - 1):
        faces.append((upper[i], upper[i + 1], lower[i + 1]))
        faces.append((upper[i], lower[i + 1], lower[i]))
    return [face for face in faces if len(set(face)) == 3]


def triangles() -> Indices:
    """Triangles [N, 3] in painting order: eye and mouth holes, lower lip, face, upper lip."""
    return np.concatenate(_painted())


def back_to_front(depths: NDArray[np.float64]) -> Indices:
    """The painting order of `triangles` [N] when the points [468] are at `depths` (away: more).

    A turned face hides what is behind it; holes and lips keep their places in the order.
    """
    behind, face, lips = _painted()
    far = -depths[face].sum(1)
    order = np.arange(len(behind) + len(face) + len(lips), dtype=np.int32)
    order[len(behind) : len(behind) + len(face)] = len(behind) + np.argsort(far, kind="stable")
    return order


@cache
def _painted() -> tuple[Indices, Indices, Indices]:
    neighbours: dict[int, set[int]] = {i: set() for i in range(POINTS)}
    for a, b in mesh_edges():
        neighbours[a].add(b)
        neighbours[b].add(a)
    """Holes and lower lip, the face, the upper lip: painted one after the other."""
    mesh = [
        (a, b, c) for a, b in mesh_edges() for c in sorted(neighbours[a] & neighbours[b]) if c > b
    ]
    lower = set(LOWER_INNER[1:-1]) | {i for ring in LOWER_RINGS for i in ring[1:-1]}
    upper = set(UPPER_INNER[1:-1]) | {i for ring in UPPER_RINGS for i in ring[1:-1]}
    holes = (
        _strip(RIGHT_UPPER_LID, RIGHT_LOWER_LID)
        + _strip(LEFT_UPPER_LID, LEFT_LOWER_LID)
        + _strip(UPPER_INNER, LOWER_INNER)
    )
    last = [t for t in mesh if upper & set(t)]
    first = [t for t in mesh if lower & set(t) and not upper & set(t)]
    rest = [t for t in mesh if not (upper | lower) & set(t)]
    behind, face, lips = (np.array(part, np.int32) for part in (holes + first, rest, last))
    return behind, face, lips
