"""Parts of the window look as their role says."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from app.gui.main import Desktop
from app.gui.pieces import with_role
from app.gui.theme import LIGHT


def test_a_role_counts_for_a_button_that_is_there_already(desktop: Desktop) -> None:
    box = QMessageBox(desktop.window)
    made = box.addButton("Yes", QMessageBox.ButtonRole.AcceptRole)
    with_role(made, "primary")
    box.open()
    assert made.grab().toImage().pixelColor(8, made.height() // 2).name() == LIGHT.accent
    box.close()
