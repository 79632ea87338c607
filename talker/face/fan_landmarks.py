"""The 68 points by the network of face-alignment, read from its own weight file.

The package itself is not needed: it would bring numba, llvmlite and a second OpenCV for one
network, download by itself, and round points to whole pixels.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from talker import raster
from talker.checkpoint import load_network
from talker.face.fan import HEAT_MAP, INPUT, FaceAlignmentNetwork
from talker.face.landmarks import Face
from talker.face.landmarks68 import COUNT, MIRRORED, Image, Points, mesh_points
from talker.model_files import ModelFiles

MODEL = "face-alignment"
WEIGHTS = "2DFAN4-11f355bf06.pth.tar"

# The square that the network sees around the box of the points, as in its training.
_SEEN = 200 / 195
_RAISED = 0.12


class FanLandmarks68:
    """Finds the points in the picture; the mesh only says where the face is."""

    name = "fan4-68/1"

    def __init__(self, network: FaceAlignmentNetwork, device: str = "cpu") -> None:
        self._network = network.eval().requires_grad_(False).to(device)
        self._device = device

    @torch.inference_mode()
    def find(self, image: Image, face: Face) -> Points:
        """The points of `face` in an RGB uint8 [H, W, 3] image: float32 [68, 2].

        The picture and its mirror image are looked at together.
        """
        to_image = _view(mesh_points(face.mesh).astype(np.float64))
        patch = raster.warp_affine(image, _inverse(to_image), (INPUT, INPUT))
        seen = torch.from_numpy(patch).to(self._device).permute(2, 0, 1)[None] / 255
        heat = self._network(torch.cat([seen, seen.flip(3)]))
        both = heat[0] + heat[1].flip(2)[list(MIRRORED)]
        spots = peaks(both.cpu().numpy()) * (INPUT / HEAT_MAP) - 0.5
        return (spots @ to_image[:, :2].T + to_image[:, 2]).astype(np.float32)


def fan_landmarks(files: ModelFiles, device: str = "cpu") -> FanLandmarks68:
    """The source with the installed weights; ModelMissing or ModelDamaged where that fails."""
    return FanLandmarks68(load_network(FaceAlignmentNetwork, files.path(MODEL, WEIGHTS)), device)


def peaks(heat: NDArray[np.float32]) -> NDArray[np.float64]:
    """Where the maps [68, 64, 64] are highest: (x, y) in cells, the middle of the first at 0.5.

    A quarter cell toward the higher neighbour is added on each axis, not at the border.
    """
    top = heat.reshape(COUNT, -1).argmax(1)
    rows, columns = np.divmod(top, HEAT_MAP)
    spots = np.stack([columns, rows], axis=1) + 0.5
    inside = ((spots > 1) & (spots < HEAT_MAP - 1)).all(1)
    each, y, x = np.flatnonzero(inside), rows[inside], columns[inside]
    spots[inside, 0] += 0.25 * np.sign(heat[each, y, x + 1] - heat[each, y, x - 1])
    spots[inside, 1] += 0.25 * np.sign(heat[each, y + 1, x] - heat[each, y - 1, x])
    return spots


def _view(points: NDArray[np.float64]) -> raster.Matrix:
    """Pixels of the network's picture -> pixels of the image, [2, 3]."""
    low, high = points.min(0), points.max(0)
    width, height = high - low
    centre = (low + high) / 2 - (0, _RAISED * height)
    scale = (width + height) * _SEEN / INPUT
    corner = centre - scale * (INPUT - 1) / 2
    return np.array([[scale, 0, corner[0]], [0, scale, corner[1]]])


def _inverse(matrix: raster.Matrix) -> raster.Matrix:
    """The way back of a scaling and shift."""
    scale, shift = matrix[0, 0], matrix[:, 2]
    return np.array([[1 / scale, 0, -shift[0] / scale], [0, 1 / scale, -shift[1] / scale]])
