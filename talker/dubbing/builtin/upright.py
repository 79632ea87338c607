"""A part of a head as it is seen straight on: small, upright, in even light."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.dubbing.pose import Poses
from talker.media.film_frame import FilmFrame
from talker.raster import blur, resize, warp_affine
from talker.scene import Image

Points = NDArray[np.float64]

PER_MM = 1.25  # pixels
_EVEN_MM = 8.0  # over which light and contrast are evened out
_LEAST_CONTRAST = 0.02  # of the light
_CONTRAST = 40.0  # levels
_FEWER = 5  # pixels to one, each way, where light is evened out
_HALF = np.array([[0.0, 0.0, 0.5]] * 2)  # from corners of pixels to their middles


class UprightView:
    """Shows what lies between two corners `window` [2, 2] (x, y in mm, in the frame of the head).

    `shape` float64 [468, 3] in mm; the depth of `points` of it, as a plane, is that of all that is
    seen: so the view and a frame differ by an affine map.
    """

    def __init__(self, shape: Points, points: NDArray[np.intp], window: Points) -> None:
        self._low = window[0]
        across, down = np.rint((window[1] - window[0]) * PER_MM).astype(int).tolist()
        self.size = across, down
        design = np.concatenate([shape[points, :2], np.ones((len(points), 1))], 1)
        self._depth: Points = np.linalg.lstsq(design, shape[points, 2], rcond=None)[0]

    def to_frame(self, pose: Poses) -> Points:
        """What brings pixels of the view to those of a frame with the head at `pose`: [2, 3]."""
        turn, scale = pose.turn[0], float(pose.scale[0])
        across = turn[:2, :2] + self._depth[:2, None] * turn[2, :2]  # of a mm to the left, down
        origin = self._depth[2] * turn[2, :2] + self._low @ across
        shift = scale * origin + pose.shift[0, :2]
        return np.column_stack([scale * across.T / PER_MM, shift])

    def seen(self, frame: FilmFrame, to_frame: Points) -> Image:
        """The view of a frame: uint8 [h, w]."""
        width, height = self.size
        corners = np.array([[0, 0], [width, 0], [0, height], [width, height]], np.float64)
        reached = corners @ to_frame[:, :2].T + to_frame[:, 2]
        limit = np.array(frame.size)
        low = np.clip(np.floor(reached.min(0)).astype(int) - 2, 0, limit - 2)
        high = np.clip(np.ceil(reached.max(0)).astype(int) + 2, low + 2, limit)
        light = frame.y[low[1] : high[1], low[0] : high[0]]
        to_part = to_frame - np.column_stack([np.zeros((2, 2)), low])
        by = max(1, int(np.sqrt(abs(np.linalg.det(to_frame[:, :2])))))
        if by > 1:
            size = max(1, light.shape[1] // by), max(1, light.shape[0] // by)
            light = resize(light, size, cv2.INTER_AREA)
            to_part = (to_part + _HALF) / by - _HALF
        small = warp_affine(light, cv2.invertAffineTransform(to_part), self.size, repeat=True)
        fine = small.astype(np.float32)
        mean = self._even(fine)
        fine -= mean
        contrast = np.sqrt(self._even(fine * fine)) + _LEAST_CONTRAST * mean + 1
        return np.clip(128 + _CONTRAST * fine / contrast, 0, 255).astype(np.uint8)

    def _even(self, picture: NDArray[np.float32]) -> NDArray[np.float32]:
        """The picture without what is smaller than `_EVEN_MM`, for which few pixels do."""
        few = resize(picture, (self.size[0] // _FEWER, self.size[1] // _FEWER), cv2.INTER_AREA)
        return resize(blur(few, _EVEN_MM * PER_MM / _FEWER), self.size, cv2.INTER_LINEAR)
