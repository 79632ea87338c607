"""Where a head is in a frame, told by what of a face does not speak."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from talker.face.geometry import LIPS

Floats = NDArray[np.float64]
Meshes = NDArray[np.float32]

# Forehead, temples, ears, corners of the eyes and the bridge of the nose.
STILL = np.array([
    10, 338, 297, 332, 284, 251, 389, 356, 454, 127, 162, 21, 54, 103, 67, 109, 234,
    33, 133, 362, 263, 168, 6, 197, 195, 5, 4, 1, 151, 9, 8, 108, 337, 69, 299,
])  # fmt: skip
MARGIN = 8
"""Frames on either side that a steadied one depends on."""
_POSE_WINDOW, _FACE_WINDOW, _ORDER = 7, 5, 2
_SPEAKS = np.array([*LIPS, 13, 14, 18, 200, 199, 152, 148, 377, 176, 400])
_TREMOR = 1.5  # times that of what does not speak, which motion of the mouth exceeds in speech
_TREMOR_WINDOW = 5


@dataclass(frozen=True)
class Poses:
    """Places of a head in T frames against a `shape` [468, 3]: a point p of it is seen at
    scale * p @ turn + shift. `turn` [T, 3, 3], `scale` [T], `shift` [T, 3] in pixels."""

    turn: Floats
    scale: Floats
    shift: Floats

    def moved(self, by: NDArray[np.floating]) -> Poses:
        """The same in pixels of another part of the frame, whose points lie `by` [2] further."""
        return Poses(self.turn, self.scale, self.shift + np.array([by[0], by[1], 0.0]))

    def place(self, shapes: Floats) -> Floats:
        """Shapes [T, N, 3] in pixels of the frames."""
        placed: Floats = self.scale[:, None, None] * (shapes @ self.turn) + self.shift[:, None]
        return placed

    def local(self, meshes: NDArray[np.floating]) -> Floats:
        """Meshes [T, N, 3] in the frame of the shape: the other way round."""
        moved = (meshes - self.shift[:, None]) / self.scale[:, None, None]
        return np.asarray(moved @ self.turn.transpose(0, 2, 1), np.float64)


def poses_of(meshes: Meshes, shape: NDArray[np.floating]) -> Poses:
    """The places [T] that bring `shape` [468, 3] nearest to the meshes [T, 468, 3], by the points
    that do not speak: least squares after Umeyama, "Least-squares estimation of transformation
    parameters", 1991."""
    seen = meshes[:, STILL].astype(np.float64)
    own = shape[STILL].astype(np.float64)
    seen_middle, own_middle = seen.mean(1), own.mean(0)
    centred = own - own_middle
    covariance = np.einsum("tni,nj->tij", seen - seen_middle[:, None], centred)
    u, sizes, v = np.linalg.svd(covariance)
    sign = np.sign(np.linalg.det(u @ v))
    sizes[:, 2] *= sign
    u[:, :, 2] *= sign[:, None]
    turn = (u @ v).transpose(0, 2, 1)
    scale = sizes.sum(1) / (centred * centred).sum()
    shift = seen_middle - scale[:, None] * (own_middle @ turn)
    return Poses(turn, scale, shift)


def steadied(meshes: Meshes, shape: NDArray[np.floating]) -> Meshes:
    """Meshes [T, 468, 3] of consecutive frames without the tracker's tremor, and without lag;
    `shape` [468, 3] is that of any frame of the same head.

    Heads and expressions are fitted by parabolas around each frame (Savitzky and Golay, 1964):
    what is as smooth as that stays where it is, also when it moves quickly. What lips and chin do
    besides, in a closure of two frames, is no tremor where it is larger than that of the rest of
    the face.
    """
    if len(meshes) < _FACE_WINDOW:
        return meshes
    poses = poses_of(meshes, shape)
    own = poses.local(meshes)
    local = _smooth(own, _FACE_WINDOW)
    quick = own - local
    local += _spoken(quick)[:, None, None] * quick
    u, _, v = np.linalg.svd(_smooth(poses.turn, _POSE_WINDOW))
    calm = Poses(u @ v, _smooth(poses.scale, _POSE_WINDOW), _smooth(poses.shift, _POSE_WINDOW))
    return calm.place(local).astype(np.float32)


def _spoken(quick: Floats) -> Floats:
    """How much of the quick motion [T, 468, 3] is speech, in 0..1: [T]."""
    mouth = (quick[:, _SPEAKS] ** 2).mean((1, 2))
    tremor = scipy.ndimage.uniform_filter1d((quick[:, STILL] ** 2).mean((1, 2)), _TREMOR_WINDOW)
    found: Floats = np.clip(1 - _TREMOR**2 * tremor / np.maximum(mouth, 1e-12), 0, 1)
    return found


def _smooth(values: Floats, window: int) -> Floats:
    """Along the first axis (Savitzky and Golay, 1964); at both ends the polynomial of the last
    window counts. SciPy's own is in scipy.signal, which takes a second of a dub to load."""
    size = min(window, len(values) - 1 + len(values) % 2)
    half = size // 2
    design = np.vander(np.arange(size) - half, _ORDER + 1).astype(np.float64)
    fitted = design @ np.linalg.pinv(design)  # from a window to its polynomial
    found: Floats = scipy.ndimage.correlate1d(values, fitted[half], axis=0)
    found[:half] = np.tensordot(fitted[:half], values[:size], 1)
    found[len(values) - half :] = np.tensordot(fitted[half + 1 :], values[len(values) - size :], 1)
    return found
