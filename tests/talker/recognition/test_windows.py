"""A recording is cut into what the network hears at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from talker.media.audio import open_speech
from talker.recognition.windows import Floats, Window, windows
from talker.voice_activity import RATE, STEP, speech_probabilities


@pytest.fixture(scope="module")
def spoken(demo_speech: Path) -> Floats:
    return np.concatenate(list(open_speech(demo_speech).blocks(RATE)))


def in_blocks(sound: Floats, size: int) -> Iterator[Floats]:
    yield from (sound[at : at + size] for at in range(0, len(sound), size))


def test_speech_is_told_from_noise_of_the_same_level(spoken: Floats) -> None:
    noise = np.random.default_rng(1).normal(0, 0.05, len(spoken)).astype(np.float32)
    assert np.mean(speech_probabilities([spoken]) > 0.5) > 0.7
    assert np.mean(speech_probabilities([noise]) > 0.5) < 0.02


def test_how_the_sound_is_cut_into_blocks_makes_no_difference(spoken: Floats) -> None:
    one = speech_probabilities([spoken])
    many = speech_probabilities(in_blocks(spoken, 1_000))
    assert len(one) == -(-len(spoken) // STEP)
    np.testing.assert_allclose(one, many, atol=1e-4)
    assert [len(window.samples) for window in windows([spoken])] == [
        len(window.samples) for window in windows(in_blocks(spoken, 7_777))
    ]


def test_long_silence_is_left_out_and_the_clock_knows(spoken: Floats) -> None:
    gap = np.zeros(60 * RATE, np.float32)
    (window,) = windows([spoken, gap, spoken[: 10 * RATE]])
    assert len(window.samples) < 30 * RATE
    again = len(spoken) / RATE + 60
    middle = window.clock(len(window.samples) / RATE - 5)
    assert again < middle < again + 10
    assert window.clock(1.0) == pytest.approx(window.steps[0] * STEP / RATE + 1.0, abs=0.001)


def test_windows_come_while_the_sound_is_still_read(spoken: Floats) -> None:
    read = 0

    def endless() -> Iterator[Floats]:
        nonlocal read
        while True:
            read += len(spoken)
            yield spoken

    found = windows(endless())
    for number in range(1, 6):
        window = next(found)
        assert 10 * RATE <= len(window.samples) <= 30 * RATE
        # No more was read than what is given away, and two windows.
        assert read <= (number + 1) * 30 * RATE + len(spoken)


def test_a_full_window_ends_in_a_pause(spoken: Floats) -> None:
    sound = np.concatenate([spoken, np.zeros(RATE // 2, np.float32)] * 6)
    for window in list(windows([sound]))[:-1]:
        end = int(window.steps[-1]) * STEP
        assert np.abs(sound[end - STEP // 2 : end + STEP // 2]).max() < 0.02


def test_where_there_is_no_speech_there_is_no_window() -> None:
    assert list(windows([np.zeros(40 * RATE, np.float32)])) == []
    assert list(windows([])) == []


def test_the_clock_tells_ends_before_a_gap_and_begins_behind_it() -> None:
    steps = np.array([0, 1, 10, 11])
    window = Window(np.zeros(4 * STEP, np.float32), steps)
    joint = 2 * STEP / RATE
    assert window.clock(joint, ends=True) == pytest.approx(2 * STEP / RATE)
    assert window.clock(joint) == pytest.approx(10 * STEP / RATE)
