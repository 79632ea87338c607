"""Motion taken from a reference video: its head pose, its blinks, or all of it.

Reference rows are coefficients of 70 or 73 columns, one for each frame of the video: 0..63
expression, 64..69 pose. A video shorter than the speech begins again from its first frame.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

EXPRESSION = slice(0, 64)
POSE = slice(64, 70)
MOTION_COLUMNS = 70


def with_reference_pose(rows: Floats, reference: Floats) -> Floats:
    """`rows` [T, 70] with the reference's move away from its first frame added to the pose."""
    pose = reference[:, POSE]
    out = rows.copy()
    out[:, POSE] += cyclic(pose - pose[0], len(rows))
    return out


def reference_expression(reference: Floats, frames: int) -> Floats:
    """What replaces the source's expression when blinks come from a video: [frames, 64].

    The blink track is then zero.
    """
    return cyclic(reference[:, EXPRESSION], frames)


def reference_rows(reference: Floats, frames: int) -> Floats:
    """The reference's own motion, nothing of it made from sound: [frames, 70]."""
    return cyclic(reference[:, :MOTION_COLUMNS], frames)


def cyclic(rows: Floats, frames: int) -> Floats:
    """`frames` rows, beginning again where `rows` ends."""
    return rows[np.arange(frames) % len(rows)]
