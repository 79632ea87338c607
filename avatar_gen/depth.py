"""How near the parts of a portrait are, put together of what is known without a network for depth.

The face has the relief of its mesh, whose depth is a guess of the mesh's network; the head and the
body are one plane each where the presenter's matte shows them, and everything else is far away.
That is a stage of three planes with one relief, and no measurement of a room.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import LinearNDInterpolator

from avatar_gen.judge import human_faces, main_face
from talker.deliver.matting import Segmenter
from talker.errors import ErrorCode, InputError
from talker.face.landmarks import Face, LandmarkSource
from talker.raster import blur, resize

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]

# Of 1, which is nearest.
_FAR, _BODY, _HEAD, _NEAREST = 0.05, 0.5, 0.62, 0.95
_MOST_CELLS = 96  # a side of the grid on which the face's relief is laid out


def depths(picture: Image, landmarks: LandmarkSource) -> Image:
    """uint8 [H, W, 3], the nearer the brighter, of uint8 [H, W, 3] RGB.

    InputError NO_FACE for a picture without a face.
    """
    face = main_face(human_faces(picture, landmarks))
    if face is None:
        raise InputError(
            ErrorCode.NO_FACE,
            "No face was found in the picture for the depths.",
            "Give a picture with a face, or a finished one with --control given-depth.",
        )
    matte = Segmenter().next(picture).astype(np.float32) / 255
    width = float(np.ptp(face.mesh[:, 0]))
    rows = np.arange(len(picture), dtype=np.float32)[:, None]
    chin = float(face.mesh[152, 1])
    # The neck leads from the head back to the body.
    below = np.clip((rows - chin) / max(0.5 * width, 1), 0, 1)
    planes = _HEAD + (_BODY - _HEAD) * below
    found = (_FAR + (planes - _FAR) * matte).astype(np.float32)
    relief, share = _relief(face, picture.shape[:2])
    found = blur(found + share * (relief - found), max(0.6, 0.01 * width))
    level = np.rint(np.clip(found, 0, 1) * 255).astype(np.uint8)
    return np.repeat(level[..., None], 3, axis=2)


def _relief(face: Face, size: tuple[int, int]) -> tuple[Floats, Floats]:
    """The nearness of the face, and where it counts, softly: float32 [H, W] each."""
    height, width = size
    low = np.floor(face.mesh[:, :2].min(0)).astype(int)
    high = np.ceil(face.mesh[:, :2].max(0)).astype(int) + 1
    across, down = high - low
    scale = min(1.0, _MOST_CELLS / max(across, down))
    cells = max(2, round(across * scale)), max(2, round(down * scale))
    grid = np.stack(
        np.meshgrid(
            low[0] + (np.arange(cells[0]) + 0.5) * across / cells[0],
            low[1] + (np.arange(cells[1]) + 0.5) * down / cells[1],
        ),
        axis=-1,
    )
    depth = face.mesh[:, 2].astype(np.float64)
    nearness = (depth.max() - depth) / max(float(np.ptp(depth)), 1e-6)
    laid = LinearNDInterpolator(face.mesh[:, :2].astype(np.float64), nearness)(grid)
    inside = np.isfinite(laid)
    values = np.where(inside, _HEAD + (_NEAREST - _HEAD) * np.nan_to_num(laid), _HEAD)
    part = resize(values.astype(np.float32), (int(across), int(down)), cv2.INTER_LINEAR)
    soft = blur(inside.astype(np.float32), 0.04 * max(cells)) * inside
    there = resize(soft.astype(np.float32), (int(across), int(down)), cv2.INTER_LINEAR)
    whole, share = np.full(size, _HEAD, np.float32), np.zeros(size, np.float32)
    left, top = max(low[0], 0), max(low[1], 0)
    right, bottom = min(high[0], width), min(high[1], height)
    cut = (slice(top - low[1], bottom - low[1]), slice(left - low[0], right - low[0]))
    whole[top:bottom, left:right], share[top:bottom, left:right] = part[cut], there[cut]
    return whole, share
