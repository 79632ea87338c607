"""Mouth curves from visemes: coarticulation, closures, loudness, pauses.

Each viseme has a target for each articulator; a Gaussian for each articulator blends neighbours
(after Loefqvist's overlapping gestures, 1990), where some count more than others
(dominance, Cohen and Massaro, 1993), then closures override. A closure that is not said moves
nothing, however likely one moment made it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from talker.motion.decoding import approached, core, decoded, evident, held, lasting, otherwise
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
    "aa": (12.8, 0.6, 0.0, 2.0, 1.6, 0.0),
    "E": (6.4, 2.4, 0.0, 1.5, 1.5, 0.1),
    "I": (1.0, 4.6, 0.0, 1.0, 1.3, 0.3),
    "O": (7.5, -0.4, 6.8, 0.5, 0.9, 0.0),
    "U": (2.4, -0.4, 10.0, 0.0, 0.6, 0.0),
    "ax": (3.8, 0.5, 0.0, 0.9, 1.0, 0.1),
}
# How much each viseme insists on its jaw and on its lips (wide, pucker): vowels do; what the tongue
# alone makes leaves both on their way from vowel to vowel (Oehman, 1966). Those not named: 1.
_INSISTENCE = {
    "PP": (0.3, 0.3), "FF": (0.6, 0.4), "TH": (0.25, 0.4), "DD": (0.15, 0.3), "kk": (0.1, 0.25),
    "CH": (0.6, 1.0), "SS": (0.6, 0.6), "RR": (0.25, 0.7), "ax": (0.6, 0.6), "aa": (1.4, 1.0),
    "I": (1.8, 1.0),
}  # fmt: skip
_BLEND_MS = (54.0, 52.0, 58.0, 54.0, 54.0, 44.0)
_GAIN = np.array((1.2, 1.06, 1.06, 1.1, 1.1, 1.0), np.float32)
_SHARPEN = 1.8
_LIPS, _TEETH = VISEMES.index("PP"), VISEMES.index("FF")
# A missed closure is seen at once, one too many hardly.
_WEIGHTS = np.ones(len(VISEMES))
_WEIGHTS[[_LIPS, _TEETH]] = 6.0, 3.0
_EVIDENT_LIPS = 0.2  # of p, b or m; less is a closure of the tongue, mostly
_AVERAGED_ROWS = 1.0  # over how many rows probabilities are averaged before they are decoded
_TONGUE_OR_TEETH = [VISEMES.index(n) for n in ("FF", "TH", "DD", "kk", "CH", "SS", "RR")]
_VOWELS = [VISEMES.index(name) for name in ("aa", "E", "I", "O", "U", "ax")]
_SURELY_VOWEL, _LEAST_VOWEL_ROWS = 0.6, 3  # between two closures, whatever the sequence says
_NEAR = 3  # rows from a contact in which the mouth is on its way there
_LEAST_WEIGHT = 0.02  # where less is heard, nothing is meant: the mouth is on its way to rest
_LEAST_PAUSE = 0.16  # seconds: what is silent for less is the closure of a stop
_LEAST_CLOSED, _CLOSING = 0.06, 0.095  # seconds; closing is as quick as what comes before allows
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
        return scipy.ndimage.gaussian_filter1d(
            curve, milliseconds / 1000 * rate, axis=0, mode="nearest"
        )

    def widest(curve: NDArray[np.float32], milliseconds: float) -> Curve:
        size = max(1, round(milliseconds / 1000 * rate))
        return scipy.ndimage.maximum_filter1d(curve, size, axis=0, mode="nearest")

    level = smooth(track.energy_db, 30)
    peak = _loud_level(level, rate)
    shortest = max(1, round(_LEAST_PAUSE * rate))
    active = scipy.ndimage.grey_closing(
        _ramp(level, _noise_gate(level, peak, rate), 7), shortest, mode="nearest"
    )
    loud = _ramp(smooth(track.energy_db, 80), peak - _LOUD_DB, 18)
    heard_as = heard(track.probs)
    probs = _meant(_gated(track.probs, active), heard_as, shortest)
    insistence = _insistence()
    aims, weights = probs @ (insistence * targets()), probs @ insistence
    free = {}
    for i, (name, gain) in enumerate(zip(ARTICULATORS, _GAIN, strict=True)):
        weight = np.maximum(smooth(weights[:, i], _BLEND_MS[i]), _LEAST_WEIGHT)
        free[name] = gain * smooth(aims[:, i], _BLEND_MS[i]) / weight
    free["jaw"] *= 0.72 + 0.42 * loud
    near_speech = widest(active, 300)

    def contact(viseme: int) -> Curve:
        """Where lips or teeth meet: 1 for as long as it takes to see, eased in and out."""
        met = core(heard_as == viseme, track.probs[:, viseme]) & (near_speech > 0)
        return approached(lasting(met, round(_LEAST_CLOSED * rate)), _CLOSING * rate)

    return Articulation(
        rate=rate,
        free=free,
        closure=contact(_LIPS),
        tuck=contact(_TEETH),
        speech=smooth(widest(1 - probs[:, 0], 180), 100),
    )


def heard(probs: NDArray[np.float32]) -> NDArray[np.intp]:
    """The viseme [N] that is said in each row of `probs` [N, 15]; lips and teeth close in doubt."""
    averaged = scipy.ndimage.gaussian_filter1d(probs, _AVERAGED_ROWS, axis=0, mode="nearest")
    weighed = (averaged * _WEIGHTS).astype(np.float32)
    path = decoded(weighed / weighed.sum(1, keepdims=True))
    vowel = held(probs[:, _VOWELS].sum(1) > _SURELY_VOWEL, _LEAST_VOWEL_ROWS)
    for contact in (_LIPS, _TEETH):
        path = np.where(vowel & (path == contact), otherwise(probs, contact), path)
    return evident(path, probs, _LIPS, _TONGUE_OR_TEETH, _EVIDENT_LIPS)


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
    level = scipy.ndimage.uniform_filter1d(energy_db.astype(np.float64), size, mode="nearest")
    square = scipy.ndimage.uniform_filter1d(energy_db.astype(np.float64) ** 2, size, mode="nearest")
    steady = square - level**2 < _STEADY_DB**2
    noise = np.where(steady & (level < peak - _LEAST_RANGE_DB), level, _SILENT_DB)
    if (steady | (energy_db < _SILENT_DB)).all():  # nothing else in the whole recording
        noise = np.maximum(noise, level)
    near = scipy.ndimage.maximum_filter1d(
        noise, round(2 * _NOISE_SECONDS * rate) + 1, mode="nearest"
    )
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


def _meant(probs: Curve, said: NDArray[np.intp], shortest: int) -> Curve:
    """What of `probs` [N, 15] moves the jaw and the lips: a contact that is not `said` [N] nearby
    counts for nothing, nor does silence of less than `shortest` rows: the tongue closed there.

    Rows say so much less then; what is around them fills them in.
    """
    meant = probs.copy()
    for contact in (_LIPS, _TEETH):
        meant[:, contact] *= scipy.ndimage.maximum_filter1d(
            (said == contact).astype(np.float32), 2 * _NEAR + 1
        )
    meant[:, 0] = scipy.ndimage.grey_opening(meant[:, 0], shortest, mode="nearest")
    return meant


def _insistence() -> NDArray[np.float32]:
    """What each viseme counts for each articulator [15, 6]."""
    found = np.ones((len(VISEMES), len(ARTICULATORS)), np.float32)
    for name, (jaw, lips) in _INSISTENCE.items():
        found[VISEMES.index(name), :3] = jaw, lips, lips
    return found


def targets() -> NDArray[np.float32]:
    """What each viseme aims at [15, 6]: rows as VISEMES, columns as ARTICULATORS."""
    return np.array([_TARGETS[name] for name in VISEMES], np.float32)


def jaw_target(viseme: int) -> float:
    """Jaw opening in mm that a viseme (index of VISEMES) aims at."""
    return _TARGETS[VISEMES[viseme]][0]
