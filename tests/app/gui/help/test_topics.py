"""What the help says: complete in every language, links that lead somewhere, names that exist."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.batch.rows import columns
from app.command_line import command_line
from app.gui.help.topics import FOLDER, LINK, OF_PAGE, TOPICS, Topic, topics
from app.gui.pages.entries import ENTRIES
from app.gui.texts import i18n
from app.settings.window import Language

ENGLISH = Language.ENGLISH
CHINESE = (Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE)
LANGUAGES = (ENGLISH, *CHINESE)
NAME = re.compile(r"\*\*(.+?)\*\*")  # what is bold is a text of the window
TARGET = re.compile(r"\]\(([^)]*)\)")
CODE = re.compile(r"`([^`]+)`")
# What begins a line that is no paragraph.
SHAPE = re.compile(r"^(#+ |- |\d+\. |\|)")


def texts() -> dict[str, dict[Language, set[str]]]:
    """Each text of the window in English, and what it is called in each language."""
    found: dict[str, dict[Language, set[str]]] = {}
    for language in CHINESE:
        for message in ElementTree.parse(i18n.FOLDER / f"{language.value}.ts").iter("message"):
            source = message.findtext("source") or ""
            said = found.setdefault(source, {ENGLISH: {source}})
            said.setdefault(language, set()).add(message.findtext("translation") or "")
    return found


def shape(text: str) -> list[str]:
    """Headings with their depth, list items, rows of tables and paragraphs, in their order."""
    begins = (SHAPE.match(line) for line in text.splitlines() if line)
    return [re.sub(r"\d+", "1", one.group()) if one else "paragraph" for one in begins]


def of(language: Language) -> dict[str, Topic]:
    return {topic.key: topic for topic in topics(language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_topic_and_no_other_file(language: Language) -> None:
    files = {path.name for path in (FOLDER / language.value).iterdir()}
    assert files == {f"{key}.md" for key in TOPICS}
    titles = [topic.title for topic in topics(language)]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert all(topic.text.startswith(f"# {topic.title}\n\n") for topic in topics(language))


def test_every_page_of_the_window_has_a_topic() -> None:
    assert set(OF_PAGE) == {page.key for page in ENTRIES}
    assert set(OF_PAGE.values()) <= set(TOPICS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_topics(language: Language) -> None:
    for topic in topics(language):
        for target in TARGET.findall(topic.text):
            scheme, _, key = target.partition(":")
            assert scheme == LINK, (topic.key, target)
            assert key in TOPICS, (topic.key, target)
            assert key != topic.key, f"{topic.key} leads to itself"


def test_every_topic_can_be_reached_from_another() -> None:
    reached = {
        target.partition(":")[2]
        for topic in topics(ENGLISH)
        for target in TARGET.findall(topic.text)
    }
    assert set(TOPICS) - reached <= {"first-video", "create", "keyboard"}


@pytest.mark.parametrize("language", CHINESE)
@pytest.mark.parametrize("key", TOPICS)
def test_languages_have_the_same_structure_links_and_code(key: str, language: Language) -> None:
    original, translated = of(ENGLISH)[key].text, of(language)[key].text
    assert shape(translated) == shape(original)
    for kind in (TARGET, CODE):
        assert Counter(kind.findall(translated)) == Counter(kind.findall(original))


@pytest.mark.parametrize("key", TOPICS)
def test_bold_names_are_texts_of_the_window(key: str) -> None:
    unknown = set(NAME.findall(of(ENGLISH)[key].text)) - texts().keys()
    assert not unknown


@pytest.mark.parametrize("language", CHINESE)
@pytest.mark.parametrize("key", TOPICS)
def test_bold_names_are_called_as_in_the_window(key: str, language: Language) -> None:
    """Line by line, so that a name that moves to another button is noticed."""
    known = texts()
    pairs = zip(
        of(ENGLISH)[key].text.splitlines(), of(language)[key].text.splitlines(), strict=True
    )
    for english, translated in pairs:
        names = NAME.findall(translated)
        assert len(names) == len(NAME.findall(english)), translated
        for name in NAME.findall(english):
            called = known[name][language]
            assert called & set(names), f"{name} is {called} in the window: {translated}"


@pytest.mark.parametrize("language", CHINESE)
def test_findings_are_quoted_as_the_window_says_them(language: Language) -> None:
    """The left column of "It says": whole sentences; those with a name begin with dots."""
    known = texts()
    for key in ("portraits", "recordings"):
        pairs = zip(rows(of(ENGLISH)[key].text), rows(of(language)[key].text), strict=True)
        for english, translated in pairs:
            ours = {source for source in known if fits(english, source)}
            assert ours, english
            called = set().union(*(known[source][language] for source in ours))
            assert any(fits(translated, one) for one in called), translated


def rows(text: str) -> list[str]:
    """The first cells of a table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [line.split("|")[1].strip() for line in lines[2:]]


def fits(quoted: str, said: str) -> bool:
    """Whether `… has no sound.` quotes `{name} has no sound.`: an ellipsis stands for a field."""
    pattern = re.escape(said).replace(r"\{name\}", "…+")
    return re.fullmatch(pattern.replace("…+\\ ", "…+ ?"), quoted) is not None


def test_commands_in_the_help_exist() -> None:
    codes = [code for topic in topics(ENGLISH) for code in CODE.findall(topic.text)]
    commands = [code.split()[1:] for code in codes if code.startswith("mouthpiece ")]
    assert len(commands) >= 4
    for command in commands:
        _, extra = command_line().parse(command)
        assert not extra, command


def test_columns_of_sheets_in_the_help_exist() -> None:
    for key in ("batch", "publish"):
        words = {code for code in CODE.findall(of(ENGLISH)[key].text) if code.isidentifier()}
        assert words <= set(columns())
        assert words


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_found_in_any_case_and_not_in_addresses(language: Language) -> None:
    found = {topic.key for topic in topics(language) if topic.holds("SADTALKER mp4")}
    assert not found
    assert {topic.key for topic in topics(language) if topic.holds("GB 45438")} == {
        "consent-and-labels"
    }
    assert not any(topic.holds("help:queue") for topic in topics(language))


def test_the_help_is_part_of_the_package() -> None:
    """What is not in the wheel is not in the payload for Windows either: that is made of it."""
    builders = pytest.importorskip("hatchling.builders.wheel", reason="pip install hatchling")
    root = FOLDER.parents[2]
    if not (root / "pyproject.toml").is_file():
        pytest.skip("this is no checkout")
    packed = {
        Path(one.distribution_path).as_posix()
        for one in builders.WheelBuilder(str(root)).recurse_included_files()
    }
    for language in LANGUAGES:
        assert {f"app/gui/help/{language.value}/{key}.md" for key in TOPICS} <= packed
