"""Light on the skin of a film, which turns with the mouth: that of the old words goes, that of the
new ones comes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin.fields import FIELDS
from talker.engines.builtin.rig import Rig
from talker.engines.builtin.shading import bounded, shading_of_points

Floats = NDArray[np.float32]
Points = NDArray[np.float64]

_SPEAKS = tuple(FIELDS.index(name) for name in FIELDS if name not in ("close", "smile", "brow"))
_DOUBT = 0.02  # of what a mm of a field moves: motion that only the tracker sees is none


class SkinLight:
    """The light of one shot; `shape` float64 [468, 3] and `share` [468] are those of its head."""

    def __init__(self, rig: Rig, shape: Points, share: Floats) -> None:
        self._shape, self._share = shape, share[:, None].astype(np.float64)
        self._by_field = shading_of_points(rig, FIELDS)
        fields = rig.fields[list(_SPEAKS), :, :2] * self._share
        moves: Points = fields.reshape(len(_SPEAKS), -1).astype(np.float64).T
        square = moves.T @ moves
        held = _DOUBT * np.trace(square) / len(_SPEAKS) * np.eye(len(_SPEAKS))
        self._strengths: Points = np.linalg.solve(square + held, moves.T)

    def change(self, filmed: Points, wanted: Floats) -> Floats:
        """The logarithm of the ratio of light at each point: [468]. `filmed` [468, 3]: the face as
        it is filmed, in mm in the frame of the head; `wanted` [F]: how strong the FIELDS are to
        be."""
        moved = ((filmed - self._shape)[:, :2] * self._share).ravel()
        change = wanted.astype(np.float64)
        change[list(_SPEAKS)] -= self._strengths @ moved
        return bounded((self._by_field @ change).astype(np.float32))
