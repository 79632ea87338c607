"""Prompts as numbers, compared with those computed by hand from the text encoder itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import torch
from torch import Tensor

from avatar_gen.embeddings import Embedding
from avatar_gen.encode import TextEncoder
from avatar_gen.family import Family
from avatar_gen.tokens import Words
from talker.errors import ErrorCode, UsageError
from tests.avatar_gen.tiny import pipeline


@dataclass(frozen=True)
class Both:
    """What both prompts are encoded as."""

    positive: Tensor
    negative: Tensor
    pooled: Tensor | None
    negative_pooled: Tensor | None


def condition(
    pipe: Any, prompt: str, negative: str, skip: int, embeddings: tuple[Embedding, ...] = ()
) -> Both:
    encoder = TextEncoder(pipe, skip, embeddings)
    count = max(encoder.count(prompt), encoder.count(negative))
    one, other = encoder.encode(prompt, count), encoder.encode(negative, count, unwanted=True)
    return Both(one.seen, other.seen, one.pooled, other.pooled)


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


def table(pipe: Any, tokens: list[int], places: dict[int, Tensor], name: str = "") -> Tensor:
    """What an encoder says when its table had these vectors at these places of the text."""
    tokenizer, encoder = pipe.tokenizer, pipe.text_encoder
    del name
    row = [tokenizer.bos_token_id, *tokens, tokenizer.eos_token_id]
    row += [tokenizer.pad_token_id] * (77 - len(row))
    embedded = encoder.get_input_embeddings().weight[torch.tensor(row)].clone()
    for place, vector in places.items():
        embedded[1 + place] = vector
    hook = encoder.get_input_embeddings().register_forward_hook(lambda *_: embedded[None])
    with torch.no_grad():
        out: Tensor = encoder(torch.tensor([row])).last_hidden_state[0]
    hook.remove()
    return out


def embedding(*words: str, count: int = 3) -> Embedding:
    torch.manual_seed(len(words[0]))
    return Embedding(words, (torch.randn(count, 32),))


@pytest.mark.parametrize("written", ["EasyNegative", "easynegative", "EASYNEGATIVE"])
def test_all_vectors_of_an_embedding_count_whatever_the_case(sd1: Any, written: str) -> None:
    one = embedding("EasyNegative", count=8)
    made = condition(sd1, f"blue {written}", "", 1, (one,)).positive[0]
    before = ids(sd1, "blue")
    places = {len(before) + index: vector for index, vector in enumerate(one.vectors[0])}
    expected = table(sd1, [*before, *[0] * 8], places)
    assert torch.allclose(made, expected, atol=1e-6)
    assert not torch.allclose(made, by_hand(sd1, ids(sd1, f"blue {written}")), atol=1e-3)


def test_the_longest_name_counts_and_none_inside_another_word(sd1: Any) -> None:
    short, long = embedding("negx"), embedding("negx2", count=2)
    both = condition(sd1, "negx2 negx", "", 1, (short, long)).positive[0]
    vectors = [*long.vectors[0], *short.vectors[0]]
    assert torch.allclose(both, table(sd1, [0] * 5, dict(enumerate(vectors))), atol=1e-6)
    inside = condition(sd1, "xnegxx", "", 1, (short,)).positive[0]
    assert torch.allclose(inside, by_hand(sd1, ids(sd1, "xnegxx")), atol=1e-6)


def test_a_word_of_the_vocabulary_may_be_a_name(sd1: Any) -> None:
    man = embedding("man")
    made = condition(sd1, "a man", "", 1, (man,)).positive[0]
    before = ids(sd1, "a")
    places = {len(before) + index: vector for index, vector in enumerate(man.vectors[0])}
    assert torch.allclose(made, table(sd1, [*before, 0, 0, 0], places), atol=1e-6)


def test_an_embedding_is_not_cut_and_a_tag_moves_on_whole(sd1: Any) -> None:
    many = embedding("many", count=70)
    made = condition(sd1, "man " * 10 + "many", "", 1, (many,)).positive
    assert made.shape[1] == 154
    text = "man " * 70 + ", " + "blue " * 8
    tokens = ids(sd1, text)
    comma = tokens.index(ids(sd1, ",")[0])
    expected = [by_hand(sd1, tokens[: comma + 1]), by_hand(sd1, tokens[comma + 1 :])]
    assert torch.allclose(condition(sd1, text, "", 1).positive[0], torch.cat(expected), atol=1e-6)


def test_sdxl_counts_its_last_layer_but_one_as_all_programs_do(sdxl: Any) -> None:
    one, two, three = (condition(sdxl, "a man", "", skip).positive for skip in (1, 2, 3))
    assert torch.equal(one, two)
    assert not torch.equal(two, three)


def test_wide_letters_quotes_and_a_mark_that_fills(sdxl: Any) -> None:
    words = Words(sdxl.tokenizer_2, 1)
    assert words.ids("a\uff0c\uff08man\uff09") == words.ids("a,(man)")
    assert words.ids("\u201cman\u201d\u2019s &amp;") == words.ids('"man"\'s &')
    vocabulary = sdxl.tokenizer_2.get_vocab()
    assert words.ids("!") == [vocabulary["!</w>"]]
