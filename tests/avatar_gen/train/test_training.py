"""Trainings that learn, are stopped, go on, and leave files that every program reads."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors import safe_open
from torch import Tensor

from avatar_gen.embeddings import read_embeddings
from avatar_gen.family import Family
from avatar_gen.lora.layers import layer_names
from avatar_gen.lora.parts import Place
from avatar_gen.lora.put_on import Changed, put_lora_on, read_lora
from avatar_gen.train.tensor_files import write_tensors
from talker.consent import Consent, read_consent, write_consent
from talker.errors import Cancelled, ErrorCode, InputError, ModelUnsupported, MouthpieceError
from talker.media.images import load_image
from talker.progress import CancelToken, Notice, Progress, Stage
from tests.avatar_gen.conftest import Draw, Models
from tests.avatar_gen.train.conftest import Load, Train, class_of, options

_QUICK, _LONGER = 4, 40


def ignore(_: int) -> None:
    """Hears of steps and does nothing."""


def said(pipe: Any) -> Tensor:
    """What the UNet says about a noise."""
    generator = torch.Generator().manual_seed(3)
    width = pipe.unet.config.cross_attention_dim
    added = None
    if pipe.unet.config.addition_embed_type:
        added = {"text_embeds": torch.ones(2, 64), "time_ids": torch.ones(2, 6)}
    with torch.no_grad():
        made: Tensor = pipe.unet(
            torch.randn((2, 4, 8, 8), generator=generator),
            500,
            encoder_hidden_states=torch.randn((2, 77, width), generator=generator),
            added_cond_kwargs=added,
        ).sample
    return made


@pytest.mark.parametrize(
    "family",
    [Family.SD1, *(pytest.param(one, marks=pytest.mark.slow) for one in (Family.SD2, Family.SDXL))],
)
def test_a_lora_lowers_the_loss_and_its_file_does_what_the_trained_network_does(
    family: Family, load: Load, tmp_path: Path
) -> None:
    steps = _QUICK if family is Family.SD1 else _LONGER
    room = class_of(
        load(family), options(steps=steps, alpha=2, text_encoder=True), tmp_path, family
    )
    fresh = load(family)
    before, plain = room.wrong(), said(fresh)
    assert torch.equal(said(room.pipe), plain)  # an adapter begins by changing nothing
    standing = room.training.run(ignore, CancelToken())
    assert len(standing.losses) == steps
    after = room.wrong()
    assert after < 0.99 * before
    path = tmp_path / "anna.safetensors"
    write_tensors(path, room.pupil.tensors(), {}, torch.float32)
    names = set(room.pupil.tensors())
    xl = family is Family.SDXL
    down = "input_blocks_4_1" if xl else "down_blocks_0_attentions_0"
    layer = f"lora_unet_{down}_transformer_blocks_0_attn1_to_q"
    encoder = "lora_te1_" if xl else "lora_te_"
    fc1 = f"{encoder}text_model_encoder_layers_0_mlp_fc1"
    parts = ("lora_down.weight", "lora_up.weight", "alpha")
    assert {f"{one}.{part}" for one in (layer, fc1) for part in parts} <= names
    file = read_lora(path, family)
    back = Changed()
    put_lora_on(file, layer_names(fresh), family, dict.fromkeys(Place, 1.0), back)
    assert back.originals
    trained = said(room.pipe)
    assert float((said(fresh) - trained).abs().max()) < 1e-5
    assert float((plain - trained).abs().max()) > 1e-3
    with torch.no_grad():
        words = torch.arange(9)[None]
        ours, theirs = (pipe.text_encoder(words)[0] for pipe in (fresh, room.pipe))
    assert float((ours - theirs).abs().max()) < 1e-5


@pytest.mark.slow
def test_a_training_that_was_stopped_goes_on_to_the_same_numbers(
    load: Load, tmp_path: Path
) -> None:
    chosen = options(steps=2, save_every=1)
    whole = class_of(load(), chosen, tmp_path / "none")
    (tmp_path / "none").mkdir()
    whole.training.run(ignore, CancelToken())
    cancel, steps = CancelToken(), list[int]()

    def stop_after_one(step: int) -> None:
        steps.append(step)
        if step == 1:
            cancel.cancel()

    first = class_of(load(), chosen, tmp_path)
    with pytest.raises(Cancelled) as stopped:
        first.training.run(stop_after_one, cancel)
    assert "1 of 2" in stopped.value.message
    second = class_of(load(), chosen, tmp_path)
    standing = second.training.run(steps.append, CancelToken())
    assert steps == [0, 1, 1, 2]
    assert len(standing.losses) == 2
    for key, tensor in whole.pupil.tensors().items():
        assert torch.equal(tensor, second.pupil.tensors()[key]), key


@pytest.mark.slow
def test_a_damaged_checkpoint_is_no_beginning_and_numbers_without_end_are_told(
    load: Load, tmp_path: Path
) -> None:
    (tmp_path / "checkpoint.safetensors").write_bytes(b"\x08\0\0\0\0\0\0\0{}      ")
    room = class_of(load(), options(steps=1), tmp_path)
    assert room.training.run(ignore, CancelToken()).step == 1
    with torch.no_grad():
        room.pupil.parameters[0].fill_(torch.nan)
    with pytest.raises(MouthpieceError) as diverged:
        room.training.run(ignore, CancelToken())
    assert diverged.value.code is ErrorCode.TRAINING_DIVERGED


@pytest.mark.slow
def test_the_road_writes_a_lora_with_consent_and_facts(run: Train, tmp_path: Path) -> None:
    seen: list[Progress | Notice] = []
    result = run(report=seen.append, sample_every=4, samples=1, kind="woman", agreement="c 7")
    told = [one for one in seen if isinstance(one, Progress)]
    assert [one.done for one in told if one.stage is Stage.RENDER] == [0, 1, 2, 3, 4]
    newest = told[-1].frame
    assert newest is not None
    assert newest().shape == (128, 128, 3)
    assert (result.pictures, len(result.losses), result.resumed) == (3, 4, 0)
    with safe_open(result.output, framework="pt", device="cpu") as file:
        facts = file.metadata()
        alpha = next(key for key in file.keys() if key.endswith(".alpha"))  # noqa: SIM118
        assert float(file.get_tensor(alpha)) == 4
    assert facts["ss_network_module"] == "networks.lora"
    assert (facts["ss_network_dim"], facts["ss_network_alpha"]) == ("4", "4.0")
    assert facts["ss_base_model_version"] == "sd_v1"
    tags = json.loads(facts["ss_tag_frequency"])["ohwx"]
    assert tags == {"a photo of ohwx woman": 2, "ohwx woman (in orange)": 1}
    assert str(tmp_path) not in json.dumps(facts)
    consent = read_consent(result.output)
    assert consent is not None
    assert (consent.owner, consent.source) == ("Anna", "c 7")
    assert Consent.model_validate_json(facts["mouthpiece_consent"]) == consent
    assert result.sheet == tmp_path / "anna-samples.png"
    assert result.sheet.is_file()
    with pytest.raises(InputError) as refused:
        run()
    assert refused.value.code is ErrorCode.OUTPUT_EXISTS


@pytest.mark.slow
def test_a_lora_of_the_road_is_drawn_with(run: Train, draw: Draw, tmp_path: Path) -> None:
    result = run(steps=20, class_pictures=2, batch=1, accumulation=2)
    plain = draw(output=tmp_path / "a", prompt="a photo of ohwx person")
    worn = draw(output=tmp_path / "b", prompt="a photo of ohwx person", loras=str(result.output))
    before, after = (load_image(one.candidates[0].path) for one in (plain, worn))
    assert not np.array_equal(before, after)
    write_consent(result.output, Consent(owner="Anna", expires=datetime.date(2001, 1, 1)))
    with pytest.raises(InputError) as refused:
        draw(output=tmp_path / "c", prompt="a man", loras=str(result.output))
    assert refused.value.code is ErrorCode.CONSENT_EXPIRED


@pytest.mark.slow
@pytest.mark.parametrize("family", list(Family))
def test_a_word_is_learned_and_read_back(family: Family, run: Train, load: Load) -> None:
    result = run(mode="embedding", vectors=2, steps=30, learning_rate=0.1, family=family, full=True)
    pipe = load(family)
    widths = (32,) if family is not Family.SDXL else (32, 64)
    (found,) = read_embeddings(result.output, widths, family)
    assert found.words == ("anna",)
    assert [tuple(one.shape) for one in found.vectors] == [(2, width) for width in widths]
    table = pipe.text_encoder.get_input_embeddings().weight
    assert float((table[None] - found.vectors[0][:, None]).norm(dim=-1).min()) > 1e-3
    assert result.word == "anna"


@pytest.mark.slow
@pytest.mark.parametrize("family", list(Family))
def test_a_whole_model_is_learned_and_drawn_with(
    family: Family, run: Train, draw: Draw, tiny_file: Models, tmp_path: Path
) -> None:
    given = {"learning_rate": 0.001, "family": family, "save_memory": True}
    result = run(mode="whole", steps=20, model=str(tiny_file(family)), **given)
    first, last = result.fall
    assert last < first
    made = draw(output=tmp_path / "b", prompt="a man", model=str(result.output), family=family)
    assert made.candidates


def test_models_that_learn_otherwise_are_refused(run: Train, tmp_path: Path) -> None:
    other = tmp_path / "other.safetensors"
    write_tensors(other, {"transformer_blocks.0.weight": torch.ones(2)}, {})
    with pytest.raises(ModelUnsupported):
        run(model=str(other))
    with pytest.raises(InputError) as refused:
        run(fewest=4)
    assert refused.value.code is ErrorCode.PICTURES_TOO_FEW
    with pytest.raises(MouthpieceError, match=r"\.safetensors"):
        run(output=tmp_path / "anna.pt")
