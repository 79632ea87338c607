"""What a speaker does while another one speaks: looks over, nods at the ends of phrases, leans.

Listeners look at who speaks for most of the time, speakers away from who listens but when they
have done (Kendon, 1967); listeners nod in the pauses of what they hear (Dittmann and Llewellyn,
1968).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from talker.motion.easing import smoothstep
from talker.motion.visemes import VisemeTrack

Curve = NDArray[np.float32]

_STREAM = 20  # of chance: none that the head uses
_TALKS, _PAUSES = 0.5, 0.3  # of the curve of speech: above the one, and below the other
_REACTS = (0.25, 0.7)  # seconds until a listener looks over
_LOOKS, _LOOKS_AWAY = (1.6, 4.5), (0.6, 1.6)  # seconds at the other, and at the camera between
_HANDS_OVER = (0.6, 1.1)  # seconds at the other after a phrase of one's own
_GAZE_MM = (1.9, 0.5)  # of the iris; 0.6 of it make up for the turn of the head
_TURN = np.array([6.0, 2.5])  # degrees towards the other: yaw and pitch
_HEAD_SECONDS, _EYE_SECONDS, _LAG_SECONDS = 0.22, 0.016, 0.12  # the head follows the eyes
_PHRASE_SECONDS = 0.7  # shorter ones are no phrases
_NOD_SHARE, _NOD_AFTER, _NOD_APART = 0.8, (0.1, 0.4), 1.5
_NOD_ANYWAY = (2.8, 5.0)  # seconds of speech without a pause
_NOD_DEGREES, _NOD_SECONDS, _NOD_FADES = (3.0, 5.5), 0.42, 0.6
_LEAN_DEGREES, _LEAN_SECONDS = 1.6, 0.8
_EASE_SECONDS = 0.8
_STEADIER = 0.7  # the eyes wander less while they look at the other


@dataclass(frozen=True)
class Listening:
    """Who is listened to: what the other says, and where he is seen.

    `side`: the direction to his face in the picture, right and down positive, of length 1.
    """

    track: VisemeTrack
    side: tuple[float, float]


@dataclass(frozen=True)
class ListeningCurves:
    """What listening adds: `angles` float32 [3, N] in degrees (yaw, pitch, roll) and `gaze` [2, N]
    in mm; `looks` [N] 0..1 says when the eyes are on the other."""

    angles: NDArray[np.float32]
    gaze: NDArray[np.float32]
    looks: Curve

    def gazes(self, own: NDArray[np.float32]) -> NDArray[np.float32]:
        """The gaze [2, N] of one who also listens."""
        return own * (1 - np.float32(_STEADIER) * self.looks) + self.gaze


def listening_curves(
    own: Curve, other: Curve, rate: float, side: tuple[float, float], seed: int
) -> ListeningCurves:
    """`own` and `other`: when each of the two speaks, 0..1, `rate` a second: float32 [N]."""
    chance = np.random.default_rng([seed, _STREAM])
    own, other = own[: len(other)], other[: len(own)]
    looks = _looks(own, other, rate, chance)
    eased = _eased(len(looks), rate)
    eyes = _smooth(looks, rate, _EYE_SECONDS) * eased
    head = _smooth(_later(looks, rate), rate, _HEAD_SECONDS) * eased
    across, down = side
    angles = np.zeros((3, len(looks)))
    angles[0] = _TURN[0] * across * head
    angles[1] = _TURN[1] * down * head
    angles[1] += _nods(own, other, rate, chance) * eased
    hears = _smooth(other * (1 - own), rate, _LEAN_SECONDS) * eased
    angles[2] = _LEAN_DEGREES * float(chance.choice((-1, 1))) * hears
    gaze = np.stack([_GAZE_MM[0] * across * eyes, _GAZE_MM[1] * down * eyes])
    return ListeningCurves(angles.astype(np.float32), gaze.astype(np.float32), eyes)


def _looks(own: Curve, other: Curve, rate: float, chance: np.random.Generator) -> Curve:
    """1 while the eyes are on the other, else 0."""
    looks = np.zeros(len(own), np.float32)

    def look(start: float, seconds: float) -> None:
        looks[max(0, round(start * rate)) : max(0, round((start + seconds) * rate))] = 1

    for start, stop in _spans((other > _TALKS) & (own < _PAUSES), rate):
        time = start + float(chance.uniform(*_REACTS))
        while time < stop:
            seconds = float(chance.uniform(*_LOOKS))
            look(time, min(seconds, stop - time))
            time += seconds + float(chance.uniform(*_LOOKS_AWAY))
    for start, stop in _spans(own > _TALKS, rate):
        if stop - start > _PHRASE_SECONDS:
            look(stop, float(chance.uniform(*_HANDS_OVER)))
    looks[own > _TALKS] = 0
    return looks


def _nods(own: Curve, other: Curve, rate: float, chance: np.random.Generator) -> Curve:
    """Degrees down: small nods when the other ends a phrase, and now and then in a long one."""
    times: list[float] = []
    for start, stop in _spans(other > _TALKS, rate):
        if stop - start < _PHRASE_SECONDS:
            continue
        between = start + float(chance.uniform(*_NOD_ANYWAY))
        while between < stop - _NOD_APART:
            times.append(between)
            between += float(chance.uniform(*_NOD_ANYWAY))
        if chance.uniform() < _NOD_SHARE:
            times.append(stop + float(chance.uniform(*_NOD_AFTER)))
    nods = np.zeros(len(own), np.float32)
    last = -_NOD_APART
    for time in times:
        size, count = float(chance.uniform(*_NOD_DEGREES)), int(chance.integers(1, 4))
        quiet = own[min(int(time * rate), len(own) - 1)] < _PAUSES
        if quiet and time - last >= _NOD_APART:
            _nod(nods, time * rate, _NOD_SECONDS * rate, size, count)
            last = time
    return nods * (1 - own)


def _nod(nods: Curve, start: float, length: float, degrees: float, count: int) -> None:
    """Adds `count` nods, each smaller than the one before."""
    for number in range(count):
        begin = round(start + number * length)
        part = nods[begin : begin + round(length)]
        bump = np.hanning(round(length))[: len(part)]
        part += (degrees * _NOD_FADES**number * bump).astype(np.float32)


def _spans(on: NDArray[np.bool_], rate: float) -> list[tuple[float, float]]:
    """From when to when something is on, in seconds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], on, [False]]).astype(np.int8)))
    return [(float(a) / rate, float(b) / rate) for a, b in edges.reshape(-1, 2)]


def _later(curve: Curve, rate: float) -> Curve:
    lag = round(_LAG_SECONDS * rate)
    return np.pad(curve, (lag, 0))[: len(curve)]


def _smooth(curve: Curve, rate: float, seconds: float) -> Curve:
    return scipy.ndimage.gaussian_filter1d(curve, seconds * rate, mode="nearest")


def _eased(length: int, rate: float) -> Curve:
    """0 at both ends: no video begins or ends with a look aside."""
    time = (np.arange(length) + 0.5) / rate
    return smoothstep(0, _EASE_SECONDS, np.minimum(time, time[::-1])).astype(np.float32)
