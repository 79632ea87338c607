"""Parts of pictures that reach beyond them."""

from __future__ import annotations

import numpy as np
import pytest

from talker.face.beyond import cut_out, is_inside
from talker.scene import Box, Image


@pytest.fixture(scope="module")
def picture() -> Image:
    return np.random.default_rng(3).integers(0, 256, (120, 100, 3)).astype(np.uint8)


def test_inside_the_picture_nothing_is_done(picture: Image) -> None:
    box = Box(10, 20, 60, 90)
    assert is_inside(box, picture)
    assert np.array_equal(cut_out(picture, box), picture[20:90, 10:60])


@pytest.mark.parametrize("soft", [True, False])
def test_the_picture_itself_stays_as_it_is(picture: Image, soft: bool) -> None:
    box = Box(-30, -10, 110, 130)
    assert not is_inside(box, picture)
    part = cut_out(picture, box, soft=soft)
    assert part.shape == (140, 140, 3)
    assert np.array_equal(part[10:130, 30:130], picture)


def test_beyond_the_picture_are_its_colours_without_streaks(picture: Image) -> None:
    streaks = cut_out(picture, Box(-60, 0, 100, 120), soft=False)
    part = cut_out(picture, Box(-60, 0, 100, 120))
    assert np.array_equal(streaks[:, 0], picture[:, 0])
    assert np.abs(np.diff(part[:, 20].astype(int), axis=0)).max() <= 12
    assert np.abs(part[:, 20].astype(float).mean(0) - picture.mean((0, 1))).max() < 25
    seam = np.abs(part[:, 59].astype(int) - picture[:, 0].astype(int))
    assert seam.max() <= 40  # it begins with the edge itself
