"""Official files become networks; networks run in batches, on bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from talker.device import Device
from talker.enhance.compact import CompactNet
from talker.enhance.files import Weights, find_weights
from talker.enhance.networks import load_restorer, load_upscaler
from talker.enhance.rrdb import RrdbNet
from talker.enhance.runner import PictureNetwork
from talker.errors import ModelDamaged, ModelMissing
from talker.model_files import NoModelFiles
from talker.options.restoring import Restoration, Upscaling
from tests.talker.enhance.narrow import NarrowModels, narrow

CPU = Device("cpu", "float32", 1, 8 << 30)
UPSCALERS = [one for one in Upscaling if one is not Upscaling.NONE]


def pictures(count: int, height: int, width: int) -> NDArray[np.uint8]:
    return np.random.default_rng(1).integers(0, 256, (count, height, width, 3), np.uint8)


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NarrowModels:
    folder = tmp_path / "models of 小明"
    folder.mkdir()
    return NarrowModels(folder, monkeypatch)


@pytest.mark.parametrize(
    ("choice", "entry"),
    [
        (Restoration.GFPGAN_14, "params_ema"),
        (Restoration.GFPGAN_13, "params"),
        (Restoration.RESTOREFORMER, "params"),
    ],
)
def test_a_restorer_gives_what_its_network_gives(
    models: NarrowModels, tmp_path: Path, choice: Restoration, entry: str
) -> None:
    models.put(choice, entry)
    weights = find_weights(choice, models)
    assert weights is not None
    faces = pictures(1, 512, 512)
    given = torch.from_numpy(faces).permute(0, 3, 1, 2) / 127.5 - 1
    with torch.inference_mode():
        expected = (narrow(choice)(given).permute(0, 2, 3, 1).numpy() + 1) * 127.5
    restored = load_restorer(weights, CPU, tmp_path).restore(faces)
    assert restored.dtype == np.uint8
    assert np.abs(restored - np.clip(expected, 0, 255)).max() < 0.51
    assert 3 < restored.std() < 120


@pytest.mark.parametrize("choice", UPSCALERS)
@pytest.mark.parametrize("size", [(1, 1), (31, 50), (64, 64)])
def test_an_upscaler_enlarges_any_size_by_its_factor(
    models: NarrowModels, tmp_path: Path, choice: Upscaling, size: tuple[int, int]
) -> None:
    models.put(choice, "params")
    weights = find_weights(choice, models)
    assert weights is not None
    upscaler = load_upscaler(weights, choice, CPU, tmp_path)
    made = upscaler.upscale(pictures(2, *size))
    assert upscaler.factor == choice.factor
    assert made.shape == (2, size[0] * choice.factor, size[1] * choice.factor, 3)


def test_the_same_face_is_restored_alike_alone_and_in_a_batch(
    models: NarrowModels, tmp_path: Path
) -> None:
    weights = Weights(Restoration.GFPGAN_14, models.put(Restoration.GFPGAN_14))
    restorer = load_restorer(weights, CPU, tmp_path)
    faces = pictures(2, 512, 512)
    alone = np.concatenate([restorer.restore(faces[i : i + 1]) for i in range(2)])
    assert np.abs(alone.astype(int) - restorer.restore(faces)).max() <= 1
    assert np.array_equal(restorer.restore(faces), restorer.restore(faces))


def test_the_file_of_another_network_is_refused_by_name(
    models: NarrowModels, tmp_path: Path
) -> None:
    path = models.put_as(Restoration.GFPGAN_14, narrow(Restoration.RESTOREFORMER))
    with pytest.raises(ModelDamaged, match=r"GFPGANv1\.4\.pth"):
        load_restorer(Weights(Restoration.GFPGAN_14, path), CPU, tmp_path)


def test_a_file_without_a_known_table_is_refused(models: NarrowModels, tmp_path: Path) -> None:
    path = models.put(Upscaling.GENERAL, "optimizer")
    with pytest.raises(ModelDamaged, match="params_ema or params"):
        load_upscaler(Weights(Upscaling.GENERAL, path), Upscaling.GENERAL, CPU, tmp_path)


def test_a_replaced_file_is_read_again(models: NarrowModels, tmp_path: Path) -> None:
    weights = Weights(Upscaling.GENERAL, models.put(Upscaling.GENERAL))
    first = weights.identity, load_upscaler(weights, Upscaling.GENERAL, CPU, tmp_path)
    changed = narrow(Upscaling.GENERAL)
    changed.body[0].bias.data += 0.2
    models.put_as(Upscaling.GENERAL, changed)
    second = weights.identity, load_upscaler(weights, Upscaling.GENERAL, CPU, tmp_path)
    assert first[0] != second[0]
    picture = pictures(1, 16, 16)
    assert not np.array_equal(first[1].upscale(picture), second[1].upscale(picture))


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModelMissing, match=r"gfpgan-1\.4"):
        find_weights(Restoration.GFPGAN_14, NoModelFiles())


def test_no_choice_needs_no_file() -> None:
    assert find_weights(Restoration.OFF, NoModelFiles()) is None
    assert find_weights(Upscaling.NONE, NoModelFiles()) is None


@pytest.mark.parametrize(
    ("network", "count"),
    # The sizes of the published files, less some hundred bytes for each tensor.
    [
        (lambda: RrdbNet(4), 16_697_987),
        (lambda: RrdbNet(2), 16_703_171),
        (CompactNet, 1_213_296),
    ],
)
def test_the_official_upscalers_have_the_published_number_of_weights(
    network: type[nn.Module], count: int
) -> None:
    with torch.device("meta"):
        built = network()
    assert sum(weight.numel() for weight in built.parameters()) == count


def test_the_official_upscalers_have_the_published_names() -> None:
    with torch.device("meta"):
        dense, small = RrdbNet(2).state_dict(), CompactNet().state_dict()
    assert dense["conv_first.weight"].shape == (64, 12, 3, 3)
    assert dense["body.22.rdb3.conv5.weight"].shape == (64, 192, 3, 3)
    assert {key.split(".")[0] for key in dense} == {
        *("conv_first", "body", "conv_body", "conv_up1", "conv_up2", "conv_hr", "conv_last")
    }
    assert list(small)[:3] == ["body.0.weight", "body.0.bias", "body.1.weight"]
    assert small["body.66.weight"].shape == (48, 64, 3, 3)


@pytest.mark.parametrize("low", [-1, 0])
@pytest.mark.parametrize("precision", ["float32", "float16"])
def test_every_grey_level_survives_the_way_to_the_network_and_back(
    low: int, precision: str, tmp_path: Path
) -> None:
    device = Device("cpu", precision, 1, 1 << 30)  # type: ignore[arg-type]
    levels = np.arange(256, dtype=np.uint8).reshape(1, 16, 16, 1).repeat(3, 3)
    runner = PictureNetwork(nn.Identity(), device, tmp_path, low=low, bytes_per_pixel=1)
    assert np.array_equal(runner(levels), levels)


class _Steep(nn.Module):
    """Leaves pictures as they are, by way of numbers that float16 does not have."""

    def forward(self, pictures: Tensor) -> Tensor:
        return pictures * 1e4 * 1e4 / 1e8


def test_an_overflow_in_half_precision_is_computed_again_in_full(tmp_path: Path) -> None:
    runner = PictureNetwork(
        _Steep(), Device("cpu", "float16", 1, 1 << 30), tmp_path, low=0, bytes_per_pixel=1
    )
    given = pictures(1, 8, 8)
    assert np.abs(runner(given).astype(int) - given).max() <= 1


def test_pictures_that_do_not_fit_at_once_are_computed_in_parts(tmp_path: Path) -> None:
    seen: list[int] = []

    class Counting(nn.Module):
        def forward(self, given: Tensor) -> Tensor:
            seen.append(len(given))
            return given

    device = Device("cpu", "float32", 1, 2 * 64 * 10 * 2)  # memory for two pictures
    runner = PictureNetwork(Counting(), device, tmp_path, low=0, bytes_per_pixel=10)
    given = pictures(5, 8, 8)
    assert np.array_equal(runner(given), given)
    assert seen == [2, 2, 1]
