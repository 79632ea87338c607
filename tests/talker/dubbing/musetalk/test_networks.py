"""The networks give the numbers that they gave when they matched the published program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from torch import Tensor

from talker.dubbing.musetalk.files import MODELS, MuseTalkFiles, find_files
from talker.dubbing.musetalk.networks import build_unet, build_vae, load_ear, load_unet, load_vae
from talker.dubbing.musetalk.painter import Painter
from talker.errors import ModelDamaged, ModelMissing
from talker.home import cache_folder
from tests.talker.dubbing.musetalk.reduced import (
    FEW,
    ear,
    painter,
    pictures,
    results,
    sound,
    write_models,
)
from tests.talker.networks.seeded import noise, seeded

_STORED = Path("tests", "data", "musetalk", "results.npz")


@pytest.fixture(scope="module")
def made() -> dict[str, NDArray[Any]]:
    torch.set_num_threads(1)
    return results()


@pytest.fixture(scope="module")
def drawing() -> Painter:
    return painter(batch=3)


@pytest.fixture
def files(tmp_path: Path) -> MuseTalkFiles:
    return find_files(write_models(tmp_path / "models"))


@pytest.mark.parametrize("name", sorted(np.load(_STORED).files))
def test_results_are_those_that_were_kept(
    name: str, made: dict[str, NDArray[Any]], repository: Path
) -> None:
    with np.load(repository / _STORED) as stored:
        assert set(stored.files) == set(made)
        if made[name].dtype.kind == "f":
            np.testing.assert_allclose(made[name], stored[name], rtol=1e-3, atol=1e-3)
        else:
            apart = np.abs(made[name].astype(int) - stored[name].astype(int))
            assert (apart > 1).mean() <= 0.001


def test_the_fast_blocks_give_the_librarys_values(drawing: Painter) -> None:
    unet, vae = seeded(lambda: build_unet(FEW)), seeded(lambda: build_vae(FEW))
    seen, heard = noise("seen", 2, 8, 32, 32), noise("heard", 2, 50, FEW.ear)
    with torch.inference_mode():
        latents = unet(seen, torch.tensor([0]), encoder_hidden_states=heard).sample
        plain = (vae.decode(latents / 0.18215).sample / 2 + 0.5).clamp(0, 1) * 255
        ours = drawing.predicted(seen, heard)[:2]
        faces = drawing.draw(seen, heard)
    assert torch.allclose(ours, latents, atol=1e-4)
    assert np.abs(faces - plain.permute(0, 2, 3, 1).numpy()).max() < 0.51


def test_a_face_is_the_same_in_whatever_batch(drawing: Painter) -> None:
    seen, heard = noise("seen", 3, 8, 32, 32), noise("heard", 3, 50, FEW.ear)
    together = drawing.draw(seen, heard)
    alone = [drawing.draw(seen[i : i + 1], heard[i : i + 1])[0] for i in range(3)]
    turned = drawing.draw(seen.flip(0), heard.flip(0))[::-1]
    assert np.array_equal(together, np.stack(alone))
    assert np.array_equal(together, turned)


def test_nothing_is_drawn_by_chance(drawing: Painter) -> None:
    torch.manual_seed(1)
    first = drawing.latents(pictures(1))
    torch.manual_seed(2)
    assert torch.equal(first, drawing.latents(pictures(1)))


def test_numbers_too_large_for_half_precision_are_drawn_all_the_same() -> None:
    unet = seeded(lambda: build_unet(FEW))
    unet.conv_in.weight *= 1e5
    seen, heard = noise("seen", 1, 8, 32, 32), noise("heard", 1, 50, FEW.ear)
    with torch.inference_mode():
        exact = unet(seen, torch.tensor([0]), encoder_hidden_states=heard).sample
        half = Painter(unet, seeded(lambda: build_vae(FEW)), dtype=torch.float16, batch=1)
        found = half.predicted(seen, heard)
    assert bool(torch.isfinite(found).all())
    assert float((found - exact).abs().mean()) < 0.1 * float(exact.abs().mean())


def test_the_official_formats_are_read(
    drawing: Painter, files: MuseTalkFiles, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    read = Painter(load_unet(files, home, FEW), load_vae(files, home, FEW), batch=1)
    seen, heard = noise("seen", 1, 8, 32, 32), noise("heard", 1, 50, FEW.ear)
    # Not bit for bit: numbers in a mapped file may lie at places that vector units dislike.
    apart = read.draw(seen, heard).astype(int) - drawing.draw(seen, heard)
    assert np.abs(apart).max() <= 1
    states = load_ear(files, home, FEW)(torch.zeros(1, 80, 3000)).last_hidden_state
    assert states.shape == (1, 1500, FEW.ear)
    (copy,) = (cache_folder(home) / "checkpoints").iterdir()
    written = copy.stat().st_mtime_ns
    load_unet(files, home, FEW)
    assert copy.stat().st_mtime_ns == written  # converted once


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.pop("encoder.conv_in.bias"), "encoder.conv_in.bias is missing"),
        (lambda t: t.update(extra=torch.zeros(1)), "extra is unknown"),
        (lambda t: t.update({"encoder.conv_in.bias": torch.zeros(5)}), r"\(5,\) instead of \(8,\)"),
        (lambda t: t["encoder.conv_in.bias"].fill_(torch.nan), "holds numbers that are not finite"),
    ],
)
def test_a_wrong_file_is_named_with_its_first_misfit(
    files: MuseTalkFiles, tmp_path: Path, change: Callable[[dict[str, Tensor]], object], said: str
) -> None:
    tensors = {key: value.clone() for key, value in load_file(files.vae).items()}
    change(tensors)
    save_file(tensors, files.vae)
    with pytest.raises(ModelDamaged, match=said) as caught:
        load_vae(files, tmp_path, FEW)
    assert str(files.vae) in str(caught.value)


@pytest.mark.parametrize(
    ("load", "name"), [(load_unet, "unet"), (load_vae, "vae"), (load_ear, "whisper")]
)
def test_a_file_that_is_cut_off_is_named(
    files: MuseTalkFiles, tmp_path: Path, load: Callable[..., object], name: str
) -> None:
    path: Path = getattr(files, name)
    path.write_bytes(path.read_bytes()[:-1000])
    with pytest.raises(ModelDamaged, match=path.name):
        load(files, tmp_path, FEW)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    folder = write_models(tmp_path)
    for model in MODELS:
        (tmp_path / model).rename(tmp_path / "elsewhere")
        with pytest.raises(ModelMissing, match=model):
            find_files(folder)
        (tmp_path / "elsewhere").rename(tmp_path / model)


def test_silence_is_heard_too() -> None:
    hearing = ear()
    assert np.isfinite(hearing.states(hearing.log_mel(0 * sound(0.5)))).all()
