"""What lies over an eye is found as a whole."""

from __future__ import annotations

import numpy as np

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


def test_the_shining_pin_of_a_hinge_lies_over_the_lid_as_the_hinge_does() -> None:
    found = occluders(_hinge(), spectacles=True)
    assert found is not None
    assert found[39:41, 66:70].min() > 0.9
    assert found[30:50, 36:54].max() < 0.1, "the lid itself is free"
