"""What the mouth does not do: head, brows, blinks and gaze, from prosody and seeded noise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter1d

from talker.options.render import RenderOptions

Curve = NDArray[np.float32]

# One blink at 50 per second: quick down, slow up (Evinger et al., 1991).
_BLINK = (0.25, 0.7, 1.0, 1.0, 0.93, 0.75, 0.52, 0.32, 0.16, 0.06)
_BLINK_SPREAD = 0.45
_DOUBLE_SHARE, _DOUBLE_AFTER = 0.12, 0.45
_FIRST_BLINK = 0.7
_BREATH_HZ = 0.27
_EASE_SECONDS = 0.8
_STYLE_SEED = 20240


class _Stream(IntEnum):
    """Each use of chance has its own stream: changing one option leaves the others alone."""

    YAW = 1
    PITCH = 2
    ROLL = 3
    SHIFT = 4
    BROW = 5
    BLINK = 6
    GAZE = 7
    BREATH = 8


@dataclass(frozen=True)
class Temperament:
    """A pose style: factors of the measured recipe, and where the head likes to be (degrees)."""

    yaw: float = 1.0
    pitch: float = 1.0
    roll: float = 1.0
    nod: float = 1.0
    pace: float = 1.0
    brow: float = 1.0
    sway: float = 1.0
    bias_yaw: float = 0.0
    bias_pitch: float = 0.0
    bias_roll: float = 0.0


def temperament(style: int) -> Temperament:
    """The same number is always the same temperament; 0 is the plain recipe."""
    if style == 0:
        return Temperament()
    chance = np.random.default_rng([_STYLE_SEED, style])
    return Temperament(
        yaw=float(chance.uniform(0.5, 1.6)),
        pitch=float(chance.uniform(0.5, 1.6)),
        roll=float(chance.uniform(0.4, 1.8)),
        nod=float(chance.uniform(0.2, 1.9)),
        pace=float(chance.uniform(0.65, 1.5)),
        brow=float(chance.uniform(0.3, 1.6)),
        sway=float(chance.uniform(0.4, 1.8)),
        bias_yaw=float(chance.normal(0, 1.6)),
        bias_pitch=float(chance.normal(0, 1.0)),
        bias_roll=float(chance.normal(0, 1.5)),
    )


@dataclass(frozen=True)
class _Clock:
    """Seeded noise on a regular time grid."""

    rate: float
    length: int
    seed: int

    def chance(self, stream: _Stream) -> np.random.Generator:
        return np.random.default_rng([self.seed, stream])

    def noise(self, chance: np.random.Generator, seconds: float) -> Curve:
        """Unit-variance noise without anything faster than `seconds`."""
        sigma = seconds * self.rate
        white = chance.standard_normal(self.length)
        gain = np.sqrt(2 * sigma * np.sqrt(np.pi))
        return (gaussian_filter1d(white, sigma, mode="reflect") * gain).astype(np.float32)

    def smooth(self, curve: Curve, seconds: float) -> Curve:
        return gaussian_filter1d(curve, seconds * self.rate, mode="nearest")


def head_curves(
    energy_db: Curve, speech: Curve, rate: float, options: RenderOptions
) -> dict[str, Curve]:
    """blink, gaze_x, gaze_y, brow, yaw, pitch, roll, tx, ty, breath: float32 [N] each.

    `energy_db` and `speech` (0..1) are [N] at `rate` per second. Keyframes are not applied here.
    """
    clock = _Clock(rate, len(energy_db), options.seed)
    style = temperament(options.pose_style)
    loudness = energy_db - (np.percentile(energy_db, 95) - 40 if len(energy_db) else 0)
    energy = np.clip(loudness / 40, 0, 1).astype(np.float32)
    accent = clock.smooth(energy, 0.12) - clock.smooth(energy, 0.8)
    gaze_x, gaze_y = _gaze(clock)
    curves = {
        "blink": _blinks(clock, speech, options.blink_rate),
        "gaze_x": gaze_x,
        "gaze_y": gaze_y,
        "brow": _brows(clock, accent, style) * np.float32(options.expression_scale),
    }
    pose = _pose(clock, accent, speech, style)
    scale = 0.0 if options.still else options.head_motion
    curves |= {name: curve * np.float32(scale) for name, curve in pose.items()}
    curves["breath"] = _breath(clock) * np.float32(min(scale, 1.0))
    return curves


def keyframed(values: tuple[float, ...], times: NDArray[np.float64], duration: float) -> Curve:
    """Angles that pass smoothly through `values`, spread evenly over `duration` seconds."""
    if len(values) == 1:
        return np.full(len(times), values[0], np.float32)
    knots = np.linspace(0, duration, len(values))
    return PchipInterpolator(knots, values)(np.clip(times, 0, duration)).astype(np.float32)


def _pose(clock: _Clock, accent: Curve, speech: Curve, style: Temperament) -> dict[str, Curve]:
    live = 0.55 + 0.45 * clock.smooth(speech, 0.5)
    time = np.arange(clock.length) / clock.rate
    ease = np.clip(time / _EASE_SECONDS, 0, 1)
    ease = ease * ease * (3 - 2 * ease)
    nod = clock.smooth(accent, 0.04)

    def wander(stream: _Stream, slow: float, fast: float, slow_s: float, fast_s: float) -> Curve:
        chance = clock.chance(stream)
        first = clock.noise(chance, slow_s / style.pace)
        return slow * first + fast * clock.noise(chance, fast_s / style.pace)

    yaw = style.yaw * wander(_Stream.YAW, 1.9, 0.7, 0.9, 0.3) * live + style.bias_yaw
    pitch = style.pitch * wander(_Stream.PITCH, 1.0, 0.45, 0.8, 0.25) * live
    pitch += style.nod * 6 * nod + style.bias_pitch
    roll = style.roll * wander(_Stream.ROLL, 1.0, 0.3, 1.0, 0.35) * live + style.bias_roll
    shift = clock.chance(_Stream.SHIFT)
    tx = 0.5 * style.sway * clock.noise(shift, 1.0)
    ty = 0.4 * style.sway * clock.noise(shift, 1.2) + 1.2 * style.nod * nod
    pose = {"yaw": yaw, "pitch": pitch, "roll": roll + 0.15 * yaw, "tx": tx, "ty": ty}
    return {name: (curve * ease).astype(np.float32) for name, curve in pose.items()}


def _brows(clock: _Clock, accent: Curve, style: Temperament) -> Curve:
    lift = np.clip(5 * clock.smooth(accent, 0.1), -0.4, 1.8)
    noise = clock.noise(clock.chance(_Stream.BROW), 0.6)
    return (style.brow * (lift + 0.3 * noise)).astype(np.float32)


def _breath(clock: _Clock) -> Curve:
    drift = 0.06 * clock.noise(clock.chance(_Stream.BREATH), 6.0)
    phase = np.cumsum(2 * np.pi * _BREATH_HZ * (1 + drift) / clock.rate)
    return np.sin(phase).astype(np.float32)


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
    time = _FIRST_BLINK + float(chance.uniform(0, 0.6)) * mean
    while time < end:
        begin = _pause_near(speech, clock.rate, time)
        _add_blink(curve, clock.rate, begin)
        if chance.uniform() < _DOUBLE_SHARE:
            _add_blink(curve, clock.rate, begin + _DOUBLE_AFTER)
        time += float(np.clip(chance.lognormal(centre, _BLINK_SPREAD), shortest, 2.5 * mean))
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
