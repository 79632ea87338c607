"""Translations: complete, compiled, and with the same places to fill in."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from app.gui.shell.main import Desktop
from app.gui.texts import translate
from app.gui.texts.i18n import FOLDER, resolve
from app.gui.theme import base_font
from app.settings.window import Language

PLACES = re.compile(r"\{\w*\}|%n")


def test_every_text_is_translated_and_compiled() -> None:
    assert not translate.untranslated()
    assert not translate.stale()


def test_no_text_of_a_declaration_is_missing() -> None:
    for source in FOLDER.glob("zh_*.ts"):  # en.ts holds plurals alone
        known = {one.text for one in ElementTree.parse(source).iter("source")}
        assert not {text for _, text in translate.declared_texts()} - known


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_translations_fill_in_the_same_things(language: str) -> None:
    for message in ElementTree.parse(FOLDER / f"{language}.ts").iter("message"):
        source = message.findtext("source") or ""
        for form in message.findall("translation/numerusform") or message.findall("translation"):
            assert sorted(PLACES.findall(source)) == sorted(PLACES.findall(form.text or "")), source


@pytest.mark.parametrize(
    ("names", "language"),
    [
        (["zh-Hans-CN"], Language.SIMPLIFIED_CHINESE),
        (["zh-Hant-HK"], Language.TRADITIONAL_CHINESE),
        (["zh-TW"], Language.TRADITIONAL_CHINESE),
        (["de-DE", "zh-CN"], Language.SIMPLIFIED_CHINESE),
        (["de-DE"], Language.ENGLISH),
        ([], Language.ENGLISH),
    ],
)
def test_the_computers_language_is_taken_where_we_know_it(
    names: list[str], language: Language
) -> None:
    assert resolve(Language.SYSTEM, names) is language


def test_chinese_is_drawn_in_the_faces_of_its_readers() -> None:
    """A system with both kinds of faces, and one whose own face is the other kind's."""
    simplified = base_font(QFont("Segoe UI"), Language.SIMPLIFIED_CHINESE).families()
    traditional = base_font(QFont("Segoe UI"), Language.TRADITIONAL_CHINESE).families()
    for one, other in (
        ("Microsoft YaHei UI", "Microsoft JhengHei UI"),
        ("PingFang SC", "PingFang TC"),
        ("Noto Sans CJK SC", "Noto Sans CJK TC"),
    ):
        assert simplified.index(one) < simplified.index(other)
        assert traditional.index(other) < traditional.index(one)
    of_the_mainland = QFont("Microsoft YaHei UI")
    families = base_font(of_the_mainland, Language.TRADITIONAL_CHINESE).families()
    assert families.index("Microsoft JhengHei UI") < families.index("Microsoft YaHei UI")


def test_the_faces_follow_the_language(desktop: Desktop) -> None:
    for language, first in (
        (Language.TRADITIONAL_CHINESE, "Noto Sans CJK TC"),
        (Language.SIMPLIFIED_CHINESE, "Noto Sans CJK SC"),
    ):
        desktop.context.settings.change_window(language=language)
        families = QApplication.font().families()
        assert min(["Noto Sans CJK TC", "Noto Sans CJK SC"], key=families.index) == first
