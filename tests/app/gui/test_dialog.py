"""What all dialogs have in common: the keys, and the size that the user gave them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.gui.shell.main import Desktop
from app.gui.widgets.dialog import Dialog, dialog_sizes
from app.gui.widgets.name_dialog import NameDialog
from app.gui.widgets.text_dialogs import RecogniseDialog
from app.settings.store import load_settings
from talker.options.transcribe import TranscribeOptions


def opened(desktop: Desktop) -> RecogniseDialog:
    dialog = RecogniseDialog(TranscribeOptions(), desktop.window, replaces=False)
    dialog.open()
    return dialog


def test_enter_in_a_field_takes_what_was_filled_in_and_escape_leaves_it(
    desktop: Desktop, qtbot: QtBot
) -> None:
    taken: list[TranscribeOptions] = []
    for key, answer in ((Qt.Key.Key_Escape, []), (Qt.Key.Key_Return, [TranscribeOptions()])):
        dialog = opened(desktop)
        dialog.chosen.connect(taken.append)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        QTest.keyClick(field, key)
        assert not dialog.isVisible()
        assert taken == answer
    qtbot.waitUntil(lambda: not desktop.window.findChildren(Dialog))  # closed ones are gone


def test_keys_begin_at_the_first_field_and_come_to_the_buttons_last(desktop: Desktop) -> None:
    dialog = NameDialog("Save as preset", "", lambda _: "", desktop.window)
    dialog.open()
    chain, widget = [], dialog.nextInFocusChain()
    while widget is not None and widget != dialog:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.append(widget)
        widget = widget.nextInFocusChain()
    assert chain == [dialog.line, dialog.take, dialog.leave]
    dialog.reject()


def test_a_dialog_is_as_large_as_it_was_left_also_after_another_start(
    desktop: Desktop, home: Path
) -> None:
    dialog = opened(desktop)
    larger = dialog.size() + QSize(30, 20)
    dialog.resize(larger)
    dialog.reject()
    assert opened(desktop).size() == larger
    desktop.close()
    kept = load_settings(home).window.dialog_sizes
    assert kept == {"RecogniseDialog": larger.toTuple()}
    dialog_sizes().clear()
