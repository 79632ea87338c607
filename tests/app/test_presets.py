"""Named options: shipped, the user's own, and on the command line."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.console.presets import show_presets
from app.options import add_options, build_request
from app.presets import (
    OF_ONE_VIDEO,
    is_own,
    load_preset,
    preset_names,
    presets_folder,
    read_preset,
    remove_preset,
    save_preset,
    take_preset,
)
from talker.errors import ErrorCode, InputError, MouthpieceError
from talker.home import home_folder
from talker.options.render import RenderOptions, RenderRequest, declared_fields
from talker.toml import toml_lines

SHIPPED = ["standard", "draft", "best", "portrait-9x16"]


def own(home: Path, name: str, text: str) -> Path:
    folder = presets_folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def parse(*arguments: str) -> RenderRequest:
    parser = argparse.ArgumentParser()
    parser.set_defaults(home=home_folder())
    add_options(parser)
    parsed = parser.parse_args(["a.png", "b.wav", *arguments])
    values = {k: v for k, v in vars(parsed).items() if k in RenderRequest.model_fields}
    return build_request(values)


def test_the_shipped_presets_are_there_and_sound(tmp_path: Path) -> None:
    assert preset_names(tmp_path) == SHIPPED
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
    draft = load_preset("draft", home_folder()).options
    assert parse("--preset", "draft").size == draft["size"]
    for arguments in (
        ["--size", "128", "--preset", "draft"],
        ["--preset", "draft", "--size", "128"],
    ):
        request = parse(*arguments)
        assert (request.size, request.quality) == (128, draft["quality"])


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.one_of(TEXTS, st.booleans(), st.integers(), st.floats(-1e9, 1e9), st.dates())


@given(st.dictionaries(st.from_regex("[a-z_]+", fullmatch=True), VALUES | st.lists(VALUES)))
def test_what_is_written_as_toml_is_read_as_the_same(values: dict[str, object]) -> None:
    assert tomllib.loads(toml_lines(values)) == values


def test_toml_refuses_what_it_cannot_hold() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        toml_lines({"a": None})


def test_options_are_kept_under_a_name_and_come_back(tmp_path: Path) -> None:
    options = RenderOptions(
        mode="full",
        yaw=(-5, 10),
        still=True,
        deliverable=('9:16,1080,logo="/a; b.png"', "gif"),
        ai_label_reason='He said "no"',
        face=2,
        idle=5,
    )
    kept = save_preset("Frühling 春", options, tmp_path)
    assert kept == load_preset("frühling 春", tmp_path)
    of_the_way = options.model_copy(update={"face": 0, "idle": 0.0})
    assert RenderOptions.model_validate(kept.options) == of_the_way, "not what one video is"
    assert set(kept.options) == set(declared_fields(RenderOptions)) - OF_ONE_VIDEO
    assert list(presets_folder(tmp_path).iterdir()) == [
        presets_folder(tmp_path) / "Frühling 春.toml"
    ]


def test_a_name_is_replaced_only_when_that_is_wished(tmp_path: Path) -> None:
    save_preset("News", RenderOptions(fps=30), tmp_path)
    for taken in ("news", "Draft"):
        with pytest.raises(InputError) as caught:
            save_preset(taken, RenderOptions(), tmp_path)
        assert caught.value.code is ErrorCode.OUTPUT_EXISTS
    save_preset("news", RenderOptions(fps=50), tmp_path, replace=True)
    assert load_preset("NEWS", tmp_path).options["fps"] == 50
    assert [path.name for path in presets_folder(tmp_path).iterdir()] == ["news.toml"]


@pytest.mark.parametrize("name", ["", "  ", "a/b", "..", "con", 'a"b', "x" * 300, "a\nb"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        save_preset(name, RenderOptions(), tmp_path)
    assert caught.value.code is ErrorCode.OPTION_INVALID
    assert not presets_folder(tmp_path).exists()


def test_only_ones_own_are_removed_and_a_shipped_one_is_there_again(tmp_path: Path) -> None:
    shipped = load_preset("draft", tmp_path)
    assert not is_own("draft", tmp_path)
    remove_preset("draft", tmp_path)
    remove_preset("nobody's", tmp_path)
    save_preset("draft", RenderOptions(fps=12), tmp_path, replace=True)
    assert is_own("Draft", tmp_path)
    assert load_preset("draft", tmp_path).options["fps"] == 12
    remove_preset("draft", tmp_path)
    assert load_preset("draft", tmp_path) == shipped


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('deliverable = ["subtitles=notes.txt"]', "names files"),
        ('deliverable = ["gif", "logo=//server/share/x.png"]', "names files"),
        ('ai_label = "off"', "label"),
        ('ai_label_reason = "because I say so"', "label"),
    ],
)
def test_a_preset_from_elsewhere_names_no_files_and_leaves_the_label_on(
    tmp_path: Path, line: str, said: str
) -> None:
    given = tmp_path / "nice.mppreset"
    given.write_text(f"[options]\nfps = 30\n{line}\n", encoding="utf-8")
    assert read_preset(given).options["fps"] == 30  # the user's own may
    with pytest.raises(InputError) as caught:
        take_preset(given, tmp_path / "home")
    assert caught.value.code is ErrorCode.PRESET_INVALID
    assert said in caught.value.message
    assert not (tmp_path / "home").exists()


def test_other_presets_from_elsewhere_are_taken(tmp_path: Path) -> None:
    given = tmp_path / "nice.mppreset"
    given.write_text('[options]\ndeliverable = ["9:16,1080"]\nai_label = "always"\n', "utf-8")
    take_preset(given, tmp_path / "home")
    assert preset_names(tmp_path / "home") == [*SHIPPED, "nice"]


def test_the_list_shows_several_values_as_they_are_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_presets(tmp_path, as_json=False)
    assert "deliverable 9:16,1080" in " ".join(capsys.readouterr().out.split())
