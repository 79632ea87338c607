"""The corners of parted lips lie on the line that is seen there."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from talker.engines.builtin import topology as topo
from talker.engines.builtin.seam import snap_lips

UNIT = 3.0  # pixels per mm
MIDDLE = np.array([180.0, 200.0])
BELOW_MM = 1.3


def _face() -> np.ndarray:
    """A mesh of a mouth that is open in its middle, and of what tells size and direction."""
    mesh = np.zeros((topo.POINTS, 3), np.float32)
    mesh[:, :2] = MIDDLE
    t = np.linspace(-1, 1, 11)
    open_mm = np.clip(6 * (1 - t * t) - 2.4, 0.4, None)
    rows = (
        (topo.UPPER_OUTER, topo.LOWER_OUTER, 9 * (1 - t * t)),
        (topo.UPPER_RINGS[0], topo.LOWER_RINGS[0], open_mm / 2 + 4 * (1 - t * t)),
        (topo.UPPER_RINGS[1], topo.LOWER_RINGS[1], open_mm / 2 + 2 * (1 - t * t)),
        (topo.UPPER_INNER, topo.LOWER_INNER, open_mm / 2),
    )
    for upper, lower, half in rows:
        for ring, sign in ((upper, -1), (lower, 1)):
            mesh[list(ring), 0] = MIDDLE[0] + UNIT * 25 * t
            mesh[list(ring), 1] = MIDDLE[1] + UNIT * sign * half
    for point, place in {
        33: (-45, -75), 263: (45, -75), 133: (-17, -75), 362: (17, -75), 10: (0, -125),
        152: (0, 40), 234: (-70, -60), 454: (70, -60), 168: (0, -75), 1: (0, -25),
    }.items():  # fmt: skip
        mesh[point, :2] = MIDDLE + UNIT * np.array(place)
    return mesh


def test_corners_of_parted_lips_are_where_the_dark_line_is() -> None:
    mesh = _face()
    picture = np.full((400, 360, 3), 190, np.uint8)
    inside = np.concatenate(
        [mesh[list(topo.UPPER_INNER), :2], mesh[list(topo.LOWER_INNER), :2][::-1]]
    )
    cv2.fillPoly(picture, [np.rint(inside).astype(np.int32)], (235, 230, 220))  # teeth
    for side in (-1, 1):
        ends = np.array([[17, BELOW_MM], [27, BELOW_MM]]) * (side, 1) * UNIT + MIDDLE
        first, last = np.rint(ends).astype(int).tolist()
        cv2.line(picture, first, last, (60, 20, 20), 3)
    moved = (snap_lips(picture, mesh) - mesh)[:, 1] / UNIT
    for corner in topo.MOUTH_CORNERS:
        assert moved[corner] == pytest.approx(BELOW_MM, abs=0.35)
    assert np.abs(moved[[13, 14, 0, 17]]).max() == 0, "what is open stays"
