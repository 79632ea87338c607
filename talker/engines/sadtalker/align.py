"""The 224-pixel picture that the coefficient network sees: a face fitted to a template.

Scaled-orthographic fit of five points (Deng et al., "Accurate 3D Face Reconstruction with
Weakly-Supervised Learning", 2019): eyes, tip of the nose, corners of the mouth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE = 224
# Facts of `similarity_Lm3D_all.mat`, which comes with the original program: its array `lm` of 68
# points, reduced to five as `five_points` does; x to picture right, y up, z toward the camera.
TEMPLATE = np.array(
    [
        [-0.311486572, 0.290360779, 0.133779526],
        [0.309798867, 0.289720356, 0.131795257],
        [0.00325349881, -0.0461793244, 0.552442431],
        [-0.252169281, -0.381339163, 0.224057317],
        [0.248466194, -0.381282359, 0.22235769],
    ],
    np.float32,
)
_FACE_UNITS = 102.0  # pixels that a template unit gets in the picture
# The two corners of each eye, tip of the nose, corners of the mouth among 68 points.
_EYE_A, _EYE_B, _NOSE, _MOUTH = [36, 39], [42, 45], 30, [48, 54]

Points = NDArray[np.float32]


@dataclass(frozen=True)
class Aligned:
    """`picture` uint8 [224, 224, 3] RGB; how it was scaled, and the face's origin.

    `x`, `y` in pixels of the picture that was given, y upward from its lowest row.
    """

    picture: NDArray[np.uint8]
    scale: float
    x: float
    y: float


def five_points(points: Points) -> Points:
    """Left and right eye (as seen), nose, left and right mouth corner of 68 points: [5, d]."""
    eyes = [points[_EYE_A].mean(0), points[_EYE_B].mean(0)]
    return np.stack([*eyes, points[_NOSE], *points[_MOUTH]])


def align(
    picture: NDArray[np.uint8], points: Points, template: NDArray[np.floating] = TEMPLATE
) -> Aligned:
    """Fits `points` [68, 2] (pixels, y down) of an RGB picture [H, W, 3] to the template [5, 3]."""
    height, width = picture.shape[:2]
    upward = np.stack([points[:, 0], height - 1 - points[:, 1]], axis=1)
    scale, x, y = _fit(five_points(upward), template)
    large = int(width * scale), int(height * scale)
    left = int(large[0] / 2 - SIDE / 2 + (x - width / 2) * scale)
    top = int(large[1] / 2 - SIDE / 2 + (height / 2 - y) * scale)
    return Aligned(_enlarged_part(picture, large, left, top), scale, x, y)


def _fit(points: Points, template: NDArray[np.floating]) -> tuple[float, float, float]:
    """Scale and origin of the least-squares projection template -> points."""
    system = np.zeros((2 * len(points), 8))
    system[0::2, 0:3] = system[1::2, 4:7] = template
    system[0::2, 3] = system[1::2, 7] = 1
    k = np.linalg.lstsq(system, points.astype(np.float64).reshape(-1), rcond=None)[0]
    size = (np.linalg.norm(k[0:3]) + np.linalg.norm(k[4:7])) / 2
    return _FACE_UNITS / float(size), float(k[3]), float(k[7])


def _enlarged_part(
    picture: NDArray[np.uint8], large: tuple[int, int], left: int, top: int
) -> NDArray[np.uint8]:
    """What a 224-pixel window at (left, top) shows of the picture enlarged to `large`.

    Black outside the picture. Only the part that is seen is made, whatever the scale.
    """
    out = np.zeros((SIDE, SIDE, 3), np.uint8)
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + SIDE, large[0]), min(top + SIDE, large[1])
    if x0 >= x1 or y0 >= y1:
        return out
    height, width = picture.shape[:2]
    across, down = width / large[0], height / large[1]
    part = Image.fromarray(picture).resize(
        (x1 - x0, y1 - y0),
        Image.Resampling.BICUBIC,
        box=(x0 * across, y0 * down, min(x1 * across, width), min(y1 * down, height)),
    )
    out[y0 - top : y1 - top, x0 - left : x1 - left] = np.asarray(part)
    return out
