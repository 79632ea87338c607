"""The papers: README short enough to be read, and no link that leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(#[^)]*)?\)")


def _pages(repository: Path) -> list[Path]:
    top = repository.glob("*.md")
    return sorted([*top, *(repository / "docs").glob("*.md")])


def test_the_readme_stays_under_two_hundred_lines(repository: Path) -> None:
    assert len((repository / "README.md").read_text(encoding="utf-8").splitlines()) < 200


def test_links_between_papers_lead_to_files(repository: Path) -> None:
    lost = [
        f"{page.name}: {target}"
        for page in _pages(repository)
        for target, _ in _LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert not lost


def test_the_readme_names_every_page(repository: Path) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")
    for page in (repository / "docs").glob("*.md"):
        assert f"docs/{page.name}" in readme, page.name


@pytest.mark.parametrize("old", ["foreman", "courier", "app.queue.moves", "talker.finish"])
def test_no_page_uses_a_name_that_is_gone(repository: Path, old: str) -> None:
    for page in _pages(repository):
        if page.name != "CHANGELOG.md":
            assert old not in page.read_text(encoding="utf-8").lower(), page.name


def test_the_glossary_has_the_words_of_the_window(repository: Path) -> None:
    text = (repository / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
    named = re.findall(r"\| ([A-Z][a-z ]+) ([^|/a-z]+) / ([^|/a-z]+) \|$", text, re.MULTILINE)
    assert len(named) > 8
    for language, column in (("zh_CN", 1), ("zh_TW", 2)):
        file = repository / "app" / "gui" / "translations" / f"{language}.ts"
        shown = {
            (message.findtext("source"), message.findtext("translation"))
            for message in ElementTree.parse(file).iter("message")
        }
        wrong = [words for words in named if (words[0], words[column]) not in shown]
        assert not wrong, language


def test_the_glossary_names_places_that_exist(repository: Path) -> None:
    text = (repository / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
    places = re.findall(r"`((?:app|talker|avatar_gen|speech_gen|assets)/[\w/.]+)`", text)
    assert len(places) > 40
    assert not [place for place in places if not (repository / place).exists()]
