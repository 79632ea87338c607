"""What a photograph makes of a motion."""

from __future__ import annotations

import pytest

from talker.engines.builtin.fit import fitted, photo_close
from tests.talker.engines.builtin.still import poses


def _yaw(wanted: float, view: float) -> float:
    motion = fitted(poses({"yaw": wanted}), 0.0, view)
    return float(motion.values[0, motion.channels.index("yaw")])


def test_small_turns_stay_as_they_are_and_large_ones_are_bent() -> None:
    assert _yaw(3.0, 0.0) == pytest.approx(3.0, abs=0.1)
    assert 12.0 < _yaw(40.0, 0.0) <= 14.0
    assert _yaw(-40.0, 0.0) == pytest.approx(-_yaw(40.0, 0.0))


def test_a_half_turned_head_turns_less_away_than_back() -> None:
    assert -11.0 < _yaw(-20.0, -34.0) < -9.0
    assert _yaw(20.0, -34.0) > 12.0


def test_a_broad_smile_is_not_spread_further() -> None:
    motion = poses({"wide": 2.0, "speech": 1.0})
    wide = motion.channels.index("wide")
    assert fitted(motion, 9.0, 0.0).values[0, wide] == pytest.approx(0.8)
    assert fitted(motion, 0.1, 0.0).values[0, wide] == 2.0
    assert motion.values[0, wide] == 2.0


def test_a_closed_photograph_is_not_shut_further() -> None:
    motion = poses(*[{"speech": 1.0}] * 5)
    assert photo_close(0.04, motion) == pytest.approx(0.35)
    assert photo_close(9.0, motion)[2] == pytest.approx(0.85)


def test_teeth_in_a_smile_stay_covered_in_pauses_but_show_at_both_ends() -> None:
    motion = poses(*[{}] * 100)
    close = photo_close(9.0, motion)
    assert close[0] < 0.05
    assert close[-1] < 0.05
    assert close[50] > 0.5
