"""The page Avatars: a dropped picture becomes a presenter with an owner and a consent."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.gui.pages.avatars import AvatarsPage
from app.gui.pages.create import CreatePage
from app.gui.pages.crop_dialog import CropDialog
from app.gui.shell.main import Desktop
from app.gui.widgets.basic import Note
from app.gui.widgets.messages import MessageBox
from app.presenters import Presenters
from app.presets import load_preset, save_preset
from talker.consent import Consent, consent_path, read_consent, write_consent
from talker.options.render import RenderOptions
from tests.app.gui.doing import button, drop, show

WAIT_MS = 30_000


@pytest.fixture
def page(desktop: Desktop) -> AvatarsPage:
    return show(desktop, AvatarsPage)


def dialog(page: AvatarsPage, qtbot: QtBot, picture: Path) -> CropDialog:
    drop(page, picture)
    qtbot.waitUntil(lambda: bool(page.findChildren(CropDialog)), timeout=WAIT_MS)
    return page.findChildren(CropDialog)[-1]


def add(page: AvatarsPage, qtbot: QtBot, picture: Path) -> None:
    """A presenter without the dialog, which looks for a face and has a test of its own."""
    Presenters(page.context.home).take(picture, "Eileen")
    page.people.refresh()
    qtbot.waitUntil(lambda: page.people.grid.count() == 1)
    page.people.grid.setCurrentRow(0)
    assert page.people.panel.presenter is not None


def test_head_and_shoulders_are_suggested_and_the_frame_can_be_dragged(
    page: AvatarsPage, qtbot: QtBot, astronaut: Path, home: Path
) -> None:
    asked = dialog(page, qtbot, astronaut)
    view = asked.view
    before = view.part
    assert 150 < before.width < 400
    start = view._shown(view._frame).center().toPoint()
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view, left, plain, start)
    QTest.mouseMove(view, start + QPoint(20, 0))
    QTest.mouseRelease(view, left, plain, start + QPoint(20, 0))
    assert view.part.left > before.left
    assert view.part.width == pytest.approx(before.width)
    size = round(view.part.width), round(view.part.height)
    asked.name.setText("Eileen 艾琳")
    asked.accept()
    qtbot.waitUntil(lambda: page.people.panel.presenter is not None, timeout=WAIT_MS)
    (presenter,) = Presenters(home).all()
    assert presenter.facts.name == "Eileen 艾琳"
    with Image.open(presenter.portrait) as cut:
        assert cut.size == pytest.approx(size, abs=1)


def fill(field: QLineEdit, text: str) -> None:
    field.setText(text)
    field.editingFinished.emit()


def test_owner_and_consent_are_kept_beside_the_portrait(
    page: AvatarsPage, qtbot: QtBot, astronaut: Path, home: Path
) -> None:
    add(page, qtbot, astronaut)
    panel = page.people.panel
    fill(panel.owner, "NASA")
    fill(panel.source, "Public domain")
    fill(panel.scope, "Everything")
    fill(panel.expires.line, "2999-12-31")
    agreed = Consent(
        owner="NASA",
        source="Public domain",
        scope="Everything",
        expires=datetime.date(2999, 12, 31),
    )
    qtbot.waitUntil(lambda: Presenters(home).all()[0].consent == agreed)
    assert read_consent(Presenters(home).all()[0].portrait) == agreed


def test_a_day_that_is_none_is_marked_and_not_kept(
    page: AvatarsPage, qtbot: QtBot, astronaut: Path, home: Path
) -> None:
    add(page, qtbot, astronaut)
    fill(page.people.panel.expires.line, "2999-12-31")
    fill(page.people.panel.expires.line, "31 December")
    assert page.people.panel.expires.line.property("wrong") == "true"
    assert any("This is no day" in one.text() for one in page.people.panel.findChildren(QLabel))
    fill(page.people.panel.owner, "NASA")
    qtbot.waitUntil(lambda: Presenters(home).all()[0].consent.owner == "NASA")
    assert Presenters(home).all()[0].consent.expires == datetime.date(2999, 12, 31)


def test_an_ended_consent_is_told_and_stops_new_videos(
    desktop: Desktop, page: AvatarsPage, qtbot: QtBot, astronaut: Path, home: Path
) -> None:
    add(page, qtbot, astronaut)
    fill(page.people.panel.expires.line, "2020-01-01")
    assert "has ended" in page.people.panel.findChildren(Note)[-1].findChildren(QLabel)[-1].text()
    portrait = Presenters(home).all()[0].portrait
    qtbot.waitUntil(lambda: consent_path(portrait).exists())
    button(page.people.panel, "Use for a video").click()
    create = desktop.window.page
    assert isinstance(create, CreatePage)
    qtbot.waitUntil(lambda: create.inputs.portrait.answer is not None, timeout=WAIT_MS)
    assert not create.inputs.portrait.ready
    assert create.inputs.portrait.answer is not None
    assert create.inputs.portrait.answer.picture is not None
    assert create.inputs.portrait.answer.findings[0].code == "CONSENT_EXPIRED"


def test_a_presenter_is_used_for_a_video(
    desktop: Desktop, page: AvatarsPage, qtbot: QtBot, astronaut: Path
) -> None:
    add(page, qtbot, astronaut)
    presenter = page.people.panel.presenter
    assert presenter is not None
    button(page.people.panel, "Use for a video").click()
    create = desktop.window.page
    assert isinstance(create, CreatePage)
    assert create.inputs.portrait.path == presenter.portrait


def test_videos_of_a_presenter_are_called_after_the_person(
    desktop: Desktop, page: AvatarsPage, qtbot: QtBot, astronaut: Path, demo_speech: Path
) -> None:
    add(page, qtbot, astronaut)
    presenter = page.people.panel.presenter
    assert presenter is not None
    button(page.people.panel, "Use for a video").click()
    create = desktop.window.page
    assert isinstance(create, CreatePage)
    create.take_files([demo_speech])
    qtbot.waitUntil(lambda: create.inputs.ready, timeout=WAIT_MS)
    name = presenter.facts.name
    assert name != presenter.portrait.stem
    assert create.inputs.portrait.zone._name.text() == name
    assert create.bar.output.name == f"{name}_{demo_speech.stem}.mp4"


def test_a_consent_that_was_renewed_is_noticed(
    desktop: Desktop, page: AvatarsPage, qtbot: QtBot, astronaut: Path
) -> None:
    add(page, qtbot, astronaut)
    presenter = page.people.panel.presenter
    assert presenter is not None
    write_consent(presenter.portrait, Consent(expires=datetime.date(2020, 1, 1)))
    button(page.people.panel, "Use for a video").click()
    create = desktop.window.page
    assert isinstance(create, CreatePage)
    qtbot.waitUntil(lambda: create.inputs.portrait.looked, timeout=WAIT_MS)
    assert not create.inputs.portrait.ready
    show(desktop, AvatarsPage)
    write_consent(presenter.portrait, Consent(expires=datetime.date(2120, 1, 1)))
    show(desktop, CreatePage)
    qtbot.waitUntil(lambda: create.inputs.portrait.ready, timeout=WAIT_MS)


def test_a_presenter_is_removed_when_the_user_says_so(
    page: AvatarsPage,
    qtbot: QtBot,
    astronaut: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add(page, qtbot, astronaut)
    answers = [False, True]
    monkeypatch.setattr(MessageBox, "ask", lambda *_: answers.pop(0))
    button(page.people.panel, "Remove…").click()
    assert Presenters(home).all()
    button(page.people.panel, "Remove…").click()
    qtbot.waitUntil(lambda: not Presenters(home).all())
    qtbot.waitUntil(lambda: page.people.currentIndex() == 0)


def choose_voice(page: AvatarsPage, monkeypatch: pytest.MonkeyPatch, recording: Path) -> None:
    """As if the user had picked the recording in the file dialog."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(recording), ""))
    button(page.people.panel, "Choose the usual recording").click()


