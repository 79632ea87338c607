"""Parts of the window look as their role says."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMessageBox, QToolButton
from pytestqt.qtbot import QtBot

from app.gui.pages.avatars import AvatarsPage
from app.gui.pages.batch import BatchPage
from app.gui.pages.create import CreatePage
from app.gui.pages.library import LibraryPage
from app.gui.pages.models import ModelsPage
from app.gui.pages.queue import QueuePage
from app.gui.pages.settings import SettingsPage
from app.gui.pages.video_details import SIGNATURES, VideoDetails
from app.gui.shell.main import Desktop
from app.gui.texts.choices import choice_title, engine_title
from app.gui.theme import LIGHT
from app.gui.widgets.basic import CutLabel, Picture, plain_tip, with_role
from app.gui.widgets.day_field import DayField
from app.preview.messages import VideoLook
from app.settings.window import Language, WhenDone
from avatar_gen.controls import Condition
from avatar_gen.options.wanted import Mode as Way
from talker.options.deliver import SubtitleWay
from talker.options.engines import engine_choices
from talker.options.motion import ReferenceUse
from talker.options.restoring import Upscaling
from talker.provenance.c2pa import Credentials
from talker.provenance.identity import SELF_SIGNED
from talker.provenance.manifest import Findings
from talker.provenance.signature import SENTENCES, Signature
from tests.app.gui.doing import show

KINDS = (WhenDone, Condition, Way, SubtitleWay, ReferenceUse, Upscaling)


def test_a_role_counts_for_a_button_that_is_there_already(desktop: Desktop) -> None:
    box = QMessageBox(desktop.window)
    made = box.addButton("Yes", QMessageBox.ButtonRole.AcceptRole)
    with_role(made, "primary")
    box.open()
    assert made.grab().toImage().pixelColor(8, made.height() // 2).name() == LIGHT.accent
    box.close()


def test_pictures_to_choose_from_take_the_room_that_there_is(desktop: Desktop) -> None:
    picker = show(desktop, CreatePage).form.editor("mode")
    buttons = picker.findChildren(QToolButton)

    def rows(width: int) -> int:
        picker.resize(width, 300)
        QApplication.processEvents()
        return len({button.y() for button in buttons})

    picker.setParent(desktop.window)  # where no layout moves it
    picker.show()
    assert len(buttons) == 5
    assert [rows(width) for width in (320, 640, 320)] == [2, 1, 2]


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


def test_words_from_outside_are_plain_text_everywhere(desktop: Desktop, qtbot: QtBot) -> None:
    """Markup in a name shows no picture of another place, and no words in bold."""
    for page in (CreatePage, BatchPage, QueuePage, LibraryPage, AvatarsPage, ModelsPage):
        show(desktop, page)
    show(desktop, SettingsPage)
    look = VideoLook(labelled=True, producer='<img src="file:///x.png">', engine="<b>a</b>")
    details = VideoDetails(Path("<b>a.mp4"), look, desktop.window)
    qtbot.addWidget(details)
    found = [*desktop.window.findChildren(QLabel), *details.findChildren(QLabel)]
    links = {"ModelCard"}  # the catalogue's licences
    marked = [
        one
        for one in found
        if not isinstance(one, Picture)  # an icon, without words
        and one.textFormat() is not Qt.TextFormat.PlainText
        and type(one.parentWidget()).__name__ not in links
    ]
    named = [f"{type(one).__name__} in {type(one.parentWidget()).__name__}" for one in marked]
    assert not named, " ".join(named)
    assert '<img src="file:///x.png">' in [one.text() for one in found]


@pytest.mark.parametrize(
    "text", ["Anna", "a < b\n2", "&lt;b", "<b>Anna</b>", '<img src="file:///x">']
)
def test_a_tooltip_shows_the_letters_that_it_is_given(text: str) -> None:
    shown = plain_tip(text)
    if not shown.startswith("<qt>"):
        assert shown == text
        assert not {"<", "&"} & set(text)
        return
    document = QTextDocument()
    document.setHtml(shown)
    assert document.toPlainText() == text


def test_window_and_command_line_say_the_same_of_a_signature() -> None:
    assert SIGNATURES == SENTENCES


@pytest.mark.parametrize(
    ("trusted", "signer", "said"),
    [
        (True, "Adobe Inc.", Signature.VALID),
        (False, "Adobe Inc.", Signature.UNVOUCHED),
        (False, SELF_SIGNED, Signature.OWN),
    ],
)
def test_valid_is_only_what_somebody_vouches_for(
    trusted: bool, signer: str, said: Signature
) -> None:
    signed = Credentials(True, trusted, signer, (), None, (), ())
    assert Findings(None, None, None, signed).signature is said


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-12-31", datetime.date(2027, 12, 31)),
        ("31.12.2027", datetime.date(2027, 12, 31)),
        ("2027/1/5", datetime.date(2027, 1, 5)),
        ("5 May 2027", datetime.date(2027, 5, 5)),
        ("2027年12月31日", datetime.date(2027, 12, 31)),
        ("31.12.", None),
        ("12/2027", None),
        ("30.2.2027", None),
    ],
)
def test_a_day_may_be_typed_as_people_write_it(
    qtbot: QtBot, typed: str, day: datetime.date | None
) -> None:
    field = DayField()
    qtbot.addWidget(field)
    field.line.setText(typed)
    assert field.day == day
    assert field.fits is (day is not None)
    shown = [one.text() for one in field.findChildren(QLabel) if not one.isHidden() and one.text()]
    assert any("no day" in text for text in shown) is (day is None)


def test_a_day_is_chosen_in_the_calendar(qtbot: QtBot) -> None:
    field = DayField()
    qtbot.addWidget(field)
    field.set_day(datetime.date(2027, 3, 1))
    with qtbot.waitSignal(field.changed):
        field.calendar.clicked.emit(QDate(2027, 3, 9))
    assert field.line.text() == "2027-03-09"


def test_a_name_that_is_too_long_is_cut_with_an_ellipsis(qtbot: QtBot) -> None:
    name = CutLabel("heading")
    qtbot.addWidget(name)
    name.setText("Spring campaign 2026, part 3 of 12.png")
    name.resize(120, 24)
    assert name.text().startswith("Spring campaign 2026")
    assert "…" in name.shown
    assert name.shown.endswith("png")
    assert name.fontMetrics().horizontalAdvance(name.shown) <= 120
    name.resize(900, 24)
    assert name.shown == name.text()
