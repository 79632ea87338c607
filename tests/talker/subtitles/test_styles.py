"""Styles: what they say is what is drawn, word by word."""

from __future__ import annotations

import re
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from talker.errors import ErrorCode, MouthpieceError
from talker.options.deliver import Platform
from talker.subtitles.ass import format_ass
from talker.subtitles.cues import Cue
from talker.subtitles.ground import Ground
from talker.subtitles.lit_words import in_style, moments, placed_words, too_fast
from talker.subtitles.platforms import Edges, safe_edges
from talker.subtitles.style import (
    STYLES,
    CaptionStyle,
    Highlight,
    Stand,
    load_style,
    save_style,
    style_names,
)
from talker.subtitles.two_languages import together
from talker.words import Word
from tests.talker.subtitles.own_fonts import fonts_of, make_font

SAID = Cue(
    1.0,
    3.0,
    "it is it",
    (Word("it", 1.0, 1.5), Word("is", 1.5, 2.0), Word("it", 2.0, 3.0)),
)


def events(ass: str) -> list[str]:
    return [line for line in ass.splitlines() if line.startswith("Dialogue")]


def test_four_styles_ship_and_each_has_a_name(tmp_path: Path) -> None:
    styles = [load_style(name, tmp_path) for name in STYLES]
    assert {style.highlight for style in styles} == set(Highlight)
    assert len({style.title for style in styles}) == 4
    assert load_style("", tmp_path) == styles[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("karaokee", ErrorCode.OPTION_UNKNOWN),
        ("missing.toml", ErrorCode.SUBTITLES_INVALID),
        ('color = "red"', ErrorCode.SUBTITLES_INVALID),
        ("outline = nan", ErrorCode.SUBTITLES_INVALID),
        ("outlin = 1", ErrorCode.SUBTITLES_INVALID),
        ("= 1", ErrorCode.SUBTITLES_INVALID),
    ],
)
def test_what_is_no_style_is_refused(text: str, code: ErrorCode, tmp_path: Path) -> None:
    name = text
    if "=" in text:
        path = tmp_path / "own.toml"
        path.write_text(text, "utf-8")
        name = str(path)
    elif name.endswith(".toml"):
        name = str(tmp_path / name)
    with pytest.raises(MouthpieceError) as caught:
        load_style(name, tmp_path)
    assert caught.value.code is code


def test_a_word_is_lit_from_its_begin_to_that_of_the_next() -> None:
    found = list(moments(placed_words(SAID, ["it is", "it"]), 1.0, 3.0))
    assert [(one.start, one.stop) for one in found] == [(1.0, 1.5), (1.5, 2.0), (2.0, 3.0)]
    places = [(one.word.line, one.word.first, one.word.last) for one in found if one.word]
    assert places == [(0, 0, 2), (0, 3, 5), (1, 0, 2)]


def test_words_without_times_share_the_cue_by_their_letters() -> None:
    found = list(moments(placed_words(Cue(0.0, 6.0, "aaaa bb"), ["aaaa bb"]), 0.0, 6.0))
    assert [(one.start, one.stop) for one in found] == [(0.0, 4.0), (4.0, 6.0)]


def test_letters_and_marks_are_the_style_s() -> None:
    style = CaptionStyle(uppercase=True, punctuation=False)
    cue = Cue(0, 2, "“Don't go,” he said (3.5%).", (Word("Don't", 0, 1), Word("said", 1, 2)))
    (shown,) = in_style([cue], style)
    assert shown.text == "DON'T GO HE SAID 3.5%"
    assert [word.text for word in shown.words] == ["DON'T", "SAID"]
    (shown,) = in_style([Cue(0, 1, "大家好，欢迎。")], style)
    assert shown.text == "大家好 欢迎"


def test_what_cannot_be_read_in_time_stays_until_the_next() -> None:
    style = CaptionStyle(speed=10)
    cues = [Cue(0, 1, "a" * 20), Cue(1.5, 2, "b" * 20)]
    assert [cue.stop for cue in in_style(cues, style)] == [1.5, 3.5]


