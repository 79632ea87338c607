"""The landmark network: how it is loaded, and where its points come to lie."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from talker.checkpoint import load_network
from talker.errors import ModelMissing
from talker.face.landmarks import Face
from talker.face.landmarks68 import MIRRORED, Points, mesh_points
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.model_files import NoModelFiles
from talker.scene import Box

torch = pytest.importorskip("torch", reason="PyTorch is not installed")

from talker.face.fan import FaceAlignmentNetwork  # noqa: E402
from talker.face.fan_landmarks import (  # noqa: E402
    WEIGHTS,
    FanLandmarks68,
    fan_landmarks,
    peaks,
)

Picture = NDArray[np.uint8]


@pytest.fixture(scope="module")
def network() -> FaceAlignmentNetwork:
    """Seeded weights: the points mean nothing, but how they follow the picture does."""
    torch.manual_seed(0)
    return FaceAlignmentNetwork()


@pytest.fixture(scope="module")
def photograph(astronaut: Path) -> Picture:
    return np.asarray(Image.open(astronaut).convert("RGB"))


@pytest.fixture(scope="module")
def face(photograph: Picture) -> Face:
    (face,) = MediaPipeLandmarks().detect(photograph)
    return face


def _with_mesh(face: Face, mesh: Points) -> Face:
    return Face(Box(0, 0, 1, 1), face.score, face.presence, mesh, face.yaw, face.pitch, face.roll)


def _same(points: Points, expected: NDArray[np.floating]) -> bool:
    """Equal but for a few: rounding may decide between two peaks of the same height."""
    return float((np.abs(points - expected).max(1) < 0.05).mean()) > 0.9


def test_points_lie_around_the_face_and_follow_it(
    network: FaceAlignmentNetwork, photograph: Picture, face: Face
) -> None:
    source = FanLandmarks68(network)
    points = source.find(photograph, face)
    assert points.shape == (68, 2)
    assert points.dtype == np.float32
    known = mesh_points(face.mesh)
    size = np.ptp(known, axis=0)
    assert (points > known.min(0) - 0.7 * size).all()
    assert (points < known.max(0) + 0.7 * size).all()
    moved = np.roll(photograph, (7, -5), axis=(0, 1))
    shifted = _with_mesh(face, face.mesh + np.array([-5, 7, 0], np.float32))
    assert _same(source.find(moved, shifted), points + np.array([-5, 7]))


def test_a_mirrored_picture_gives_mirrored_points(
    network: FaceAlignmentNetwork, photograph: Picture, face: Face
) -> None:
    """The mesh only gives a box here: mirrored, it is the same box on the other side."""
    known = face.mesh.copy()
    low, high = mesh_points(known).min(0), mesh_points(known).max(0)
    mirrored_mesh = known.copy()
    mirrored_mesh[:, 0] = (low[0] + high[0]) - known[:, 0]
    mirrored_mesh[:, 0] += 511 - (low[0] + high[0])
    source = FanLandmarks68(network)
    points = source.find(photograph, face)
    mirrored = source.find(photograph[:, ::-1].copy(), _with_mesh(face, mirrored_mesh))
    expected = points[list(MIRRORED)] * (-1, 1) + (511, 0)
    assert _same(mirrored, expected)


def test_peaks_are_found_and_drawn_to_the_higher_neighbour() -> None:
    heat = np.zeros((68, 64, 64), np.float32)
    heat[:, 20, 30] = 1.0
    heat[1, 20, 31], heat[1, 21, 30] = 0.5, 0.5
    heat[2, 20, 29], heat[2, 19, 30] = 0.5, 0.5
    heat[3] = 0
    heat[3, 0, 63] = 1.0
    spots = peaks(heat)
    assert spots[0].tolist() == [30.5, 20.5]
    assert spots[1].tolist() == [30.75, 20.75]
    assert spots[2].tolist() == [30.25, 20.25]
    assert spots[3].tolist() == [63.5, 0.5]


def test_saved_weights_come_back(network: FaceAlignmentNetwork, tmp_path: Path) -> None:
    path = tmp_path / WEIGHTS
    torch.save(network.state_dict(), path)
    loaded = load_network(FaceAlignmentNetwork, path, home=tmp_path)
    for name, value in network.state_dict().items():
        assert torch.equal(loaded.state_dict()[name], value)


def test_without_weights_the_model_is_asked_for() -> None:
    with pytest.raises(ModelMissing) as missing:
        fan_landmarks(NoModelFiles())
    assert missing.value.model_id == "face-alignment"
