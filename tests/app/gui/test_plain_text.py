"""Names from outside in the window: letters, never markup, whichever widget shows them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from app.gui.pages.create import CreatePage
from app.gui.pages.entries import ENTRIES
from app.gui.shell.main import Desktop
from app.gui.widgets.messages import MessageBox
from app.presenters import Presenters
from app.queue.store import JobStore, queue_path
from tests.app.gui.doing import drop, show
from tests.app.queue.work import plain_job

NASTY = "a <b>bad<i> &amp; name"
# A file cannot have such a name there; the other kinds of names can.
FILE = "a &amp; name" if sys.platform == "win32" else NASTY


@pytest.fixture
def home(tmp_path: Path, astronaut: Path) -> Path:
    """A home with a preset, a presenter and a job of hostile names."""
    home = tmp_path / "home"
    (home / "presets").mkdir(parents=True)
    (home / "presets" / f"{FILE}.toml").write_text("[options]\nfps = 30.0\n", encoding="utf-8")
    Presenters(home).take(astronaut, NASTY)
    with JobStore(queue_path(home)) as store:
        store.add([plain_job(NASTY, batch=NASTY)])
    return home


def _texts() -> Iterator[tuple[object, str, bool]]:
    """Every text that Qt could take for markup: who shows it, the text, whether it does."""
    for widget in QApplication.allWidgets():
        tip = widget.toolTip()
        yield widget, tip, GuiQt.mightBeRichText(tip)
        for action in widget.actions():
            assert isinstance(action, QAction)
            yield action, action.toolTip(), GuiQt.mightBeRichText(action.toolTip())
        if isinstance(widget, QLabel):
            rich = widget.textFormat() is Qt.TextFormat.RichText
            auto = widget.textFormat() is Qt.TextFormat.AutoText
            yield widget, widget.text(), rich or (auto and GuiQt.mightBeRichText(widget.text()))
        if isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
            yield from _items(widget)


def _items(view: QAbstractItemView | QComboBox) -> Iterator[tuple[object, str, bool]]:
    model = view.model()
    for row in range(model.rowCount(QModelIndex())):
        column = 0
        while (index := model.index(row, column)).isValid():
            column += 1
            tip = index.data(Qt.ItemDataRole.ToolTipRole) or ""
            yield view, str(tip), GuiQt.mightBeRichText(str(tip))
            yield view, str(index.data() or ""), False  # delegates draw plain text


def _letters(text: str, markup: bool) -> str:
    """What a person reads."""
    if not markup:
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def _check() -> set[str]:
    """Wherever a hostile name is shown, it is shown whole; returns the kinds of what shows one."""
    seen = set()
    for who, text, markup in list(_texts()):
        letters = _letters(text, markup)
        if "bad" in text or "&amp; name" in text:
            assert NASTY in letters or FILE in letters, (who, text)
            seen.add(type(who).__name__)
    return seen


def test_names_from_outside_are_letters_everywhere(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path, astronaut: Path
) -> None:
    page = show(desktop, CreatePage)
    qtbot.waitUntil(lambda: page.presets.has(FILE), timeout=5000)
    picture = tmp_path / f"{FILE}.png"
    picture.write_bytes(astronaut.read_bytes())
    drop(page.inputs.portrait.zone, picture)
    qtbot.waitUntil(lambda: page.inputs.portrait.path == picture, timeout=5000)
    given = tmp_path / f"{FILE}.mppreset"
    given.write_text("[options]\nfps = 25.0\n", encoding="utf-8")
    opening = desktop.conduct.opening
    opening.take([given])
    qtbot.waitUntil(lambda: opening.dialog is not None, timeout=5000)
    desktop.context.events.tell.emit(f"Says {NASTY}")
    seen = _check()
    assert opening.dialog is not None
    opening.dialog.reject()
    for kind in ENTRIES:
        desktop.window.show_page(kind.key)
        QApplication.processEvents()
        seen |= _check()
    assert {"QLabel", "QComboBox", "JobsTable"} <= seen, seen


def test_no_box_takes_words_for_markup(desktop: Desktop, qtbot: QtBot) -> None:
    box = MessageBox(desktop.window)
    qtbot.addWidget(box)
    box.setText(NASTY)
    box.setInformativeText(NASTY)
    box.open()
    shown = [label for label in box.findChildren(QLabel) if label.text() == NASTY]
    assert len(shown) == 2
    assert {label.textFormat() for label in shown} == {Qt.TextFormat.PlainText}
