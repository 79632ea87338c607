"""What lies over an eye is found as a whole."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from talker.engines.builtin.occluders import EyePart, occluders


def _hinge() -> EyePart:
    """A dark hinge, 5 by 9 mm, that goes over an eye, with a shining pin in it."""
    texture = np.full((80, 120, 3), 180, np.uint8)
    texture[5:72, 62:66] = 30  # the rim of the glass, from the brow to the cheek
    texture[31:49, 62:72] = 30
    texture[36:44, 65:72] = 200  # the pin
    y, x = np.mgrid[:80, :120]
    hole = ((x - 60) / 30) ** 2 + ((y - 40) / 12) ** 2 < 1
    t = np.linspace(-1, 1, 40)
    lids = [np.stack([60 + 30 * t, 40 + way * 12 * np.sqrt(1 - t * t)], 1) for way in (-1, 1)]
    return EyePart(texture, hole, (lids[0], lids[1]), 2.0, 180.0)


def _frame(unit: float) -> EyePart:
    """A slanting frame of 3.6 mm, as a camera sees it at `unit` pixels per mm, over an eye."""
    fine = np.full((400, 600, 3), 180, np.uint8)  # 10 pixels per mm
    cv2.line(fine, (190, 25), (430, 360), (30, 30, 30), 36)
    size = round(60 * unit), round(40 * unit)
    texture = cv2.resize(fine, size, interpolation=cv2.INTER_AREA)
    y, x = np.mgrid[: size[1], : size[0]] / unit
    hole = ((x - 30) / 15) ** 2 + ((y - 20) / 6) ** 2 < 1
    t = np.linspace(-1, 1, 40)
    lids = [unit * np.stack([30 + 15 * t, 20 + w * 6 * np.sqrt(1 - t * t)], 1) for w in (-1, 1)]
    return EyePart(texture, hole, (lids[0], lids[1]), unit, 180.0)


@pytest.mark.parametrize("unit", [0.7, 0.8, 1.2, 2.0])
def test_a_frame_lies_over_the_lid_of_a_small_face_as_of_a_large_one(unit: float) -> None:
    found = occluders(_frame(unit))
    assert found is not None
    middle = found[round(20 * unit)]
    assert middle[round(30 * unit)] > 0.5
    assert middle[[round(22 * unit), round(38 * unit)]].max() < 0.1


def test_the_shining_pin_of_a_hinge_lies_over_the_lid_as_the_hinge_does() -> None:
    found = occluders(_hinge(), spectacles=True)
    assert found is not None
    assert found[39:41, 66:70].min() > 0.9
    assert found[30:50, 36:54].max() < 0.1, "the lid itself is free"
