"""Who of two really speaks: microphones hear the other voice too, softer and a little later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
import scipy
from numpy.typing import NDArray

Floats = NDArray[np.float32]

RATE = 16000
STEPS = 100  # a second

_HOP = RATE // STEPS
_FRAME = 10 * _HOP  # in which one voice is compared with the other
_FFT = 4096
_LATEST = round(0.03 * RATE)  # samples: sound takes so long for ten metres
_COPY = 0.15  # likeness with the other voice from which on it is heard in a channel
_ONE_VOICE = 0.9  # the same over everything, from which on there is one voice, not two
_LOUD_DB, _SPEECH_DB = 20.0, 30.0  # below a voice's loud parts: loud, and a voice at all
_USUAL = 30  # percentile of a channel's level below the other voice: bleed, not an answer
_OVER_DB, _MOST_DB = 7.0, 0.0  # how far a voice stands out of the bleed; and from where on anyway
_SMOOTH_SECONDS, _LEAST_SECONDS = 0.05, 0.07
_HOLD_SECONDS, _EASE_SECONDS = 0.24, 0.02
_DIES_DB, _REVERBERATES_SECONDS = 150.0, 0.25  # a second: by 60 in 0.4 s
_FLOOR = 1e-9
_AUDIBLE = 1e-6  # mean square of a frame that counts


@dataclass(frozen=True)
class Turns:
    """When each of two voices speaks.

    `gates`: for each voice how much of its channel is its own, 0..1, `STEPS` a second: float32 [N];
    all 1 where nothing of the other voice is heard. `likeness` of both channels, 0..1. `peaks` of
    both.
    """

    gates: tuple[Floats, Floats]
    likeness: float
    peaks: tuple[float, float]

    @property
    def one_voice(self) -> bool:
        """Whether both channels hold the same."""
        return self.likeness > _ONE_VOICE


def find_turns(first: Iterable[Floats], second: Iterable[Floats]) -> Turns:
    """Compares two channels that run side by side: blocks of mono samples at `RATE` Hz.

    All blocks but the last hold whole seconds. In flat memory but for the gates.
    """
    compared = _Comparison()
    nothing = np.zeros(0, np.float32)
    for pair in zip_longest(first, second, fillvalue=nothing):
        compared.add(*pair)
    levels = compared.levels()
    gates = tuple(
        _gate(levels[own], levels[1 - own], copied=compared.copied(own)) for own in range(2)
    )
    return Turns((gates[0], gates[1]), compared.likeness, compared.peaks)


def gated(samples: Floats, start: int, rate: int, gate: Floats) -> Floats:
    """Samples from number `start` on, at `rate`, without what the gate keeps out."""
    times = (start + np.arange(len(samples))) * (STEPS / rate) - 0.5
    opened = np.interp(times, np.arange(len(gate)), gate)
    return (samples * opened).astype(np.float32)


class _Comparison:
    """Sums over blocks: levels, and how like the channels are at each delay."""

    def __init__(self) -> None:
        self._powers: list[NDArray[np.float64]] = []
        # Of the frames in which the other voice is louder, and of all frames: every frame counts
        # alike, so that those in which both speak hide nothing.
        self._alike = np.zeros((3, _FFT), np.float64)
        self._frames = np.zeros(3)
        self.peaks = (0.0, 0.0)

    def add(self, first: Floats, second: Floats) -> None:
        length = -(-max(len(first), len(second)) // _FRAME) * _FRAME
        both = np.stack([np.pad(one, (0, length - len(one))) for one in (first, second)])
        most = np.abs(both).max(1, initial=0.0)
        self.peaks = max(self.peaks[0], float(most[0])), max(self.peaks[1], float(most[1]))
        frames = both.reshape(2, -1, _FRAME).astype(np.float64)
        self._powers.append((frames.reshape(2, -1, _HOP) ** 2).mean(2))
        energy = (frames**2).sum(2)
        spectra = np.fft.rfft(frames, _FFT)
        cross = spectra[0] * spectra[1].conj()
        cross /= np.maximum(np.sqrt(energy.prod(0)), _FLOOR)[:, None]
        heard = energy.max(0) > _FRAME * _AUDIBLE
        for index, some in enumerate((energy[1] > energy[0], energy[0] > energy[1], heard)):
            self._alike[index] += np.fft.irfft(cross[some & heard].sum(0), _FFT)
            self._frames[index] += (some & heard).sum()

    def levels(self) -> tuple[Floats, Floats]:
        """In dB, `STEPS` a second, smoothed: float32 [N] each."""
        powers = np.concatenate(self._powers, 1) if self._powers else np.zeros((2, 1))
        size = max(1, round(_SMOOTH_SECONDS * STEPS))
        first, second = (
            scipy.ndimage.uniform_filter1d(one, size, mode="nearest") for one in powers
        )
        return _decibels(first), _decibels(second)

    def copied(self, own: int) -> bool:
        """Whether the other voice is heard in the channel `own`: where it is the louder one, the
        channels are alike at one delay. Voices of their own are alike at none."""
        return self._most(own) > _COPY

    @property
    def likeness(self) -> float:
        """Of everything."""
        return self._most(2)

    def _most(self, index: int) -> float:
        alike = np.abs(self._alike[index])
        most = max(alike[: _LATEST + 1].max(), alike[-_LATEST:].max())
        return float(most / max(self._frames[index], 1))


def _gate(own: Floats, other: Floats, *, copied: bool) -> Floats:
    """How much of a channel is its own voice, by the levels of both."""
    loud = other > _loud_level(other) - _LOUD_DB
    if not copied or not loud.any():
        return np.ones(len(own), np.float32)
    above = own - other
    least = min(float(np.percentile(above[loud], _USUAL)) + _OVER_DB, _MOST_DB)
    # What reverberates is no voice: the other one counts until it has died away.
    speaks = (own - _held(other) > least) & (own > _loud_level(own) - _SPEECH_DB)
    least_steps = max(1, round(_LEAST_SECONDS * STEPS))
    speaks = scipy.ndimage.binary_opening(speaks, np.ones(least_steps, np.bool_))
    size = round(_HOLD_SECONDS * STEPS) | 1
    wide = scipy.ndimage.maximum_filter1d(speaks.astype(np.float32), size, mode="nearest")
    eased = scipy.ndimage.gaussian_filter1d(wide, _EASE_SECONDS * STEPS, mode="nearest")
    return eased.astype(np.float32)


def _held(level: Floats) -> Floats:
    """A level that falls no quicker than a usual room lets it."""
    held = level.copy()
    for lag in range(1, round(_REVERBERATES_SECONDS * STEPS)):
        held[lag:] = np.maximum(held[lag:], level[:-lag] - lag * _DIES_DB / STEPS)
    return held


def _loud_level(level: Floats) -> float:
    return float(np.percentile(level, 98))


def _decibels(power: NDArray[np.float64]) -> Floats:
    return (10 * np.log10(power + _FLOOR)).astype(np.float32)
