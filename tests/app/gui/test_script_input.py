"""The tab Text of the page Create, with the real preview process."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.gui.pages.create import CreatePage
from app.gui.shell.main import Desktop
from app.gui.widgets.basic import Note
from app.gui.widgets.voice_editor import VoiceEditor
from app.queue.store import JobStore, queue_path
from app.speaking import default_readers
from speech_gen.espeak.program import find_espeak
from talker.options.render import RenderRequest
from talker.pipeline import render
from tests.app.gui.doing import button, drop, show

LOOK_MS = 30_000


@pytest.fixture
def page(desktop: Desktop) -> CreatePage:
    return show(desktop, CreatePage)


@pytest.fixture(autouse=True)
def _a_voice_without_models(page: CreatePage) -> None:
    if find_espeak() is None:
        pytest.skip("espeak-ng is not installed")
    page.form.apply({"voice": "espeak:en-us"})


def write(page: CreatePage, qtbot: QtBot, text: str) -> None:
    script = page.inputs.script
    page.inputs.tabs.setCurrentWidget(script)
    script.editor.setPlainText(text)
    qtbot.waitUntil(lambda: script.looked, timeout=LOOK_MS)


def test_a_text_becomes_a_job_that_speaks_it(
    page: CreatePage, qtbot: QtBot, astronaut: Path, home: Path, desktop: Desktop
) -> None:
    drop(page.inputs.portrait.zone, astronaut)
    write(page, qtbot, "Hello [nod] there, it is *5* o'clock.")
    assert page.inputs.script.ready
    assert page.inputs.script.seconds == pytest.approx(2, abs=1.5)
    page.inputs.script.form.apply({"voice_speed": 1.2})
    page.inputs.script.voice_changed.emit()
    qtbot.waitUntil(lambda: page.ready, timeout=LOOK_MS)
    request = page.request
    assert request is not None
    assert request.text == "Hello [nod] there, it is *5* o'clock."
    assert request.voice_speed == 1.2
    with qtbot.waitSignal(desktop.context.events.work_added, timeout=5000) as added:
        page.make(urgent=False)
    with JobStore(queue_path(home)) as store:
        stored = store.get(added.args[0][0]).request
    assert isinstance(stored, RenderRequest)
    assert (stored.text, stored.voice_speed) == (request.text, 1.2)


def test_what_cannot_be_spoken_is_underlined_and_told_with_its_place(
    page: CreatePage, qtbot: QtBot, astronaut: Path
) -> None:
    drop(page.inputs.portrait.zone, astronaut)
    write(page, qtbot, "😀 Fine.\nSay [nodd] it.")
    script = page.inputs.script
    assert not script.ready
    assert not page.ready
    (shown,) = script.editor.extraSelections()
    assert shown.cursor.selectedText() == "[nodd]"
    words = [one.text() for note in script.findChildren(Note) for one in note.findChildren(QLabel)]
    assert any("Line 2, column 5" in text and "Did you mean nod?" in text for text in words)
    write(page, qtbot, "Fine. Say [nod] it.")
    assert script.ready
    assert script.editor.extraSelections() == []


def test_the_recording_counts_when_its_tab_is_in_front(page: CreatePage, qtbot: QtBot) -> None:
    write(page, qtbot, "Hello.")
    assert page.inputs.speaks
    page.inputs.tabs.setCurrentWidget(page.inputs.speech)
    assert not page.inputs.speaks
    assert page.inputs._heard_values["speech"] is None
    assert "text" not in page.inputs._heard_values


def test_a_spoken_video_is_opened_with_its_text_and_its_earlier_video(
    page: CreatePage, astronaut: Path, tmp_path: Path
) -> None:
    keep = tmp_path / "offer.mp4"
    keep.write_bytes(b"")
    given = {"portrait": astronaut, "text": "One. Two.", "keep": keep, "voice_pitch": 2}
    request = RenderRequest.model_validate(given)
    page.open_request(request)
    script = page.inputs.script
    assert page.inputs.speaks
    assert script.text == "One. Two."
    assert script.form.options.voice_pitch == 2
    assert "offer.mp4" in script._kept.text()
    assert page.request is not None
    assert page.request.keep == keep
    script._forget.click()
    assert page.request.keep is None


def test_voices_are_offered_and_one_that_is_not_there_stays(
    page: CreatePage, qtbot: QtBot, home: Path
) -> None:
    (home / "voices").mkdir()
    (home / "voices" / "anna.npy").write_bytes(b"no voice")
    script = page.inputs.script
    editor = script.form.editor("voice")
    assert isinstance(editor, VoiceEditor)
    page.form.apply({"voice": "somewhere:else"})
    write(page, qtbot, "Hello.")
    assert not page.inputs.script.ready
    qtbot.waitUntil(lambda: editor._box.count() > 1, timeout=LOOK_MS)
    assert editor.value == "somewhere:else"
    (bad,) = script._bad.findChildren(Note)
    assert "anna.npy" in bad.findChildren(QLabel)[-1].text()
    assert "anna.toml is missing" in bad.findChildren(QLabel)[-1].text()
    editor._box.setCurrentIndex(1)
    assert ":" in editor.value
    assert button(page, "Listen") is not None


def test_a_voice_without_its_model_says_so_and_offers_it(page: CreatePage, qtbot: QtBot) -> None:
    page.form.apply({"voice": "kokoro:af_heart"})
    write(page, qtbot, "Hello.")
    assert not page.inputs.script.ready
    wanted: list[list[str]] = []
    page.inputs.script.models_wanted.disconnect()
    page.inputs.script.models_wanted.connect(wanted.append)
    button(page.inputs.script, "Get it").click()
    assert wanted == [["kokoro-82m"]]


def test_sentences_are_listed_heard_and_changed_one_by_one(page: CreatePage, qtbot: QtBot) -> None:
    write(page, qtbot, "😀 One.\nTwo and [nod] three. [pause 1]\n\nFour *five* six.")
    panel = page.inputs.script.sentences
    panel.toggle.click()
    qtbot.waitUntil(lambda: len(panel.model.sentences) == 3, timeout=LOOK_MS)
    said = ["One.", "Two and three.", "Four five six."]
    assert [one.text for one in panel.model.sentences] == said
    assert [one.words for one in panel.model.sentences] == [1, 3, 3]
    assert [panel.model.written(n) for n in (1, 2)] == ["Two and [nod] three.", "Four *five* six."]
    assert not any(one.peaks for one in panel.model.sentences)
    panel.list.setCurrentIndex(panel.model.index(1))
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(panel.model.sentences[1].peaks), timeout=LOOK_MS)
    assert max(panel.model.sentences[1].peaks) > 0.05
    assert not panel.model.sentences[0].spoken
    QTest.keyClick(panel.list, Qt.Key.Key_F2)
    line = panel.list.findChild(QLineEdit)
    assert line is not None
    line.setText("Two or [nod] four.")
    QTest.keyClick(line, Qt.Key.Key_Return)
    script = page.inputs.script
    wanted = "😀 One.\nTwo or [nod] four. [pause 1]\n\nFour *five* six."
    qtbot.waitUntil(lambda: script.text == wanted, timeout=5000)
    qtbot.waitUntil(lambda: panel.model.sentences[1].text == "Two or four.", timeout=LOOK_MS)
    assert not panel.model.sentences[1].spoken
    script.editor.undo()
    assert "Two and [nod] three." in script.text
    assert not script.looked  # what is asked for meanwhile is not forgotten
    with qtbot.waitSignal(script._listening.heard, timeout=LOOK_MS):
        panel.play_wanted.emit(1)


def test_the_tab_behind_takes_no_room(page: CreatePage, qtbot: QtBot) -> None:
    inputs = page.inputs
    inputs.script.sentences.open(True)
    inputs.script.sentences.list.setMinimumHeight(900)
    inputs.tabs.setCurrentWidget(inputs.script)
    qtbot.waitUntil(lambda: inputs.minimumSizeHint().height() >= 900, timeout=LOOK_MS)
    inputs.tabs.setCurrentWidget(inputs.speech)
    qtbot.waitUntil(lambda: inputs.minimumSizeHint().height() < 900, timeout=LOOK_MS)


@pytest.mark.slow
def test_what_becomes_of_each_sentence_of_a_finished_video_is_told(
    page: CreatePage, qtbot: QtBot, astronaut: Path, home: Path, tmp_path: Path
) -> None:
    text = "Good morning to all of you, dear friends. Come and see us soon."
    given = {"portrait": astronaut, "text": text, "output": tmp_path / "old.mp4", "size": 128}
    request = RenderRequest.model_validate(
        given | {"engine": "builtin", "voice": "espeak:en-us", "ai_label": "always"}
    )
    old = render(request, home=home, speaker=default_readers(home)).output
    page.open_request(request.model_copy(update={"keep": old, "output": None}))
    panel = page.inputs.script.sentences
    fates = [True, True]
    qtbot.waitUntil(lambda: [one.kept for one in panel.model.sentences] == fates, timeout=LOOK_MS)
    assert "none" in panel._sum.text()
    panel.list.setCurrentIndex(panel.model.index(1))
    panel.model.setData(panel.model.index(1), "Come and see us today.")
    qtbot.waitUntil(lambda: panel.model.sentences[1].text.endswith("today."), timeout=LOOK_MS)
    assert [one.kept for one in panel.model.sentences] == [True, None]  # it was not spoken yet
    panel.play_wanted.emit(1)
    qtbot.waitUntil(lambda: panel.model.sentences[1].kept is False, timeout=LOOK_MS)
    assert panel._sum.text() == "1 drawn again"


def test_the_first_sentence_is_heard_while_the_others_are_spoken(
    page: CreatePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(page, qtbot, "One. Two and three. Four five six seven.")
    script = page.inputs.script
    opened: list[tuple[Path, bool]] = []

    def remember(path: Path, *, play: bool = False) -> None:
        opened.append((path, play))

    monkeypatch.setattr(script.player, "open", remember)
    with qtbot.waitSignal(script._listening.heard, timeout=LOOK_MS):
        script.listen()
    assert len(opened) == 1
    for _ in range(3):
        before = len(opened)
        script.player.ended.emit()  # also where the next one is still being spoken
        qtbot.waitUntil(partial(lambda before: len(opened) > before, before), timeout=LOOK_MS)
    lengths = [soundfile.info(path).duration for path, _ in opened]
    assert sum(lengths[:3]) == pytest.approx(lengths[3], abs=0.001)
    assert [play for _, play in opened] == [True, True, True, False]
