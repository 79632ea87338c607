"""Mouth curves from visemes: coarticulation, closures, loudness, pauses.

Each viseme has a target for each articulator; a Gaussian for each articulator blends neighbours
(after Loefqvist's overlapping gestures, 1990, with equal dominance), then closures override.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, maximum_filter1d

from talker.engines.builtin.visemes import VISEMES, VisemeTrack

Curve = NDArray[np.float32]

ARTICULATORS = ("jaw", "wide", "pucker", "uraise", "ldrop", "tongue")

# Targets in mm at the landmark (tongue 0..1); columns as in ARTICULATORS.
_TARGETS = {
    "sil": (0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    "PP": (1.0, 0.0, 0.3, 0.0, 0.0, 0.0),
    "FF": (2.0, 0.3, 0.0, 0.8, 0.0, 0.0),
    "TH": (3.2, 0.3, 0.0, 0.6, 1.0, 0.9),
    "DD": (2.8, 0.3, 0.0, 0.6, 1.2, 0.7),
    "kk": (3.8, 0.2, 0.0, 0.5, 1.0, 0.2),
    "CH": (2.4, -0.3, 3.4, 1.1, 1.5, 0.4),
    "SS": (1.3, 1.4, 0.0, 0.8, 1.5, 0.4),
    "RR": (2.5, 0.0, 2.8, 0.5, 0.7, 0.4),
    "aa": (9.0, 0.5, 0.0, 0.9, 1.5, 0.0),
    "E": (6.0, 1.4, 0.0, 0.8, 1.5, 0.1),
    "I": (3.0, 2.6, 0.0, 0.7, 1.4, 0.3),
    "O": (6.5, 0.0, 4.2, 0.2, 0.9, 0.0),
    "U": (3.0, 0.0, 6.6, 0.0, 0.6, 0.0),
    "ax": (4.5, 0.3, 0.0, 0.5, 1.0, 0.1),
}
_BLEND_MS = (36.0, 44.0, 50.0, 32.0, 32.0, 40.0)
_GAIN = (1.2, 1.25, 1.25, 1.1, 1.1, 1.0)
_SHARPEN = 1.4
_LIPS, _LIPS_WEIGHT = VISEMES.index("PP"), 2.0
_SPEECH_DB, _LOUD_DB = 35.0, 18.0  # below the loud parts (95th percentile of the energy)


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

    peak = float(np.percentile(track.energy_db, 95)) if len(track.energy_db) else 0.0
    active = _ramp(smooth(track.energy_db, 30), peak - _SPEECH_DB, 12)
    loud = _ramp(smooth(track.energy_db, 80), peak - _LOUD_DB, 18)
    probs = _gated(track.probs, active)
    targets = np.array([_TARGETS[name] for name in VISEMES], np.float32)
    raw = probs @ targets
    free = {
        name: smooth(raw[:, i], _BLEND_MS[i]) * np.float32(_GAIN[i])
        for i, name in enumerate(ARTICULATORS)
    }
    free["jaw"] *= 0.72 + 0.42 * loud
    # A missed closure is seen at once, one too many hardly: p, b, m weigh more here.
    weighed = track.probs * np.where(np.arange(len(VISEMES)) == _LIPS, _LIPS_WEIGHT, 1)
    weighed = (weighed / weighed.sum(1, keepdims=True)).astype(np.float32)
    lips = _gated(weighed, active)[:, _LIPS]
    teeth = probs[:, VISEMES.index("FF")]
    return Articulation(
        rate=rate,
        free=free,
        closure=np.clip(2.0 * smooth(lips, 14) - 0.1, 0, 1),
        tuck=np.clip(1.4 * smooth(teeth, 22) - 0.1, 0, 1),
        speech=smooth(widest(1 - probs[:, 0], 180), 100),
    )


def _ramp(curve: Curve, start: float, width: float) -> Curve:
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
