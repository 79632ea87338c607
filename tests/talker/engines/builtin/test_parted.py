"""Lips that fill a gap look like the lips about it."""

from __future__ import annotations

import cv2
import numpy as np

from talker.engines.builtin import topology as topo
from talker.engines.builtin.parted import without_gap

UNIT = 4.0  # pixels per mm
MIDDLE = np.array([120.0, 80.0])
SKIN, LIPS = (225, 180, 155), (170, 80, 85)


def _ring(ids: tuple[int, ...], mesh: np.ndarray, half: float, height: float) -> None:
    t = np.linspace(-1, 1, len(ids))
    mesh[list(ids)] = MIDDLE + np.stack([half * t, height * (1 - t * t)], 1)


def _mesh() -> np.ndarray:
    mesh = np.zeros((topo.POINTS, 2), np.float32)
    _ring(topo.UPPER_OUTER, mesh, 90, -40)
    _ring(topo.UPPER_INNER, mesh, 80, -8)
    _ring(topo.LOWER_INNER, mesh, 80, 8)
    _ring(topo.LOWER_OUTER, mesh, 90, 40)
    return mesh


def test_creases_of_lips_go_on_where_teeth_were() -> None:
    mesh = _mesh()
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


def test_dark_corners_go_beyond_the_mesh_and_lights_on_lips_stay() -> None:
    texture = np.empty((160, 240, 3), np.uint8)
    texture[:] = SKIN
    mesh = _mesh()
    lips = mesh[[*topo.UPPER_OUTER, *topo.LOWER_OUTER[-2:0:-1]]].round().astype(np.int32)
    cv2.fillPoly(texture, [lips], LIPS)
    cv2.line(texture, (45, 80), (222, 80), (30, 15, 15), 4)  # the slit ends 3 mm beyond the lips
    texture[101:106, 112:124] = (250, 240, 240)
    closed, _ = without_gap(texture, mesh, UNIT)
    assert closed[80, 214:223].min() > 90, "no spot beside the mouth"
    assert np.abs(closed[80, 218].astype(int) - SKIN).max() < 40, "but skin"
    assert np.abs(closed[80, 60:180].astype(int) - LIPS).max() < 25, "as red as lips to their ends"
    assert (closed[102:105, 114:122] == (250, 240, 240)).all(), "a light on the lip"
