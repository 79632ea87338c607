"""Frames of a film: what is not painted over stays as it was decoded."""

import numpy as np
import pytest

from talker.media.film_frame import Colours, FilmFrame
from talker.scene import Box

SIZE = (64, 48)


def _frame(matrix: str = "bt709") -> FilmFrame:
    width, height = SIZE
    data = np.random.default_rng(3).integers(40, 200, width * height * 3 // 2, np.uint8)
    return FilmFrame(data, SIZE, Colours(matrix))


@pytest.mark.parametrize("matrix", ["bt601", "bt709", "bt2020"])
@pytest.mark.parametrize("full", [False, True])
def test_grey_and_primaries_are_what_the_standard_says(matrix: str, full: bool) -> None:
    colours = Colours(matrix, full)
    black, white = (0, 255) if full else (16, 235)
    found = colours.to_rgb @ np.array([[black, 128, 128, 1], [white, 128, 128, 1]], np.float32).T
    assert np.allclose(found.T, [[0, 0, 0], [255, 255, 255]], atol=0.01)
    red, _ = {"bt601": (0.299, 0), "bt709": (0.2126, 0), "bt2020": (0.2627, 0)}[matrix]
    light = colours.from_rgb @ np.array([255, 0, 0, 1], np.float32)
    assert np.isclose(light[0], black + red * (white - black), atol=0.01)


def test_a_frame_without_a_mask_stays_bit_identical() -> None:
    frame = _frame()
    painted = frame.copy()
    box = Box(11, 7, 40, 31)
    mask = np.zeros((box.height, box.width), np.uint8)
    painted.blend(box, np.full((box.height, box.width, 3), 255, np.uint8), mask)
    assert np.array_equal(painted.data, frame.data)


def test_only_what_the_mask_covers_changes() -> None:
    frame, box = _frame(), Box(11, 7, 40, 31)
    painted = frame.copy()
    mask = np.zeros((box.height, box.width), np.uint8)
    mask[6:17, 5:20] = 200
    painted.blend(box, np.full((box.height, box.width, 3), 255, np.uint8), mask)
    whole = np.zeros((SIZE[1], SIZE[0]), bool)
    whole[box.top : box.bottom, box.left : box.right] = mask > 0
    assert np.array_equal(painted.y != frame.y, whole & (painted.y != frame.y))
    assert (painted.y[whole] > frame.y[whole]).all()
    blocks = whole.reshape(SIZE[1] // 2, 2, SIZE[0] // 2, 2).any((1, 3))
    assert np.array_equal(painted.u[~blocks], frame.u[~blocks])
    assert np.array_equal(painted.v[~blocks], frame.v[~blocks])


def test_a_picture_laid_over_itself_is_the_same_to_the_eye() -> None:
    width, height = SIZE
    y, x = np.mgrid[:height, :width]
    data = np.concatenate([(60 + x + y).ravel(), (100 + x[::2, ::2] // 2).ravel(),
                           (140 - y[::2, ::2] // 2).ravel()]).astype(np.uint8)  # fmt: skip
    frame = FilmFrame(data, SIZE, Colours("bt601"))
    painted, box = frame.copy(), Box(9, 5, 50, 40)
    painted.blend(box, frame.rgb(box), np.full((box.height, box.width), 255, np.uint8))
    assert np.abs(painted.data.astype(int) - frame.data).max() <= 2
