"""Cues of a script in a motion of keypoints: nods, shakes, glances of the whole head, blinks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from talker.engines.sadtalker.mel import FPS
from talker.engines.sadtalker.motion import ANGLES
from talker.motion.cue_curves import with_cues
from talker.options.cues import Cue

Floats = NDArray[np.float32]

# The angles of the networks are those of Hopenet (Ruiz et al., 2018): yaw grows to the left of who
# looks, pitch upwards; of the curves that cues are made for both are the other way round.
_SIGNS = np.array([-1, -1, 1], np.float32)


def with_pose_cues(values: Floats, cues: Sequence[Cue], fps: float) -> Floats:
    """A motion [T, K], ANGLES first, with the turns of the head that the cues ask for."""
    angles = values[:, : len(ANGLES)] * _SIGNS
    rest = angles[0].copy()  # what "ahead" is for this portrait
    curves = dict(zip(ANGLES, (angles - rest).T, strict=True))
    made = with_cues(curves, cues, _times(len(values), fps))
    turned = values.copy()
    turned[:, : len(ANGLES)] = (np.stack([made[name] for name in ANGLES], 1) + rest) * _SIGNS
    return turned


def with_blink_cues(blinks: Floats, cues: Sequence[Cue]) -> Floats:
    """Blinks [T] at the networks' own rate, and those that the cues ask for."""
    if not cues:
        return blinks
    return with_cues({"blink": blinks}, cues, _times(len(blinks), FPS))["blink"]


def _times(frames: int, fps: float) -> NDArray[np.float64]:
    return np.asarray((np.arange(frames) + 0.5) / fps, np.float64)
