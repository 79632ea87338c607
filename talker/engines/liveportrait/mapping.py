"""Our own motion, said in the numbers of LivePortrait's key points.

Speech needs no network here: the curves of `talker.motion` (jaw, lips, lids, gaze, brows, head) are
laid along the directions in which the published editor moves a face. Which curve goes where, and
how far, is the table MAPPING.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from talker.engines.liveportrait import editing
from talker.engines.liveportrait.driving import POINTS
from talker.engines.liveportrait.editing import Slider
from talker.engines.liveportrait.ratios import Ratios
from talker.scene import Motion

Floats = NDArray[np.float32]
Curves = Mapping[str, Floats]

_MOUTH_MM = 51.0  # width of a mouth at rest: opening in mm over it is the lip ratio
# 19.y for one unit of the lip ratio: 0.037 from closed to half open (0.27) in the templates.
RATIO_OF_OPEN: Final = 0.137
_OPEN_PER_MM = 1000 * RATIO_OF_OPEN / _MOUTH_MM
_LIDS_PER_RATIO = 50.0  # 11.y 0.047, 15.y 0.045 a unit of the eye ratio; wide open eyes need more
_SHUT_EYE = 0.08  # ratio of an eye that is shut
_IRIS_MM_PER_DEGREE = 0.21  # on an eyeball of 12 mm radius
# Degrees towards which turns are bent: as far as the published editor goes.
_YAW, _PITCH, _ROLL = 25.0, 15.0, 15.0


@dataclass(frozen=True)
class Row:
    """A line of the mapping: one unit of `curve` is `gain` units of `slider`; `why`: the source."""

    curve: str
    slider: Slider
    gain: float
    why: str


MOUTH: Final = (
    Row("jaw", editing.OPEN, _OPEN_PER_MM, "mm between the lips; templates, closed to half open"),
    Row("uraise", editing.OPEN, _OPEN_PER_MM, "the same, by the upper lip"),
    Row("ldrop", editing.OPEN, _OPEN_PER_MM, "the same, by the lower lip"),
    Row("press", editing.OPEN, -5.0, "p, b, m: 19.y at rest or 0.003 to 0.005 below it"),
    Row("ftuck", editing.OPEN, -3.0, "f, v: the lower lip comes up to the teeth"),
    Row("wide", editing.GRIN, 2.2, "'eee' takes 5 to 15 units; ours is 5.8 mm at most"),
    Row("pucker", editing.PURSE, 0.9, "'woo' takes 10 units; ours is 12.5 mm at most"),
)
FACE: Final = (
    Row("smile", editing.SMILE, 0.16, "the editor's smile ends at 1.3, a broad one at 8 mm"),
    Row("frown", editing.BROWS, -6.0, "brows together to -30; ours is 4 mm at most"),
    Row("brow", editing.BROWS, 4.0, "spread of rows 1 and 2 in talking clips; ours is 1 mm"),
    Row("breath", editing.SHIFT_Y, 0.002, "a third of a mm of head and neck"),
)
GAZE: Final = (
    Row("gaze_x", editing.GAZE_X, 6.0, "the editor ends at 30, eyes at about 5 mm"),
    Row("gaze_y", editing.GAZE_Y, -15.0, "the editor ends at 63, eyes at about 4 mm; ours is down"),
)
MAPPING: Final = (*MOUTH, *FACE, *GAZE)
"""Every curve that moves key points; `blink` depends on how far the portrait's eyes are open."""


@dataclass(frozen=True)
class Posture:
    """How the head is held besides its own way, of T frames: `pitch`, `yaw`, `roll` float32 [T]
    in degrees as the networks count them, `shift` [T, 2] (x, y) in mm."""

    pitch: Floats
    yaw: Floats
    roll: Floats
    shift: Floats


def curves_of(motion: Motion) -> Curves:
    """The columns of a motion by name."""
    return dict(zip(motion.channels, motion.values.T, strict=True))


def expression(curves: Curves, rows: Collection[Row]) -> Floats:
    """What some rows of the mapping do to the expression in T frames: float32 [T, 21, 3].

    Rows whose curve is not there do nothing.
    """
    frames = len(next(iter(curves.values())))
    change = np.zeros((frames, POINTS, 3), np.float32)
    for row in rows:
        if row.curve in curves:
            change += row.slider.change(row.gain * curves[row.curve])
    return change


def blinking(blink: Floats, ratios: Ratios) -> Floats:
    """What closes the eyes of a portrait by `blink` (0..1) [T]: float32 [T, 21, 3]."""
    opened = max(sum(ratios.eyes) / 2 - _SHUT_EYE, 0.0)
    return editing.LIDS.change(-_LIDS_PER_RATIO * opened * blink)


def posture(curves: Curves) -> Posture:
    """The head's own way; turns are bent softly to what the networks can draw.

    Ours turn to picture right, theirs to picture left.
    """
    return Posture(
        _bent(curves["pitch"], _PITCH),
        -_bent(curves["yaw"], _YAW),
        _bent(curves["roll"], _ROLL),
        np.stack([curves["tx"], curves["ty"]], 1).astype(np.float32),
    )


def to_camera(curves: Curves, share: float) -> Curves:
    """The curves with the gaze turned back by a `share` of what the head turns from the camera."""
    yaw, pitch = _bent(curves["yaw"], _YAW), _bent(curves["pitch"], _PITCH)
    back = np.float32(share * _IRIS_MM_PER_DEGREE)
    return {
        **curves,
        "gaze_x": curves["gaze_x"] - back * yaw,
        "gaze_y": curves["gaze_y"] - back * pitch,
    }


def _bent(degrees: Floats, limit: float) -> Floats:
    return (limit * np.tanh(degrees / limit)).astype(np.float32)
