"""Descriptions by BLIP, from files as its publication has them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BlipConfig, BlipForConditionalGeneration

from avatar_gen.train.blip import CONFIG, MODEL, WEIGHTS, WORDS, load_describer
from talker.errors import ModelDamaged, ModelMissing
from tests.talker.engines.sadtalker.model_folder import ModelFolder

_WORDS = ("[PAD]", "[DEC]", "[SEP]", "[UNK]", "a", "woman", "in", "orange")


@pytest.fixture
def blip(tmp_path: Path) -> ModelFolder:
    """A network of a few numbers, with weights, words and configuration in their usual files."""
    folder = tmp_path / "store" / MODEL
    folder.mkdir(parents=True)
    text = {
        "vocab_size": len(_WORDS),
        "hidden_size": 16,
        "encoder_hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 1,
        "bos_token_id": 1,
        "sep_token_id": 2,
        "eos_token_id": 2,
        "pad_token_id": 0,
    }
    vision = {
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 1,
        "image_size": 32,
        "patch_size": 16,
    }
    config = BlipConfig(text_config=text, vision_config=vision, projection_dim=16)
    torch.manual_seed(4)
    network = BlipForConditionalGeneration(config)
    config.to_json_file(folder / CONFIG)
    torch.save(network.state_dict(), folder / WEIGHTS)
    words = Tokenizer(
        models.WordLevel({word: at for at, word in enumerate(_WORDS)}, unk_token="[UNK]")
    )
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    words.add_special_tokens(list(_WORDS[:4]))
    words.save(str(folder / WORDS))
    return ModelFolder(tmp_path / "store")


@pytest.mark.slow
def test_a_picture_is_described_in_words_and_always_the_same(
    blip: ModelFolder, tmp_path: Path
) -> None:
    describer = load_describer(blip, tmp_path / "home")
    picture = np.random.default_rng(1).integers(0, 255, (90, 70, 3), np.uint8)
    said = describer.describe(picture)
    assert said
    assert set(said.split()) <= set(_WORDS[4:])
    assert load_describer(blip, tmp_path / "home").describe(picture) == said


def test_what_is_missing_or_damaged_is_told(blip: ModelFolder, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        load_describer(ModelFolder(tmp_path / "empty"), tmp_path / "home")
    (tmp_path / "store" / MODEL / WEIGHTS).write_bytes(b"not at all")
    with pytest.raises(ModelDamaged):
        load_describer(blip, tmp_path / "home")
