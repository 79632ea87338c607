"""What surrounds the face stays as it was."""

from __future__ import annotations

import numpy as np
import pytest

from talker.face.compositor import Compositor
from talker.scene import Box, Canvas

RNG = np.random.default_rng(5)
PORTRAIT = RNG.integers(0, 255, (121, 151, 3), np.uint8)


def windows(width: int, height: int, count: int = 3) -> np.ndarray:
    return RNG.integers(0, 255, (count, height, width, 3), np.uint8)


def test_pixels_outside_the_window_are_bit_identical() -> None:
    canvas = Canvas(Box(30, 20, 70, 80), (40, 60), (150, 120), paste=True)
    drawn = windows(40, 60)
    frames = Compositor(PORTRAIT, canvas).compose(drawn)
    assert frames.shape == (3, 120, 150, 3)
    np.testing.assert_array_equal(frames[:, 20:80, 30:70], drawn)
    outside = np.ones((120, 150), bool)
    outside[20:80, 30:70] = False
    for frame in frames:
        np.testing.assert_array_equal(frame[outside], PORTRAIT[:120, :150][outside])


def test_a_window_over_the_edge_is_cut_off() -> None:
    canvas = Canvas(Box(-10, 90, 30, 130), (40, 40), (150, 120), paste=True)
    drawn = windows(40, 40)
    frames = Compositor(PORTRAIT, canvas).compose(drawn)
    np.testing.assert_array_equal(frames[:, 90:, :30], drawn[:, :30, 10:])


def test_a_window_drawn_at_another_size_fills_its_box() -> None:
    canvas = Canvas(Box(30, 20, 70, 80), (20, 30), (150, 120), paste=True)
    frames = Compositor(PORTRAIT, canvas).compose(np.full((1, 30, 20, 3), 9, np.uint8))
    assert (frames[0, 20:80, 30:70] == 9).all()


def test_a_scaled_frame_scales_the_place_of_the_window() -> None:
    canvas = Canvas(Box(30, 20, 70, 80), (20, 30), (76, 60), paste=True)
    frames = Compositor(PORTRAIT[:, :152], canvas).compose(np.full((1, 30, 20, 3), 9, np.uint8))
    assert frames.shape == (1, 60, 76, 3)
    assert (frames[0, 10:40, 15:35] == 9).all()


def test_without_paste_the_window_is_the_frame() -> None:
    canvas = Canvas(Box(0, 0, 100, 100), (64, 64), (64, 64), paste=False)
    drawn = windows(64, 64)
    assert Compositor(PORTRAIT, canvas).compose(drawn) is drawn


def test_an_odd_frame_is_refused() -> None:
    with pytest.raises(ValueError, match="odd"):
        Compositor(PORTRAIT, Canvas(Box(0, 0, 9, 9), (9, 9), (151, 121), paste=True))


def test_a_blended_window_meets_the_picture_on_the_sides_that_have_one() -> None:
    image = np.full((60, 80, 3), 100, np.uint8)
    canvas = Canvas(Box(0, 20, 40, 50), (40, 30), (80, 60), paste=True, blend=True)
    (frame,) = Compositor(image, canvas).compose(np.full((1, 30, 40, 3), 130, np.uint8))
    assert (frame == 100).all()


def test_a_blended_window_keeps_its_own_detail() -> None:
    image = np.full((60, 80, 3), 100, np.uint8)
    window = np.full((1, 30, 40, 3), 130, np.uint8)
    window[0, 10:20, 15:25] = 180
    canvas = Canvas(Box(20, 20, 60, 50), (40, 30), (80, 60), paste=True, blend=True)
    (frame,) = Compositor(image, canvas).compose(window)
    assert (frame[30:40, 35:45] == 150).all()
    frame[30:40, 35:45] = 100
    assert (frame == 100).all()
