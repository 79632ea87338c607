"""Colour that flows into holes."""

from __future__ import annotations

import numpy as np

from talker.engines.builtin.membrane import flown


def test_each_cell_of_a_hole_is_the_mean_of_those_beside_it_also_at_the_edge() -> None:
    noise = np.random.default_rng(3)
    known = noise.uniform(0, 255, (12, 17, 3))
    hole = np.zeros((12, 17), bool)
    hole[3:8, 4:9] = hole[0:3, 12:] = hole[10, 1] = True
    filled = flown(known, hole)
    assert np.array_equal(filled[~hole], known[~hole].astype(np.float32))
    for y, x in zip(*np.nonzero(hole), strict=True):
        beside = [(y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)]
        inside = [filled[one] for one in beside if 0 <= one[0] < 12 and 0 <= one[1] < 17]
        np.testing.assert_allclose(filled[y, x], np.mean(inside, 0), atol=1e-3)
    whole = np.zeros_like(hole)
    assert np.array_equal(flown(known, whole), known.astype(np.float32))


def test_what_is_held_apart_does_not_flow_together() -> None:
    known = np.zeros((9, 12, 1))
    known[:, :6] = 200.0
    hole = np.zeros((9, 12), bool)
    hole[2:7, 3:9] = True
    hole[:3, 9:] = True
    left = np.arange(12) < 6
    left_or_corner = np.tile(left, (9, 1))
    left_or_corner[:3, 9:] = True  # a corner of its own, all of it unknown
    filled = flown(known, hole, left_or_corner)[..., 0]
    assert np.abs(filled[2:7, 3:6] - 200).max() < 1e-2
    assert np.abs(filled[2:7, 6:9]).max() < 1e-2
    assert np.ptp(filled[:3, 9:]) < 1e-2
    assert 0 < filled[0, 11] < 200, "the usual colour"
