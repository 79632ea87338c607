"""Triangles painted into a field: every cell inside, none between two, the last one on top."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.interpolate import LinearNDInterpolator
from scipy.spatial import Delaunay

from talker.engines.builtin.triangles import paint, spread

SIZE = 60, 44  # cells
FAR = np.array([[-900, -700], [1500, -800], [1400, 1200], [-800, 1100]])


@pytest.mark.parametrize("step", [1, 3])
def test_a_mesh_is_interpolated_at_the_middle_of_every_cell(step: int) -> None:
    rng = np.random.default_rng(3)
    inside = rng.uniform(-5, 65, (180, 2)) * step
    # Rows of points on the middles of cells, and edges along them.
    grid = np.stack(np.meshgrid([4, 9, 17], [3, 8, 30]), -1).reshape(-1, 2) * step + (step - 1) / 2
    spots = np.concatenate([FAR * step, inside, grid]).astype(np.float32)
    values = rng.normal(0, 9, (len(spots), 3))
    faces = Delaunay(spots).simplices
    field = np.full((SIZE[1], SIZE[0], 3), np.nan, np.float32)
    spread(field, spots[faces], values[faces], step)
    y, x = np.mgrid[: SIZE[1], : SIZE[0]]
    middles = (np.dstack([x, y]) + 0.5) * step - 0.5
    expected = LinearNDInterpolator(Delaunay(spots), values)(middles)
    np.testing.assert_allclose(field, expected, atol=2e-3)


def test_of_two_triangles_over_each_other_the_last_one_is_seen() -> None:
    low = np.array([[[2, 2], [20, 2], [2, 20]]], np.float32)
    high = np.array([[[4, 4], [9, 4], [4, 9]]], np.float32)
    values = np.array([1.0, 2.0])[:, None, None] * np.ones((2, 3, 1))
    field = np.zeros((30, 30, 1), np.float32)
    spread(field, np.concatenate([low, high]), values, 1)
    assert field[5, 5] == 2
    assert field[3, 3] == field[12, 5] == 1
    assert field[25, 25] == 0
    assert (field == 2).sum() == 21  # 1 + 2 + ... + 6


def test_what_has_no_inside_or_lies_outside_changes_nothing() -> None:
    line = [[1, 1], [20, 20], [9, 9]]
    beside = [[80, 4], [99, 4], [80, 30]]
    target = np.array([line, beside], np.float32)
    back = np.zeros((SIZE[1], SIZE[0], 2), np.float32)
    paint(back, target, target + 7, 1)
    assert not back.any()
    paint(back, target[:0], target[:0], 1)
    assert not back.any()
