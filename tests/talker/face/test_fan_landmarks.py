"""The landmark network: how it is loaded, and where its points come to lie."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from talker.checkpoint import load_network
from talker.errors import ModelMissing
from talker.face.landmarks import Face
from talker.face.landmarks68 import Points, mesh_points
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.home import home_folder
from talker.model_files import NoModelFiles
from talker.scene import Box

pytest.importorskip("torch", reason="PyTorch is not installed")

import face_alignment
import torch
from face_alignment import utils as package
from face_alignment.detection.sfd.net_s3fd import s3fd
from face_alignment.detection.sfd.sfd_detector import SFDDetector
from face_alignment.models import FAN

from talker.face.fan_landmarks import (
    DETECTOR_WEIGHTS,
    WEIGHTS,
    FanLandmarks68,
    SfdDetector,
    fan_landmarks,
    peaks,
)

Picture = NDArray[np.uint8]
MIRRORED = package.shuffle_lr(torch.arange(68)[:, None, None]).flatten().tolist()


class Bright(torch.nn.Module):
    """Stands for the network: its maps are the picture's own brightness, all 68 alike."""

    def forward(self, pictures: torch.Tensor) -> list[torch.Tensor]:
        small = torch.nn.functional.avg_pool2d(pictures.mean(1, keepdim=True), 4)
        return [small.expand(-1, 68, -1, -1).contiguous()]


class Package(face_alignment.FaceAlignment):
    """The package's own road, with that network instead of one that it downloads."""

    def _load_native(self, *_: object) -> torch.nn.Module:
        return Bright()


class Seen(Bright):
    """Remembers what it was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: list[torch.Tensor] = []

    def forward(self, pictures: torch.Tensor) -> list[torch.Tensor]:
        self.pictures.append(pictures)
        return super().forward(pictures)


class FixedBoxes:
    """A detector that finds given boxes, in pixels of the picture that it is shown."""

    def __init__(self, *boxes: tuple[float, float, float, float]) -> None:
        self.boxes = boxes
        self.shown: list[Picture] = []

    def find(self, picture: Picture) -> NDArray[np.float64]:
        self.shown.append(picture)
        return np.array([(*box, 0.9) for box in self.boxes], np.float64).reshape(-1, 5)


@pytest.fixture(scope="module")
def network() -> FAN:
    """Seeded weights: the points mean nothing, but how they follow the picture does."""
    torch.manual_seed(0)
    return FAN(4)


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
    network: FAN, photograph: Picture, face: Face
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
    network: FAN, photograph: Picture, face: Face
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
    expected = points[MIRRORED] * (-1, 1) + (511, 0)
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


@pytest.fixture
def interpreted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package's decoding without numba, which would compile for seconds."""
    monkeypatch.setattr(package, "transform_np", package.transform_np.py_func)
    monkeypatch.setattr(package, "_get_preds_fromhm", package._get_preds_fromhm.py_func)


@pytest.mark.usefixtures("interpreted")
def test_peaks_are_those_of_the_package() -> None:
    chance = np.random.default_rng(4)
    heat = chance.normal(size=(4, 68, 64, 64)).astype(np.float32)
    heat[1, :, 0, 20] = heat[2, :, 40, 63] = heat[3, :, 63, 0] = 9
    spots, _, _ = package.get_preds_fromhm(heat)
    assert np.array_equal(np.stack([peaks(one) for one in heat]), spots)


@pytest.mark.usefixtures("interpreted")
def test_points_are_those_of_the_package_without_its_rounding(face: Face) -> None:
    """Of a bright spot: without a lean to any side, which its whole pixels have."""
    road = Package(
        face_alignment.LandmarksType.TWO_D, device="cpu", face_detector="folder", compile=False
    )
    ours = FanLandmarks68(Bright())
    known = mesh_points(face.mesh)
    box = [*known.min(0).tolist(), *known.max(0).tolist()]  # it refuses float32
    rows, columns = np.mgrid[:512, :512].astype(np.float64)
    errors, differences = [], []
    for spot in np.random.default_rng(1).uniform(known.min(0), known.max(0), (60, 2)):
        bright = 255 * np.exp(-((columns - spot[0]) ** 2 + (rows - spot[1]) ** 2) / 50)
        picture = np.repeat(bright.astype(np.uint8)[..., None], 3, axis=2)
        found = ours.find(picture, face)[0]
        (theirs,) = road.get_landmarks_from_image(picture, [box])
        assert np.array_equal(theirs, np.rint(theirs))
        errors.append(found - spot)
        differences.append(theirs[0] - spot)
    assert np.abs(errors).max() < 0.9  # a quarter of a cell of the maps
    assert np.abs(differences).max() < 2
    assert np.abs(np.mean(errors, axis=0)).max() < 0.15
    assert np.abs(np.mean(differences, axis=0)).max() > 0.25


