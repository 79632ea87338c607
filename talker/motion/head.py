"""What the mouth does not do: head, brows, blinks and gaze, from prosody and seeded noise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import scipy
from numpy.typing import NDArray

from talker.motion.easing import smoothstep
from talker.motion.visemes import VisemeTrack
from talker.options.motion import Gaze
from talker.options.render import RenderOptions

Curve = NDArray[np.float32]

# One blink at 50 per second: quick down, slow up (Evinger et al., 1991); half shut for 130 ms, as
# filmed talkers are, and shut in at least one frame of 25 a second.
_BLINK = (0.25, 0.7, 1.0, 1.0, 1.0, 0.93, 0.75, 0.52, 0.32, 0.16, 0.06)
_BLINK_SPREAD = 0.45
_DOUBLE_SHARE, _DOUBLE_AFTER = 0.12, 0.45
_FIRST_BLINK = 0.7
_MORE_WHILE_TALKING = 0.8  # of the rate at rest; half with the pauses (Bentivoglio et al., 1997)
_OPEN_AT_END = 0.2  # seconds: nobody wants a last picture with closed eyes
_OPEN_AT_JOINTS = 0.3
_BREATH_HZ = 0.27
_SWALLOW_SECONDS, _SWALLOW_EVERY = 0.7, (4.0, 11.0)
_EASE_SECONDS, _EASE_OF_PARTS = 0.8, 0.5
# Sizes in degrees, measured against filmed talkers: yaw, pitch and roll.
_POSTURE = np.array([5.5, 6.0, 2.8])
_HOLD_TALKING, _HOLD_WAITING = (0.7, 1.9), (2.5, 6.0)
_INERTIA = 0.06  # seconds: a head has weight
_QUIET = 0.4  # of all motion, where nothing is said
_ACCENT_OF_TONE = 0.02  # a rise of three semitones stresses as much as a syllable that is loud
_BROW_OF_TONE, _BROW_OF_ACCENT, _BROW_UNREST = 0.5, 8.5, 0.7  # mm; the first for a semitone
_HIGHEST_BROW, _LOWEST_BROW = 3.8, -0.8
_SQUINT_OF_ACCENT, _MOST_SQUINT = 4.5, 1.2  # mm of the lower lids, where a syllable is stressed
_SYLLABLE, _AROUND = 0.5, 0.8  # seconds: between two stresses, and in which one stands out
_STRESS = 0.06  # how far a stressed syllable stands out
_STYLE_SEED = 20240


class _Stream(IntEnum):
    """Each use of chance has its own stream: changing one option leaves the others alone."""

    YAW = 1
    PITCH = 2
    ROLL = 3
    SHIFT = 4
    POSTURE = 9
    GESTURE = 10
    SWALLOW = 11
    BROW = 5
    BLINK = 6
    GAZE = 7
    BREATH = 8


_UNREST = ((_Stream.YAW, 1.8), (_Stream.PITCH, 1.1), (_Stream.ROLL, 0.7))
_GESTURES = ((1, 6.5), (2, 4.2), (0, 5.5))  # nod, tilt, turn: which angle, and how many degrees


@dataclass(frozen=True)
class Temperament:
    """A pose style: what the head does at stressed words, how it sits, and how large all of it is.

    `nod`, `tilt` and `turn` are shares of the gestures, `vigour` and `posture` factors of sizes,
    `pace` of how often; the rest is where the head likes to be (degrees).
    """

    nod: float = 0.5
    tilt: float = 0.2
    turn: float = 0.3
    vigour: float = 1.0
    posture: float = 1.0
    pace: float = 1.0
    brow: float = 1.0
    sway: float = 1.0
    bias_yaw: float = 0.0
    bias_pitch: float = 0.0
    bias_roll: float = 0.0


def temperament(style: int) -> Temperament:
    """The same number is always the same temperament; 0 is the plain one.

    Neighbouring numbers differ in kind: one nods, the next tilts, turns, sits still, and so on.
    """
    if style == 0:
        return Temperament()
    chance = np.random.default_rng([_STYLE_SEED, style])
    shares = np.full(3, 0.12)
    shares[style % 3] = 0.76
    vigour, posture = chance.uniform(0.6, 1.25, 2)
    if style % 4 == 3:  # one who sits still and speaks with his brows
        vigour, posture = 0.35 * vigour, 0.5 * posture
    nod, tilt, turn = shares.tolist()
    return Temperament(
        nod,
        tilt,
        turn,
        vigour=float(vigour),
        posture=float(posture),
        pace=float(chance.uniform(0.7, 1.5)),
        brow=float(chance.uniform(1.2, 1.8) if style % 4 == 3 else chance.uniform(0.4, 1.3)),
        sway=float(chance.uniform(0.5, 1.6)),
        bias_yaw=float(chance.normal(0, 1.4)),
        bias_pitch=float(chance.normal(0, 0.9)),
        bias_roll=float(chance.normal(0, 1.2)),
    )


@dataclass(frozen=True)
class _Clock:
    """Seeded noise on a regular time grid; `at_rest`: of a part that is joined to others."""

    rate: float
    length: int
    seed: int
    at_rest: bool = False

    def chance(self, stream: _Stream) -> np.random.Generator:
        return np.random.default_rng([self.seed, stream])

    def noise(self, chance: np.random.Generator, seconds: float) -> Curve:
        """Unit-variance noise without anything faster than `seconds`."""
        sigma = seconds * self.rate
        white = chance.standard_normal(self.length)
        gain = np.sqrt(2 * sigma * np.sqrt(np.pi))
        return (scipy.ndimage.gaussian_filter1d(white, sigma, mode="reflect") * gain).astype(
            np.float32
        )

    def smooth(self, curve: Curve, seconds: float) -> Curve:
        return scipy.ndimage.gaussian_filter1d(curve, seconds * self.rate, mode="nearest")


def head_curves(
    track: VisemeTrack, speech: Curve, options: RenderOptions, *, at_rest: bool = False
) -> dict[str, Curve]:
    """blink, gaze_x, gaze_y, brow, squint, yaw, pitch, roll, tx, ty, breath, swallow: float32 [N].

    `speech` (0..1) is [N] as `track` is. Keyframes are not applied here. `at_rest`: others stand
    before and behind; eyes are open at both ends, and blink from the beginning on.
    """
    clock = _Clock(track.rate, len(track.energy_db), options.seed, at_rest)
    style = temperament(options.pose_style)
    melody = _melody(clock, track.pitch, speech)
    accent = _accent(clock, track.energy_db, speech) + _ACCENT_OF_TONE * melody
    stresses = _stresses(clock, accent)
    gaze_x, gaze_y = _gaze(clock) if options.gaze is Gaze.NATURAL else _looking(clock)
    curves = {
        "blink": _blinks(clock, speech, options.blink_rate),
        "gaze_x": gaze_x,
        "gaze_y": gaze_y,
        "brow": _brows(clock, accent, melody, style) * np.float32(options.expression_scale),
    }
    curves["squint"] = _squint(clock, accent) * np.float32(options.expression_scale)
    pose = _pose(clock, stresses, speech, style)
    scale = 0.0 if options.still else options.head_motion
    curves |= {name: curve * np.float32(scale) for name, curve in pose.items()}
    curves["swallow"] = _swallows(clock, speech)
    curves["breath"] = _breath(clock) * np.float32(min(scale, 1.0))
    return curves


def keyframed(values: tuple[float, ...], times: NDArray[np.float64], duration: float) -> Curve:
    """Angles that pass smoothly through `values`, spread evenly over `duration` seconds."""
    if len(values) == 1:
        return np.full(len(times), values[0], np.float32)
    knots = np.linspace(0, duration, len(values))
    return scipy.interpolate.PchipInterpolator(knots, values)(np.clip(times, 0, duration)).astype(
        np.float32
    )


def _accent(clock: _Clock, energy_db: Curve, speech: Curve) -> Curve:
    """How much louder than its surroundings the speech is, about -0.4..0.4; 0 in silence."""
    loudness = energy_db - (np.percentile(energy_db, 95) - 40 if len(energy_db) else 0)
    energy = np.clip(loudness / 40, 0, 1).astype(np.float32) * speech
    return clock.smooth(energy, 0.12) - clock.smooth(energy, 0.8)


def _melody(clock: _Clock, pitch: Curve, speech: Curve) -> Curve:
    """How many semitones the voice is above its surroundings; 0 in silence."""
    tones = pitch * speech
    return clock.smooth(tones, 0.1) - clock.smooth(tones, 1.2)


def _stresses(clock: _Clock, accent: Curve) -> list[tuple[float, float]]:
    """Stressed syllables: their time in seconds, and how strong each is, 0..1."""
    apart, around = (max(3, round(s * clock.rate)) | 1 for s in (_SYLLABLE, _AROUND))
    rise = accent - scipy.ndimage.minimum_filter1d(accent, around, mode="nearest")
    peaks = (accent == scipy.ndimage.maximum_filter1d(accent, apart, mode="nearest")) & (
        rise > _STRESS
    )
    found = np.flatnonzero(peaks)
    strength = np.clip(rise[found] / (4 * _STRESS), 0.3, 1)
    return list(zip((found / clock.rate).tolist(), strength.tolist(), strict=True))


def _pose(
    clock: _Clock, stresses: list[tuple[float, float]], speech: Curve, style: Temperament
) -> dict[str, Curve]:
    """Postures that change with the phrases, gestures at stressed words, and a little unrest."""
    live = _QUIET + (1 - _QUIET) * clock.smooth(speech, 0.5)
    angles = _postures(clock, speech, style) * live
    angles += _gestures(clock, stresses, style)
    for row, (stream, size) in enumerate(_UNREST):
        chance = clock.chance(stream)
        slow = 0.7 * clock.noise(chance, 0.8 / style.pace)
        angles[row] += size * live * (slow + 0.4 * clock.noise(chance, 0.22))
    angles += np.array([[style.bias_yaw], [style.bias_pitch], [style.bias_roll]])
    angles[2] += 0.15 * angles[0]
    shift = clock.chance(_Stream.SHIFT)
    tx = 0.5 * style.sway * clock.noise(shift, 1.0) - 0.12 * angles[0]
    ty = 0.4 * style.sway * clock.noise(shift, 1.2) + 0.25 * angles[1]
    angles = scipy.ndimage.gaussian_filter1d(angles, _INERTIA * clock.rate, axis=1, mode="nearest")
    ease = _eased(clock)
    names = ("yaw", "pitch", "roll", "tx", "ty")
    curves = zip(names, (*angles, tx, ty), strict=True)
    return {name: (curve * ease).astype(np.float32) for name, curve in curves}


def _eased(clock: _Clock) -> Curve:
    """0 at both ends, so that no video begins or ends in the middle of a movement."""
    time = (np.arange(clock.length) + 0.5) / clock.rate
    seconds = _EASE_OF_PARTS if clock.at_rest else _EASE_SECONDS
    return smoothstep(0, seconds, np.minimum(time, time[::-1])).astype(np.float32)


def _postures(clock: _Clock, speech: Curve, style: Temperament) -> NDArray[np.float64]:
    """Yaw, pitch and roll [3, N] in degrees that the head holds for a while, then leaves for
    others: quickly where a phrase begins, slowly while it waits."""
    chance = clock.chance(_Stream.POSTURE)
    end = clock.length / clock.rate
    talks = speech > 0.5
    times, values, spans = [0.0], [np.zeros(3)], [0.5]
    time = 0.0
    while time < end:
        row = min(int(time * clock.rate), clock.length - 1)
        low, high = _HOLD_TALKING if talks[row] else _HOLD_WAITING
        time += float(chance.uniform(low, high)) / style.pace
        time = _phrase_near(talks, clock.rate, time)
        side, far = chance.choice((-1.0, 1.0), 3), chance.uniform(0.3, 1.6, 3)
        away = side * far * _POSTURE * style.posture
        if np.abs(away[0] - values[-1][0]) < _POSTURE[0]:  # a change that nobody would see
            away[0] = -away[0]
        times.append(time)
        values.append(np.clip(away, -2 * _POSTURE, 2 * _POSTURE))
        spans.append(float(chance.uniform(0.45, 0.9)))
    grid = np.arange(clock.length) / clock.rate
    held = np.zeros((3, clock.length))
    for begin, span, before, after in zip(times[1:], spans[1:], values, values[1:], strict=False):
        t = np.clip((grid - begin) / span, 0, 1)
        held += (after - before)[:, None] * (t**3 * (10 - 15 * t + 6 * t * t))
    return held


def _phrase_near(talks: NDArray[np.bool_], rate: float, time: float) -> float:
    """The beginning of a phrase within half a second of `time`, else `time` itself."""
    first = max(int((time - 0.5) * rate), 1)
    part = talks[first - 1 : int((time + 0.5) * rate)]
    begins = np.flatnonzero(part[1:] & ~part[:-1])
    return (first + int(begins[0])) / rate if len(begins) else time


def _gestures(
    clock: _Clock, stresses: list[tuple[float, float]], style: Temperament
) -> NDArray[np.float64]:
    """Nods, tilts and turns [3, N] in degrees whose peaks meet the stressed syllables."""
    chance = clock.chance(_Stream.GESTURE)
    angles = np.zeros((3, clock.length))
    shares = np.cumsum([style.nod, style.tilt, style.turn])
    last = -1.0
    for time, strength in stresses:
        kind, side, size, width = chance.uniform(0, 1, 4)
        if time - last < 0.45 / style.pace:  # one gesture at a time
            continue
        last = time
        which = int(np.searchsorted(shares, kind * shares[-1]))
        row, degrees = _GESTURES[min(which, 2)]
        sign = 1.0 if row == 1 or side < 0.5 else -1.0  # a nod goes down
        half = 0.24 + 0.14 * width
        grid = np.arange(clock.length) / clock.rate
        low, high = np.searchsorted(grid, [time - half, time + 1.6 * half])
        t = (grid[low:high] - time) / half
        t = np.where(t > 0, t / 1.6, t)  # down quicker than up again
        bump = 0.5 + 0.5 * np.cos(np.pi * np.clip(t, -1, 1))
        angles[row, low:high] += (
            sign * degrees * style.vigour * strength * (0.65 + 0.5 * size) * bump
        )
    return angles


def _brows(clock: _Clock, accent: Curve, melody: Curve, style: Temperament) -> Curve:
    """Brows rise with the voice, and with what is stressed (Guaitella et al., 2009)."""
    lift = _BROW_OF_ACCENT * clock.smooth(accent, 0.1) + _BROW_OF_TONE * melody
    lift = np.clip(lift, _LOWEST_BROW, _HIGHEST_BROW)
    noise = clock.noise(clock.chance(_Stream.BROW), 0.6)
    return (style.brow * (lift + _BROW_UNREST * noise)).astype(np.float32)


def _squint(clock: _Clock, accent: Curve) -> Curve:
    """Lower lids come up a little where a word is stressed: mm."""
    return np.clip(_SQUINT_OF_ACCENT * clock.smooth(accent, 0.16), 0, _MOST_SQUINT)


def _breath(clock: _Clock) -> Curve:
    drift = 0.06 * clock.noise(clock.chance(_Stream.BREATH), 6.0)
    phase = np.cumsum(2 * np.pi * _BREATH_HZ * (1 + drift) / clock.rate)
    return np.sin(phase).astype(np.float32)


def _swallows(clock: _Clock, speech: Curve) -> Curve:
    """Who waits swallows and presses his lips now and then: 0..1."""
    chance = clock.chance(_Stream.SWALLOW)
    curve = np.zeros(clock.length, np.float32)
    bump = np.hanning(round(_SWALLOW_SECONDS * clock.rate)).astype(np.float32)
    quiet = speech < 0.05
    time = 0.0
    while True:
        time += float(chance.uniform(*_SWALLOW_EVERY))
        start = int(time * clock.rate)
        stop = start + len(bump)
        if stop > clock.length:
            return curve
        size = float(chance.uniform(0.4, 1))
        if quiet[start:stop].all():
            curve[start:stop] = size * bump


def _blinks(clock: _Clock, speech: Curve, per_minute: float) -> Curve:
    """Blinks at irregular times, moved into a pause when one is near."""
    curve = np.zeros(clock.length, np.float32)
    if per_minute <= 0:
        return curve
    chance = clock.chance(_Stream.BLINK)
    mean = 60.0 / per_minute * (1 + _DOUBLE_SHARE)
    centre = np.log(mean) - _BLINK_SPREAD**2 / 2
    shortest = min(0.5 * mean, max(_DOUBLE_AFTER, 0.3 * mean))
    end = clock.length / clock.rate
    share = float(chance.uniform(0, 0.6))
    time, open_at_end = _FIRST_BLINK + share * mean, _OPEN_AT_END
    if clock.at_rest:  # anywhere in the rest that goes on, not at its begin
        time, open_at_end = _OPEN_AT_JOINTS + share / 0.6 * mean, _OPEN_AT_JOINTS
    last = end - open_at_end - len(_BLINK) / 50
    while time < last:
        begin = _pause_near(speech, clock.rate, time)
        twice = (0.0, _DOUBLE_AFTER) if chance.uniform() < _DOUBLE_SHARE else (0.0,)
        for after in twice:
            if begin + after < last:
                _add_blink(curve, clock.rate, begin + after)
        pause = float(np.clip(chance.lognormal(centre, _BLINK_SPREAD), shortest, 2.5 * mean))
        talks = float(speech[min(int(time * clock.rate), clock.length - 1)])
        time += pause / (1 + _MORE_WHILE_TALKING * talks)
    return curve


def _pause_near(speech: Curve, rate: float, time: float) -> float:
    """The next pause within half a second, else the time itself."""
    start = int(time * rate)
    quiet = np.flatnonzero(speech[start : start + int(0.5 * rate)] < 0.3)
    return (start + int(quiet[0])) / rate if len(quiet) else time


def _add_blink(curve: Curve, rate: float, time: float) -> None:
    steps = np.arange(0, len(_BLINK) / 50, 1 / rate)
    shape = np.interp(steps, np.arange(len(_BLINK)) / 50, _BLINK).astype(np.float32)
    start = int(time * rate)
    part = curve[start : start + len(shape)]
    np.maximum(part, shape[: len(part)], out=part)


def _looking(clock: _Clock) -> tuple[Curve, Curve]:
    """Into the camera, all the time."""
    return np.zeros(clock.length, np.float32), np.zeros(clock.length, np.float32)


def _gaze(clock: _Clock) -> tuple[Curve, Curve]:
    """Quick glances, mostly small, often back to the camera (mm of the iris)."""
    chance = clock.chance(_Stream.GAZE)
    starts, targets = [0.0], [np.zeros(2)]
    while starts[-1] < clock.length / clock.rate:
        starts.append(starts[-1] + float(chance.uniform(0.5, 2.4)))
        glance = chance.uniform() < 0.7
        targets.append(chance.normal(0, (0.42, 0.22)) if glance else np.zeros(2))
    which = np.searchsorted(starts, np.arange(clock.length) / clock.rate, side="right") - 1
    gaze = np.array(targets, np.float32)[which]
    return clock.smooth(gaze[:, 0], 0.016), clock.smooth(gaze[:, 1], 0.016)
