"""Large pictures go through a network in tiles, and nobody sees where they meet."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from talker.device import Device
from talker.enhance.runner import PictureNetwork
from talker.enhance.tiles import LARGEST, OVERLAP, cuts, enlarged
from talker.options.restoring import Upscaling
from tests.talker.enhance.narrow import narrow

Image = NDArray[np.uint8]


@given(st.integers(1, 20_000))
def test_tiles_cover_every_pixel_and_overlap(size: int) -> None:
    made = cuts(size)
    assert made.starts[0] == 0
    assert made.starts[-1] + made.length == made.whole
    assert size <= made.whole < size + 4
    assert made.length <= LARGEST
    assert made.length % 4 == 0
    gaps = np.diff(made.starts)
    assert (made.length - gaps >= OVERLAP - 1).all()


def doubled(tiles: Image) -> Image:
    return tiles.repeat(2, 1).repeat(2, 2)


@pytest.mark.parametrize("size", [(1, 1), (5, 700), (289, 288), (600, 431)])
def test_tiles_put_together_are_the_whole_picture(size: tuple[int, int]) -> None:
    picture = np.random.default_rng(3).integers(0, 256, (*size, 3), np.uint8)
    assert np.array_equal(enlarged(picture, 2, doubled), doubled(picture[None])[0])


def test_a_row_of_tiles_is_asked_for_at_once() -> None:
    asked = []

    def count(tiles: Image) -> Image:
        asked.append(len(tiles))
        return doubled(tiles)

    enlarged(np.zeros((600, 300, 3), np.uint8), 2, count)  # and a few pixels on all sides
    assert asked == [2, 2, 2]


def test_where_tiles_meet_a_network_gives_what_it_gives_for_the_whole(tmp_path: Path) -> None:
    rough = np.random.default_rng(4).integers(0, 256, (20, 50, 3), np.uint8)
    picture = rough.repeat(16, 0).repeat(16, 1)[:300, :800]
    network = PictureNetwork(
        narrow(Upscaling.GENERAL),
        Device("cpu", "float32", 1, 4 << 30),
        tmp_path,
        low=0,
        bytes_per_pixel=100,
    )
    whole = network(picture[None])[0].astype(int)
    tiled = enlarged(picture, 4, network).astype(int)
    assert whole.std() > 10
    assert np.abs(whole - tiled)[16:-16, 16:-16].max() <= 1
