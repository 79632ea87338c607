"""What the mapping network sees of a motion: windows of 27 frames of coefficients.

Networks for crop, extcrop and resize take 70 columns (expression 0..63, angles, translation);
those for full and extfull take 73: the source's alignment (scale, x, y) follows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from talker.engines.sadtalker.reference_motion import EXPRESSION, MOTION_COLUMNS, POSE
from talker.options.picture import Mode

Floats = NDArray[np.float32]

RADIUS = 13
FULL_COLUMNS = 73


def columns(mode: Mode) -> int:
    """How many coefficients the mapping network of this mode takes: 70 or 73."""
    return FULL_COLUMNS if mode in (Mode.FULL, Mode.EXTFULL) else MOTION_COLUMNS


def driving_rows(
    motion: Floats,
    source: Floats,
    mode: Mode,
    *,
    still: bool = False,
    expression_scale: float = 1.0,
    head_motion: float = 1.0,
) -> Floats:
    """The rows that drive the face: float32 [T, 70 or 73].

    `motion` [T, 70], `source` [73]. `still` holds the source's pose; `head_motion` scales the
    way from the source's pose; `expression_scale` multiplies the expression.
    """
    rows = np.empty((len(motion), columns(mode)), np.float32)
    rows[:, :MOTION_COLUMNS] = motion
    rows[:, MOTION_COLUMNS:] = source[MOTION_COLUMNS : columns(mode)]
    rows[:, EXPRESSION] *= np.float32(expression_scale)
    if still or head_motion == 0:
        rows[:, POSE] = source[POSE]
    elif head_motion != 1:
        rows[:, POSE] = source[POSE] + np.float32(head_motion) * (motion[:, POSE] - source[POSE])
    return rows


def driving_windows(rows: Floats, start: int, stop: int) -> Floats:
    """Windows around frames `start` to `stop` (exclusive): float32 [stop - start, C, 27].

    The first and the last row are repeated beyond the ends.
    """
    frames = np.arange(start, stop)[:, None] + np.arange(-RADIUS, RADIUS + 1)
    return np.ascontiguousarray(rows[frames.clip(0, len(rows) - 1)].transpose(0, 2, 1))
