"""File dialogs say what they ask for, and begin where such files lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.gui.pages.avatars import AvatarsPage
from app.gui.pages.batch import BatchPage
from app.gui.pages.create import CreatePage
from app.gui.services.input_files import Kind
from app.gui.shell.main import Desktop
from app.gui.widgets.file_choice import ask_file, ask_folder
from tests.app.gui.doing import show

Asked = list[tuple[str, Path]]  # title, where it begins


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the system's dialogs were asked; nothing is ever chosen in them."""
    seen: Asked = []

    def usual(place: QStandardPaths.StandardLocation) -> str:
        folder = tmp_path / place.name
        folder.mkdir(exist_ok=True)
        return str(folder)

    def dialog(nothing: object) -> Callable[..., object]:
        def opened(parent: QWidget, title: str, begin: str, pattern: str = "") -> object:
            del parent, pattern
            seen.append((title, Path(begin)))
            return nothing

        return staticmethod(opened)

    monkeypatch.setattr(QStandardPaths, "writableLocation", staticmethod(usual))
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, dialog(("", "")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", dialog(""))
    return seen


def test_each_page_asks_in_its_own_words_and_begins_at_home(
    desktop: Desktop, asked: Asked, tmp_path: Path
) -> None:
    create = show(desktop, CreatePage)
    create.inputs.portrait.zone.browse()
    create.inputs.speech.zone.browse()
    batch = show(desktop, BatchPage)
    batch._start._ask_folder()
    batch._start._ask_sheet()
    batch._start._save_sample()
    show(desktop, AvatarsPage).people.browse()
    assert asked == [
        ("Choose a portrait", tmp_path / "PicturesLocation"),
        ("Choose a recording", tmp_path / "MusicLocation"),
        ("Choose a folder", tmp_path / "DocumentsLocation"),
        ("Choose a sheet", tmp_path / "DocumentsLocation"),
        ("Save a sample sheet", tmp_path / "DocumentsLocation" / "videos.csv"),
        ("Choose a portrait", tmp_path / "PicturesLocation"),
    ]


def test_a_dialog_begins_beside_the_file_that_is_there(
    qtbot: QtBot, asked: Asked, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    beside = tmp_path / "campaign"
    beside.mkdir()
    for kind in Kind:
        assert ask_file(parent, kind, beside / "gone.png") is None
        assert ask_file(parent, kind, Path("/no such folder/gone.png")) is None
    assert ask_folder(parent, "Folder", beside / "videos") is None
    begins = [begin for _, begin in asked]
    assert begins[:-1:2] == [beside] * len(Kind)
    assert all(begin.parent == tmp_path and begin != beside for begin in begins[1::2])
    assert begins[-1] == beside
    assert all(title and not title.endswith("…") for title, _ in asked)


def test_another_file_is_looked_for_beside_the_chosen_one(
    desktop: Desktop, asked: Asked, tmp_path: Path
) -> None:
    folder = tmp_path / "faces"
    folder.mkdir()
    zone = show(desktop, CreatePage).inputs.portrait.zone
    zone.set_path(folder / "anna.png")
    zone.browse()
    assert asked == [("Choose a portrait", folder)]
