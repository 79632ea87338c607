"""Finding and loading models in every layout that people have."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from avatar_gen.clip_vocabulary import WORDS, write_tokenizer
from avatar_gen.family import Family
from avatar_gen.load import converted, load_pipeline, load_vae
from avatar_gen.models import ModelSource, find_model
from talker.errors import ErrorCode, InputError, ModelDamaged, ModelMissing
from talker.files import digest
from talker.media.images import load_image
from talker.model_files import NoModelFiles
from tests.avatar_gen.conftest import Draw, Models
from tests.avatar_gen.single_file import vae_names, write_single_file
from tests.avatar_gen.tiny import pipeline, vae
from tests.talker.engines.sadtalker.model_folder import ModelFolder


def found(path: Path, home: Path) -> ModelSource:
    return find_model(str(path), NoModelFiles(), lambda one: converted(one, home), home)


@pytest.mark.parametrize("family", list(Family))
def test_a_folder_of_diffusers_tells_its_family(
    family: Family, tiny_models: Models, tmp_path: Path
) -> None:
    source = found(tiny_models(family), tmp_path)
    assert (source.family, source.single, source.inpaints) == (family, False, False)


@pytest.mark.parametrize(
    ("family", "suffix"),
    [
        (Family.SD1, "safetensors"),
        (Family.SD1, "ckpt"),
        (Family.SD2, "safetensors"),
        (Family.SDXL, "safetensors"),
    ],
)
def test_a_single_file_in_the_original_names_gives_the_same_networks(
    family: Family, suffix: str, tmp_path: Path
) -> None:
    whole = pipeline(family, tmp_path / "work", words=WORDS)
    source = found(write_single_file(whole, family, tmp_path / f"one.{suffix}"), tmp_path)
    assert (source.family, source.single) == (family, True)
    loaded = load_pipeline(source, "float32", tmp_path)
    for name in ("unet", "vae", "text_encoder", "text_encoder_2"):
        if not hasattr(whole, name):
            continue
        ours = getattr(loaded, name).state_dict()
        theirs = getattr(whole, name).state_dict()
        assert ours.keys() == theirs.keys()
        assert all(torch.equal(ours[key], theirs[key].half().float()) for key in ours)
    velocity = "v_prediction" if family is Family.SD2 else "epsilon"
    assert loaded.scheduler.config.prediction_type == velocity
    ids = loaded.tokenizer("a photo of a cat").input_ids
    assert ids == [49406, 320, 1125, 539, 320, 2368, 49407]


def test_the_vocabulary_is_that_of_the_published_tokenizer(tmp_path: Path) -> None:
    write_tokenizer(tmp_path, "!")
    catalogue = json.loads(
        (Path(__file__).parents[2] / "assets/models.json").read_text(encoding="utf-8")
    )
    files = next(one["files"] for one in catalogue["models"] if one["id"] == "sd15")
    known = {one["name"]: one["sha256"] for one in files}
    assert digest(tmp_path / "merges.txt") == known["tokenizer/merges.txt"]
    assert len(json.loads((tmp_path / "vocab.json").read_text(encoding="utf-8"))) == WORDS


def test_a_checkpoint_with_code_inside_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "evil.ckpt"
    torch.save({"state_dict": {"a": Path("/")}}, path)
    with pytest.raises(ModelDamaged, match="not run"):
        found(path, tmp_path)


def test_a_file_of_another_kind_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "other.safetensors"
    save_file({"weight": torch.zeros(2)}, path)
    with pytest.raises(ModelDamaged, match="holds no Stable Diffusion"):
        found(path, tmp_path)
    path.write_bytes(b"not at all")
    with pytest.raises(ModelDamaged, match="no whole safetensors"):
        found(path, tmp_path)


def test_a_file_that_lacks_weights_is_refused(tmp_path: Path) -> None:
    whole = pipeline(Family.SD1, tmp_path / "work", words=WORDS)
    path = write_single_file(whole, Family.SD1, tmp_path / "one.safetensors")
    kept = {k: v for k, v in load_file(path).items() if "output_blocks.3.0" not in k}
    save_file(kept, tmp_path / "half.safetensors")
    with pytest.raises(ModelDamaged, match="lacks weights"):
        load_pipeline(found(tmp_path / "half.safetensors", tmp_path), "float32", tmp_path)


def test_an_unknown_name_and_a_missing_model_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        found(Path("nonsense"), tmp_path)
    assert caught.value.code is ErrorCode.MODEL_UNKNOWN
    for name in ("auto", "dreamshaper-8", "sd15"):
        with pytest.raises(ModelMissing):
            find_model(name, NoModelFiles(), lambda path: path, tmp_path)


def test_the_files_of_an_entry_are_put_together_wherever_they_lie(
    tiny_models: Models, tmp_path: Path
) -> None:
    model = tiny_models(Family.SD1)
    store = tmp_path / "store" / "sd15"
    for path in model.rglob("*"):
        name = path.relative_to(model)
        half = name.suffix == ".safetensors"
        target = store / (name.with_suffix(".fp16.safetensors") if half else name)
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    extra = store / "feature_extractor" / "preprocessor_config.json"
    extra.parent.mkdir()
    extra.write_text("{}", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere.bin"
    unet = store / "unet" / "diffusion_pytorch_model.fp16.safetensors"
    unet.replace(elsewhere)

    class Scattered(ModelFolder):
        def path(self, model_id: str, file: str) -> Path:
            return elsewhere if file.startswith("unet/diff") else super().path(model_id, file)

    source = find_model("sd15", Scattered(tmp_path / "store"), lambda path: path, tmp_path)
    assert source.path != store
    loaded = load_pipeline(source, "float32", tmp_path)
    assert len(loaded.unet.state_dict()) == 682


@pytest.mark.parametrize("naming", ["original", "newer"])
def test_a_vae_of_its_own_replaces_the_models(naming: str, tmp_path: Path, draw: Draw) -> None:
    other = vae(seed=9)
    state = {k: v.contiguous() for k, v in other.state_dict().items()}
    path = tmp_path / "other.safetensors"
    save_file(vae_names(state) if naming == "original" else state, path)
    loaded = load_vae(path, Family.SD1, "float32", tmp_path)
    assert all(torch.equal(v, loaded.state_dict()[k]) for k, v in state.items())
    if naming == "original":
        plain, changed = (load_image(draw(vae=name).candidates[0].path) for name in ("", str(path)))
        assert not np.array_equal(plain, changed)
