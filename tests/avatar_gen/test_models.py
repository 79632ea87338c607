"""Finding and loading models in every layout that people have."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import PNDMScheduler
from safetensors.torch import load_file, save_file
from torch import Tensor

from avatar_gen.clip_vocabulary import WORDS, write_tokenizer
from avatar_gen.family import Family
from avatar_gen.load import converted, load_pipeline, load_vae
from avatar_gen.models import ModelSource, find_model
from avatar_gen.prediction import Edm, Prediction, prediction_of
from talker.errors import ErrorCode, InputError, ModelDamaged, ModelMissing, ModelUnsupported
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
    [(Family.SD1, "ckpt"), (Family.SD2, "safetensors"), (Family.SDXL, "safetensors")],
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
    with pytest.raises(ModelUnsupported, match="holds no Stable Diffusion"):
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


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Family], dict[str, Tensor]]:
    """The weights of a small model of each family, under the original names."""
    made: dict[Family, dict[str, Tensor]] = {}
    folder = tmp_path_factory.mktemp("original")

    def weights(family: Family) -> dict[str, Tensor]:
        if family not in made:
            whole = pipeline(family, folder / family.value, words=WORDS)
            made[family] = load_file(write_single_file(whole, family, folder / "a.safetensors"))
        return dict(made[family])

    return weights


Original = Callable[[Family], dict[str, Tensor]]
_NORM = "model.diffusion_model.output_blocks.11.1.transformer_blocks.0.norm1.bias"


def saved(path: Path, state: dict[str, Tensor], told: dict[str, str] | None = None) -> Path:
    save_file({key: value.clone() for key, value in state.items()}, path, told)
    return path


@pytest.mark.parametrize(("spread", "kind"), [(0.2, "v_prediction"), (0.04, "epsilon")])
def test_stable_diffusion_2_tells_by_a_bias_what_it_predicts(
    spread: float, kind: str, original: Original, tmp_path: Path
) -> None:
    state = original(Family.SD2)
    state[_NORM] = torch.linspace(-1, 1, 32) * spread * 1.7
    # The name says the opposite.
    name = "v2-1_512-base" if kind == "v_prediction" else "768-v-ema"
    source = found(saved(tmp_path / f"{name}.safetensors", state), tmp_path)
    loaded = load_pipeline(source, "float32", tmp_path)
    assert loaded.scheduler.config.prediction_type == kind
    assert loaded.tokenizer.pad_token_id == 0


def test_keys_metadata_and_a_yaml_tell_what_a_model_predicts(tmp_path: Path) -> None:
    """Only what is looked at is written: prediction needs no whole model."""
    one = {"model.diffusion_model.input_blocks.0.0.weight": torch.zeros(2, 4, 3, 3)}
    flag = torch.zeros(0)

    def told(name: str, extra: dict[str, Tensor], said: dict[str, str] | None = None) -> Any:
        path = saved(tmp_path / f"{name}.safetensors", {**one, **extra}, said)
        return prediction_of(path, Family.SDXL)

    assert told("a", {}) == Prediction()
    assert told("b", {"v_pred": flag}) == Prediction(velocity=True)
    both = {"v_pred": flag, "ztsnr": flag}
    assert told("c", both) == Prediction(velocity=True, zero_snr=True)
    assert told("d", {}, {"modelspec.prediction_type": "v"}) == Prediction(velocity=True)
    (tmp_path / "e.yaml").write_text('model:\n  params:\n    parameterization: "v"\n', "utf-8")
    assert told("e", {}) == Prediction(velocity=True)
    mean, wide = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0])
    edm = told("f", {"edm_mean": mean, "edm_std": wide})
    assert edm.edm == Edm(0.002, 80.0, 0.5)
    assert edm.latents == ((1.0, 2.0), (3.0, 4.0))
    cos = told("g", {"edm_vpred.sigma_max": torch.tensor(120.0)})
    assert (cos.velocity, cos.edm) == (True, Edm(0.002, 120.0, 1.0))


def test_a_folder_and_a_file_of_one_model_give_the_same_picture(
    original: Original, tmp_path: Path, draw: Draw
) -> None:
    path = saved(tmp_path / "one.safetensors", original(Family.SD1))
    loaded = load_pipeline(found(path, tmp_path), "float32", tmp_path)
    loaded.scheduler = PNDMScheduler.from_config(loaded.scheduler.config, skip_prk_steps=True)
    loaded.save_pretrained(tmp_path / "folder")
    one, other = (
        load_image(draw(model=str(model), prompt="a man", steps=3, output=out).candidates[0].path)
        for model, out in ((path, tmp_path / "1"), (tmp_path / "folder", tmp_path / "2"))
    )
    assert np.array_equal(one, other)


def test_a_model_without_vae_takes_the_one_that_is_named(
    original: Original, tmp_path: Path
) -> None:
    state = {k: v for k, v in original(Family.SD1).items() if not k.startswith("first_stage")}
    source = found(saved(tmp_path / "pruned.safetensors", state), tmp_path)
    with pytest.raises(ModelUnsupported, match="without VAE") as caught:
        load_pipeline(source, "float32", tmp_path)
    assert "--vae" in caught.value.hint
    other = vae(seed=9)
    assert load_pipeline(source, "float32", tmp_path, other).vae is other


def test_names_of_2022_and_large_letters_of_an_ending_are_known(
    original: Original, tmp_path: Path
) -> None:
    state = {k.replace(".text_model.", "."): v for k, v in original(Family.SD1).items()}
    source = found(saved(tmp_path / "merge.SAFETENSORS", state), tmp_path)
    loaded = load_pipeline(source, "float32", tmp_path)
    key = "cond_stage_model.transformer.embeddings.token_embedding.weight"
    table = loaded.text_encoder.get_input_embeddings().weight
    assert torch.equal(table, state[key].float())


def test_weights_that_nothing_is_made_of_are_not_dropped(
    original: Original, tmp_path: Path
) -> None:
    state = original(Family.SD1) | {"model.diffusion_model.extra.weight": torch.zeros(3)}
    source = found(saved(tmp_path / "more.safetensors", state), tmp_path)
    with pytest.raises(ModelUnsupported, match=r"extra\.weight"):
        load_pipeline(source, "float32", tmp_path)


_FIRST = "model.diffusion_model.input_blocks.0.0.weight"
_CLIP = "cond_stage_model.transformer.text_model.embeddings.token_embedding.weight"
_KINDS: dict[str, tuple[dict[str, Tensor], str]] = {
    "instructions": (
        {_FIRST: torch.zeros(2, 8, 3, 3), _CLIP: torch.zeros(2, 2)},
        "InstructPix2Pix",
    ),
    "LCM": (
        {
            _FIRST: torch.zeros(2, 4, 3, 3),
            _CLIP: torch.zeros(2, 2),
            "model.diffusion_model.time_embed.cond_proj.weight": torch.zeros(2, 2),
        },
        "latent consistency",
    ),
    "Flux": (
        {"model.diffusion_model.double_blocks.0.img_attn.qkv.weight": torch.zeros(2, 2)},
        "Flux",
    ),
    "SD3": ({"model.diffusion_model.joint_blocks.0.x.weight": torch.zeros(2)}, "Diffusion 3"),
    "refiner": (
        {_FIRST: torch.zeros(2, 4), "conditioner.embedders.0.model.x": torch.zeros(1)},
        "refiner",
    ),
    "UNet": ({_FIRST: torch.zeros(2, 4)}, "UNet alone"),
    "VAE": ({"first_stage_model.encoder.conv_in.weight": torch.zeros(2)}, "VAE alone"),
    "LoRA": (
        {"lora_unet_mid_block_attentions_0_attn2_to_k.lora_down.weight": torch.zeros(4, 768)},
        "a LoRA for Stable Diffusion 1.x",
    ),
    "ControlNet": ({"control_model.zero_convs.0.0.weight": torch.zeros(1)}, "a ControlNet"),
}


@pytest.mark.parametrize("name", _KINDS)
def test_what_is_no_model_is_named_and_not_to_be_deleted(name: str, tmp_path: Path) -> None:
    state, said = _KINDS[name]
    with pytest.raises(ModelUnsupported, match=said) as caught:
        found(saved(tmp_path / "a.safetensors", state), tmp_path)
    assert "Delete" not in caught.value.hint


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<!DOCTYPE html><html>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
        (b"", "an empty file"),
    ],
)
def test_what_is_no_container_of_weights_is_named(
    content: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / "a.safetensors").write_bytes(content)
    with pytest.raises(ModelDamaged, match=said):
        found(tmp_path / "a.safetensors", tmp_path)


def test_a_folder_of_another_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "model_index.json").write_text('{"_class_name": "FluxPipeline"}', "utf-8")
    with pytest.raises(ModelUnsupported, match="FluxPipeline"):
        found(tmp_path, tmp_path)
