"""Putting the drawn square back: as published, and without the seam that this leaves."""

from __future__ import annotations

import numpy as np
import pytest

from talker.engines.liveportrait.crop import SIDE, TurnedSquare
from talker.engines.liveportrait.paste import PasteBack, rim_mask, window_matrix
from talker.scene import Box
from tests.talker.engines.liveportrait.stored import stored_values


def test_the_mask_is_the_published_one() -> None:
    assert np.array_equal(rim_mask(), stored_values().inputs().mask512())


@pytest.mark.parametrize("number", [0, 1, 4, 6])
def test_squares_are_pasted_as_published(number: int) -> None:
    stored = stored_values()
    case, inputs = stored.case("11_paste_back"), stored.inputs()
    height, width, _ = case[f"out_c{number}_mask__shape"].tolist()
    background = inputs.image(height, width, number)
    matrix = case[f"in_c{number}_M_c2o"][:2].astype(np.float64)
    paste = PasteBack(background, matrix)
    share = np.zeros((height, width), np.float32)
    box = paste.box
    share[box.top : box.bottom, box.left : box.right] = paste.share[..., 0]
    assert share[::8, ::8] == pytest.approx(case[f"out_c{number}_mask__every8"], abs=1.01 / 255)
    made = paste.paste(inputs.image(SIDE, SIDE, 50))
    error = np.abs(made[::4, ::4].astype(int) - case[f"out_c{number}_pasted__every4"])
    assert (error > 1).mean() <= 0.005
    outside = np.ones((height, width), bool)
    outside[share > 0] = False
    assert np.array_equal(made[outside], background[outside])


def test_a_window_shows_the_same_as_the_picture() -> None:
    """Pasting into a part that is shown larger is pasting, then enlarging."""
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    soft = np.stack([x / 2, y / 2, (x + y) / 4], 2).astype(np.uint8)
    square = TurnedSquare(260.0, 240.0, 500.0, 0.2)
    window = Box(110, 90, 410, 390)
    size = 600, 600
    shown = PasteBack(np.zeros((600, 600, 3), np.uint8), window_matrix(square, window, size))
    small = PasteBack(np.zeros((512, 512, 3), np.uint8), square.from_crop)
    part = small.paste(soft)[90:390, 110:410].astype(int)
    twice = shown.paste(soft).astype(int)
    means = (twice[::2, ::2] + twice[1::2, ::2] + twice[::2, 1::2] + twice[1::2, 1::2]) / 4
    assert np.abs(means - part).max() <= 1.5


def test_a_square_that_is_shown_small_is_averaged() -> None:
    lines = np.zeros((SIDE, SIDE, 3), np.uint8)
    lines[::2] = 255
    square = TurnedSquare(63.5, 63.5, 128.0, 0.0)
    made = PasteBack(np.zeros((128, 128, 3), np.uint8), square.from_crop).paste(lines)
    assert made[16:-16, 16:-16].std() < 3
