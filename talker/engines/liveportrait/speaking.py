"""From curves to key points: the portrait, or the filmed face, speaks."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from talker.engines.liveportrait import editing, mapping
from talker.engines.liveportrait.driving import (
    LIPS,
    POINTS,
    SMOOTHING,
    Combination,
    HeadMotion,
    Region,
    combined,
)
from talker.engines.liveportrait.keypoints import rotation
from talker.engines.liveportrait.mapping import Curves
from talker.engines.liveportrait.ratios import Ratios
from talker.options.motion import Gaze, ReferenceUse, Smile
from talker.options.render import RenderOptions
from talker.scene import Motion

Floats = NDArray[np.float32]

CLOSED_LIPS = 0.03  # ratio from which a portrait's lips are apart and are closed first
BASIS = "liveportrait-points"
CHANNELS = (*(f"point_{row}_{axis}" for row in range(POINTS) for axis in "xyz"), "closed")

_SMILE_PER_MM = -0.16  # as in the mapping
_CALM, _CALMER = 0.35, 0.4  # of a smile that is undone at rest, and more while speaking
_HEAD = frozenset({"yaw", "pitch", "roll", "tx", "ty", "breath"})
_NATURAL_GAZE = 0.5  # of the head's turns that the eyes make up for by themselves


@dataclass(frozen=True)
class Ours:
    """What of the curves counts; the rest comes from a video."""

    mouth: bool = True
    face: bool = True
    eyes: bool = True
    head: bool = True

    @staticmethod
    def beside(reference: ReferenceUse | None, *, clip: bool) -> Ours:
        """What is left to us beside a reference video, and in a clip, which moves by itself."""
        ours = Ours(eyes=not clip, head=not clip)
        match reference:
            case ReferenceUse.POSE:
                return replace(ours, head=False)
            case ReferenceUse.BLINK:
                return replace(ours, eyes=False)
            case ReferenceUse.BOTH:
                return Ours(face=False, eyes=False, head=False)
            case ReferenceUse.ALL:
                return Ours(mouth=False, face=False, eyes=False, head=False)
        return ours


@dataclass(frozen=True)
class Mouthed:
    """What is known of the face that speaks in each of its frames: how far its lips and eyes are
    `open`, its `smile` in mm, and how far key points move for one mm (`unit`)."""

    ratios: tuple[Ratios, ...]
    smile: float
    unit: float


def taken_over(
    source: HeadMotion, reference: HeadMotion, use: ReferenceUse, *, absolute: bool, filmed: bool
) -> HeadMotion:
    """The source [1 or T] as the reference video [T] moves it."""
    region = {ReferenceUse.POSE: Region.POSE, ReferenceUse.BLINK: Region.EYES}.get(use, Region.ALL)
    how = Combination(region, relative=not absolute, filmed=filmed)
    made = combined(source, reference, how, variance=SMOOTHING if filmed else None)
    if use is not ReferenceUse.BOTH:
        return made
    lips = np.zeros((POINTS, 1), bool)
    lips[list(LIPS)] = True
    return replace(made, expression=np.where(lips, source.expression, made.expression))


def spoken(
    base: HeadMotion, face: Mouthed, curves: Curves, options: RenderOptions, ours: Ours
) -> Motion:
    """The key points of every frame, before stitching, and how far its lips have to be shut.

    `base` [1 or T] is what moves the face without us.
    """
    if not ours.head:
        curves = _without_head(curves, options)
    seen = mapping.to_camera(curves, 1.0 if options.gaze is Gaze.CAMERA else _NATURAL_GAZE)
    change = np.zeros((len(curves["jaw"]), POINTS, 3), np.float32)
    if ours.mouth:
        change += mapping.expression(curves, mapping.MOUTH)
        if options.smile is Smile.CALM:
            change += _calm(face.smile, curves["speech"])
    if ours.face:
        change += mapping.expression(curves, mapping.FACE)
    if ours.eyes:
        change += mapping.expression(seen, mapping.GAZE)
        change += mapping.blinking(curves["blink"], face.ratios[0])
    held = mapping.posture(curves)
    shift = np.pad(held.shift * np.float32(face.unit), ((0, 0), (0, 1)))
    moved = replace(
        base,
        expression=base.expression + change,
        rotation=rotation(held.pitch, held.yaw, held.roll) @ base.rotation,
        translation=base.translation + shift,
    )
    points = moved.points()
    closed = lip_share(face, curves["closure"]) if ours.mouth else np.zeros(len(points))
    values = np.column_stack([points.reshape(len(points), -1), closed]).astype(np.float32)
    return Motion(BASIS, float(options.fps), CHANNELS, values)


def lip_share(face: Mouthed, closure: Floats) -> Floats:
    """How much of what shuts the lips of the face [T]: all of it where they are apart, so that
    speech begins with lips together, else while p, b and m are said."""
    apart = np.array([one.lips >= CLOSED_LIPS for one in face.ratios])
    return np.where(apart, np.float32(1), closure).astype(np.float32)


def _without_head(curves: Curves, options: RenderOptions) -> Curves:
    """The curves for a head that has a way of its own: only given angles are added to it."""
    given = {name for name in ("yaw", "pitch", "roll") if getattr(options, name)}
    return {
        name: np.zeros_like(curve) if name in _HEAD and name not in given else curve
        for name, curve in curves.items()
    }


def _calm(smile: float, speech: Floats) -> Floats:
    """What takes a part of a photographed smile of so many mm back: [T, 21, 3]."""
    return editing.SMILE.change(_SMILE_PER_MM * smile * (_CALM + _CALMER * speech))
