"""Parts of the window look as their role says."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QMessageBox
from pytestqt.qtbot import QtBot

from app.gui.main import Desktop
from app.gui.pieces import with_role
from app.gui.theme import LIGHT
from app.settings import Language


def test_a_role_counts_for_a_button_that_is_there_already(desktop: Desktop) -> None:
    box = QMessageBox(desktop.window)
    made = box.addButton("Yes", QMessageBox.ButtonRole.AcceptRole)
    with_role(made, "primary")
    box.open()
    assert made.grab().toImage().pixelColor(8, made.height() // 2).name() == LIGHT.accent
    box.close()


@pytest.mark.parametrize("language", list(Language)[1:])
def test_open_lists_show_every_choice_whole(
    desktop: Desktop, language: Language, qtbot: QtBot
) -> None:
    desktop.context.settings.change_window(language=language)
    found = 0
    for page in ("create", "avatars", "settings", "batch", "queue"):
        desktop.window.show_page(page)
        qtbot.wait(30)
    for box in desktop.window.findChildren(QComboBox):
        found += 1
        view = box.view()
        view.ensurePolished()
        room = max(box.width(), view.minimumWidth())
        for row in range(box.count()):
            needed = view.fontMetrics().horizontalAdvance(box.itemText(row)) + 2 * (8 + 4 + 1)
            assert needed <= room, box.itemText(row)
    assert found > 20
