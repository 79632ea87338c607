"""A recording in which only speech is heard: music, noise and breath keep the mouth closed.

What is no speech is turned down until it is far below it. A quiet room stays as it is: there the
curves are the same to the bit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import scipy
from numpy.typing import NDArray
from typing_extensions import override

from talker.media.audio import Speech
from talker.progress import CancelToken
from talker.voice_activity import RATE, STEP, Floats, speech_probabilities

_SPEAKS, _STILL_SPEAKS = 0.5, 0.1
_LOUD_SHARE = 90  # percentile of the levels of speech
_BELOW = 10 ** (-45 / 20)  # of that level: nobody takes it for speech (articulation.py: 35 dB)
_AROUND = 5  # steps on either side that are kept: lips move before they are heard (0.16 s)
_JOINED = 14  # steps of doubt within speech (0.45 s): stops and hisses are no pauses


@dataclass(frozen=True)
class OnlySpeech(Speech):
    """The recording with `gains` [N], 0..1 for each step of 32 ms: below 1 where nobody speaks."""

    gains: tuple[float, ...] = ()

    @override
    def blocks(self, rate: int = 16000, seconds: float = 10.0) -> Iterator[Floats]:
        """Mono samples as of the recording itself; gains are eased from step to step."""
        gains = np.array(self.gains, np.float32)
        middles = (np.arange(len(gains)) + 0.5) * STEP / RATE
        done = 0
        for block in super().blocks(rate, seconds):
            times = (done + np.arange(len(block))) / rate
            yield (block * np.interp(times, middles, gains)).astype(np.float32)
            done += len(block)


def only_speech(speech: Speech, cancel: CancelToken) -> OnlySpeech:
    """The recording without what is no speech, as the network of silero-vad hears it."""
    levels: list[Floats] = []

    def heard() -> Iterator[Floats]:
        rest = np.zeros(0, np.float32)
        for block in cancel.checked(speech.blocks(RATE)):
            rest = np.concatenate([rest, block])
            whole = len(rest) // STEP * STEP
            levels.append(np.sqrt((rest[:whole].reshape(-1, STEP) ** 2).mean(axis=1)))
            rest = rest[whole:]
            yield block
        if len(rest):
            levels.append(np.sqrt((rest**2).mean(keepdims=True)))

    spoken = spoken_steps(speech_probabilities(heard()))
    gains = _gains(spoken, np.concatenate([np.zeros(0, np.float32), *levels]))
    values = {field.name: getattr(speech, field.name) for field in fields(Speech)}
    return OnlySpeech(**values, gains=tuple(gains.tolist()))


def _gains(spoken: NDArray[np.bool_], levels: Floats) -> Floats:
    """By how much each step is turned down: speech not at all, the rest to far below it."""
    loud = float(np.percentile(levels[spoken], _LOUD_SHARE)) if spoken.any() else 0.0
    near = scipy.ndimage.maximum_filter1d(levels, 3) if len(levels) else levels
    turned = np.minimum(1.0, loud * _BELOW / np.maximum(near, 1e-9))
    return np.where(spoken, 1.0, turned).astype(np.float32)


def spoken_steps(probs: Floats) -> NDArray[np.bool_]:
    """Which steps [N] are speech, by their probabilities [N]: what is unsure counts where it is
    joined to what is sure.
    """
    doubtful, _ = scipy.ndimage.label(probs >= _STILL_SPEAKS)
    sure = np.unique(doubtful[probs >= _SPEAKS])
    spoken = np.isin(doubtful, sure[sure > 0])
    ends = np.pad(spoken, _JOINED)  # closing must not eat the begin and the end
    joined = scipy.ndimage.binary_closing(ends, np.ones(_JOINED + 1))[_JOINED:-_JOINED] | spoken
    return np.asarray(scipy.ndimage.binary_dilation(joined, np.ones(2 * _AROUND + 1)), bool)
