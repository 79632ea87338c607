"""New words for a film, asked for in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.gui.pages.dub_dialog import DubDialog
from app.gui.services.preview import PreviewService
from app.gui.widgets.basic import Note
from talker.media.film import read_film
from talker.options.dub import DubRequest, Ending, Extend
from tests.talker.dubbing.footage import swaying, write_film

PATIENCE = 60_000


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory, astronaut: Path) -> Path:
    """Two people: the right one is the larger one."""
    small, large = swaying(astronaut, 8, (200, 256), 0.5), swaying(astronaut, 8, (280, 256))
    both = (np.concatenate(pair, 1) for pair in zip(small, large, strict=True))
    return write_film(tmp_path_factory.mktemp("dub") / "film.mp4", both)


@pytest.fixture(scope="module")
def preview(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PreviewService]:
    del qapp
    service = PreviewService(tmp_path_factory.mktemp("home"))
    yield service
    service.close()


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path, preview: PreviewService) -> Iterator[DubDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = DubDialog(tmp_path, preview, parent)
    made.show()
    yield made
    made.close()  # only now: its parent must live as long


def _say(dialog: DubDialog, path: Path) -> None:
    dialog.speech.set_value(path)
    dialog.speech.changed.emit()


def test_a_film_its_speaker_and_a_speech_become_a_request(
    qtbot: QtBot, dialog: DubDialog, film: Path, tmp_path: Path
) -> None:
    chosen: list[DubRequest] = []
    dialog.chosen.connect(chosen.append)
    speech = tmp_path / "new words.wav"
    assert not dialog.take.isEnabled()
    assert not dialog.join.isEnabled()
    _say(dialog, speech)
    dialog.film.set_path(film)
    qtbot.waitUntil(lambda: dialog.take.isEnabled(), timeout=PATIENCE)
    look = dialog.film.view._look
    assert len(look.faces) == 2
    assert look.chosen == 1  # the larger one
    place = dialog.film.view.place(look.faces[0]).center()
    spot = QPoint(round(place.x()), round(place.y()))
    qtbot.mouseClick(dialog.film.view, Qt.MouseButton.LeftButton, pos=spot)  # type: ignore[no-untyped-call]
    assert dialog.form.options.face == 1
    assert dialog.film.view._look.chosen == 0
    dialog.take.click()
    assert not chosen  # the recording is not there, which is told
    speech.write_bytes(b"x")
    dialog.form.apply({"ending": "keep"})
    dialog.take.click()
    (request,) = chosen
    assert (request.clip, request.speech, request.ending) == (film, speech, Ending.KEEP)
    assert (request.face, request.output) == (1, tmp_path / "film_new words.mp4")


def test_the_place_where_the_film_goes_on_is_played(
    qtbot: QtBot, dialog: DubDialog, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[Path] = []
    monkeypatch.setattr(
        "app.gui.widgets.player.Player.open", lambda _, path, **__: played.append(path)
    )
    dialog.form.apply({"extend": Extend.BOUNCE})
    dialog.film.set_path(film)
    qtbot.waitUntil(lambda: dialog.join.isEnabled(), timeout=PATIENCE)
    dialog.join.click()
    assert not dialog.join.isEnabled()
    qtbot.waitUntil(lambda: bool(played), timeout=PATIENCE)
    assert read_film(played[0]).frames == 16  # all eight frames to and fro
    assert dialog.join.isEnabled()


def test_what_is_no_film_is_told(qtbot: QtBot, dialog: DubDialog, tmp_path: Path) -> None:
    words = tmp_path / "words.mp4"
    words.write_text("no film", encoding="utf-8")
    dialog.film.set_path(words)
    qtbot.waitUntil(lambda: dialog.film.looked, timeout=PATIENCE)
    assert dialog.film.findChildren(Note)
    _say(dialog, words)
    assert not dialog.take.isEnabled()
    assert not dialog.join.isEnabled()


def test_a_film_without_the_label_needs_a_reason(
    qtbot: QtBot, dialog: DubDialog, film: Path
) -> None:
    dialog.film.set_path(film)
    _say(dialog, film)
    dialog.form.apply({"ai_label": "off"})
    qtbot.waitUntil(lambda: dialog.film.ready, timeout=PATIENCE)
    assert not dialog.take.isEnabled()
    dialog.form.apply({"ai_label_reason": "shown to the person herself"})
    assert dialog.take.isEnabled()
