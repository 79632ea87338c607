"""What single numbers of the expression do: the directions along which a face is edited.

Units are those of the expression [21, 3]: key points before they are scaled, x to the right, y
down. The rows have no names; what they move was read from the published editing sliders and from
statistics of the published motion templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from talker.engines.liveportrait.driving import POINTS

Floats = NDArray[np.float32]
Terms = Mapping[str, float]

_AXES = "xyz"


@dataclass(frozen=True)
class Slider:
    """A direction: by how much each number changes for one unit of the slider.

    `rises` names rows and axes ("19.y"); `falls` holds for values below zero where these are
    another direction.
    """

    rises: Terms
    falls: Terms | None = None

    def change(self, values: NDArray[np.floating] | float) -> Floats:
        """The change of the expression for slider values [T]: float32 [T, 21, 3]."""
        value = np.atleast_1d(np.asarray(values, np.float64))[:, None, None]
        falls = self.rises if self.falls is None else self.falls
        change = np.maximum(value, 0) * _array(self.rises) + np.minimum(value, 0) * _array(falls)
        return change.astype(np.float32)


def _array(terms: Terms) -> NDArray[np.float64]:
    found = np.zeros((POINTS, 3))
    for name, amount in terms.items():
        row, axis = name.split(".")
        found[int(row), _AXES.index(axis)] = amount
    return found


# With the ranges in which the published editor uses them. Those of which only one side is used
# there go the other way too.
OPEN: Final = Slider({"19.y": 1e-3, "19.z": 1e-4, "17.y": -1e-4})
"""Lips apart, -90..120; 120 is one unit of the lip ratio."""

GRIN: Final = Slider({"20.y": -1e-3, "20.z": -1e-3, "14.y": -1e-3})
"""Corners apart, as in "ee", -20..15."""

PURSE: Final = Slider({"14.y": 1e-3, "3.y": -5e-4, "7.y": -5e-4, "17.z": -5e-4})
"""Lips rounded, as in "oo", -20..15."""

POUT: Final = Slider({"19.x": 1.0})
"""The mouth to one side, -0.09..0.09."""

SMILE: Final = Slider(
    {
        "20.y": -0.01,
        "14.y": -0.02,
        "17.y": 0.0065,
        "17.z": 0.003,
        "13.y": -0.00275,
        "16.y": -0.00275,
        "3.y": -0.0035,
        "7.y": -0.0035,
    }
)
"""Corners up, with cheeks and lids, -0.3..1.3."""

WINK: Final = Slider({"11.y": 1e-3, "13.y": -3e-4, "17.x": 3e-4, "17.y": 3e-4, "3.y": -3e-4})
"""The eye at picture left closes, 0..39."""

BROWS: Final = Slider(
    {"1.y": 1e-3, "2.y": -1e-3}, {"1.x": -1e-3, "2.x": 1e-3, "1.y": 3e-4, "2.y": -3e-4}
)
"""Brows raised above zero, drawn together below, -30..30."""

LIDS: Final = Slider({"11.y": -1e-3, "13.y": 3e-4, "15.y": -1e-3, "16.y": 3e-4})
"""Both eyes open wider above zero, close below, -20..5."""

GAZE_X: Final = Slider({"11.x": 7e-4, "15.x": 1e-3}, {"11.x": 1e-3, "15.x": 7e-4})
"""Eyes to picture right, -30..30."""

GAZE_Y: Final = Slider({"11.y": -5e-4, "13.y": -1.5e-4, "15.y": -5e-4, "16.y": -1.5e-4})
"""Eyes up with their lids, -63..63."""

SHIFT_X: Final = Slider({"5.x": 1.0})
SHIFT_Y: Final = Slider({"5.y": 1.0})
"""The outline of head and neck, -0.19..0.19."""
