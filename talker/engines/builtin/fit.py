"""Fits a motion to a portrait: what one photograph can show, and what its own mouth asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from talker.options.motion import Smile
from talker.scene import Motion

Floats = NDArray[np.float32]

# Degrees that turns never exceed: beyond, parts would show that no photograph has.
_YAW, _PITCH, _ROLL = 18.0, 10.0, 15.0
_YAW_OF_VIEW, _LEAST_YAW = 29.0, 11.5  # photographed and added yaw together, away from the camera
_BEND = 4  # the more, the later turns are bent
_CALM, _CALMER = 0.35, 0.4  # of a smile that is undone at rest, and more while speaking
_ROUNDED, _SPREAD = 0.35, 0.2  # more for rounded sounds, less for spread ones
_ROUND_MM, _SPREAD_MM = 7.0, 4.5  # of pucker and wide where that is reached


def fitted(motion: Motion, view: float) -> Motion:
    """The motion for a head seen at yaw `view`: turns are bent softly to what the picture shows."""
    values = motion.values.copy()
    column = {name: values[:, i] for i, name in enumerate(motion.channels)}
    away = np.clip(_YAW_OF_VIEW - abs(view), _LEAST_YAW, _YAW)
    limit = np.where(column["yaw"] * view > 0, away, _YAW)
    column["yaw"][:] = _bent(column["yaw"], limit)
    column["pitch"][:] = _bent(column["pitch"], _PITCH)
    column["roll"][:] = _bent(column["roll"], _ROLL)
    return replace(motion, values=values)


@dataclass(frozen=True)
class Neutral:
    """What of the photographed expression is undone in each frame, float32 [T] each: `close`, the
    part of the opening that is shut, and `smile`, mm by which the corners go back (negative)."""

    close: Floats
    smile: Floats


def neutral(gap: float, smile: float, motion: Motion, wanted: Smile = Smile.CALM) -> Neutral:
    """The way from a photographed mouth, open by `gap` and spread by `smile` mm, to a neutral one.

    Rest means lips together, whatever the photograph shows: speech opens them from there, and
    what it closes is shut. The mesh says a little gap where lips are shut. Of a broad smile a
    part is left, less while speaking: nobody can say o with it; all of it where that is `wanted`.
    """
    columns = dict(zip(motion.channels, motion.values.T, strict=True))
    opened = float(np.clip((gap - 0.3) / 0.9, 0, 1))
    undone = 0.0 if wanted is Smile.KEEP else -smile
    rounded = np.clip(columns["pucker"] / _ROUND_MM, 0, 1)
    spread = np.clip(columns["wide"] / _SPREAD_MM, 0, 1)
    share = _CALM + _CALMER * columns["speech"] + _ROUNDED * rounded - _SPREAD * spread
    calm = (undone * np.clip(share, 0, 1)).astype(np.float32)
    return Neutral((opened + 0.06 * columns["closure"]).astype(np.float32), calm)


def _bent(degrees: Floats, limit: NDArray[np.float64] | float) -> Floats:
    """Turns that are small beside the limit stay as they are; none passes it."""
    return (degrees * (1 + (degrees / limit) ** _BEND) ** (-1 / _BEND)).astype(np.float32)
