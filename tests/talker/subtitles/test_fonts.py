"""Fonts are chosen by the letters that they hold, as many as a text needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from talker.subtitles.fonts import find_fonts, font_families
from tests.talker.subtitles.own_fonts import make_font


def test_any_font_is_found_by_its_letters_and_usual_ones_come_first(tmp_path: Path) -> None:
    make_font(tmp_path / "Unheard Of.ttf", "abกข")
    assert [font.family for font in find_fonts("กข", folders=[tmp_path]).fonts] == ["Unheard Of"]
    make_font(tmp_path / "DejaVuSans.ttf", "ab")
    (font,) = find_fonts("a b", folders=[tmp_path]).fonts
    assert (font.family, font.em) == ("DejaVuSans", 1000 / 1200)


def test_what_one_font_lacks_others_add_and_the_rest_is_named(tmp_path: Path) -> None:
    make_font(tmp_path / "DejaVuSans.ttf", "ab")
    make_font(tmp_path / "Aa.ttf", "あ", weight=700)
    make_font(tmp_path / "Bb.ttf", "あ漢")
    make_font(tmp_path / "Cc.ttf", "ש")
    choice = find_fonts("ab あ漢 ש 👍\u200d\ufe0f", folders=[tmp_path])
    assert [font.family for font in choice.fonts] == ["DejaVuSans", "Bb", "Cc"]
    assert choice.missing == ("👍",)
    assert find_fonts("漢", folders=[tmp_path / "none"]).fonts == ()


def test_of_equal_fonts_the_plain_one_is_taken(tmp_path: Path) -> None:
    for name, weight in (("A Bold", 700), ("B Serif", 400), ("C Sans", 400), ("D Mono", 400)):
        make_font(tmp_path / f"{name}.ttf", "ก", weight=weight)
    assert find_fonts("ก", folders=[tmp_path]).fonts[0].family == "C Sans"


@pytest.mark.parametrize(
    ("language", "family"),
    [("", "All SC"), ("ja", "All JP"), ("zh-Hant", "All TC"), ("ko", "All SC")],
)
def test_in_a_collection_the_language_decides(tmp_path: Path, language: str, family: str) -> None:
    collection = TTCollection()
    for name in ("All JP", "All SC", "All TC"):
        collection.fonts.append(TTFont(make_font(tmp_path / f"{name}.ttf", "漢")))
    collection.save(tmp_path / "all.ttc")
    for path in tmp_path.glob("All*"):
        path.unlink()
    assert find_fonts("漢", language, [tmp_path]).fonts[0].family == family


def test_pictures_of_letters_and_damaged_files_are_no_fonts(tmp_path: Path) -> None:
    font = TTFont(make_font(tmp_path / "Pictures.ttf", "ก"))
    del font["glyf"], font["loca"]
    font.save(tmp_path / "Pictures.ttf")
    whole = make_font(tmp_path / "Whole.ttf", "ก").read_bytes()
    for number in range(4, len(whole), 97):
        (tmp_path / f"cut{number}.ttf").write_bytes(whole[:number])
    (tmp_path / "text.otf").write_text("no font")
    (tmp_path / "folder.ttf").mkdir()
    assert find_fonts("ก", folders=[tmp_path]).fonts[0].path.name == "Whole.ttf"


def test_the_font_that_is_wanted_is_taken_and_others_draw_what_it_lacks(tmp_path: Path) -> None:
    make_font(tmp_path / "Mine.ttf", "ab")
    make_font(tmp_path / "NotoSans-Regular.ttf", "abก")
    assert font_families([tmp_path]) == ["Mine", "NotoSans-Regular"]
    choice = find_fonts("abก", folders=[tmp_path], wanted="mine")
    assert [font.family for font in choice.fonts] == ["Mine", "NotoSans-Regular"]
    assert choice.lent("abก") == {"NotoSans-Regular": "ก"}
    assert choice.wanted
    other = find_fonts("ab", folders=[tmp_path], wanted="Yours")
    assert [font.family for font in other.fonts] == ["NotoSans-Regular"]
    assert not other.wanted
