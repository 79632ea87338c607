"""Displacement fields of the face: a few points are told where to go, the mesh follows.

Each field says where all 468 points go (mm in the head frame) for one unit of its parameter.
Between the given points the displacement is harmonic on the graph of the mesh (Joshi et al.,
"Harmonic Coordinates", 2007, on a graph): as smooth as the given values allow.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import scipy  # not its modules: they load, in a quarter of a second, when they are used
from numpy.typing import NDArray

from talker.engines.builtin import topology as topo
from talker.engines.builtin.membrane import symmetric_solver

Floats = NDArray[np.float64]
Given = dict[int, Floats]

FIELDS = (
    "jaw", "wide", "pucker", "uraise", "ldrop", "press", "ftuck", "close", "smile", "brow",
)  # fmt: skip

_ZERO = np.zeros(3)
_UPPER_LID_SQUINTS, _SQUINT_REACH_MM = 0.25, 26.0


def build_fields(local: Floats) -> NDArray[np.float32]:
    """All fields [len(FIELDS), 468, 3] for a face given in head coordinates [468, 3] (mm)."""
    spread = _Spread(local)
    mouth = _Mouth(local)
    fixed = _fixed_for_mouth(local)
    given: dict[str, tuple[Given, Iterable[int]]] = {
        "jaw": (mouth.jaw(), [*fixed.difference(topo.FACE_OVAL), *topo.JAW_HINGE]),
        "wide": (mouth.wide(), fixed),
        "pucker": (mouth.pucker(), fixed),
        "uraise": (mouth.upper_raise(), fixed),
        "ldrop": (mouth.lower_drop(), fixed),
        "press": (mouth.press(), fixed),
        "ftuck": (mouth.tuck(), fixed),
        "close": (mouth.close(), fixed),
        "smile": (mouth.smile(), fixed),
        "brow": _brow(local),
    }
    return np.stack([spread(*given[name]) for name in FIELDS]).astype(np.float32)


def lower_face(local: Floats) -> NDArray[np.float32]:
    """How much each point of a face [468, 3] (mm) belongs to the mouth: float32 [468], 1 at the
    lips and the chin, less along the jaw, 0 at the nose and above it."""
    mouth = _Mouth(local)
    moved: Given = {i: np.array([weight, 0, 0]) for i, weight in topo.JAW_WEIGHTS.items()}
    moved |= {i: np.array([1.0, 0, 0]) for i in (*mouth.lips(), *topo.CHIN_PAD)}
    spread = _Spread(local)(moved, _fixed_for_mouth(local) - set(moved))
    return np.clip(spread[:, 0], 0, 1).astype(np.float32)


class _Spread:
    """Harmonic interpolation on the mesh graph, edge weight 1 / (length + 0.5 mm)."""

    def __init__(self, local: Floats) -> None:
        a, b = topo.edges().T
        weight = 1.0 / (np.linalg.norm(local[a] - local[b], axis=1) + 0.5)
        places = np.concatenate([a, b]), np.concatenate([b, a])
        size = topo.POINTS, topo.POINTS
        beside = scipy.sparse.csr_matrix((np.concatenate([weight, weight]), places), size)
        self._laplacian = (scipy.sparse.diags(np.asarray(beside.sum(1)).ravel()) - beside).tocsr()

    def __call__(self, moved: Given, fixed: Iterable[int]) -> Floats:
        values = np.zeros((topo.POINTS, 3))
        known = np.zeros(topo.POINTS, bool)
        known[list(fixed)] = True
        for index, vector in moved.items():
            values[index] = vector
            known[index] = True
        rows = self._laplacian[np.flatnonzero(~known)]
        solver = symmetric_solver(rows[:, np.flatnonzero(~known)].tocsc())
        values[~known] = solver.solve(-(rows[:, np.flatnonzero(known)] @ values[known]))
        return values


def _fixed_for_mouth(local: Floats) -> set[int]:
    cheek = min(local[i, 1] for i in topo.CHEEKS) - 2.0
    above = np.flatnonzero(local[:, 1] < cheek)
    return {int(i) for i in above} | set(topo.NOSE) | set(topo.FACE_OVAL)


class _Mouth:
    """Where lips and chin go; t runs from -1 to 1 along the mouth."""

    def __init__(self, local: Floats) -> None:
        self._local = local
        right, left = local[61], local[291]
        self._centre = (right[0] + left[0]) / 2
        self._half = max(8.0, (left[0] - right[0]) / 2)

    def _t(self, index: int) -> float:
        return float(np.clip((self._local[index, 0] - self._centre) / self._half, -1, 1))

    def _profile(self, index: int, power: float, exponent: float) -> float:
        return float((1 - abs(self._t(index)) ** power) ** exponent)

    def jaw(self) -> Given:
        """Opening by rotation about the jaw joint; one unit is one mm at the chin."""
        local = self._local
        joint = (local[topo.EARS[0]] + local[topo.EARS[1]]) / 2 + (0, 4.0, 0)
        reach = max(20.0, float(-(local[152] - joint)[2]))

        def turn(index: int) -> Floats:
            radius = local[index] - joint
            return np.array([0.0, -radius[2], 0.6 * radius[1]]) / reach

        given = {i: turn(i) * w for i, w in topo.JAW_WEIGHTS.items()}
        for ring, low, high in ((topo.LOWER_INNER, 0.0, 0.98), (topo.LOWER_OUTER, 0.28, 0.70)):
            exponent = 1.05 if low == 0.0 else 1.15
            for i in ring[1:-1]:
                given[i] = turn(i) * (low + high * self._profile(i, 2, exponent))
        for ring, share in ((topo.UPPER_INNER, 0.30), (topo.UPPER_OUTER, 0.20)):
            for i in ring[1:-1]:
                given[i] = turn(i) * share * (1 - self._profile(i, 2, 1.0))
        for i in topo.MOUTH_CORNERS:
            inward = -np.sign(self._t(i)) * 0.12
            given[i] = turn(i) * 0.30 + (inward, 0, 0)
        return given

    def lips(self) -> list[int]:
        """The points of both lips."""
        upper = (topo.UPPER_OUTER, *topo.UPPER_RINGS, topo.UPPER_INNER)
        rings = (*upper, topo.LOWER_OUTER, *topo.LOWER_RINGS, topo.LOWER_INNER)
        return sorted({i for ring in rings for i in ring})

    def wide(self) -> Given:
        """Spreading the corners."""
        given = {}
        for i in self.lips():
            t = self._t(i)
            given[i] = np.array([t, -0.15 * abs(t) ** 3, 0.25 * abs(t)])
        return given

    def smile(self) -> Given:
        """The corners out, up and back; one unit is one mm outwards at each."""
        given = {}
        for i in self.lips():
            t = self._t(i)
            given[i] = np.array([t, -0.45 * abs(t) ** 1.5, 0.3 * abs(t)])
        return given

    def pucker(self) -> Given:
        """Rounding: the corners come together, the lips come forward."""
        given = {}
        outer_up = set(topo.UPPER_OUTER) | set(topo.UPPER_RINGS[0])
        outer_low = set(topo.LOWER_OUTER) | set(topo.LOWER_RINGS[0])
        for i in self.lips():
            t, profile = self._t(i), self._profile(i, 2, 1)
            lift = 0.14 * profile * ((i in outer_low) - (i in outer_up))
            forward = -0.55 * (0.4 + 0.6 * profile)
            given[i] = np.array([-t * (1 - 0.25 * abs(t)), lift, forward])
        return given

    def _rows(self, *rows: tuple[tuple[int, ...], tuple[float, float, float]]) -> Given:
        given = dict.fromkeys(topo.MOUTH_CORNERS, _ZERO)
        for ring, vector in rows:
            for i in ring[1:-1]:
                given[i] = np.array(vector) * self._profile(i, 2.2, 0.7)
        return given

    def upper_raise(self) -> Given:
        """Upper lip up; the lower lip stays."""
        stay = self._rows((topo.LOWER_INNER, (0, 0, 0)))
        return stay | self._rows(
            (topo.UPPER_INNER, (0, -1, -0.1)), (topo.UPPER_OUTER, (0, -0.8, -0.1))
        )

    def lower_drop(self) -> Given:
        """Lower lip down; the upper lip stays."""
        stay = self._rows((topo.UPPER_INNER, (0, 0, 0)))
        return stay | self._rows(
            (topo.LOWER_INNER, (0, 1, -0.1)), (topo.LOWER_OUTER, (0, 0.75, -0.1))
        )

    def press(self) -> Given:
        """Both lips rolled inwards, as for m."""
        return self._rows(
            (topo.UPPER_INNER, (0, 0.5, 0.3)), (topo.UPPER_OUTER, (0, 0.9, 0.3)),
            (topo.LOWER_INNER, (0, -0.3, 0.3)), (topo.LOWER_OUTER, (0, -0.9, 0.3)),
        )  # fmt: skip

    def tuck(self) -> Given:
        """Lower lip to the upper teeth, as for f."""
        return self._rows(
            (topo.UPPER_INNER, (0, 0, 0)),
            (topo.LOWER_INNER, (0, -1, 0.5)), (topo.LOWER_OUTER, (0, -1.1, 0.2)),
        )  # fmt: skip

    def close(self) -> Given:
        """Closes the mouth of the photograph: one unit takes the whole gap away."""
        local = self._local
        given = dict.fromkeys(topo.MOUTH_CORNERS, _ZERO)
        for k in range(1, len(topo.UPPER_INNER) - 1):
            gap = max(0.0, local[topo.LOWER_INNER[k], 1] - local[topo.UPPER_INNER[k], 1])
            rows = (
                (topo.UPPER_INNER, 0.35), (topo.UPPER_OUTER, 0.22),
                (topo.LOWER_INNER, -0.65), (topo.LOWER_OUTER, -0.45),
            )  # fmt: skip
            for ring, share in rows:
                given[ring[k]] = np.array([0.0, share * gap, 0.0])
        centre = max(0.0, local[14, 1] - local[13, 1])
        for i in topo.CHIN_PAD:
            given[i] = np.array([0.0, -0.18 * centre, 0.0])
        return given


def lid_closing(local: Floats) -> NDArray[np.float32]:
    """Where the points `topo.LIDS` go [36, 3] when the eyes of a face [468, 3] shut, in mm: upper
    lids down onto the lower lids, lower lids up a little."""
    moved: Given = {}
    lids = (
        (topo.RIGHT_UPPER_LID, topo.RIGHT_LOWER_LID),
        (topo.LEFT_UPPER_LID, topo.LEFT_LOWER_LID),
    )
    for upper, lower in lids:
        for up, down in zip(upper[1:-1], lower[1:-1], strict=True):
            opening = local[down] - local[up]
            moved[up] = 0.98 * opening
            moved[down] = -0.02 * opening
    return np.array([moved.get(i, _ZERO) for i in topo.LIDS], np.float32)


def squint_field(local: Floats) -> NDArray[np.float32]:
    """Where all points of a face [468, 3] (mm) go when the middle of the lower lids comes up by one
    mm, with the cheeks below them, and the upper lids come down a little: [468, 3]."""
    moved: Given = {}
    lids = (
        (topo.RIGHT_UPPER_LID, topo.RIGHT_LOWER_LID),
        (topo.LEFT_UPPER_LID, topo.LEFT_LOWER_LID),
    )
    for upper, lower in lids:
        for k, (up, down) in enumerate(zip(upper, lower, strict=True)):
            share = np.sin(np.pi * k / (len(lower) - 1))
            moved[down] = np.array([0.0, -share, 0.0])
            moved[up] = np.array([0.0, _UPPER_LID_SQUINTS * share, 0.0])
    top = min(local[i, 1] for i in moved)
    bottom = max(local[i, 1] for i in moved)
    away = (local[:, 1] < top - 2.0) | (local[:, 1] > bottom + _SQUINT_REACH_MM)
    fixed = {int(i) for i in np.flatnonzero(away)} | set(topo.NOSE) | set(topo.FACE_OVAL)
    return _Spread(local)(moved, fixed - set(moved)).astype(np.float32)


def frown_field(local: Floats) -> NDArray[np.float32]:
    """Where all points of a face [468, 3] (mm) go when the inner ends of the brows come together
    and down by one mm: [468, 3]."""
    moved: Given = {}
    for brow, inwards in ((topo.RIGHT_BROW, 1.0), (topo.LEFT_BROW, -1.0)):
        for row in (brow[:5], brow[5:]):  # each from the temple to the nose
            for i, share in zip(row, (0.0, 0.15, 0.4, 0.8, 1.0), strict=True):
                moved[i] = share * np.array([0.6 * inwards, 1.0, 0.0])
    return _Spread(local)(moved, _below_brows(local) - set(moved)).astype(np.float32)


def _brow(local: Floats) -> tuple[Given, set[int]]:
    """Brows one mm up."""
    moved: Given = {i: np.array([0.0, -1.0, 0.0]) for i in (*topo.RIGHT_BROW, *topo.LEFT_BROW)}
    return moved, _below_brows(local) - set(moved)


def _below_brows(local: Floats) -> set[int]:
    """What stays where it is, whatever the brows do."""
    lids = {*topo.RIGHT_UPPER_LID, *topo.RIGHT_LOWER_LID}
    lids |= {*topo.LEFT_UPPER_LID, *topo.LEFT_LOWER_LID}
    below = np.flatnonzero(local[:, 1] > min(local[i, 1] for i in lids) + 6.0)
    return lids | {int(i) for i in below} | set(topo.FACE_OVAL)
