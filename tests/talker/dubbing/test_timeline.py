"""Which frame of a film is seen when, for speech that is shorter and longer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from talker.dubbing.timeline import Ends, plan_timeline
from talker.options.dub import Ending, Extend


def _ends(pictures: NDArray[np.uint8], gaps: NDArray[np.float32] | None = None) -> Ends:
    shut = np.zeros(len(pictures), np.float32) if gaps is None else gaps
    return Ends(lambda start, stop: pictures[start:stop], shut)


def _swing(frames: int, period: float, wander: float = 0.0) -> NDArray[np.uint8]:
    """Pictures of something that swings, and wanders off meanwhile."""
    x = np.arange(32)[None, None]
    place = 16 + 6 * np.sin(2 * np.pi * np.arange(frames) / period) + wander * np.arange(frames)
    light = 200 * np.exp(-(((x - place[:, None, None]) / 3) ** 2))
    return np.repeat(light, 18, axis=1).astype(np.uint8)


def test_short_films_go_to_and_fro_or_hold() -> None:
    ends = _ends(_swing(6, 5))
    there = plan_timeline(6, 15, Extend.BOUNCE, Ending.CUT, ends, 25)
    assert there.numbers.tolist() == [0, 1, 2, 3, 4, 5, 4, 3, 2, 1, 0, 1, 2, 3, 4]
    held = plan_timeline(6, 9, Extend.HOLD, Ending.CUT, ends, 25)
    assert held.numbers.tolist() == [0, 1, 2, 3, 4, 5, 5, 5, 5]
    assert (there.spoken, held.spoken, there.joins) == (15, 9, ())


def test_a_loop_joins_where_picture_and_motion_match() -> None:
    pictures = _swing(100, 32.0, wander=0.01)
    timeline = plan_timeline(100, 260, Extend.LOOP, Ending.CUT, _ends(pictures), 25)
    numbers = timeline.numbers
    (first, *others) = timeline.joins
    assert others
    before, after = int(numbers[first - 1]), int(numbers[first])
    assert (before + 1 - after) % 32 in (31, 0, 1)  # whole swings
    assert before + 1 - after >= 40
    assert (np.diff(numbers)[np.arange(1, len(numbers)) != first][: first - 1] == 1).all()
    step = np.abs(pictures[after].astype(int) - pictures[before]).mean()
    usual = np.abs(np.diff(pictures.astype(int), axis=0)).mean()
    assert step < 2.5 * usual


def test_long_films_end_at_rest_or_go_on() -> None:
    pictures = _swing(200, 400.0)
    gaps = np.full(200, 5.0, np.float32)
    gaps[112:116] = 0
    ended = plan_timeline(200, 100, Extend.BOUNCE, Ending.CUT, _ends(pictures, gaps), 25)
    assert 100 <= ended.frames <= 125
    assert gaps[ended.frames - 1] == 0 or gaps[ended.frames] == 0
    kept = plan_timeline(200, 100, Extend.BOUNCE, Ending.KEEP, _ends(pictures, gaps), 25)
    assert (kept.frames, kept.spoken) == (200, 100)


def test_a_long_film_is_compared_with_itself_in_flat_memory() -> None:
    pictures = _swing(9000, 1000.0)
    timeline = plan_timeline(9000, 9500, Extend.LOOP, Ending.CUT, _ends(pictures), 25)
    (join,) = timeline.joins
    before, after = int(timeline.numbers[join - 1]), int(timeline.numbers[join])
    assert before - after > 6000
    assert np.abs(pictures[before].astype(int) - pictures[after]).mean() < 1
