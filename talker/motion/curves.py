"""The motion of a whole speech, ready to be drawn frame by frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy
from numpy.typing import NDArray

from talker.motion.articulation import ARTICULATORS, Articulation, articulate
from talker.motion.cue_curves import EXPRESSION, SMILE, with_cues
from talker.motion.head import head_curves, keyframed
from talker.motion.joints import eased, presence
from talker.motion.listening import Listening, listening_curves
from talker.motion.moods import with_mood
from talker.motion.visemes import VisemeTrack
from talker.options.cues import Cue
from talker.options.render import RenderOptions
from talker.scene import Motion

Curve = NDArray[np.float32]
Times = NDArray[np.float64]

BASIS = "builtin/4"
MOUTH = (
    "jaw",
    "wide",
    "pucker",
    "uraise",
    "ldrop",
    "tongue",
    "press",
    "ftuck",
    "closure",
    "speech",
)
HEAD = (
    "blink", "gaze_x", "gaze_y", "brow", "squint", "yaw", "pitch", "roll", "tx", "ty", "breath",
)  # fmt: skip
CHANNELS = MOUTH + HEAD

_PRESS_OF_SWALLOW = np.float32(0.5)
_SQUINT_OF_SMILE, _NONE = np.float32(0.22), np.float32(0)  # nobody smiles with the mouth alone
# How long the face takes from rest and back where parts are joined.
_LIPS_SECONDS, _REST_SECONDS = 0.1, 0.3
_LEAD_SECONDS = 0.018  # lips move a little before they are heard, and are never late


def motion(
    track: VisemeTrack,
    options: RenderOptions,
    frames: int,
    *,
    cues: Sequence[Cue] = (),
    at_rest: bool = False,
    listening: Listening | None = None,
) -> Motion:
    """`frames` rows at `options.fps`; row i is what is seen at (i + 0.5) / fps.

    With `listening` the face also listens to another speaker, whose track is as long.

    jaw, wide, pucker, uraise, ldrop, gaze, brow, squint, tx, ty in mm; angles in degrees; the rest
    0..1 (breath -1..1). With `cues` or a mood there are `smile` and `frown` (mm) too. `at_rest`:
    the first and the last row are all zeros but for the mood, and the motion comes from there and
    goes back softly.
    """
    articulation = articulate(track)
    times = np.asarray((np.arange(frames) + 0.5) / options.fps, np.float64)
    grid = np.asarray((np.arange(len(track.energy_db)) + 0.5) / track.rate, np.float64)
    curves = _mouth(articulation, np.float32(options.expression_scale), times, grid, options.fps)
    head = head_curves(track, articulation.speech, options, at_rest=at_rest)
    if listening is not None:
        _listen(head, articulation, listening, options)
    swallow = _sampled(times, grid, head.pop("swallow"))
    curves["press"] = np.maximum(curves["press"], _PRESS_OF_SWALLOW * swallow)
    curves |= {name: _sampled(times, grid, curve) for name, curve in head.items()}
    for name, values in (("yaw", options.yaw), ("pitch", options.pitch), ("roll", options.roll)):
        if values:
            curves[name] = keyframed(values, times, frames / options.fps)
    if cues:
        curves = with_cues(curves, cues, times)
    if at_rest:
        curves = _joined(curves, frames, options.fps)
    curves = with_mood(curves, options, times, at_rest=at_rest)
    curves["squint"] = curves["squint"] + _SQUINT_OF_SMILE * np.maximum(curves.get(SMILE, _NONE), 0)
    channels = (*CHANNELS, *(name for name in EXPRESSION if name in curves))
    rows = np.stack([curves[name] for name in channels], 1).astype(np.float32)
    return Motion(BASIS, float(options.fps), channels, rows)


def lip_motion(track: VisemeTrack, frames: int, rate: float, scale: float) -> Motion:
    """What the lips alone do in `frames` rows at `rate` a second, times `scale`; the head stays as
    it is: its columns are zeros."""
    articulation = articulate(track)
    times = np.asarray((np.arange(frames) + 0.5) / rate, np.float64)
    grid = np.asarray((np.arange(len(track.energy_db)) + 0.5) / track.rate, np.float64)
    curves = _mouth(articulation, np.float32(scale), times, grid, rate)
    still = dict.fromkeys(HEAD, np.zeros(frames, np.float32))
    rows = np.stack([(curves | still)[name] for name in CHANNELS], 1)
    return Motion(BASIS, rate, CHANNELS, rows)


def _joined(curves: dict[str, Curve], frames: int, fps: float) -> dict[str, Curve]:
    """All of it comes from rest and goes back: lips within the silence around the words."""
    lips, rest = presence(frames, fps, _LIPS_SECONDS), presence(frames, fps, _REST_SECONDS)
    return {
        name: eased(curve, 0.0, lips if name in MOUTH else rest) for name, curve in curves.items()
    }


def _listen(
    head: dict[str, Curve], own: Articulation, listening: Listening, options: RenderOptions
) -> None:
    """Adds what listening to the other does to head and eyes, in place."""
    other = articulate(listening.track).speech
    added = listening_curves(own.speech, other, own.rate, listening.side, options.seed)
    scale = np.float32(0.0 if options.still else options.head_motion)
    for name, angle in zip(("yaw", "pitch", "roll"), added.angles, strict=True):
        head[name] = head[name] + scale * angle
    head["gaze_x"], head["gaze_y"] = added.gazes(np.stack([head["gaze_x"], head["gaze_y"]]))


def _mouth(
    articulation: Articulation,
    scale: np.float32,
    times: Times,
    grid: Times,
    fps: float,
) -> dict[str, Curve]:
    """Mouth curves at frame times: closures win over everything else, however short they are."""
    early = times + _LEAD_SECONDS
    window = max(1, round(articulation.rate / fps) - 1)  # a closure between frames is seen
    closure = _sampled(
        early, grid, scipy.ndimage.maximum_filter1d(articulation.closure, window, mode="nearest")
    )
    tuck = _sampled(early, grid, articulation.tuck)
    curves = {name: _sampled(early, grid, articulation.free[name]) * scale for name in ARTICULATORS}
    curves["jaw"] *= (1 - 0.98 * closure) * (1 - 0.55 * tuck)
    curves["uraise"] *= 1 - closure
    curves["ldrop"] *= (1 - closure) * (1 - tuck)
    curves["pucker"] *= 1 - 0.2 * closure
    curves["wide"] *= 1 - 0.3 * closure
    curves["press"] = 0.9 * closure
    curves["ftuck"] = 1.3 * tuck
    curves["closure"] = closure
    curves["speech"] = _sampled(early, grid, articulation.speech)
    return curves


def _sampled(times: Times, grid: Times, curve: Curve) -> Curve:
    return np.interp(times, grid, curve).astype(np.float32)
