"""Who of two speaks, though each microphone hears both."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation
from scipy.signal import fftconvolve

from talker.media.bleed import RATE, Turns, find_turns, gated
from tests.talker.two import speaks, voices, with_bleed

Floats = NDArray[np.float32]


def turns(first: Floats, second: Floats) -> Turns:
    block = 10 * RATE

    def blocks(samples: Floats) -> list[Floats]:
        return [samples[start : start + block] for start in range(0, len(samples), block)]

    return find_turns(blocks(first), blocks(second))


@pytest.mark.parametrize("decibels", [-30.0, -18.0, -12.0])
def test_a_channel_is_open_for_its_own_voice_and_closed_for_the_other(decibels: float) -> None:
    one, two = voices()
    found = turns(with_bleed(one, two, decibels), with_bleed(two, one, decibels))
    for own, other, gate in ((one, two, found.gates[0]), (two, one, found.gates[1])):
        talks = speaks(own)
        far = speaks(other) & ~binary_dilation(talks, iterations=30)
        assert gate[: len(talks)][talks].mean() > 0.98
        assert gate[: len(far)][far].max() < 0.02


def test_who_speaks_at_the_same_time_is_heard() -> None:
    one, two = voices()
    found = turns(with_bleed(one, two, -15), with_bleed(two, one, -15))
    both = speaks(one) & speaks(two)
    assert both.sum() > 20
    for gate in found.gates:
        assert gate[: len(both)][both].mean() > 0.98


def test_a_room_that_reverberates_opens_nothing() -> None:
    one, two = voices()
    chance = np.random.default_rng(3)
    tail = chance.standard_normal(4000) * np.exp(-np.arange(4000) / 900) * 0.06
    tail[60] = 1.0
    heard = fftconvolve(two, 0.2 * tail)[: len(two)].astype(np.float32)
    gate = turns(with_bleed(one, heard, 0.0), two).gates[0]
    far = speaks(two) & ~binary_dilation(speaks(one), iterations=30)
    assert gate[: len(far)][far].max() < 0.02


def test_recordings_that_know_nothing_of_each_other_are_left_alone() -> None:
    one, two = voices()
    for gate in turns(one, two).gates:
        assert (gate == 1).all()
    loud, soft = one[: 3 * RATE], 0.1 * two[round(4.2 * RATE) :][: 3 * RATE]
    for gate in turns(loud, soft).gates:  # both speak all the time
        assert (gate == 1).all()


@pytest.mark.parametrize("gain", [1.0, 0.3, -1.0])
def test_the_same_voice_in_both_channels_is_known(gain: float) -> None:
    one, two = voices()
    assert turns(one, np.float32(gain) * one).one_voice
    assert not turns(one, with_bleed(two, one, -6.0)).one_voice


def test_a_gate_follows_the_samples_at_any_rate() -> None:
    gate = np.repeat(np.array([0, 1, 0], np.float32), 100)
    ones = np.ones(24000, np.float32)
    whole = gated(ones, 0, 8000, gate)
    np.testing.assert_array_equal(whole[:7900], 0)
    np.testing.assert_array_equal(whole[8100:15900], 1)
    parts = [
        gated(ones[start : start + 5000], start, 8000, gate) for start in range(0, 24000, 5000)
    ]
    np.testing.assert_array_equal(np.concatenate(parts), whole)


def test_nothing_is_no_voice() -> None:
    nothing = np.zeros(RATE, np.float32)
    found = turns(nothing, nothing)
    assert found.peaks == (0.0, 0.0)
    assert not found.one_voice
