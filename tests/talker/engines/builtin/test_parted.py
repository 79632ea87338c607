"""Lips that fill a gap look like the lips about it."""

from __future__ import annotations

import numpy as np

from talker.engines.builtin import topology as topo
from talker.engines.builtin.parted import without_gap

UNIT = 4.0  # pixels per mm
MIDDLE = np.array([120.0, 80.0])


def _ring(ids: tuple[int, ...], mesh: np.ndarray, half: float, height: float) -> None:
    t = np.linspace(-1, 1, len(ids))
    mesh[list(ids)] = MIDDLE + np.stack([half * t, height * (1 - t * t)], 1)


def test_creases_of_lips_go_on_where_teeth_were() -> None:
    mesh = np.zeros((topo.POINTS, 2), np.float32)
    _ring(topo.UPPER_OUTER, mesh, 90, -40)
    _ring(topo.UPPER_INNER, mesh, 80, -8)
    _ring(topo.LOWER_INNER, mesh, 80, 8)
    _ring(topo.LOWER_OUTER, mesh, 90, 40)
    x = np.arange(240)
    creases = 12 * np.sin(2 * np.pi * x / 8)  # 2 mm apart, across the lips
    texture = np.empty((160, 240, 3), np.float64)
    texture[:] = np.array([170.0, 90.0, 95.0]) + creases[None, :, None]
    texture[74:87, 70:170] = (235, 228, 215)  # teeth
    closed, between = without_gap(texture.astype(np.uint8), mesh, UNIT)
    filled = closed[78:83, 90:150].astype(float)
    assert filled[..., 1].max() < 150, "no teeth"
    assert 6 < filled[..., 0].std() < 12, "creased as the lips beside"
    assert np.ptp(filled.mean((0, 2))) > 12, "up and down across the mouth, not along it"
    assert (between.pixels[80 - between.top, 120 - between.left] == (235, 228, 215)).all()
