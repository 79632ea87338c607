"""New words for a film, asked for in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.gui.widgets.dub_dialog import DubDialog
from talker.options.dub import DubRequest, Ending


def test_a_film_and_a_speech_become_a_request(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DubDialog(tmp_path, parent)
    chosen: list[DubRequest] = []
    dialog.chosen.connect(chosen.append)
    film, speech = tmp_path / "film.mp4", tmp_path / "new words.wav"
    assert not dialog.take.isEnabled()
    for name, path in (("clip", film), ("speech", speech)):
        dialog.files[name].set_value(path)
        dialog.files[name].changed.emit()
    assert dialog.take.isEnabled()
    dialog.take.click()
    assert not chosen  # the files are not there, which is told
    film.write_bytes(b"x")
    speech.write_bytes(b"x")
    dialog.form.apply({"ending": "keep"})
    dialog.take.click()
    (request,) = chosen
    assert (request.clip, request.speech, request.ending) == (film, speech, Ending.KEEP)
    assert request.output == tmp_path / "film_new words.mp4"


@pytest.mark.parametrize("reason", ["", "shown to the person herself"])
def test_a_film_without_the_label_needs_a_reason(qtbot: QtBot, tmp_path: Path, reason: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DubDialog(tmp_path, parent)
    for name in dialog.files:
        dialog.files[name].set_value(tmp_path / name)
    dialog.form.apply({"ai_label": "off", "ai_label_reason": reason})
    assert dialog.take.isEnabled() is bool(reason)
