"""The window's end of the preview process: it answers, and its death is survived."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from app.gui.jobs import thumbnails
from app.gui.services.preview import PreviewService
from app.preview.messages import LookAtPortrait, Made, MakePreview, MakeThumbnail, PortraitLook
from talker.errors import ErrorCode, MouthpieceError
from talker.options.render import RenderRequest

WAIT_MS = 30_000


@pytest.fixture
def service(home: Path, qtbot: QtBot) -> Iterator[PreviewService]:
    del qtbot
    made = PreviewService(home)
    yield made
    made.close()


def pid(service: PreviewService) -> int:
    assert service._process is not None
    return service._process.processId()


def test_a_killed_process_is_started_again_and_asked_once_more(
    service: PreviewService, qtbot: QtBot, astronaut: Path
) -> None:
    found: list[PortraitLook] = []
    failed: list[MouthpieceError] = []
    service.ask(LookAtPortrait(path=astronaut), PortraitLook, found.append, failed.append)
    qtbot.waitUntil(lambda: pid(service) > 0)
    psutil.Process(pid(service)).kill()
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT_MS)
    assert len(found[0].faces) == 1
    assert not failed


def test_what_kills_the_process_twice_is_given_up(
    service: PreviewService, qtbot: QtBot, astronaut: Path
) -> None:
    failed: list[MouthpieceError] = []
    service.ask(LookAtPortrait(path=astronaut), PortraitLook, lambda _: None, failed.append)
    killed: set[int] = set()

    def hunted() -> bool:
        number = 0 if service._process is None else service._process.processId()
        if number and number not in killed:
            killed.add(number)
            psutil.Process(number).kill()
        return bool(failed)

    qtbot.waitUntil(hunted, timeout=WAIT_MS)
    assert failed[0].code is ErrorCode.WORKER_DIED
    assert len(killed) == 2


def test_a_preview_that_nobody_wants_any_more_ends_soon(
    service: PreviewService, qtbot: QtBot, astronaut: Path, demo_speech: Path, home: Path
) -> None:
    begun: list[int] = []
    request = RenderRequest(portrait=astronaut, speech=demo_speech)
    number = service.ask(
        MakePreview(request=request, seconds=10),
        Made,
        lambda _: begun.append(-1),
        lambda _: begun.append(-2),
        progress=lambda done, _: begun.append(done),
    )
    qtbot.waitUntil(lambda: bool(begun), timeout=WAIT_MS)
    service.cancel(number)
    begun.clear()
    shown: list[Made] = []
    service.ask(MakeThumbnail(path=astronaut), Made, shown.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(shown), timeout=WAIT_MS)
    assert not begun
    assert not list((home / "cache" / "previews").glob("*.mp4"))


def test_the_process_ends_with_the_window(
    service: PreviewService, qtbot: QtBot, astronaut: Path
) -> None:
    shown: list[Made] = []
    service.ask(MakeThumbnail(path=astronaut), Made, shown.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(shown), timeout=WAIT_MS)
    number = pid(service)
    service.close()
    assert not psutil.pid_exists(number)


def test_thumbnails_keep_to_their_memory(
    service: PreviewService, monkeypatch: pytest.MonkeyPatch, astronaut: Path
) -> None:
    picture = QPixmap(str(astronaut))
    size = picture.width() * picture.height() * picture.depth() // 8
    monkeypatch.setattr(thumbnails, "_BYTES", 3 * size)
    shown = thumbnails.Thumbnails(service, picture.width())
    for number in (1, 2, 3, 4, 5, 5):  # the last was made anew
        shown._keep(Path(f"{number}.png"), astronaut)
    assert shown.bytes == 3 * size
    assert [shown.get(Path(f"{number}.png")) is not None for number in (3, 4, 5)] == [True] * 3
    shown.forget(Path("5.png"))
    assert shown.bytes == 2 * size
