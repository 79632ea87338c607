"""Stretches of a decoded sequence: how long they last and how they are come to."""

from __future__ import annotations

import numpy as np
import pytest

from talker.motion.decoding import approached, held, lasting, surely


def _said(rows: str) -> np.ndarray:
    return np.array([row == "#" for row in rows])


@pytest.mark.parametrize(
    ("said", "least", "longer"),
    [
        ("....#....", 3, "...###..."),
        ("....#....", 2, "....##..."),
        ("..####...", 3, "..####..."),
        ("#.......#", 3, "##.....##"),
        ("..#...#..", 3, ".###.###."),
        (".........", 3, "........."),
    ],
)
def test_short_stretches_last_about_their_middle(said: str, least: int, longer: str) -> None:
    assert (lasting(_said(said), least) == _said(longer)).all()


@pytest.mark.parametrize(
    ("said", "least", "left"),
    [("..#..##..###", 2, ".....##..###"), ("#...", 1, "#..."), ("##..#", 3, ".....")],
)
def test_what_is_too_short_is_not_held(said: str, least: int, left: str) -> None:
    assert (held(_said(said), least) == _said(left)).all()


def test_a_stretch_stays_where_one_row_is_sure_of_it() -> None:
    probs = np.array([[0.1, 0.5, 0.4], [0.1, 0.9, 0.0], [0.9, 0.1, 0.0], [0.2, 0.5, 0.3]])
    path = np.array([1, 1, 0, 1])
    assert surely(path, probs.astype(np.float32), 1, 0.6).tolist() == [1, 1, 0, 2]


def test_ways_to_a_contact_are_smooth_and_as_long_as_asked() -> None:
    found = approached(_said("..........###.........."), 5.0)
    assert (found[10:13] == 1).all()
    assert not found[:6].any()
    assert not found[17:].any()
    assert (np.diff(found[5:11]) > 0).all()
    assert np.allclose(found, found[::-1])


def test_lips_part_in_the_middle_between_two_contacts() -> None:
    found = approached(_said("###....###"), 8.0)
    assert found[4] < 0.6
    assert (found[:3] == 1).all()
    assert (found[7:] == 1).all()
    assert approached(_said("###.....###"), 8.0)[5] < 0.1


def test_no_contact_is_no_way() -> None:
    assert not approached(_said("......"), 4.0).any()
