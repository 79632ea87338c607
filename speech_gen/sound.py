"""How loud a sentence is, and where it begins and ends."""

from __future__ import annotations

import numpy as np

from speech_gen.speech import Samples

_LEVEL = -20.0
"""dBFS of speech, its pauses left out (as ITU-T P.56 counts); voices are of different loudness."""
_PEAK = 10 ** (-1 / 20)
_FRAME_SECONDS = 0.02
_AUDIBLE = 10 ** (-35 / 20)  # of the loudest frame
_FADE_SECONDS = 0.005


def levelled(samples: Samples, rate: int, volume: float) -> Samples:
    """The sound as loud as every other, and `volume` dB louder than that; peaks stay below -1 dBFS.

    Float32 [N] mono at `rate` Hz; silence stays silence.
    """
    frame = max(1, round(rate * _FRAME_SECONDS))
    whole = samples[: len(samples) // frame * frame].reshape(-1, frame)
    powers = np.einsum("fn,fn->f", whole, whole, dtype=np.float64) / frame
    if not len(powers) or powers.max() <= 0:
        return samples
    active = powers[powers > powers.max() * _AUDIBLE**2].mean()
    gain = 10 ** ((_LEVEL + volume) / 20) / np.sqrt(active)
    gain = min(gain, _PEAK / float(np.abs(samples).max()))
    return (samples * gain).astype(np.float32)


def audible_end(samples: Samples, rate: int) -> float:
    """Where the last frame ends that is louder than -35 dB of the loudest: seconds."""
    frame = max(1, round(rate * _FRAME_SECONDS))
    whole = samples[: len(samples) // frame * frame].reshape(-1, frame)
    powers = np.einsum("fn,fn->f", whole, whole)
    heard = np.flatnonzero(powers > powers.max(initial=0) * _AUDIBLE**2)
    return 0.0 if not len(heard) else float((heard[-1] + 1) * frame / rate)


def faded(samples: Samples, rate: int) -> Samples:
    """The same with its first and last 5 ms faded, so that joints do not click."""
    count = min(round(rate * _FADE_SECONDS), len(samples) // 2)
    if not count:
        return samples
    slope = np.linspace(0, 1, count, endpoint=False, dtype=np.float32)
    faded = samples.copy()
    faded[:count] *= slope
    faded[-count:] *= slope[::-1]
    return faded