@pytest.mark.parametrize("name", STYLES)
def test_the_lit_word_alone_is_in_another_look(name: str, tmp_path: Path) -> None:
    make_font(tmp_path / "Test.ttf", "itsITS ")
    fonts = fonts_of(tmp_path, "itsITS")
    style = load_style(name, tmp_path)
    lines = events(format_ass([SAID], fonts, Ground((1280, 720)), 5, style))
    bare = {re.sub(r"\{[^}]*\}", "", line.split(",,")[-1]) for line in lines}
    assert bare == {"IT IS IT" if style.uppercase else "it is it"}
    if style.highlight is Highlight.NONE:
        assert len(lines) == 1
        return
    lit = [re.search(r"\{[^}]*\}(\w+)\{", line) for line in lines]
    assert [found and found[1].lower() for found in lit] == ["it", "is", "it"]
    starts = [line.split(",")[1] for line in lines]
    assert starts == ["0:00:01.00", "0:00:01.50", "0:00:02.00"]


def test_two_languages_stand_one_above_the_other() -> None:
    upper = [Cue(0, 2, "one"), Cue(2, 4, "two"), Cue(6, 7, "four")]
    lower = [
        Cue(0.2, 1.9, "eins"),
        Cue(2.1, 3.0, "zwei"),
        Cue(3.0, 4.4, "zwo"),
        Cue(4.6, 5, "drei"),
    ]
    assert [(cue.text, cue.start) for cue in together(upper, lower)] == [
        ("one\neins", 0),
        ("two\nzwei zwo", 2),
        ("drei", 4.6),
        ("four", 6),
    ]
    assert together([], lower) == lower
    assert together([replace(SAID)], [])[0].words == SAID.words


def test_own_styles_lie_in_the_home_and_win(tmp_path: Path) -> None:
    mine = CaptionStyle(title="Mine", font="My Sans", longest_in={"zh": 12}, stand=Stand.MIDDLE)
    save_style("mine", mine, tmp_path)
    save_style("pop", CaptionStyle(uppercase=False), tmp_path)
    assert style_names(tmp_path) == [*STYLES, "mine"]
    assert load_style("mine", tmp_path) == mine
    assert not load_style("pop", tmp_path).uppercase
    with pytest.raises(MouthpieceError, match="mine"):
        load_style("none such", tmp_path)


def test_the_longest_line_is_that_of_the_language(tmp_path: Path) -> None:
    make_font(tmp_path / "Test.ttf", "长a ", width=1000)
    fonts = fonts_of(tmp_path, "长a")
    style = CaptionStyle(longest=40, longest_in={"zh": 6})
    cue, ground = Cue(0, 4, "长" * 12), Ground((1280, 720))
    for language, lines in (("zh-Hans", 2), ("en", 1)):
        (event,) = events(format_ass([cue], fonts, ground, 5, style, language=language))
        assert event.count("\\N") == lines - 1


def test_subtitles_keep_off_what_platforms_show(tmp_path: Path) -> None:
    make_font(tmp_path / "Test.ttf", "its ")
    fonts = fonts_of(tmp_path, "its")
    upright = (540, 960)
    tiktok = safe_edges(Platform.TIKTOK, upright)
    assert (tiktok.right, tiktok.bottom) == (75, 220)
    assert safe_edges(Platform.TIKTOK, (960, 540)) == Edges()
    everywhere = safe_edges(Platform.ALL, upright)
    for platform in Platform:
        one = safe_edges(platform, upright)
        assert all(a <= b for a, b in zip(astuple(one), astuple(everywhere), strict=True))
    ground = Ground(upright, edges=tiktok)
    ass = format_ass([SAID], fonts, ground, 5)
    style = next(line for line in ass.splitlines() if line.startswith("Style:"))
    assert style.split(",")[19:22] == ["20", "75", "220"]
    (event,) = events(ass)
    assert event.split(",")[7] == "220"


def test_what_is_gone_before_it_is_read_is_found() -> None:
    style = CaptionStyle(speed=10)
    cues = [Cue(0, 1, "a" * 20), Cue(1, 3, "b" * 20), Cue(3, 3.2, "c" * 20)]
    assert [cue.start for cue in too_fast(in_style(cues, style), style)] == [0]
    assert too_fast(cues, CaptionStyle()) == []
