"""Mouth curves from visemes: coarticulation, closures, loudness, pauses.

Each viseme has a target for each articulator; a Gaussian for each articulator blends neighbours
(after Loefqvist's overlapping gestures, 1990, with equal dominance), then closures override.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, maximum_filter1d, uniform_filter1d

from talker.motion.decoding import decoded
from talker.motion.visemes import VISEMES, VisemeTrack

Curve = NDArray[np.float32]

ARTICULATORS = ("jaw", "wide", "pucker", "uraise", "ldrop", "tongue")

# Targets in mm at the landmark (tongue 0..1); columns as in ARTICULATORS.
_TARGETS = {
    "sil": (0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    "PP": (0.6, 0.0, 0.6, 0.0, 0.0, 0.0),
    "FF": (1.6, 0.4, 0.0, 0.9, 0.0, 0.0),
    "TH": (2.6, 0.4, 0.0, 0.7, 1.0, 0.9),
    "DD": (2.2, 0.5, 0.0, 0.7, 1.1, 0.7),
    "kk": (3.2, 0.4, 0.0, 0.7, 1.0, 0.2),
    "CH": (1.8, -0.4, 5.5, 1.2, 1.4, 0.4),
    "SS": (1.0, 2.4, 0.0, 0.9, 1.3, 0.4),
    "RR": (2.0, 0.0, 4.4, 0.6, 0.7, 0.4),
    "aa": (11.5, 0.6, 0.0, 2.0, 1.6, 0.0),
    "E": (6.4, 2.4, 0.0, 1.5, 1.5, 0.1),
    "I": (2.3, 4.6, 0.0, 1.0, 1.3, 0.3),
    "O": (7.5, -0.4, 6.8, 0.5, 0.9, 0.0),
    "U": (2.4, -0.4, 10.0, 0.0, 0.6, 0.0),
    "ax": (4.2, 0.5, 0.0, 0.9, 1.0, 0.1),
}
_BLEND_MS = (42.0, 52.0, 58.0, 38.0, 38.0, 44.0)
_GAIN = (1.2, 1.25, 1.25, 1.1, 1.1, 1.0)
_SHARPEN = 1.8
_LIPS, _TEETH = VISEMES.index("PP"), VISEMES.index("FF")
# A missed closure is seen at once, one too many hardly; f and v are heard badly.
_WEIGHTS = np.where(np.isin(np.arange(len(VISEMES)), (_LIPS, _TEETH)), 3.0, 1.0)
_LEAST_CLOSED_MS, _CLOSING_MS = 60.0, 20.0
_SPEECH_DB, _LOUD_DB = 35.0, 18.0  # below the loud parts
_LOUD_SECONDS = 0.4  # as much of a recording is louder than its loud level
_STEADY_SECONDS, _STEADY_DB = 0.9, 1.3  # what varies so little for so long is no speech
_NOISE_SECONDS, _OVER_NOISE_DB = 2.0, 4.0  # how far noise is heard, and what stands out of it
_LEAST_RANGE_DB = 10.0  # however noisy: so much below the loud parts is speech
_SILENT_DB = -66.0  # of full scale: nobody speaks that softly


@dataclass(frozen=True)
class Articulation:
    """Curves at `rate` per second, closures not yet applied: float32 [N] each.

    `free`: the ARTICULATORS by name (mm; tongue 0..1); `closure` (p, b, m), `tuck` (f, v) and
    `speech` in 0..1.
    """

    rate: float
    free: dict[str, Curve]
    closure: Curve
    tuck: Curve
    speech: Curve


def articulate(track: VisemeTrack) -> Articulation:
    """The mouth's free movements and its closures for a whole speech."""
    rate = track.rate

    def smooth(curve: NDArray[np.float32], milliseconds: float) -> Curve:
        return gaussian_filter1d(curve, milliseconds / 1000 * rate, axis=0, mode="nearest")

    def widest(curve: NDArray[np.float32], milliseconds: float) -> Curve:
        size = max(1, round(milliseconds / 1000 * rate))
        return maximum_filter1d(curve, size, axis=0, mode="nearest")

    heard = smooth(track.energy_db, 30)
    peak = _loud_level(heard, rate)
    active = _ramp(heard, _noise_gate(heard, peak, rate), 7)
    loud = _ramp(smooth(track.energy_db, 80), peak - _LOUD_DB, 18)
    probs = _gated(track.probs, active)
    targets = np.array([_TARGETS[name] for name in VISEMES], np.float32)
    raw = probs @ targets
    free = {
        name: smooth(raw[:, i], _BLEND_MS[i]) * np.float32(_GAIN[i])
        for i, name in enumerate(ARTICULATORS)
    }
    free["jaw"] *= 0.72 + 0.42 * loud
    weighed = (track.probs * _WEIGHTS).astype(np.float32)
    heard_as = decoded(weighed / weighed.sum(1, keepdims=True))
    near_speech = widest(active, 300)

    def contact(viseme: int) -> Curve:
        """Where lips or teeth meet: 1 for as long as it takes to see, eased in and out."""
        met = widest((heard_as == viseme) * near_speech, _LEAST_CLOSED_MS)
        return smooth(met, _CLOSING_MS)

    return Articulation(
        rate=rate,
        free=free,
        closure=np.minimum(1.15 * contact(_LIPS), 1),
        tuck=np.minimum(1.1 * contact(_TEETH), 1),
        speech=smooth(widest(1 - probs[:, 0], 180), 100),
    )


def _loud_level(energy_db: Curve, rate: float) -> float:
    """The level of the loud parts in dB, however little of the recording is speech."""
    count = min(max(1, round(_LOUD_SECONDS * rate)), len(energy_db))
    return float(np.partition(energy_db, -count)[-count])


def _noise_gate(energy_db: Curve, peak: float, rate: float) -> Curve:
    """The level in dB below which nobody speaks, for each moment.

    A room, a fan or a hiss is steady for longer than any syllable: around it speech has to stand
    out of it.
    """
    size = max(3, round(_STEADY_SECONDS * rate))
    level = uniform_filter1d(energy_db.astype(np.float64), size, mode="nearest")
    square = uniform_filter1d(energy_db.astype(np.float64) ** 2, size, mode="nearest")
    steady = square - level**2 < _STEADY_DB**2
    noise = np.where(steady & (level < peak - _LEAST_RANGE_DB), level, _SILENT_DB)
    if (steady | (energy_db < _SILENT_DB)).all():  # nothing else in the whole recording
        noise = np.maximum(noise, level)
    near = maximum_filter1d(noise, round(2 * _NOISE_SECONDS * rate) + 1, mode="nearest")
    gate = np.maximum(np.maximum(near + _OVER_NOISE_DB, peak - _SPEECH_DB), _SILENT_DB)
    return gate.astype(np.float32)


def _ramp(curve: Curve, start: Curve | float, width: float) -> Curve:
    return np.clip((curve - start) / width, 0, 1).astype(np.float32)


def _gated(probs: Curve, active: Curve) -> NDArray[np.float32]:
    """Sharper probabilities [N, 15] in which quiet frames are silence."""
    sharp = np.maximum(probs, 1e-6) ** np.float32(_SHARPEN)
    sharp /= sharp.sum(1, keepdims=True)
    silence = np.maximum(sharp[:, 0], 1 - active)
    rest = (1 - silence) / np.maximum(1 - sharp[:, 0], 1e-6)
    sharp *= rest[:, None]
    sharp[:, 0] = silence
    return sharp


def jaw_target(viseme: int) -> float:
    """Jaw opening in mm that a viseme (index of VISEMES) aims at."""
    return _TARGETS[VISEMES[viseme]][0]
