"""The page Captions: real files, the real queue, real pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.captions import Captions, Row, captions_file, find_captions, save_captions, second_file
from app.gui.pages.captions import CaptionsPage
from app.gui.pages.cue_model import Column, read_clock
from app.gui.shell.main import Desktop
from app.jobs.transcribe import KIND as TRANSCRIBE
from app.queue.job import State
from talker.options.transcribe import RecogniserModel, TranscribeOptions
from talker.subtitles.cues import Cue
from talker.subtitles.files import read_subtitles
from talker.subtitles.style import load_style
from talker.words import Word
from tests.app.gui.doing import show

ROWS = (
    Row(Cue(0.2, 1.2, "one two", (Word("one", 0.2, 0.7), Word("two", 0.7, 1.2)))),
    Row(Cue(1.4, 2.4, "three four", (Word("three", 1.4, 1.9), Word("four", 1.9, 2.4)))),
)


@pytest.fixture
def speech(demo_speech: Path, tmp_path: Path) -> Path:
    """A recording with captions beside it."""
    path = tmp_path / "talk.flac"
    path.write_bytes(demo_speech.read_bytes())
    save_captions(Captions(ROWS, "en"), path)
    return path


@pytest.fixture
def page(desktop: Desktop, qtbot: QtBot, speech: Path) -> CaptionsPage:
    opened = show(desktop, CaptionsPage)
    with qtbot.waitSignal(opened.model.loaded):
        opened.open(speech)  # empties the table first
    qtbot.waitUntil(lambda: opened.model.rowCount() == 2, timeout=5000)
    return opened


def test_what_is_edited_is_beside_the_video_and_comes_back(
    page: CaptionsPage, speech: Path, qtbot: QtBot, desktop: Desktop
) -> None:
    model = page.model
    assert model.setData(model.index(0, Column.TEXT), "one too")
    assert model.setData(model.index(1, Column.STOP), "0:02,8")
    assert not model.setData(model.index(1, Column.STOP), "soon")
    qtbot.waitUntil(lambda: find_captions(speech).cues[0].text == "one too", timeout=5000)
    assert find_captions(speech).cues[1].stop == 2.8
    desktop.window.undo()
    desktop.window.undo()
    assert model.captions.rows == ROWS
    page.table.redo.click()
    assert model.captions.cues[0].text == "one too"


def test_rows_are_split_at_the_word_that_was_clicked_and_joined(
    page: CaptionsPage, qtbot: QtBot
) -> None:
    page.table.choose(1)
    words = page.player.words
    assert [words.item(at).text() for at in range(words.count())] == ["three", "four"]
    with qtbot.waitSignal(page.player.word_chosen):
        page.player.play_word(words.item(1))
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [cue.text for cue in page.model.captions.cues] == ["one two", "three", "four"]
    assert page.table.rows == [2]
    page.table.choose(0, 2)
    page.table.join.click()
    assert [cue.text for cue in page.model.captions.cues] == ["one two three four"]


def test_rows_are_shifted_timed_by_the_waveform_and_searched(page: CaptionsPage) -> None:
    table = page.table
    table.choose(1)
    table.seconds.setValue(0.5)
    table.shift.click()
    assert page.model.captions.cues[1].words[0].start == pytest.approx(1.9)
    page.player.times_wanted.emit(1.5, 2.0)
    assert page.model.captions.cues[1].stop == 2.0
    table.wanted.setText("TWO")
    table.next.click()
    assert table.rows == [0]
    table.instead.setText("2")
    table.replace.click()
    assert page.model.captions.cues[0].text == "one 2"


def test_a_pasted_translation_stands_below_and_in_the_version(
    page: CaptionsPage, speech: Path, qtbot: QtBot
) -> None:
    page.model.change(page.model.captions.translated("eins zwei\ndrei vier"))
    qtbot.waitUntil(second_file(speech).is_file, timeout=5000)
    assert [cue.text for cue in read_subtitles(second_file(speech)).cues] == [
        "eins zwei",
        "drei vier",
    ]
    page.save_as(speech.with_suffix(".srt"))
    qtbot.waitUntil(speech.with_suffix(".srt").is_file, timeout=5000)


def test_a_style_is_changed_seen_and_kept(page: CaptionsPage, qtbot: QtBot, home: Path) -> None:
    look = page.look
    page.tabs.setCurrentWidget(look)
    qtbot.waitUntil(lambda: not look.view.image.isNull(), timeout=60_000)
    look.styles.setCurrentIndex(look.styles.findData("box"))
    look.styles.activated.emit(look.styles.currentIndex())
    assert not look.is_changed
    look.style_form.apply({"uppercase": True})
    assert look.is_changed
    look.keep_style("ours")
    assert not look.is_changed
    assert look.options.subtitle_style == "ours"
    assert load_style("ours", home).uppercase


def test_writing_down_is_a_job_that_can_be_stopped_and_loses_nothing(
    page: CaptionsPage, speech: Path, qtbot: QtBot, desktop: Desktop
) -> None:
    page.begin(TranscribeOptions(recogniser=RecogniserModel.MEDIUM))  # not installed
    qtbot.waitUntil(lambda: page.recognition.busy, timeout=5000)
    (job,) = desktop.context.store.page(list(State))
    request = TRANSCRIBE.require(job.request)
    assert (request.output, request.overwrite) == (captions_file(speech), True)
    page.recognition.cancel()
    qtbot.waitUntil(lambda: not page.recognition.busy, timeout=60_000)
    assert find_captions(speech).rows == ROWS


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1:05.4", 65.4), ("0:01:05,4", 65.4), ("65.4", 65.4), ("a", None), ("1:2:3:4", None)],
)
def test_times_are_read_as_people_write_them(text: str, seconds: float | None) -> None:
    assert read_clock(text) == (None if seconds is None else pytest.approx(seconds))


def test_what_a_caption_does_not_have_takes_no_room(desktop: Desktop) -> None:
    page = show(desktop, CaptionsPage)
    page.zone.set_path(Path("anna.mp4"))
    page.model.load(Captions((Row(Cue(0.0, 1.0, "Hello.")),), "en"))
    page.table.choose(0)
    assert page.player.words.isHidden()
    assert page.table.view.isColumnHidden(Column.BELOW)
    words = (Word("Hello.", 0.0, 1.0),)
    page.model.load(Captions((Row(Cue(0.0, 1.0, "Hello.", words), "Hallo."),), "en"))
    page.table.choose(0)
    assert not page.player.words.isHidden()
    assert not page.table.view.isColumnHidden(Column.BELOW)
