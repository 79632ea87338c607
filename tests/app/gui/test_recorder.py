"""Recording: takes as files, how loud they are, and what is said where there is no microphone."""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.gui.pages.recorder import Recorder, recordings_folder
from app.gui.services.microphone import RATE, Microphone
from app.gui.widgets.basic import Note
from talker.errors import MouthpieceError


def tone(seconds: float, loudness: float) -> bytes:
    samples = range(round(seconds * RATE))
    return array("h", (round(loudness * 32767 * math.sin(n / 17)) for n in samples)).tobytes()


@pytest.fixture
def recorder(qtbot: QtBot, home: Path) -> Recorder:
    made = Recorder(home)
    qtbot.addWidget(made)
    made.devices.addItem("A microphone")  # as if one were there; what it hears is fed
    return made


def warnings(recorder: Recorder) -> str:
    QApplication.processEvents()  # what was just put into a layout is shown by the event loop
    notes = [note for note in recorder.findChildren(Note) if not note.isHidden()]
    return " ".join(one.text() for note in notes for one in note.findChildren(QLabel))


def test_what_is_heard_between_two_clicks_is_the_take(recorder: Recorder, home: Path) -> None:
    takes: list[Path] = []
    recorder.recorded.connect(takes.append)
    recorder.microphone.feed(tone(1, 0.5))  # before the click
    recorder.toggle()
    recorder.microphone.feed(tone(0.5, 0.5)[:-1])
    recorder.microphone.feed(tone(0.5, 0.5)[-1:] + tone(0.25, 0.5))  # samples may come in halves
    recorder.toggle()
    assert not warnings(recorder)
    recorder.take.click()
    (take,) = takes
    assert take.parent == recordings_folder(home)
    with wave.open(str(take)) as sound:
        assert (sound.getframerate(), sound.getnchannels()) == (RATE, 1)
        assert sound.readframes(RATE) == tone(0.5, 0.5) + tone(0.25, 0.5)


def test_another_take_takes_the_place_of_the_first(recorder: Recorder, home: Path) -> None:
    for _ in range(2):
        recorder.toggle()
        recorder.microphone.feed(tone(0.1, 0.5))
        recorder.toggle()
        assert recorder.record_button.text() == "Record again"
    assert len(list(recordings_folder(home).iterdir())) == 1
    recorder.reject()
    assert not list(recordings_folder(home).iterdir())


def test_closing_in_the_middle_leaves_nothing(recorder: Recorder, home: Path) -> None:
    recorder.toggle()
    recorder.microphone.feed(tone(0.1, 0.5))
    recorder.reject()
    assert not list(recordings_folder(home).iterdir())


@pytest.mark.parametrize(("loudness", "word"), [(1.0, "too loud"), (0.02, "very quiet"), (0.3, "")])
def test_the_level_is_shown_and_a_bad_one_is_told(
    recorder: Recorder, loudness: float, word: str
) -> None:
    recorder.toggle()
    recorder.microphone.feed(tone(0.1, loudness))
    shown = recorder.level.value() / recorder.level.maximum()
    assert shown == pytest.approx(1 + 20 * math.log10(loudness) / 60, abs=0.01)
    recorder.microphone.feed(tone(0.1, 0.0))
    assert recorder.level.value() == 0
    recorder.toggle()
    assert word in warnings(recorder)
    assert bool(word) is bool(warnings(recorder))


def test_without_a_microphone_it_says_so_until_there_is_one(qtbot: QtBot, home: Path) -> None:
    recorder = Recorder(home)
    qtbot.addWidget(recorder)
    if recorder.devices.count():
        recorder.devices.clear()
    recorder.show()
    assert "No microphone was found" in warnings(recorder)
    assert not recorder.record_button.isEnabled()


def test_a_folder_that_cannot_be_written_is_an_expected_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(MouthpieceError):
        Microphone().begin(tmp_path / "file" / "a.wav")
