"""What is filled in behind the presenter, on pictures of which all is known."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.engines.builtin.backdrop import background
from talker.engines.builtin.matte import Matte, Part

SIDE, CELL, SHOWN = 192, 2.0, 60.0
WALL, COAT = 100, 30
Y, X = np.mgrid[:SIDE, :SIDE]
PRESENTER = (np.abs(X - 96) < 40) & (Y > 60)

Pixels = NDArray[np.uint8]


def _filled(light: NDArray[np.generic], presenter: NDArray[np.bool_] = PRESENTER) -> Pixels:
    """The background of a grey picture, whose presenter is dark."""
    picture = np.where(presenter, COAT, light).astype(np.uint8)[..., None].repeat(3, 2)
    part = Part(picture, (SIDE, SIDE), np.eye(2, 3), CELL)
    return background(part, Matte(presenter.astype(np.uint8) * 255, CELL), SHOWN)[..., 0]


def _wall() -> Pixels:
    return np.full((SIDE, SIDE), WALL, np.uint8)


@pytest.mark.parametrize("lighter", [60, -60])
def test_a_strand_of_hair_leaves_nothing_behind_when_it_moves(lighter: int) -> None:
    strand = (np.abs(Y - 120) < 2) & (X > 100) & (X < 150)
    back = _filled(_wall() + lighter * strand.astype(int))
    assert np.abs(back.astype(int) - WALL).max() < 0.2 * abs(lighter)


def test_what_goes_on_past_the_presenter_stays_where_it_is() -> None:
    wire = (np.abs(Y - 120) < 2) & (X > 100)
    back = _filled(_wall() + 60 * wire.astype(int))
    assert back[wire & (X > 145)].min() > WALL + 40


def test_a_patch_of_light_beside_the_presenter_stays_where_it_is() -> None:
    patch = np.hypot(X - 148, Y - 120) < 14
    back = _filled(_wall() + 60 * patch.astype(int))
    assert back[patch & (X > 148)].min() > WALL + 40


def test_the_line_of_a_frame_is_not_spread_behind_the_presenter() -> None:
    light = _wall()
    light[:3], light[-3:], light[:, :3], light[:, -3:] = (255,) * 4
    back = _filled(light, (np.abs(X - 96) < 70) & (Y > 4))
    assert back[6:-6][(np.abs(X - 96) < 70)[6:-6]].max() < WALL + 10


def test_grain_is_not_drawn_out_to_lines_where_nothing_lies_opposite() -> None:
    grain = np.random.default_rng(3).normal(WALL, 10, (SIDE, SIDE)).clip(0, 255)
    back = _filled(grain, X > 30)[8:-8]
    near, far = back[:, 34:39].astype(float), back[:, 70:85].astype(float)
    assert near.std(0).mean() > 3  # the wall has its grain there
    assert np.abs(np.diff(far.mean(1))).max() < 2


def test_what_is_no_grain_is_not_seen_again_behind_the_presenter() -> None:
    """Not even if it is faint, where the background has no grain to hide it in."""
    dots = (Y % 12 < 4) & (np.abs(X - 156) < 2)
    back = _filled(_wall() + 12 * dots.astype(int))
    behind = back[70:-8, 60:132]
    assert behind.max() < WALL + 5
