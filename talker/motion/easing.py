"""How values go over into each other without an edge."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def smoothstep(low: float, high: float, x: ArrayLike) -> NDArray[np.float64]:
    """0 below `low`, 1 above `high`, smooth between (either order)."""
    t = np.clip((np.asarray(x, np.float64) - low) / (high - low), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)
