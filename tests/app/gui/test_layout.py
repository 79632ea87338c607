"""Where things stand: nothing is cut or covered at any size, and nothing moves by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from app.captions import Captions, Row
from app.gui.pages.avatars import DRAWING, PEOPLE, PICTURES, TRAINING, AvatarsPage
from app.gui.pages.batch import BatchPage
from app.gui.pages.captions import CaptionsPage
from app.gui.pages.create import CreatePage
from app.gui.pages.entries import ENTRIES
from app.gui.pages.library import LibraryPage
from app.gui.pages.models import ModelsPage
from app.gui.pages.queue import QueuePage
from app.gui.pages.settings import SettingsPage
from app.gui.shell.main import Desktop
from app.gui.shell.window import SMALLEST
from app.gui.theme import FRAME, GRID
from app.gui.widgets.basic import Button
from app.gui.widgets.dialog import Dialog
from app.gui.widgets.flow import Flow
from app.gui.widgets.in_front import FrontTabs, InFront, room_for
from app.presenters import Presenters
from app.preview.messages import Need, NeedsLook
from app.queue.job import State
from app.settings.window import Language
from talker.subtitles.cues import Cue
from tests.app.gui.doing import show
from tests.app.gui.layout_faults import layout_faults, parts
from tests.app.queue.work import plain_job

SMALL = (SMALLEST.width(), SMALLEST.height())
SIZES = (SMALL, (1180, 740), (1280, 672), (1600, 1000))
LANGUAGES = (Language.ENGLISH, Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE)
LONG = "Spring campaign 2026, onboarding of the new colleagues in the north, part 3 of 12, final"
MANY = 2000  # jobs of each state
NEED = Need(id="gfpgan-1.4", title="Sharper faces", size=348_632_874)
FAILURE = (
    "The file C:/Users/anna/Videos/spring campaign/onboarding of the new colleagues.mp4 cannot be "
    "written: there is no room on the disk. Free about 1.2 GB, or choose another folder; what is "
    "made of the video so far is kept, and it goes on from there."
)


def fill(desktop: Desktop, folder: Path) -> None:
    """Something to show: jobs, a presenter, captions, the head of a batch."""
    desktop.context.store.add([plain_job(LONG), plain_job("berta")])
    presenters, picture = (
        Presenters(desktop.context.home),
        QImage(64, 64, QImage.Format.Format_RGB32),
    )
    portrait = presenters.new_portrait()
    portrait.parent.mkdir(parents=True)
    picture.fill(0xFF808080)
    assert picture.save(str(portrait))
    presenters.adopt(portrait, "Anna", portrait)
    captions = show(desktop, CaptionsPage)
    captions.model.load(Captions((Row(Cue(0.0, 1.0, "Hello.")),), "en"))
    captions.zone.set_path(folder / f"{LONG}.mp4")
    batch = show(desktop, BatchPage)
    batch.head.folder = folder / LONG
    batch._stack.setCurrentIndex(1)


def stops(desktop: Desktop, qtbot: QtBot) -> Iterator[str]:
    """Shows every page, and every room of those that have some; what each is called."""
    for entry in ENTRIES:
        desktop.window.show_page(entry.key)
        yield entry.key
    queue = show(desktop, QueuePage)
    queue.filter.show_counts(dict.fromkeys(State, MANY))
    yield "queue with many jobs"
    queue.show_job(desktop.context.store.page()[0].id)
    qtbot.waitUntil(queue.panel.isVisible)
    yield "queue with a chosen job"
    avatars = show(desktop, AvatarsPage)
    avatars.show_room(PEOPLE)
    qtbot.waitUntil(lambda: avatars.people.grid.count() > 0)
    avatars.people.grid.setCurrentRow(0)
    yield "a presenter"
    for room in (DRAWING, TRAINING, PICTURES):
        avatars.show_room(room)
        yield f"avatars, room {room}"
    create = show(desktop, CreatePage)
    create.inputs.tabs.setCurrentWidget(create.inputs.script)
    yield "create with a text"
    create.inputs.tabs.setCurrentWidget(create.inputs.speech)
    create.form.show_rest(True)
    yield "create with all options"
    create.form.show_rest(False)
    captions = show(desktop, CaptionsPage)
    captions.tabs.setCurrentWidget(captions.look)
    yield "the look of captions"
    captions.tabs.setCurrentIndex(0)


def walk(desktop: Desktop, qtbot: QtBot, size: tuple[int, int], folder: Path) -> None:
    """Fails at the first page in any language that does not come to look right at this size."""
    desktop.context.workers.stop()
    fill(desktop, folder)
    desktop.window.resize(*size)
    for language in LANGUAGES:
        desktop.context.settings.change_window(language=language)
        for name in stops(desktop, qtbot):
            QApplication.processEvents()
            found = layout_faults(desktop.window.page)
            if found:  # parts are built in later turns of the loop
                with suppress(WaitedTooLong):
                    qtbot.waitUntil(lambda: not layout_faults(desktop.window.page))
                found = layout_faults(desktop.window.page)
            assert not found, "\n".join((f"{name} in {language}", *found))
        assert not layout_faults(desktop.window.rail)
    assert (desktop.window.width(), desktop.window.height()) == size


def test_no_text_is_cut_and_no_part_covered_in_the_smallest_window(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    walk(desktop, qtbot, SMALL, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_no_text_is_cut_and_no_part_covered_of_a_video_that_is_begun(
    desktop: Desktop, qtbot: QtBot, size: tuple[int, int], astronaut: Path, demo_speech: Path
) -> None:
    create = show(desktop, CreatePage)
    create.take_files([astronaut, demo_speech])
    qtbot.waitUntil(lambda: create.ready)
    walk(desktop, qtbot, size, astronaut.parent)


def places(window: QWidget) -> dict[QWidget, QRect]:
    """Where all that can be clicked begins, and how wide it is: lists may become shorter."""
    used = [part for part in parts(window) if not isinstance(part, QLabel | QProgressBar)]
    return {part: QRect(part.mapTo(window, QPoint()), QSize(part.width(), 1)) for part in used}


@contextmanager
def unmoved(window: QWidget, qtbot: QtBot) -> Iterator[None]:
    """Fails when a part that is there before is elsewhere after."""
    before: dict[QWidget, QRect] = {}
    while (now := places(window)) != before:  # parts are built in later turns of the loop
        before = now
        qtbot.wait(100)
    yield
    QApplication.processEvents()
    after = places(window)
    moved = [part for part, place in before.items() if after.get(part) != place]
    assert not [f"{part}: {before[part]}, {after.get(part)}" for part in moved]


def test_nothing_moves_when_something_is_said_or_made(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.context.workers.stop()
    window, events = desktop.window, desktop.context.events
    window.resize(*SMALL)
    for page in (CreatePage, QueuePage, CaptionsPage):
        show(desktop, page)
        with unmoved(window.page, qtbot):
            events.tell.emit("The folder is no longer watched.")
            assert window.foot.isVisible()
        with unmoved(window.page, qtbot):
            events.undoable.emit(FAILURE, lambda: None)
        window.foot.be_quiet()
    context = desktop.context
    (job,) = context.store.add([plain_job("anna")])
    create = show(desktop, CreatePage)
    with unmoved(create, qtbot):
        create.job_note.follow(job)
        words = create.job_note._words
        words.setText(FAILURE)
        qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    with unmoved(create, qtbot):
        create.needs._show(NeedsLook(engine=create.needs.engine, missing=(NEED,)))
        assert create.needs.isVisible()
    captions = show(desktop, CaptionsPage)
    captions.zone.set_path(Path("anna.mp4"))
    with unmoved(captions, qtbot):
        captions.recognition._added(job)
        assert captions.recognition.stop.isVisible()
    models = show(desktop, ModelsPage)
    tops = set()
    for busy in (True, False):
        context.models.busy.emit(busy)
        QApplication.processEvents()
        assert models._busy.isVisible() is busy
        tops.add(models._area.y())
    assert len(tops) == 1
    queue = show(desktop, QueuePage)
    (last,) = context.store.add([replace(plain_job("berta"), batch="spring")])
    context.jobs.refresh()
    qtbot.waitUntil(lambda: context.jobs.outlook.open == 2 and queue.model.rowCount() == 2)
    with unmoved(queue, qtbot):
        assert context.store.transition(last, {State.QUEUED}, State.CANCELLED)
        context.jobs.refresh()
        qtbot.waitUntil(queue.batches_done.isVisible)


def test_a_row_begins_another_line_where_there_is_no_room(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    row = Flow(whole, align=Qt.AlignmentFlag.AlignJustify)
    buttons = [Button() for _ in range(3)]
    for button in buttons:
        button.setFixedSize(100, 30)
        row.addWidget(button)
    buttons[1].hide()
    whole.resize(300, 100)
    whole.show()
    assert [button.pos() for button in buttons[::2]] == [QPoint(0, 0), QPoint(200, 0)]
    whole.resize(150, 100)
    QApplication.processEvents()
    assert [button.pos() for button in buttons[::2]] == [QPoint(0, 0), QPoint(0, 30 + GRID)]
    assert (row.sizeHint().width(), row.minimumSize().width()) == (200 + GRID, 100)
    assert row.heightForWidth(150) == 60 + GRID


class Sheet(InFront, QWidget):
    """A page of a stack."""


def test_only_the_page_in_front_makes_its_place_high(qtbot: QtBot) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    for text in ("short", "a long text " * 100):
        sheet, words = Sheet(), QLabel(text)
        words.setWordWrap(True)
        QVBoxLayout(sheet).addWidget(words)
        stack.addWidget(sheet)
    front, behind = stack.widget(0), stack.widget(1)
    assert front is not None
    assert behind is not None
    room_for(front, (front, behind))
    assert stack.heightForWidth(200) == front.heightForWidth(200)


def test_tabs_are_no_higher_than_their_page_in_front(qtbot: QtBot) -> None:
    tabs = FrontTabs()
    qtbot.addWidget(tabs)
    pages = [QWidget(), QWidget()]
    for page, height in zip(pages, (100, 900), strict=True):
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        spacer = QWidget()
        spacer.setFixedHeight(height)
        layout.addWidget(spacer)
        tabs.addTab(page, "page")
    bar = tabs.tabBar().sizeHint().height()
    assert tabs.sizeHint().height() == 100 + bar
    tabs.setCurrentIndex(1)
    assert tabs.sizeHint().height() == 900 + bar


def test_groups_of_settings_have_their_room_before_they_are_drawn(desktop: Desktop) -> None:
    groups = show(desktop, SettingsPage).groups
    later, shown = groups._later, 0
    later.finish()  # as in a turn of the loop: what Qt would show after it would be squeezed once
    for card in groups.findChildren(QFrame, options=Qt.FindChildOption.FindDirectChildrenOnly):
        assert card.isVisible()
        shown += 1
    assert shown > 5


def test_tools_have_words_where_there_is_room(desktop: Desktop, qtbot: QtBot) -> None:
    style = Qt.ToolButtonStyle
    shelf, queue = show(desktop, LibraryPage).tools, show(desktop, QueuePage).tools
    for tools, kind in ((shelf, LibraryPage), (queue, QueuePage)):
        show(desktop, kind)
        for size, way in (
            (SMALL, style.ToolButtonIconOnly),
            ((1180, 740), style.ToolButtonTextUnderIcon),
        ):
            desktop.window.resize(*size)
            QApplication.processEvents()
            assert {one.toolButtonStyle() for one in tools.buttons.values()} == {way}
            assert all(one.text() for one in tools.buttons.values())
            qtbot.waitUntil(lambda: not layout_faults(desktop.window.page))


def test_a_dialog_has_its_title_and_its_buttons_on_the_screen(qtbot: QtBot) -> None:
    dialog = Dialog(None, size=QSize(500, 9000))
    qtbot.addWidget(dialog)
    assert dialog.height() == dialog.screen().availableSize().height() - FRAME.height()
