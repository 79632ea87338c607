"""The level of each band of a voice in its recording: what is heard is heard against it.

Takes away gain, microphone and how bright a voice is. One level for a whole recording is wrong for
all voices in it but one, and a long pause with a noise in it makes it that of the noise: so it is
taken anew each second.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_LOUD_SHARE, _SILENT = 99, 8.0  # percentile of frames; nats below it (35 dB)
_APART, _AROUND = 100, 300  # frames between two levels, and on either side of each
_NEARLY_LOUD_SHARE, _VOICE_NATS = 98, 5.0  # so far below the loud frames around it is the voice
_LEAST, _COMMON = 10, 100  # frames that are a level at all; as many count for the whole recording


@dataclass(frozen=True)
class VoiceLevels:
    """Levels of the bands [K, 40] of a recording, each a second after the one before."""

    knots: Floats

    def heard(self, mel: NDArray[np.floating], start: int, stop: int) -> Floats:
        """The network's input for the frames `start` to `stop` of `mel` [N, 40]."""
        part = mel[start:stop]
        place = np.arange(start, start + len(part)) / _APART
        before = np.minimum(place.astype(int), max(len(self.knots) - 2, 0))
        after = np.minimum(before + 1, len(self.knots) - 1)
        share = (place - before).astype(np.float32)[:, None]
        level = self.knots[before] + share * (self.knots[after] - self.knots[before])
        return normalised(part, level)


def voice_levels(mel: NDArray[np.floating]) -> VoiceLevels:
    """The levels of log-mel frames [N, 40] (N > 0), a hundred a second, as each voice is heard.

    Around each moment the louder half of what is as loud as a voice counts, and some of the whole
    recording: a word or two say little of a voice.
    """
    loudness = mel.mean(1, dtype=np.float32)
    silent = _loud(loudness, _LOUD_SHARE) - _SILENT
    whole = reference_level(mel)
    knots = []
    for middle in range(0, len(mel) + _APART, _APART):
        around = slice(max(middle - _AROUND, 0), middle + _AROUND)
        near = loudness[around]
        voice = _louder(near, max(silent, _loud(near, _NEARLY_LOUD_SHARE) - _VOICE_NATS))
        count = np.count_nonzero(voice)
        if count < _LEAST:
            knots.append(whole)
            continue
        level = mel[around][voice].sum(0, dtype=np.float32)
        knots.append((level + _COMMON * whole) / np.float32(count + _COMMON))
    return VoiceLevels(np.stack(knots).astype(np.float32))


def reference_level(mel: NDArray[np.floating]) -> Floats:
    """Mean of each band over the louder half of the frames [N, 40].

    Where more than half of a recording is silent, the louder half of the others: silence says
    nothing of the voice.
    """
    loudness = mel.mean(1, dtype=np.float32)
    louder = _louder(loudness, _loud(loudness, _LOUD_SHARE) - _SILENT)
    return mel[louder].mean(0, dtype=np.float32)


def _loud(loudness: Floats, share: float) -> float:
    return float(np.percentile(loudness, share)) if len(loudness) else -np.inf


def _louder(loudness: Floats, silent: float) -> NDArray[np.bool_]:
    """Which frames [N] are the louder half: of all, or of those that are not silent where these are
    fewer."""
    heard = loudness >= silent
    if not heard.any():
        return heard
    counted = loudness if 2 * np.count_nonzero(heard) >= len(loudness) else loudness[heard]
    return loudness >= np.median(counted)


def normalised(mel: NDArray[np.floating], level: Floats) -> Floats:
    """The network's input for `mel` [N, 40] against its `level` ([40] or [N, 40])."""
    return ((mel.astype(np.float32) - level) / 3.0).astype(np.float32)
