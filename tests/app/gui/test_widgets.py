"""Parts of the window look as their role says."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QMessageBox
from pytestqt.qtbot import QtBot

from app.gui.shell.main import Desktop
from app.gui.texts.choices import choice_title, engine_title
from app.gui.theme import LIGHT
from app.gui.widgets.basic import with_role
from app.settings import Language, WhenDone
from avatar_gen.request import Condition
from avatar_gen.request import Mode as Way
from talker.options.deliver import SubtitleWay
from talker.options.engines import engine_choices
from talker.options.render import ReferenceUse, Upscaling

KINDS = (WhenDone, Condition, Way, SubtitleWay, ReferenceUse, Upscaling)


def test_a_role_counts_for_a_button_that_is_there_already(desktop: Desktop) -> None:
    box = QMessageBox(desktop.window)
    made = box.addButton("Yes", QMessageBox.ButtonRole.AcceptRole)
    with_role(made, "primary")
    box.open()
    assert made.grab().toImage().pixelColor(8, made.height() // 2).name() == LIGHT.accent
    box.close()


@pytest.mark.parametrize("language", list(Language)[1:])
def test_the_open_list_of_a_narrow_box_shows_every_choice_whole(
    desktop: Desktop, language: Language, qtbot: QtBot
) -> None:
    desktop.context.settings.change_window(language=language)
    box = QComboBox(desktop.window)
    box.addItems([choice_title(one) for kind in KINDS for one in kind])
    box.addItems([engine_title(one) for one in engine_choices()])
    box.setFixedWidth(96)
    box.show()
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    widest = max(view.fontMetrics().horizontalAdvance(box.itemText(n)) for n in range(box.count()))
    assert view.viewport().width() >= widest + 2 * 8
    assert view.viewport().width() > box.width()
    box.hidePopup()
