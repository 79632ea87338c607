"""Two faces in the picture: a second recording, a voice a channel, and who speaks what."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.drafts import CreateDraft
from app.gui.pages.create import CreatePage
from app.gui.shell.main import Desktop
from tests.app.gui.doing import button, drop, show
from tests.talker.two import dialogue, two_people, voices, written

LOOK_MS = 30_000


@pytest.fixture
def page(desktop: Desktop) -> CreatePage:
    return show(desktop, CreatePage)


@pytest.fixture
def pair(page: CreatePage, qtbot: QtBot, tmp_path: Path, astronaut: Path) -> CreatePage:
    """The page with a picture of two people and the first one's recording."""
    drop(page.inputs.portrait.zone, two_people(tmp_path / "two.png", astronaut))
    drop(page.inputs.speech.zone, written(tmp_path / "anna.wav", voices()[0]))
    qtbot.waitUntil(lambda: page.ready, timeout=LOOK_MS)
    return page


def test_the_place_appears_with_a_second_face_alone(
    page: CreatePage, qtbot: QtBot, tmp_path: Path, astronaut: Path
) -> None:
    second = page.inputs.second
    assert not second.isVisible()
    drop(page.inputs.portrait.zone, astronaut)
    qtbot.waitUntil(lambda: page.inputs.portrait.ready, timeout=LOOK_MS)
    assert not second.isVisible()
    drop(page.inputs.portrait.zone, two_people(tmp_path / "two.png", astronaut))
    qtbot.waitUntil(second.isVisible, timeout=LOOK_MS)
    page.inputs.speech.set_idle(4.0)
    assert not second.isVisible()


def test_a_second_recording_is_of_the_other_face(
    pair: CreatePage, qtbot: QtBot, tmp_path: Path
) -> None:
    assert pair.request is not None
    assert not pair.request.two_speak
    ben = written(tmp_path / "ben.wav", voices()[1][: 6 * 16000])
    drop(pair.inputs.second.zone, ben)
    qtbot.waitUntil(lambda: pair.ready and pair.inputs.second.looked, timeout=LOOK_MS)
    request, look = pair.request, pair.inputs.portrait.answer
    assert request is not None
    assert look is not None
    assert (request.second_speech, request.second_channel) == (ben, 0)
    assert (request.face, request.second_face) == (0, 0)
    assert (look.chosen, look.second) == (0, 1)
    assert pair.inputs.seconds == pytest.approx(9.0)
    button(pair.inputs.second, "Swap").click()
    qtbot.waitUntil(lambda: pair.ready, timeout=LOOK_MS)
    request, look = pair.request, pair.inputs.portrait.answer
    assert request is not None
    assert look is not None
    assert (request.face, request.second_face) == (2, 1)
    assert (look.chosen, look.second) == (1, 0)
    pair.inputs.second.zone.removed.emit()
    assert pair.request is not None
    assert not pair.request.two_speak


def test_each_channel_may_be_a_voice(pair: CreatePage, qtbot: QtBot, tmp_path: Path) -> None:
    drop(pair.inputs.speech.zone, dialogue(tmp_path / "call.wav"))
    qtbot.waitUntil(lambda: pair.ready, timeout=LOOK_MS)
    speech = pair.inputs.speech
    assert len(speech.notes(tmp_path)) == 1  # that there are two voices
    button(pair.inputs.second, "One voice a channel").click()
    qtbot.waitUntil(lambda: pair.ready, timeout=LOOK_MS)
    assert pair.request is not None
    assert (pair.request.second_channel, pair.request.second_speech) == (2, None)
    assert speech.notes(tmp_path) == []


def test_the_files_of_another_video_come_back(
    pair: CreatePage, qtbot: QtBot, tmp_path: Path
) -> None:
    asked = pair.request
    assert asked is not None
    ben = written(tmp_path / "ben.wav", voices()[1])
    both = asked.model_copy(update={"second_speech": ben, "face": 2, "second_face": 1})
    pair.inputs.take_draft(CreateDraft.of(both))
    qtbot.waitUntil(lambda: pair.ready and pair.inputs.second.looked, timeout=LOOK_MS)
    made = pair.request
    assert made is not None
    assert (made.second_speech, made.face, made.second_face) == (ben, 2, 1)
