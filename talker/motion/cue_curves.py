"""What cues do to the curves of a face: nods, smiles, glances, at the times that a script asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from talker.motion.easing import smoothstep
from talker.options.cues import Cue, CueKind

Curve = NDArray[np.float32]
Curves = dict[str, Curve]
Times = NDArray[np.float64]

SMILE, FROWN = "smile", "frown"
EXPRESSION = (SMILE, FROWN)
"""Channels of motions that have an expression: mm by which the corners of the mouth go out and up,
and by which the brows come together and down."""
# Sizes in degrees and mm: a nod that is meant to be seen is larger than one that accents a word.
_NOD, _SECOND_NOD, _SHAKE, _SHAKES = 8.0, 0.45, 8.0, 2.0
_TURN, _LIFT = 8.0, 5.0  # of the head, the way that the eyes go
_GLANCE, _GLANCE_UP = 1.7, 0.9
_ACCENT, _ACCENT_BROW = 4.0, 2.2
_BROWS, _KNIT, _KNIT_BROW = 3.6, 2.4, -1.0
_SMILE, _CORNERS_DOWN, _CALM_BROW = 3.2, -1.3, -0.6
_CALM = 0.7  # of the head's own motion that goes where it looks at the camera
# How quickly eyes, heads and faces begin and end what they do, in seconds.
_SACCADE, _TURNING, _FACE = 0.04, 0.35, 0.4
# One blink, quick down and slow up, in seconds after it begins.
_LID_TIMES, _LID = (0.0, 0.05, 0.08, 0.12, 0.2), (0.0, 0.9, 1.0, 0.8, 0.0)


def with_cues(curves: Mapping[str, Curve], cues: Sequence[Cue], times: Times) -> Curves:
    """The curves [T] of a face at `times` [T] with what the cues add to them.

    Those that a face does not have are left out; `smile` and `frown` are added to any.
    """
    made = dict(curves) | {name: np.zeros(len(times), np.float32) for name in EXPRESSION}
    for cue in cues:
        _ACTIONS[cue.kind](made, cue, times)
    return {name: curve.astype(np.float32) for name, curve in made.items()}


def _held(times: Times, cue: Cue, ease: float) -> NDArray[np.float64]:
    """1 while the cue lasts, 0 outside, without an edge; weaker where it is short."""
    half = max((cue.end - cue.start) / 2, 1e-3)
    ease = min(ease, half)
    inside = np.minimum(times - cue.start, cue.end - times)
    return np.asarray(cue.strength * smoothstep(0, ease, inside))


def _phase(times: Times, cue: Cue) -> NDArray[np.float64]:
    """0 at the begin of the cue, 1 at its end."""
    length = max(cue.end - cue.start, 1e-3)
    return np.asarray(np.clip((times - cue.start) / length, 0, 1))


def _bump(phase: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(0.5 - 0.5 * np.cos(2 * np.pi * np.clip(phase, 0, 1)))


def _add(curves: Curves, name: str, values: NDArray[np.float64]) -> None:
    if name in curves:
        curves[name] = (curves[name] + values).astype(np.float32)


def _nod(curves: Curves, cue: Cue, times: Times) -> None:
    """Down and up, and once more, smaller."""
    phase = _phase(times, cue)
    shape = _bump(phase / 0.6) + _SECOND_NOD * _bump((phase - 0.55) / 0.45)
    _add(curves, "pitch", _NOD * cue.strength * shape)


def _shake(curves: Curves, cue: Cue, times: Times) -> None:
    phase = _phase(times, cue)
    shape = np.sin(2 * np.pi * _SHAKES * phase) * np.sin(np.pi * phase)
    _add(curves, "yaw", _SHAKE * cue.strength * shape)


def _blink(curves: Curves, cue: Cue, times: Times) -> None:
    shut = np.interp(times - cue.start, _LID_TIMES, _LID, left=0, right=0) * min(cue.strength, 1)
    if "blink" in curves:
        curves["blink"] = np.maximum(curves["blink"], shut).astype(np.float32)


def _emphasis(curves: Curves, cue: Cue, times: Times) -> None:
    """The brows rise and the head goes down a little, as it does at stressed words."""
    _add(curves, "brow", _ACCENT_BROW * _held(times, cue, _FACE / 2))
    _add(curves, "pitch", _ACCENT * cue.strength * _bump((times - cue.start) / 0.6))


def _looks(side: float, down: float) -> Callable[[Curves, Cue, Times], None]:
    def look(curves: Curves, cue: Cue, times: Times) -> None:
        """The eyes are there at once, the head follows."""
        eyes, head = _held(times, cue, _SACCADE), _held(times, cue, _TURNING)
        _toward(curves, "gaze_x", side * _GLANCE, eyes)
        _toward(curves, "gaze_y", down * _GLANCE_UP, eyes)
        _add(curves, "yaw", side * _TURN * head)
        _add(curves, "pitch", down * _LIFT * head)

    return look


def _look_ahead(curves: Curves, cue: Cue, times: Times) -> None:
    eyes, head = _held(times, cue, _SACCADE), _held(times, cue, _TURNING)
    for name in ("gaze_x", "gaze_y"):
        _toward(curves, name, 0.0, eyes)
    for name in ("yaw", "pitch", "roll"):
        _toward(curves, name, 0.0, _CALM * head)


def _toward(curves: Curves, name: str, target: float, share: NDArray[np.float64]) -> None:
    if name in curves:
        share = np.clip(share, 0, 1)
        curves[name] = (curves[name] * (1 - share) + target * share).astype(np.float32)


def _faces(**sizes: float) -> Callable[[Curves, Cue, Times], None]:
    def hold(curves: Curves, cue: Cue, times: Times) -> None:
        held = _held(times, cue, _FACE)
        for name, size in sizes.items():
            _add(curves, name, size * held)

    return hold


_ACTIONS: Mapping[CueKind, Callable[[Curves, Cue, Times], None]] = {
    CueKind.NOD: _nod,
    CueKind.SHAKE: _shake,
    CueKind.BLINK: _blink,
    CueKind.BROWS: _faces(brow=_BROWS),
    CueKind.FROWN: _faces(frown=_KNIT, brow=_KNIT_BROW),
    CueKind.SMILE: _faces(smile=_SMILE),
    CueKind.SERIOUS: _faces(smile=_CORNERS_DOWN, brow=_CALM_BROW),
    CueKind.EMPHASIS: _emphasis,
    CueKind.LOOK_LEFT: _looks(-1, 0),
    CueKind.LOOK_RIGHT: _looks(1, 0),
    CueKind.LOOK_UP: _looks(0, -1),
    CueKind.LOOK_DOWN: _looks(0, 1),
    CueKind.LOOK_CAMERA: _look_ahead,
}
