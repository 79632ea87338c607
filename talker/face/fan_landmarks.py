"""The detector (S3FD) and the 68 points (FAN) of face-alignment, from installed weight files.

The package's networks, decoding of boxes and mirroring are used, but not its entry point, which
downloads by itself, and cuts the face out and rounds the points to whole pixels.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from face_alignment.detection.sfd.bbox import nms
from face_alignment.detection.sfd.detect import get_predictions
from face_alignment.detection.sfd.net_s3fd import s3fd
from face_alignment.models import FAN
from face_alignment.utils import (
    CENTER_Y_OFFSET,
    CROP_RESOLUTION,
    HEATMAP_RESOLUTION,
    NUM_LANDMARKS,
    REFERENCE_SCALE,
    SCALE_FACTOR,
    flip,
)
from numpy.typing import NDArray

from talker import raster
from talker.checkpoint import load_network
from talker.face.landmarks import Face
from talker.face.landmarks68 import Image, Points, mesh_points
from talker.model_files import ModelFiles

Floats = NDArray[np.float64]

MODEL = "face-alignment"
WEIGHTS = "2DFAN4-11f355bf06.pth.tar"
DETECTOR_WEIGHTS = "s3fd-619a316812.pth"

_STACKS = 4  # hourglasses of the published network
_AROUND = 2.0  # the square that the detector sees, in sides of the box of the mesh's points
_DETECTOR_SIDE = 192  # pixels: the face has about 96 there, and the look costs a tenth of FAN's
_BGR_MEAN = (104.0, 117.0, 123.0)
_OVERLAP = 0.3  # of two boxes of one face, for the detector's own and for the mesh's
_SURE = 0.5  # scores of the detector below it count as no face


class BoxDetector(Protocol):
    """Finds boxes of faces; implementations are interchangeable."""

    def find(self, picture: Image) -> Floats:
        """Boxes (left, top, right, bottom) and scores in uint8 [H, W, 3] RGB: [N, 5]."""
        ...


class SfdDetector:
    """S3FD (Zhang et al., ICCV 2017), as face-alignment reads its maps."""

    def __init__(self, network: s3fd, device: str = "cpu") -> None:
        self._network = network.eval().requires_grad_(False).to(device)
        self._mean = torch.tensor(_BGR_MEAN, device=device)
        self._device = device

    @torch.inference_mode()
    def find(self, picture: Image) -> Floats:
        """The faces of which it is sure, the surest first."""
        colours = torch.from_numpy(picture).to(self._device).flip(2) - self._mean
        maps = self._network(colours.permute(2, 0, 1)[None])
        # A map of scores and a map of shifts for each size of faces.
        scored = [m.softmax(1) if i % 2 == 0 else m for i, m in enumerate(maps)]
        found = get_predictions([m.cpu().numpy() for m in scored], 1)[0].reshape(-1, 5)
        found = found[nms(found, _OVERLAP)]
        return found[found[:, 4] > _SURE].astype(np.float64)


class FanLandmarks68:
    """Finds the points in the picture; the mesh says where to look for the face.

    The network's square is placed by the detector's box; by the box of the mesh's points where
    there is no detector, or it sees no face there.
    """

    name = "fan4-68/2"

    def __init__(
        self, network: FAN, detector: BoxDetector | None = None, device: str = "cpu"
    ) -> None:
        self._network = network.eval().requires_grad_(False).to(device)
        self._detector = detector
        self._device = device

    @torch.inference_mode()
    def find(self, image: Image, face: Face) -> Points:
        """The points of `face` in an RGB uint8 [H, W, 3] image: float32 [68, 2].

        The picture and its mirror image are looked at together.
        """
        to_image = _view(self._box(image, mesh_points(face.mesh).astype(np.float64)))
        patch = raster.warp_affine(image, _inverse(to_image), (CROP_RESOLUTION, CROP_RESOLUTION))
        seen = torch.from_numpy(patch).to(self._device).permute(2, 0, 1)[None] / 255
        heat = self._network(torch.cat([seen, flip(seen)]))[-1]
        both = heat[:1] + flip(heat[1:], is_label=True)
        spots = peaks(both[0].cpu().numpy()) * (CROP_RESOLUTION / HEATMAP_RESOLUTION) - 0.5
        return (spots @ to_image[:, :2].T + to_image[:, 2]).astype(np.float32)

    def _box(self, image: Image, points: Floats) -> Floats:
        """Left, top, right, bottom of the face that has about these points: float64 [4]."""
        known = np.concatenate([points.min(0), points.max(0)])
        if self._detector is None:
            return known
        low, high = known[:2], known[2:]
        to_image = _square((low + high) / 2, _AROUND * float((high - low).max()), _DETECTOR_SIDE)
        size = (_DETECTOR_SIDE, _DETECTOR_SIDE)
        found = self._detector.find(raster.warp_affine(image, _inverse(to_image), size))[:, :4]
        boxes = found * to_image[0, 0] + np.tile(to_image[:, 2], 2)
        return max(
            (box for box in boxes if _shared(box, known) > _OVERLAP),
            key=partial(_shared, known),
            default=known,
        )


def fan_landmarks(files: ModelFiles, device: str, home: Path) -> FanLandmarks68:
    """The source with the installed weights; ModelMissing or ModelDamaged where that fails."""
    network = load_network(partial(FAN, _STACKS), files.path(MODEL, WEIGHTS), home=home)
    detector = load_network(s3fd, files.path(MODEL, DETECTOR_WEIGHTS), home=home)
    return FanLandmarks68(network, SfdDetector(detector, device), device)


def peaks(heat: NDArray[np.float32]) -> Floats:
    """Where the maps [68, 64, 64] are highest: (x, y) in cells, the middle of the first at 0.5.

    A quarter cell toward the higher neighbour is added on each axis, not at the border. The
    package's own `get_preds_fromhm` gives the same, but compiles itself anew in every process,
    which takes seconds.
    """
    top = heat.reshape(NUM_LANDMARKS, -1).argmax(1)
    rows, columns = np.divmod(top, HEATMAP_RESOLUTION)
    spots = np.stack([columns, rows], axis=1) + 0.5
    inside = ((spots > 1) & (spots < HEATMAP_RESOLUTION - 1)).all(1)
    each, y, x = np.flatnonzero(inside), rows[inside], columns[inside]
    spots[inside, 0] += 0.25 * np.sign(heat[each, y, x + 1] - heat[each, y, x - 1])
    spots[inside, 1] += 0.25 * np.sign(heat[each, y + 1, x] - heat[each, y - 1, x])
    return spots


def _view(box: Floats) -> raster.Matrix:
    """Pixels of the network's picture -> pixels of the image, [2, 3]."""
    width, height = box[2:] - box[:2]
    centre = (box[:2] + box[2:]) / 2 - (0, CENTER_Y_OFFSET * height)
    side = (width + height) * SCALE_FACTOR / REFERENCE_SCALE
    return _square(centre, side, CROP_RESOLUTION)


def _square(centre: Floats, side: float, pixels: int) -> raster.Matrix:
    """Pixels of a picture of a square in the image -> pixels of the image, [2, 3]."""
    scale = side / pixels
    corner = centre - scale * (pixels - 1) / 2
    return np.array([[scale, 0, corner[0]], [0, scale, corner[1]]])


def _inverse(matrix: raster.Matrix) -> raster.Matrix:
    """The way back of a scaling and shift."""
    scale, shift = matrix[0, 0], matrix[:, 2]
    return np.array([[1 / scale, 0, -shift[0] / scale], [0, 1 / scale, -shift[1] / scale]])


def _shared(a: Floats, b: Floats) -> float:
    """Intersection over union of two boxes."""
    low, high = np.maximum(a[:2], b[:2]), np.minimum(a[2:], b[2:])
    inside = float(np.prod(np.maximum(high - low, 0)))
    areas = float(np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2]))
    return inside / (areas - inside)
