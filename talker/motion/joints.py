"""Where the parts of a speech are joined: the face is at rest there, whatever comes next.

So a part looks the same wherever it stands, and beside whatever it stands.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from talker.motion.easing import smoothstep

Curve = NDArray[np.float32]

LEAD_SECONDS = 0.12
"""Silence before the first sound of a part: lips open ahead of what is heard."""
TAIL_SECONDS = 0.24
"""The least silence after its last sound: lips close, the head comes back."""


def presence(frames: int, fps: float, seconds: float) -> Curve:
    """How much of a motion is there in each frame, float32 [frames]: 0 in the first and in the
    last one, 1 from `seconds` after and before them, without an edge."""
    index = np.arange(frames)
    ends = np.minimum(index, index[::-1]) / fps
    return smoothstep(0, seconds, ends).astype(np.float32)


def eased(values: Curve, rest: Curve | float, there: Curve) -> Curve:
    """Rows [T, K], or one curve [T], that are exactly `rest` where `there` [T] is 0."""
    share = there if values.ndim == 1 else there[:, None]
    moved = rest + share * (values - rest)
    return np.where(share == 0, rest, moved).astype(np.float32)
