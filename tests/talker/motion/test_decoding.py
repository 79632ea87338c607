"""Stretches of a decoded sequence: how long they last and how they are come to."""

from __future__ import annotations

import numpy as np
import pytest

from talker.motion.decoding import approached, core, evident, held, lasting


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


@pytest.mark.parametrize(
    ("own", "rival", "vowel", "stays"),
    [
        ((0.5, 0.9, 0.4), (0.3, 0.0, 0.3), 0.0, True),  # sure of it
        ((0.1, 0.5, 0.1), (0.7, 0.4, 0.8), 0.0, False),  # one row is, the others hear the rival
        ((0.2, 0.25, 0.2), (0.2, 0.2, 0.2), 0.5, False),  # none is sure of anything
        ((0.2, 0.35, 0.2), (0.0, 0.05, 0.0), 0.5, True),  # what is no rival does not count
    ],
)
def test_a_stretch_stays_where_it_has_enough_for_itself(
    own: tuple[float, ...], rival: tuple[float, ...], vowel: float, stays: bool
) -> None:
    rows = [[vowel, lips, tongue] for lips, tongue in zip(own, rival, strict=True)]
    probs = np.array([[0.9, 0.1, 0.0], *rows], np.float32)
    path = evident(np.array([0, 1, 1, 1]), probs, 1, [2], 0.2)
    assert path[0] == 0
    assert (path[1:] == 1).all() == stays
    assert stays or not (path == 1).any()


def test_a_contact_is_shut_where_it_is_most_likely_alone() -> None:
    sure = np.array([0.1, 0.2, 0.9, 0.5, 0.8, 0.3, 0.1, 0.2, 0.1], np.float32)
    found = core(_said(".#####.##"), sure)
    assert (found == _said("..###..##")).all()


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
