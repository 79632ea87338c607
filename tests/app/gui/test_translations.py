"""Translations: complete, compiled, and with the same places to fill in."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from app.gui.texts import translate
from app.gui.texts.i18n import FOLDER, resolve
from app.settings import Language

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
