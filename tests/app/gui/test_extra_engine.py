"""The window and its preview process with an engine of another package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from app.gui.pages.create import CreatePage
from app.gui.shell.main import Desktop
from app.preview.messages import Made, MakePreview, PortraitLook, Rectangle
from talker.errors import MouthpieceError
from talker.options.engines import STORED
from talker.options.render import RenderRequest, option_values
from tests.app.clips import write_clip
from tests.app.gui.doing import drop, show
from tests.app.gui.test_create_inputs import LOOK_MS, told
from tests.extra_engine.install import installed, red_of, write_package


@pytest.fixture
def page(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[CreatePage]:
    """Create, in a window that was opened when the engine was there."""
    with installed(write_package(tmp_path / "site")):
        desktop: Desktop = request.getfixturevalue("desktop")
        yield show(desktop, CreatePage)


def choose_extra(page: CreatePage, tint: int) -> None:
    box = page.form.editor("engine").findChild(QComboBox)
    assert box is not None
    index = box.findText("Extra")
    box.setCurrentIndex(index)
    box.activated.emit(index)
    number = page.form.editor("tint").findChild(QSpinBox)
    assert number is not None
    number.setValue(tint)


def test_the_form_offers_it_with_its_option_and_the_preview_shows_its_cut(
    page: CreatePage, qtbot: QtBot, astronaut: Path, demo_speech: Path
) -> None:
    portrait = page.inputs.portrait
    drop(portrait.zone, astronaut)
    qtbot.waitUntil(lambda: portrait.ready, timeout=LOOK_MS)
    before = portrait.answer
    assert before is not None
    assert before.engine == "builtin"
    choose_extra(page, 210)

    def look() -> PortraitLook | None:
        answer = portrait.answer
        return answer if answer is not None and answer.engine == "extra" else None

    qtbot.waitUntil(lambda: look() is not None, timeout=LOOK_MS)
    now = look()
    assert now is not None
    assert now.cut == Rectangle(left=0, top=0, width=256, height=512) != before.cut
    drop(page.inputs.speech.zone, demo_speech)
    qtbot.waitUntil(lambda: page.ready, timeout=LOOK_MS)
    request = page.request
    assert request is not None
    assert (request.engine, option_values(request)["tint"]) == ("extra", 210)

    videos: list[Path | None] = []
    failures: list[MouthpieceError] = []
    page.context.preview.ask(
        MakePreview(request=request, seconds=0.5),
        Made,
        lambda made: videos.append(made.path),
        failures.append,
    )
    qtbot.waitUntil(lambda: bool(videos or failures), timeout=LOOK_MS)
    assert not failures
    assert videos[0] is not None
    assert abs(red_of(videos[0]) - 210) < 6


def test_it_is_said_in_its_name_that_it_follows_a_clip(
    page: CreatePage, qtbot: QtBot, tmp_path: Path, astronaut: Path
) -> None:
    drop(page.inputs.portrait.zone, write_clip(tmp_path / "a.mp4", astronaut))
    begin = "a.mp4 is a video: the built-in engine shows its first frame."
    qtbot.waitUntil(lambda: told(page, begin), timeout=LOOK_MS)
    labels = page.inputs.portrait.findChildren(QLabel)
    assert any("SadTalker, Extra can follow all of it." in one.text() for one in labels)
    choose_extra(page, 0)
    qtbot.waitUntil(lambda: told(page, "Extra follows the person"), timeout=LOOK_MS)


def test_a_mode_that_it_lacks_stands_in_the_way_with_a_sentence(
    page: CreatePage, qtbot: QtBot, astronaut: Path
) -> None:
    page.form.apply({"engine": "extra", "mode": "full"})
    portrait = page.inputs.portrait
    drop(portrait.zone, astronaut)
    qtbot.waitUntil(lambda: told(page, "The Extra engine has no mode full."), timeout=LOOK_MS)
    assert not portrait.ready
    page.form.apply({"mode": "crop"})
    qtbot.waitUntil(lambda: portrait.ready, timeout=LOOK_MS)


def test_a_video_whose_engine_is_gone_can_be_opened_and_changed(
    desktop: Desktop, qtbot: QtBot, astronaut: Path, demo_speech: Path
) -> None:
    page = show(desktop, CreatePage)
    stored = {"portrait": astronaut, "speech": demo_speech, "engine": "gone", "glow": 3}
    page.open_request(RenderRequest.model_validate(stored, context=STORED))
    qtbot.waitUntil(lambda: told(page, "The engine gone is not installed."), timeout=LOOK_MS)
    page.form.apply({"fps": 30})
    assert page.form.options.engine == "gone"
    page.form.apply({"engine": "auto"})
    qtbot.waitUntil(lambda: page.ready, timeout=LOOK_MS)