def test_the_detector_gives_what_the_package_gives(photograph: Picture) -> None:
    class Loaded(SFDDetector):
        """Its own reading of the maps, without a file."""

        def __init__(self, network: torch.nn.Module) -> None:
            self.device, self.face_detector, self.filter_threshold = "cpu", network, 0.5

    torch.manual_seed(3)
    network = s3fd().eval()
    with torch.no_grad():  # faces here and there, and of any size
        for layer in (network.fc7_mbox_conf, network.conv6_2_mbox_conf, network.conv7_2_mbox_conf):
            layer.weight.mul_(400)
    picture = np.ascontiguousarray(photograph[:192, 100:292])
    expected = Loaded(network).detect_from_image(picture)
    assert len(expected) > 3
    assert np.array_equal(SfdDetector(network).find(picture), np.stack(expected))


def test_without_a_face_the_detector_finds_nothing() -> None:
    torch.manual_seed(0)
    network = s3fd()
    with torch.no_grad():
        for name, layer in network.named_modules():
            if name.endswith("mbox_conf"):
                layer.bias[0] += 50
    assert SfdDetector(network).find(np.zeros((64, 64, 3), np.uint8)).shape == (0, 5)


def test_the_box_of_the_detector_places_the_network(photograph: Picture, face: Face) -> None:
    """The package's points for that box are ours; a box elsewhere counts as none."""
    network = Seen()
    known = mesh_points(face.mesh)
    low, high = known.min(0), known.max(0)
    FanLandmarks68(network).find(photograph, face)
    FanLandmarks68(network, FixedBoxes()).find(photograph, face)
    away = FixedBoxes((0, 0, 20, 20))
    FanLandmarks68(network, away).find(photograph, face)
    FanLandmarks68(network, FixedBoxes((0, 0, 20, 20), (44, 44, 148, 148))).find(photograph, face)
    by_mesh, without, elsewhere, by_box = network.pictures
    assert torch.equal(by_mesh, without)
    assert torch.equal(by_mesh, elsewhere)
    # The detector sees twice the face in 192 pixels, its middle in the middle.
    scale = 2 * float((high - low).max()) / 192
    assert away.shown[0].shape == (192, 192, 3)
    side = scale * 208 * 200 / 195
    centre = (low + high) / 2 - (0, 0.12 * scale * 104)
    grid = (np.arange(256) - 127.5) * side / 256
    x, y = np.rint(centre[0] + grid).astype(int), np.rint(centre[1] + grid).astype(int)
    expected = photograph[y.clip(0, 511)][:, x.clip(0, 511)] / 255
    inside = ((y >= 0) & (y < 512))[:, None] & ((x >= 0) & (x < 512))
    got = by_box[0].permute(1, 2, 0).numpy()
    assert np.abs(got - expected)[inside].mean() < 0.03
    placed_by_mesh = by_mesh[0].permute(1, 2, 0).numpy()
    assert np.abs(placed_by_mesh - expected)[inside].mean() > 0.06


def test_saved_weights_come_back(network: FAN, tmp_path: Path) -> None:
    path = tmp_path / WEIGHTS
    torch.save(network.state_dict(), path)
    loaded = load_network(partial(FAN, 4), path, home=tmp_path)
    for name, value in network.state_dict().items():
        assert torch.equal(loaded.state_dict()[name], value)


def test_without_weights_the_model_is_asked_for() -> None:
    with pytest.raises(ModelMissing) as missing:
        fan_landmarks(NoModelFiles(), "cpu", home_folder())
    assert missing.value.model_id == "face-alignment"


def test_both_networks_are_read_from_the_installed_files_and_nothing_is_fetched(
    network: FAN, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The package's own loader would ask for both."""

    class Installed(NoModelFiles):
        def path(self, model_id: str, name: str) -> Path:
            assert model_id == "face-alignment"
            return tmp_path / name

    def fetched(*_: object, **__: object) -> None:
        pytest.fail("a download was tried")

    monkeypatch.setattr("torch.hub.download_url_to_file", fetched)
    monkeypatch.setattr(package, "download_url_to_file", fetched)
    torch.save(network.state_dict(), tmp_path / WEIGHTS)
    torch.save(s3fd().state_dict(), tmp_path / DETECTOR_WEIGHTS)
    assert fan_landmarks(Installed(), "cpu", home=tmp_path / "home").name == "fan4-68/2"


def test_the_mirrored_order_of_the_package_fits_the_points_of_the_mesh(face: Face) -> None:
    points = mesh_points(face.mesh)
    mirrored = points[MIRRORED] * (-1, 1)
    mirrored -= mirrored.mean(0)
    original = points - points.mean(0)
    width = points[16, 0] - points[0, 0]
    assert float(np.hypot(*(mirrored - original).T).mean()) < 0.1 * width
