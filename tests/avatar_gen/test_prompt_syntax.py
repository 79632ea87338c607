"""LoRAs by name, changes from step to step, and several descriptions."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from avatar_gen.encode import Encoded
from avatar_gen.guidance import Direction, Guide, Wanted
from avatar_gen.metadata import parameters, read_record
from avatar_gen.prompt_syntax import Described, Tag, at_step, changes, descriptions, taken_tags
from talker.errors import ErrorCode, InputError, UsageError
from talker.media.images import load_image
from tests.avatar_gen.conftest import Draw
from tests.avatar_gen.test_addons import kohya_lora


def test_tags_are_taken_out() -> None:
    text, tags = taken_tags("photo <lora:smile:0.8> of a <lyco:a b:0.5:1>man <hypernet:x:1>")
    assert text == "photo  of a man"
    assert tags == (
        Tag("lora", "smile", ":0.8"),
        Tag("lyco", "a b", ":0.5:1"),
        Tag("hypernet", "x", ":1"),
    )
    assert taken_tags("a < b : c > d") == ("a < b : c > d", ())


@pytest.mark.parametrize(
    ("prompt", "texts"),
    [
        ("a [blue:red:2] man", ["a blue man"] * 2 + ["a red man"] * 2),
        ("a [blue:red:0.5] man", ["a blue man"] * 2 + ["a red man"] * 2),
        ("a [red:3]", ["a "] * 3 + ["a red"]),
        ("a [blue::1]", ["a blue"] + ["a "] * 3),
        ("[a|b|c]", ["a", "b", "c", "a"]),
        ("[fe|]male", ["female", "male"] * 2),
        ("[[a|b]:c:2]", ["a", "b", "c", "c"]),
        ("[(a:1.2):b:1]", ["(a:1.2)"] + ["b"] * 3),
        ("[less] (more:1.2) \\[a|b\\]", ["[less] (more:1.2) \\[a|b\\]"] * 4),
        ("[open:b", ["[open:b"] * 4),
        ("12:30 [a:b]", ["12:30 [a:b]"] * 4),
    ],
)
def test_what_stands_at_each_of_four_steps(prompt: str, texts: list[str]) -> None:
    assert [at_step(prompt, step, 4) for step in range(4)] == texts
    assert changes(prompt) == (len(set(texts)) > 1)


def test_descriptions_are_parted_by_and() -> None:
    assert descriptions("a cat :1.2") == (Described("a cat :1.2"),)
    assert descriptions("a cat :1.2 AND a dog AND SAND:-0.5") == (
        Described("a cat", 1.2),
        Described("a dog"),
        Described("SAND", -0.5),
    )


def _encoded(value: float) -> Encoded:
    return Encoded(torch.full((1, 2, 3), value))


class _Network:
    """Answers with the mean of the words that it is given."""

    config: Any = None

    def forward(self, sample: Any, _: Any, *, encoder_hidden_states: Any) -> tuple[Any]:
        mean = encoder_hidden_states.mean((1, 2)).reshape(-1, 1, 1, 1)
        return (mean * torch.linspace(0, 1, 4).reshape(1, 1, 2, 2).expand(len(sample), 1, 2, 2),)


def _answer(guide: Guide, count: int = 1) -> Any:
    network = _Network()
    with guide.over(network):
        (made,) = network.forward(
            torch.zeros(2 * count, 1, 2, 2), 1, encoder_hidden_states=torch.zeros(2 * count, 2, 3)
        )
    assert "forward" not in vars(network)
    return made


def test_several_descriptions_pull_by_their_weights() -> None:
    """n + g sum w (c - n), with n = 1, c = 3 and 5, w = 1 and -0.5, g = 2: 1 + 2 (2 - 2) = 1."""
    wanted = Wanted(((_encoded(3), 1.0), (_encoded(5), -0.5)), _encoded(1))
    made = _answer(Guide(Direction((wanted,), plain=False), 2.0, 0.0), count=3)
    assert torch.allclose(made, torch.linspace(0, 1, 4).reshape(1, 1, 2, 2).expand(6, 1, 2, 2))


def test_a_network_that_is_told_the_guidance_answers_once() -> None:
    network = _Network()
    network.config = SimpleNamespace(time_cond_proj_dim=8)
    wanted = Wanted(((_encoded(3), 1.0), (_encoded(5), 3.0)), _encoded(1))
    with Guide(Direction((wanted,), plain=False), 8.0, 0.0).over(network):
        (made,) = network.forward(
            torch.zeros(1, 1, 2, 2), 1, encoder_hidden_states=torch.zeros(1, 2, 3)
        )
    assert made.shape == (1, 1, 2, 2)
    assert float(made.max()) == 4.5


def test_a_rescaled_answer_has_the_spread_that_it_has_at_guidance_one() -> None:
    """n = 1, c = 3, g = 7: 15 times the pattern; the spread of c is 3 times it."""
    wanted = Wanted(((_encoded(3), 1.0),), _encoded(1))
    pattern = torch.linspace(0, 1, 4).reshape(1, 1, 2, 2)
    for share, factor in ((1.0, 3.0), (0.5, 9.0), (0.0, 15.0)):
        made = _answer(Guide(Direction((wanted,), plain=True), 7.0, share))
        assert torch.allclose(made[:1], factor * pattern, atol=1e-5)
        assert torch.equal(made[0], made[1])


def test_each_step_has_its_words() -> None:
    steps = tuple(Wanted(((_encoded(value), 1.0),), _encoded(0)) for value in (1.0, 2.0))
    guide = Guide(Direction(steps, plain=False), 2.0, 0.0)
    seen = []
    for step in (0, 1, 5):
        guide.step = step
        seen.append(round(float(_answer(guide)[0].max()), 4))
    assert seen == [2.0, 4.0, 4.0]


def picture(draw: Draw, out: Path, **given: Any) -> Any:
    return load_image(draw(output=out, **{"prompt": "a man", **given}).candidates[0].path)


def test_a_prompt_puts_a_lora_on_and_the_text_says_so(draw: Draw, tmp_path: Path) -> None:
    folder = tmp_path / "addons"
    (folder / "sub").mkdir(parents=True)
    path = kohya_lora(folder / "sub" / "Smile.safetensors")
    plain = picture(draw, tmp_path / "1")
    given = picture(draw, tmp_path / "2", loras=f"{path}:0.5")
    result = draw(prompt="a man<lora:smile:0.5>", addon_folder=str(folder), output=tmp_path / "3")
    assert np.array_equal(given, load_image(result.candidates[0].path))
    assert not np.array_equal(plain, given)
    record = read_record(result.candidates[0].path)
    assert record.request.addon_folder == ""
    text = parameters(record)
    assert text.startswith("a man<lora:smile:0.5>\n")
    assert f'Lora hashes: "Smile: {record.hashes["Smile.safetensors"]}"' in text
    with pytest.raises(InputError, match="other") as caught:
        draw(prompt="<lora:other:1>", addon_folder=str(folder))
    assert caught.value.code is ErrorCode.MODEL_UNKNOWN
    with pytest.raises(UsageError, match="hypernetwork"):
        draw(prompt="<hypernet:other:1>")


def test_an_embedding_of_the_folder_is_found_by_its_name(draw: Draw, tmp_path: Path) -> None:
    path = tmp_path / "addons" / "embeddings" / "Token.safetensors"
    path.parent.mkdir(parents=True)
    save_file({"emb_params": torch.randn(2, 32)}, path)
    folder = str(tmp_path / "addons")
    named = picture(draw, tmp_path / "1", prompt="a man token", addon_folder=folder)
    given = picture(draw, tmp_path / "2", prompt="a man token", embeddings=str(path))
    assert np.array_equal(named, given)


def test_two_descriptions_may_have_a_second_pass(draw: Draw, tmp_path: Path) -> None:
    """So small that only several rows together have anything to norm by."""
    both = picture(draw, tmp_path / "1", prompt="a man AND a blue man", hires=1.5)
    one = picture(draw, tmp_path / "2", prompt="a man", hires=1.5)
    assert both.shape == one.shape == (96, 96, 3)
    assert not np.array_equal(both, one)


@pytest.mark.slow
@pytest.mark.parametrize("family", ["sd1", "sdxl"])
@pytest.mark.parametrize("mode", ["txt2img", "img2img", "inpaint"])
def test_what_changes_nothing_gives_the_plain_picture(
    family: str, mode: str, draw: Draw, astronaut: Path, tmp_path: Path
) -> None:
    from avatar_gen.family import Family
    from tests.avatar_gen.test_pipeline import small_mask

    mask = small_mask(tmp_path / "mask.png")
    usual = {"family": Family(family), "mode": mode, "image": astronaut, "mask": mask, "steps": 4}
    plain = picture(draw, tmp_path / "1", **usual)
    same = picture(draw, tmp_path / "2", prompt="a [man:man:2]", **usual)
    both = picture(draw, tmp_path / "3", prompt="a man :0.5 AND a man :0.5", **usual)
    other = picture(draw, tmp_path / "4", prompt="a [blue:man:2]", **usual)
    rescaled = picture(draw, tmp_path / "5", guidance_rescale=0.7, **usual)
    assert np.abs(plain.astype(int) - same).max() <= 1
    assert np.abs(plain.astype(int) - both).max() <= 1
    assert not np.array_equal(plain, other)
    assert not np.array_equal(plain, rescaled)
