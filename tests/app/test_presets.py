"""Named options: shipped, the user's own, and on the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from app.options import add_options, build_request
from app.presets import load_preset, preset_names, presets_folder, read_preset
from talker.errors import ErrorCode, MouthpieceError
from talker.request import RenderOptions, RenderRequest

SHIPPED = ["best", "draft", "portrait-9x16", "standard"]


def own(home: Path, name: str, text: str) -> Path:
    folder = presets_folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def parse(*arguments: str) -> RenderRequest:
    parser = argparse.ArgumentParser()
    add_options(parser)
    parsed = parser.parse_args(["a.png", "b.wav", *arguments])
    given = {k: v for k, v in vars(parsed).items() if k in RenderRequest.model_fields}
    return build_request(given)


def test_the_shipped_presets_are_there_and_sound(tmp_path: Path) -> None:
    assert sorted(preset_names(tmp_path)) == SHIPPED
    for name in SHIPPED:
        preset = load_preset(name, tmp_path)
        assert preset.description
        RenderOptions.model_validate(preset.options)
    assert load_preset("draft", tmp_path).options != load_preset("best", tmp_path).options


def test_the_users_own_wins_over_a_shipped_one(tmp_path: Path) -> None:
    own(tmp_path, "Draft", "[options]\nfps = 12\n")
    own(tmp_path, "新闻", 'description = "x"\n[options]\nyaw = [-10, 10]\n')
    assert load_preset("draft", tmp_path).options == {"fps": 12}
    assert RenderOptions.model_validate(load_preset("新闻", tmp_path).options).yaw == (-10, 10)
    assert len(preset_names(tmp_path)) == len(SHIPPED) + 1


@pytest.mark.parametrize("name", ["drift", "../draft", "/etc/passwd", ""])
def test_an_unknown_preset_names_those_there_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(MouthpieceError) as caught:
        load_preset(name, tmp_path)
    assert caught.value.code is ErrorCode.PRESET_UNKNOWN
    assert all(word in caught.value.hint for word in SHIPPED)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[options]\nqualty = 3\n", ["'qualty'", "Did you mean quality?"]),
        ("[options]\nfps = 99\n", ["fps", "99"]),
        ("[option]\nfps = 20\n", ["'option'", "Did you mean options?"]),
        ("options = 3\n", ["[options]"]),
        ("fps 20", ["cannot be read"]),
        ("[options]\nspeech = 'x.wav'\n", ["'speech'"]),
    ],
)
def test_a_wrong_preset_says_what_is_wrong(tmp_path: Path, text: str, words: list[str]) -> None:
    path = own(tmp_path, "mine", text)
    with pytest.raises(MouthpieceError) as caught:
        read_preset(path)
    assert caught.value.code is ErrorCode.PRESET_INVALID
    assert all(word in str(caught.value) for word in ("mine.toml", *words)), str(caught.value)


def test_flags_win_over_the_preset_wherever_they_stand() -> None:
    draft = load_preset("draft").options
    assert parse("--preset", "draft").size == draft["size"]
    for arguments in (
        ["--size", "128", "--preset", "draft"],
        ["--preset", "draft", "--size", "128"],
    ):
        request = parse(*arguments)
        assert (request.size, request.quality) == (128, draft["quality"])
