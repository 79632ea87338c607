"""The directions along which a face is edited."""

from __future__ import annotations

import numpy as np
import pytest

from talker.engines.liveportrait import editing
from tests.talker.engines.liveportrait.stored import stored_values

SLIDERS = {
    "smile": editing.SMILE,
    "wink": editing.WINK,
    "eyebrow": editing.BROWS,
    "lip_variation_zero": editing.POUT,
    "lip_variation_one": editing.PURSE,
    "lip_variation_two": editing.GRIN,
    "lip_variation_three": editing.OPEN,
    "mov_x": editing.SHIFT_X,
    "mov_y": editing.SHIFT_Y,
}


def test_every_slider_changes_what_the_published_one_does() -> None:
    case = stored_values().case("13_editing")
    compared = 0
    for name, wanted in case.items():
        slider, _, value = name.removeprefix("out_").rpartition("_")
        if slider in SLIDERS:
            found = SLIDERS[slider].change(float(value))[0]
        elif slider.startswith("eyeball_direction"):
            across = float(slider.rpartition("_")[2])
            found = (editing.GAZE_X.change(across) + editing.GAZE_Y.change(float(value)))[0]
        else:
            continue
        assert found == pytest.approx(wanted, abs=2e-6), name
        compared += 1
    assert compared == 28


def test_a_slider_takes_a_value_for_each_frame() -> None:
    values = np.array([-30.0, 0.0, 30.0])
    change = editing.BROWS.change(values)
    assert change.shape == (3, 21, 3)
    assert not change[1].any()
    assert change[0, 1, 0] > 0  # together
    assert change[2, 1, 1] == pytest.approx(0.03)  # up
    assert not change[2, 1, 0]
