"""What a photograph makes of a motion."""

from __future__ import annotations

import pytest

from talker.engines.builtin.fit import fitted, neutral
from tests.talker.engines.builtin.still import poses


def _yaw(wanted: float, view: float) -> float:
    motion = fitted(poses({"yaw": wanted}), view)
    return float(motion.values[0, motion.channels.index("yaw")])


def test_small_turns_stay_as_they_are_and_large_ones_are_bent() -> None:
    assert _yaw(3.0, 0.0) == pytest.approx(3.0, abs=0.1)
    assert _yaw(8.0, 0.0) == pytest.approx(8.0, abs=0.2)  # no speaker's own turns are made smaller
    assert 15.0 < _yaw(20.0, 0.0) < _yaw(40.0, 0.0) <= 18.0
    assert _yaw(-40.0, 0.0) == pytest.approx(-_yaw(40.0, 0.0))


def test_a_half_turned_head_turns_less_away_than_back() -> None:
    assert -12.0 < _yaw(-20.0, -34.0) < -10.0
    assert _yaw(20.0, -34.0) > 15.0
    assert _yaw(-20.0, -34.0) > _yaw(-20.0, -16.0) > _yaw(-20.0, -5.0)


def test_a_parted_photograph_rests_with_its_lips_together() -> None:
    close = neutral(9.0, 0.0, poses({}, {"speech": 1.0}, {"closure": 1.0})).close
    assert close.min() == 1.0
    assert close[2] > close[0]  # what speech closes is pressed


def test_a_shut_photograph_is_not_shut_further() -> None:
    assert neutral(0.04, 0.0, poses({}, {"speech": 1.0})).close.max() == 0.0


def test_a_broad_smile_is_calmer_while_speaking_and_a_neutral_mouth_stays() -> None:
    rest, talk = neutral(9.0, 8.0, poses({}, {"speech": 1.0})).smile
    assert -8.0 < talk < rest < 0.0
    assert not neutral(0.0, 0.0, poses({}, {"speech": 1.0})).smile.any()