def choose_preset(page: AvatarsPage, qtbot: QtBot, name: str) -> None:
    box = page.people.panel.preset
    qtbot.waitUntil(lambda: box.findData(name) >= 0)
    box.setCurrentIndex(box.findData(name))
    box.activated.emit(box.currentIndex())


def test_the_usual_voice_for_texts_is_chosen_and_goes_along(
    page: AvatarsPage, qtbot: QtBot, astronaut: Path, home: Path
) -> None:
    add(page, qtbot, astronaut)
    box = page.people.panel.text_voice
    qtbot.waitUntil(lambda: box.findData("kokoro:zf_xiaoyi") >= 0, timeout=60_000)
    assert box.itemText(box.findData("kokoro:zf_xiaoyi")) == "Xiaoyi (zh-CN)"
    box.setCurrentIndex(box.findData("kokoro:zf_xiaoyi"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: Presenters(home).all()[0].facts.text_voice == "kokoro:zf_xiaoyi")


def test_the_usual_voice_and_preset_are_chosen_and_cleared(
    page: AvatarsPage,
    qtbot: QtBot,
    astronaut: Path,
    demo_speech: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add(page, qtbot, astronaut)
    choose_voice(page, monkeypatch, demo_speech)
    choose_preset(page, qtbot, "draft")
    qtbot.waitUntil(lambda: Presenters(home).all()[0].facts.preset == "draft")
    assert Presenters(home).all()[0].facts.voice == demo_speech
    button(page.people.panel, "No usual recording").click()
    choose_preset(page, qtbot, "")
    qtbot.waitUntil(lambda: Presenters(home).all()[0].facts.preset == "")
    assert Presenters(home).all()[0].facts.voice is None


@pytest.mark.parametrize(
    ("kept", "shown"), [("Old one", "Old one"), ("DRAFT", "Draft")], ids=["gone", "other letters"]
)
def test_what_was_kept_is_shown_and_stays_as_it_is(
    desktop: Desktop,
    qtbot: QtBot,
    astronaut: Path,
    demo_speech: Path,
    home: Path,
    kept: str,
    shown: str,
) -> None:
    known = Presenters(home)
    anna = known.take(astronaut, "Anna")
    facts = anna.facts.model_copy(update={"voice": demo_speech, "preset": kept})
    known.change(anna, facts, anna.consent)
    page = show(desktop, AvatarsPage)
    qtbot.waitUntil(lambda: page.people.grid.count() == 1)
    page.people.grid.setCurrentRow(0)
    qtbot.waitUntil(lambda: page.people.panel.preset.count() > 3)
    assert page.people.panel.preset.currentText() == shown
    assert demo_speech.name in [one.text() for one in page.people.panel.voice.findChildren(QLabel)]
    fill(page.people.panel.owner, "NASA")
    qtbot.waitUntil(lambda: known.all()[0].consent.owner == "NASA")
    assert known.all()[0].facts == facts


def test_a_preset_that_is_new_can_be_chosen_at_once(
    desktop: Desktop, page: AvatarsPage, qtbot: QtBot, home: Path
) -> None:
    qtbot.waitUntil(lambda: page.people.panel.preset.findData("draft") >= 0)
    save_preset("Mine 我", RenderOptions(), home)
    desktop.context.events.presets_changed.emit()
    qtbot.waitUntil(lambda: page.people.panel.preset.findData("Mine 我") >= 0)


def test_create_takes_the_voice_and_the_preset_with_the_presenter(
    desktop: Desktop,
    page: AvatarsPage,
    qtbot: QtBot,
    astronaut: Path,
    demo_speech: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add(page, qtbot, astronaut)
    choose_voice(page, monkeypatch, demo_speech)
    choose_preset(page, qtbot, "draft")
    button(page.people.panel, "Use for a video").click()
    create = desktop.window.page
    assert isinstance(create, CreatePage)
    assert create.inputs.speech.path == demo_speech
    draft = load_preset("draft", home).options
    qtbot.waitUntil(lambda: all(getattr(create.form.options, k) == draft[k] for k in draft))


def test_a_recording_that_the_user_gave_is_kept_the_last_presenters_is_not(
    desktop: Desktop, tmp_path: Path, astronaut: Path, demo_speech: Path
) -> None:
    create = show(desktop, CreatePage)
    first, second, own = (tmp_path / f"{name}.flac" for name in ("first", "second", "own"))
    for path in (first, second, own):
        path.write_bytes(demo_speech.read_bytes())
    inputs = create.inputs
    inputs.take_presenter(astronaut, first)
    inputs.take_presenter(astronaut, second)
    assert inputs.speech.path == second
    inputs.take_presenter(astronaut, None)
    assert inputs.speech.path is None
    inputs.speech.set_path(own)
    inputs.take_presenter(astronaut, first)
    assert inputs.speech.path == own
    inputs.speech.set_idle(7)
    inputs.take_presenter(astronaut, None)
    assert inputs.speech.idle == 7
