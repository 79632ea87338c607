"""Prompts as numbers, compared with those computed by hand from the text encoder itself."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from avatar_gen.encode import condition
from avatar_gen.family import Family
from talker.errors import ErrorCode, UsageError
from tests.avatar_gen.tiny import pipeline


@pytest.fixture(scope="module")
def sd1(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = pipeline(Family.SD1, tmp_path_factory.mktemp("sd1"))
    # A fresh encoder's last norm gives means of zero; a trained one's do not.
    inner = getattr(made.text_encoder, "text_model", made.text_encoder)
    torch.nn.init.constant_(inner.final_layer_norm.bias, 0.5)
    return made


@pytest.fixture(scope="module")
def sdxl(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return pipeline(Family.SDXL, tmp_path_factory.mktemp("sdxl"))


def by_hand(pipe: Any, tokens: list[int]) -> Tensor:
    """What the encoder says of begin, these tokens, end and filling: [77, C]."""
    words = pipe.tokenizer
    row = [words.bos_token_id, *tokens, words.eos_token_id]
    row += [words.pad_token_id] * (77 - len(row))
    with torch.no_grad():
        out: Tensor = pipe.text_encoder(torch.tensor([row])).last_hidden_state[0]
    return out


def ids(pipe: Any, text: str) -> list[int]:
    found: list[int] = pipe.tokenizer(text, add_special_tokens=False).input_ids
    return found


def test_a_plain_prompt_is_what_the_pipeline_itself_makes_of_it(sd1: Any) -> None:
    made = condition(sd1, "a blue man", "bird", 1)
    theirs, others = sd1.encode_prompt("a blue man", "cpu", 1, True, "bird")
    assert torch.equal(made.positive, theirs)
    assert torch.equal(made.negative, others)


def test_the_two_encoders_of_sdxl_are_laid_side_by_side(sdxl: Any) -> None:
    made = condition(sdxl, "a blue man", "bird", 1)
    theirs = sdxl.encode_prompt("a blue man", negative_prompt="bird", device="cpu")
    ours = (made.positive, made.negative, made.pooled, made.negative_pooled)
    assert all(torch.equal(a, b) for a, b in zip(ours, theirs, strict=True))
    assert made.pooled is not None
    assert made.pooled.shape == (1, 64)


def test_a_weight_multiplies_its_tokens_and_the_mean_is_brought_back(sd1: Any) -> None:
    plain = by_hand(sd1, [*ids(sd1, "a "), *ids(sd1, "blue"), *ids(sd1, " man")])
    first = 1 + len(ids(sd1, "a "))
    weight = torch.ones(77, 1)
    weight[first : first + len(ids(sd1, "blue"))] = 1.4
    expected = plain * weight
    expected = expected * (plain.mean() / expected.mean())
    made = condition(sd1, "a (blue:1.4) man", "", 1).positive[0]
    assert torch.allclose(made, expected, atol=1e-6)
    assert not torch.allclose(made, plain, atol=1e-3)


def test_a_long_prompt_is_cut_into_parts_of_75_tokens(sd1: Any) -> None:
    text = " ".join(["man"] * 100)
    tokens = ids(sd1, text)
    assert len(tokens) == 100
    made = condition(sd1, text, "", 1)
    expected = torch.cat([by_hand(sd1, tokens[:75]), by_hand(sd1, tokens[75:])])
    assert made.positive.shape == made.negative.shape == (1, 154, 32)
    assert torch.equal(made.positive[0], expected)
    assert torch.equal(made.negative[0], torch.cat([by_hand(sd1, []), by_hand(sd1, [])]))


def test_break_begins_a_new_part(sd1: Any) -> None:
    made = condition(sd1, "a man BREAK blue", "", 1).positive[0]
    parts = [by_hand(sd1, ids(sd1, text)) for text in ("a man ", " blue")]
    assert torch.equal(made, torch.cat(parts))


def test_clip_skip_looks_at_an_earlier_layer(sd1: Any) -> None:
    words, encoder = sd1.tokenizer, sd1.text_encoder
    row = words("a man", padding="max_length", return_tensors="pt").input_ids
    with torch.no_grad():
        layers = encoder(row, output_hidden_states=True).hidden_states
        expected = encoder.final_layer_norm(layers[1])  # of the words, and two layers
    assert len(layers) == 3
    assert torch.equal(condition(sd1, "a man", "", 2).positive, expected)


def test_a_prompt_without_end_is_refused(sd1: Any) -> None:
    with pytest.raises(UsageError) as caught:
        condition(sd1, "man " * 1300, "", 1)
    assert caught.value.code is ErrorCode.PROMPT_TOO_LONG
