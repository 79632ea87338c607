"""The pronunciation dictionary in the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.gui.pages.settings import SettingsPage
from app.gui.shell.main import Desktop
from app.gui.widgets.basic import Note
from app.gui.widgets.pronunciations_view import PronunciationsView
from speech_gen.pronunciations import load_pronunciations
from tests.app.gui.doing import show


@pytest.fixture
def view(desktop: Desktop) -> PronunciationsView:
    return show(desktop, SettingsPage).groups.view(PronunciationsView)


def write(view: PronunciationsView, *cells: str) -> None:
    view.add_row()
    row = view.table.rowCount() - 1
    for column, text in enumerate(cells):
        item = view.table.item(row, column)
        assert item is not None
        item.setText(text)


def test_a_complete_row_is_kept_at_once(view: PronunciationsView, home: Path) -> None:
    write(view, "en", "nginx", "")
    assert load_pronunciations(home).entries == ()
    write(view, "zh", "重庆", "崇庆")
    assert load_pronunciations(home).of("zh") == {"重庆": "崇庆"}
    view.look()
    assert view.table.rowCount() == 1


def test_what_is_no_language_is_told_and_keeps_the_rest(
    view: PronunciationsView, home: Path
) -> None:
    write(view, "en", "nginx", "engine x")
    write(view, "e!", "kim", "kimm")
    assert view.findChildren(Note)
    assert load_pronunciations(home).of("en") == {"nginx": "engine x"}


def test_words_come_from_a_file(view: PronunciationsView, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("language,word,sound\nen,SQL,sequel\n", "utf-8")
    view.take_file(path)
    assert view.table.rowCount() == 1
    assert load_pronunciations(home).of("en") == {"SQL": "sequel"}
