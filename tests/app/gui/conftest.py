"""A window with a home of its own for each test; everything in it is real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # without Qt's system libraries these tests are skipped, not broken
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from app.gui.shell.main import Desktop


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A window that waits for an answer lets no signal through: only a thread can end that."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            slow = item.get_closest_marker("slow") is not None
            given = {"timeout": 1500.0} if slow else {}
            item.add_marker(pytest.mark.timeout(method="thread", **given), append=False)


_PATIENCE_MS = 60_000


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's, with patience: how soon a thing happens says how busy the computer is."""
    del qapp
    from pytestqt.qtbot import QtBot

    class PatientBot(QtBot):
        def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 0) -> None:  # noqa: N802
            super().waitUntil(callback, timeout=max(timeout, _PATIENCE_MS))

    return PatientBot(request)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder whose name is hard to handle."""
    return tmp_path / "home 家"


@pytest.fixture
def desktop(home: Path, qtbot: QtBot) -> Iterator[Desktop]:
    """An open window, past the welcome, in English and light; its page is the quickest to make."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from app.gui.shell.main import Desktop
    from app.settings.window import Language, Theme

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    opened = Desktop(application, home)
    opened.context.settings.change_window(
        welcomed=True, language=Language.ENGLISH, theme=Theme.LIGHT
    )
    opened.window.resize(1180, 740)  # the screen that Qt pretends is a smaller one
    opened.open("library")
    qtbot.waitExposed(opened.window, timeout=_PATIENCE_MS)
    yield opened
    # Now, not whenever the event loop gets to it: each window is restyled with every theme.
    opened.window.hide()
    opened.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    opened.close()
