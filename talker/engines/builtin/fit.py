"""Fits a motion to a portrait: what one photograph can show, and what its own mouth asks for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from talker.scene import Motion

Floats = NDArray[np.float32]

# Degrees towards which turns are bent: beyond, parts would show that no photograph has.
_YAW, _PITCH, _ROLL = 14.0, 10.0, 15.0
_YAW_OF_VIEW, _LEAST_YAW = 42.0, 11.0  # photographed and added yaw together, away from the camera
_WIDE_GAP_MM, _SMILE_GAP_MM = 3.0, 4.0
_RAMP_SECONDS = 0.4


def fitted(motion: Motion, gap: float, view: float) -> Motion:
    """The motion for a photographed mouth opening of `gap` mm and a head seen at yaw `view`.

    Turns are bent softly to what the picture can show; a broad smile is not spread further.
    """
    values = motion.values.copy()
    column = {name: values[:, i] for i, name in enumerate(motion.channels)}
    away = np.clip(_YAW_OF_VIEW - abs(view), _LEAST_YAW, _YAW)
    limit = np.where(column["yaw"] * view > 0, away, _YAW)
    column["yaw"][:] = _bent(column["yaw"], limit)
    column["pitch"][:] = _bent(column["pitch"], _PITCH)
    column["roll"][:] = _bent(column["roll"], _ROLL)
    if gap > _SMILE_GAP_MM:
        column["wide"][:] -= 1.2 * column["speech"]
    return replace(motion, values=values)


def photo_close(gap: float, motion: Motion) -> Floats:
    """How far the photographed opening of `gap` mm is shut in each frame: float32 [T].

    Speech draws the lips together, closures shut them; a toothy smile stays mostly closed in
    short pauses and opens softly at both ends of the video.
    """
    speech = motion.values[:, motion.channels.index("speech")]
    closure = motion.values[:, motion.channels.index("closure")]
    opened = float(np.clip((gap - 0.3) / 0.9, 0, 1))
    if gap > _WIDE_GAP_MM:
        time = (np.arange(len(speech)) + 0.5) / motion.fps
        ends = np.clip(np.minimum(time, time[::-1]) / _RAMP_SECONDS, 0, 1)
        speech = np.maximum(speech, 0.75 * ends * ends * (3 - 2 * ends))
    close = (0.35 + 0.5 * opened) * speech
    return (close + closure * (1 + 0.2 * opened - close)).astype(np.float32)


def _bent(degrees: Floats, limit: NDArray[np.float64] | float) -> Floats:
    return (limit * np.tanh(degrees / limit)).astype(np.float32)
