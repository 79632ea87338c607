"""The networks give the numbers that they gave when they matched the published program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file

from talker.device import choose_device
from talker.engines.liveportrait import networks as loaded
from talker.engines.liveportrait.files import OFFICIAL, SAFETENSORS, LivePortraitFiles, find_files
from talker.engines.liveportrait.keypoints import FaceMotion, angles_of, read_motion, rotation
from talker.engines.liveportrait.networks import Networks
from talker.engines.liveportrait.painter import Painter, feature_volume
from talker.engines.liveportrait.retargeting import eye_delta, lip_delta, stitched
from talker.errors import ErrorCode, ModelDamaged, ModelMissing
from tests.talker.engines.liveportrait.reduced import (
    SIDE,
    WIDTHS,
    keypoints,
    picture,
    results,
    write_official,
    write_safetensors,
)

_STORED = Path("tests", "data", "liveportrait", "networks.npz")
# Behind softmax and sampling, where rounding grows.
_DEEP = ("deformation", "occlusion", "frame", "angles")


@pytest.fixture(scope="module")
def made() -> dict[str, NDArray[np.float32]]:
    torch.set_num_threads(1)
    return results()


@pytest.fixture(scope="module", params=[write_official, write_safetensors])
def files(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> LivePortraitFiles:
    write: Callable[[Path], LivePortraitFiles] = request.param
    return write(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def networks(files: LivePortraitFiles, tmp_path_factory: pytest.TempPathFactory) -> Networks:
    device = replace(choose_device("cpu"), threads=1)
    return Networks(files, device, tmp_path_factory.mktemp("home"), widths=WIDTHS)


@pytest.mark.parametrize("name", sorted(np.load(_STORED).files))
def test_results_are_those_that_were_kept(
    name: str, made: dict[str, NDArray[np.float32]], repository: Path
) -> None:
    with np.load(repository / _STORED) as stored:
        assert set(stored.files) == set(made)
        limit = 1e-3 if name in _DEEP else 2e-5
        np.testing.assert_allclose(made[name], stored[name], rtol=limit, atol=limit)


def test_either_layout_of_the_files_paints_the_plain_evaluations_picture(
    networks: Networks, made: dict[str, NDArray[np.float32]]
) -> None:
    painter = _painter(networks)
    frames = painter.paint(np.concatenate([keypoints("driving", 1), keypoints("source", 1)]))
    assert frames.shape == (2, 2 * SIDE, 2 * SIDE, 3)
    expected = made["frame"][0].transpose(1, 2, 0) * 255
    assert np.abs(frames[0, ::4, ::4] - expected).max() < 0.8  # half a level, and rounding
    assert np.abs(frames[1].astype(int) - frames[0]).max() > 10


def test_a_frame_does_not_depend_on_its_batch(networks: Networks) -> None:
    painter = _painter(networks)
    points = keypoints("several", 3)
    together = painter.paint(points)
    assert np.array_equal(together, np.concatenate([painter.paint(p[None]) for p in points]))


def _painter(networks: Networks) -> Painter:
    volume = feature_volume(networks, picture(SIDE)[0])
    return Painter(networks, volume, keypoints("source", 1)[0])


def test_either_layout_moves_keypoints_alike(
    networks: Networks, made: dict[str, NDArray[np.float32]]
) -> None:
    motion = read_motion(networks.motion, picture(256, 2))
    np.testing.assert_allclose(motion.points(), made["points"], atol=1e-5)
    source, driving = keypoints("source", 1), keypoints("driving", 1)
    # Not to the bit: some processors add up otherwise where weights lie elsewhere in memory.
    for moved, name in (
        (stitched(networks.stitching, source, driving), "stitched"),
        (eye_delta(networks.eyes, source[0], (0.2, 0.3), 0.4), "eyes"),
        (lip_delta(networks.lips, source[0], 0.1, 0.0), "lips"),
    ):
        np.testing.assert_allclose(moved, made[name], atol=1e-5)


def test_a_second_use_loads_nothing_again(files: LivePortraitFiles, tmp_path: Path) -> None:
    device = choose_device("cpu")
    first = loaded.load_networks(files, device, tmp_path)
    assert loaded.load_networks(files, replace(device, memory=1), tmp_path) is first
    files.motion.touch()
    assert loaded.load_networks(files, device, tmp_path) is not first


def _changed(path: Path, change: Callable[[dict[str, torch.Tensor]], object]) -> None:
    tensors = {key: tensor.clone() for key, tensor in load_file(path).items()}
    change(tensors)
    save_file(tensors, path)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.pop("fourth.bias"), "fourth.bias is missing"),
        (lambda t: t.update(extra=torch.zeros(1)), "extra is unknown"),
        (lambda t: t.update({"fourth.bias": torch.zeros(5)}), "(5,) instead of (32,)"),
        (lambda t: t["fourth.bias"].fill_(torch.nan), "fourth.bias holds numbers that are not"),
    ],
)
def test_a_wrong_file_is_named_with_its_first_mismatch(
    change: Callable[[dict[str, torch.Tensor]], object], said: str, tmp_path: Path
) -> None:
    files = write_safetensors(tmp_path)
    _changed(files.warping, change)
    networks = Networks(files, choose_device("cpu"), tmp_path, widths=WIDTHS)
    with pytest.raises(ModelDamaged) as caught:
        _ = networks.renderer
    assert caught.value.code is ErrorCode.MODEL_DAMAGED
    assert str(files.warping) in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize("write", [write_official, write_safetensors])
def test_a_file_that_is_cut_off_is_named(
    write: Callable[[Path], LivePortraitFiles], tmp_path: Path
) -> None:
    files = write(tmp_path)
    files.motion.write_bytes(files.motion.read_bytes()[:-1000])
    networks = Networks(files, choose_device("cpu"), tmp_path, widths=WIDTHS)
    with pytest.raises(ModelDamaged, match=str(files.motion)):
        _ = networks.motion


def test_a_retargeting_file_without_one_of_its_networks_is_named(tmp_path: Path) -> None:
    files = write_official(tmp_path)
    held = torch.load(files.retargeting, weights_only=True)
    held.pop("retarget_eye")
    torch.save(held, files.retargeting)
    networks = Networks(files, choose_device("cpu"), tmp_path, widths=WIDTHS)
    assert networks.lips is not None
    with pytest.raises(ModelDamaged, match="retarget_eye"):
        _ = networks.eyes


class _Store:
    def __init__(self, *models: str) -> None:
        self._models = models

    def installed(self, model_id: str) -> bool:
        return model_id in self._models

    def path(self, model_id: str, file: str) -> Path:
        if model_id not in self._models:
            raise ModelMissing(model_id)
        return Path(model_id, file)


def test_either_model_will_do() -> None:
    for model, ending in ((OFFICIAL, ".pth"), (SAFETENSORS, ".safetensors")):
        found = find_files(_Store(model))
        assert found.motion.parts[0] == model
        assert found.retargeting.name == f"stitching_retargeting_module{ending}"
    with pytest.raises(ModelMissing, match=OFFICIAL):
        find_files(_Store())


def test_angles_come_back_from_their_turn() -> None:
    angles = np.array([[12, -7, 3], [-20, 35, 160], [0, 0, 0]], np.float32).T
    np.testing.assert_allclose(np.stack(angles_of(rotation(*angles))), angles, atol=1e-4)


def test_a_part_of_a_motion_is_that_of_its_pictures() -> None:
    numbers = np.arange(4, dtype=np.float32)
    rows = np.broadcast_to(numbers[:, None, None], (4, 21, 3))
    motion = FaceMotion(rows, numbers, numbers, numbers, rows, rows[:, 0], numbers + 1)
    assert len(motion[1:3]) == 2
    assert np.array_equal(motion[1:3].points(), motion.points()[1:3])
