"""Trimming on the waveform of the page Create, by mouse and keys."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.gui.pages.create import CreatePage
from app.gui.pages.speech_input import SpeechInput
from app.gui.shell.main import Desktop
from tests.app.gui.doing import button, drop, show

LOOK_MS = 30_000


@pytest.fixture
def page(desktop: Desktop, qtbot: QtBot, tmp_path: Path, astronaut: Path) -> CreatePage:
    """With a recording of ten seconds, of which the first two and the last one are silent."""
    sound = np.zeros(10 * 16000)
    sound[2 * 16000 : 9 * 16000] = np.random.default_rng(1).normal(0, 0.1, 7 * 16000)
    soundfile.write(tmp_path / "long.wav", sound, 16000)
    page = show(desktop, CreatePage)
    drop(page.inputs.portrait.zone, astronaut)
    drop(page.inputs.speech.zone, tmp_path / "long.wav")
    qtbot.waitUntil(lambda: page.ready, timeout=LOOK_MS)
    return page


def at(speech: SpeechInput, second: float) -> QPoint:
    wave = speech.view.waveform
    return QPoint(round(second / 10 * wave.width()), wave.height() // 2)


def trimmed(page: CreatePage) -> tuple[float, float]:
    request = page.request
    assert request is not None
    first, *_, last = (*request.kept, request.kept[0])
    return first.start, last.stop


def test_silence_at_both_ends_goes_with_one_click_and_comes_back(
    page: CreatePage, qtbot: QtBot
) -> None:
    button(page, "Trim silence").click()
    start, stop = trimmed(page)
    assert start == pytest.approx(1.85, abs=0.05)
    assert stop == pytest.approx(9.15, abs=0.05)
    assert page.inputs.seconds == pytest.approx(7.3, abs=0.1)
    qtbot.waitUntil(lambda: page.ready, timeout=LOOK_MS)
    assert page.draft.trim == page.inputs.speech.trim != ""
    button(page, "Keep the whole recording").click()
    request = page.request
    assert request is not None
    assert (request.trim, request.kept) == ("", ())


def test_the_ends_are_dragged_and_a_stretch_is_cut_out(page: CreatePage) -> None:
    speech = page.inputs.speech
    wave, left = speech.view.waveform, Qt.MouseButton.LeftButton
    QTest.mousePress(wave, left, pos=at(speech, 0) + QPoint(1, 0))
    QTest.mouseMove(wave, at(speech, 3))
    QTest.mouseRelease(wave, left, pos=at(speech, 3))
    assert trimmed(page)[0] == pytest.approx(3, abs=0.1)
    QTest.mousePress(wave, left, pos=at(speech, 5))
    QTest.mouseMove(wave, at(speech, 6))
    QTest.mouseRelease(wave, left, pos=at(speech, 6))
    assert speech.cut == ()
    button(page, "Cut out").click()
    request = page.request
    assert request is not None
    first, second = request.kept
    assert (first.stop, second.start) == pytest.approx((5, 6), abs=0.1)
    assert page.inputs.seconds == pytest.approx(6, abs=0.2)


def test_keys_do_the_same(page: CreatePage) -> None:
    wave = page.inputs.speech.view.waveform
    wave.setFocus()
    for _ in range(4):
        QTest.keyClick(wave, Qt.Key.Key_PageDown)
    QTest.keyClick(wave, Qt.Key.Key_I)
    assert page.inputs.speech.trim == "4-"
    QTest.keyClick(wave, Qt.Key.Key_PageDown)
    QTest.keyClick(wave, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(wave, Qt.Key.Key_Delete)
    assert page.inputs.speech.cut == ("5-6",)
    QTest.keyClick(wave, Qt.Key.Key_End)
    QTest.keyClick(wave, Qt.Key.Key_PageUp)
    QTest.keyClick(wave, Qt.Key.Key_O)
    assert page.inputs.speech.trim == "4-9"


def test_what_is_left_is_looked_at(page: CreatePage, qtbot: QtBot) -> None:
    speech = page.inputs.speech
    speech.view.waveform.change(speech.view.waveform.trimming.moved(1, 1.5))
    qtbot.waitUntil(lambda: not page.ready, timeout=LOOK_MS)
    assert speech.answer is not None
    assert [one.code for one in speech.answer.findings if one.stops] == ["AUDIO_SILENT"]
    speech.view.waveform.change(speech.view.waveform.trimming.moved(1, 9))
    qtbot.waitUntil(lambda: page.ready, timeout=LOOK_MS)


@pytest.mark.slow
def test_a_trimmed_video_is_changed_with_its_trimming(page: CreatePage, qtbot: QtBot) -> None:
    button(page, "Trim silence").click()
    request = page.request
    assert request is not None
    page.begin_anew()
    page.open_request(request)
    qtbot.waitUntil(lambda: page.ready, timeout=LOOK_MS)
    assert page.inputs.speech.trim == request.trim
    assert page.inputs.speech.view.waveform.trimming.trim == request.trim
