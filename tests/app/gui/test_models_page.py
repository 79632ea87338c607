"""The page Models with a real store and a server on this computer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.gui.pages.model_card import ModelCard
from app.gui.pages.models import ModelsPage
from app.gui.shell.main import Desktop
from app.gui.widgets.messages import MessageBox
from app.models.status import State
from tests.app.gui.doing import button, show
from tests.app.models.conftest import World, content, world  # noqa: F401 - a fixture

WAIT_MS = 15_000


@pytest.fixture
def page(
    world: World,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    qtbot: QtBot,
) -> ModelsPage:
    world.add("one", {"weights.bin": content(400_000)})
    world.add("two", {"weights.bin": content(30_000, 2)}, hashed=False)
    monkeypatch.setenv("MOUTHPIECE_CATALOGUE", str(world.catalogue))
    desktop: Desktop = request.getfixturevalue("desktop")
    shown = show(desktop, ModelsPage)
    qtbot.waitUntil(lambda: shown.card("two") is not None, timeout=WAIT_MS)
    return shown


def card(page: ModelsPage, name: str) -> ModelCard:
    found = page.card(name)
    assert found is not None
    return found


def state(page: ModelsPage, name: str) -> State:
    return next(one.state for one in page.context.models.statuses if one.model.id == name)


class Layouts(QObject):
    """Counts how often what is scrolled is laid out anew."""

    count = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and watched.objectName() == "scrolled":
            self.count += 1
        return super().eventFilter(watched, event)


def test_many_cards_are_laid_out_together(
    world: World,  # noqa: F811
    request: pytest.FixtureRequest,
    qapp: QApplication,
    qtbot: QtBot,
) -> None:
    for number in range(40):
        world.add(f"more-{number}", {"weights.bin": b"1"})
    counted = Layouts()
    qapp.installEventFilter(counted)
    page: ModelsPage = request.getfixturevalue("page")
    qtbot.waitUntil(lambda: all(card(page, f"more-{n}").isVisible() for n in range(40)))
    qapp.removeEventFilter(counted)
    assert 0 < counted.count < 30


def test_a_model_is_got_and_checked(page: ModelsPage, qtbot: QtBot, home: Path) -> None:
    button(card(page, "one"), "Get").click()
    qtbot.waitUntil(lambda: state(page, "one") is State.INSTALLED, timeout=WAIT_MS)
    file = home / "models" / "one" / "weights.bin"
    assert file.read_bytes() == content(400_000)
    # The look at all files that follows is over before one is damaged: it would see that too.
    with (
        qtbot.waitSignal(page.context.models.changed, timeout=WAIT_MS),
        qtbot.waitSignal(page.context.events.tell, timeout=WAIT_MS) as told,
    ):
        button(card(page, "one"), "Verify").click()
    assert told.args == ["All files are as they should be."]
    file.write_bytes(bytes(400_000))
    with qtbot.waitSignal(page.context.events.tell, timeout=WAIT_MS) as told:
        button(card(page, "one"), "Verify").click()
    assert told.args is not None
    assert told.args[0].startswith("Damaged: weights.bin.")
    qtbot.waitUntil(lambda: state(page, "one") is not State.INSTALLED, timeout=WAIT_MS)


def test_removing_is_asked_for_and_frees_the_space(
    page: ModelsPage, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    button(card(page, "one"), "Get").click()
    qtbot.waitUntil(lambda: state(page, "one") is State.INSTALLED, timeout=WAIT_MS)
    answers = [False, True]
    monkeypatch.setattr(MessageBox, "ask", lambda *_: answers.pop(0))
    button(card(page, "one"), "Remove").click()
    assert (home / "models" / "one").exists()
    button(card(page, "one"), "Remove").click()
    qtbot.waitUntil(lambda: state(page, "one") is State.MISSING, timeout=WAIT_MS)
    assert not (home / "models" / "one").exists()


def test_offline_nothing_is_fetched_and_the_reason_is_told(
    page: ModelsPage,
    qtbot: QtBot,
    world: World,  # noqa: F811
) -> None:
    page._offline.click()
    qtbot.wait(200)
    button(card(page, "one"), "Get").click()
    qtbot.waitUntil(lambda: "offline" in card(page, "one")._trouble.text(), timeout=WAIT_MS)
    assert world.server.asked == []


def test_a_model_without_checksum_is_only_taken_when_the_user_says_so(
    page: ModelsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [False, True]
    monkeypatch.setattr(MessageBox, "ask", lambda *_: answers.pop(0))
    button(card(page, "two"), "Get").click()
    assert page.context.models.activity("two") is None
    button(card(page, "two"), "Get").click()
    qtbot.waitUntil(lambda: state(page, "two") is State.INSTALLED, timeout=WAIT_MS)


def test_models_are_imported_from_a_stick(page: ModelsPage, qtbot: QtBot, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "any name.dat").write_bytes(content(400_000))
    with qtbot.waitSignal(page.context.events.tell, timeout=WAIT_MS) as told:
        page.context.models.import_from(stick)
    assert told.args == ["Model files in the store now: 1"]
    qtbot.waitUntil(lambda: state(page, "one") is State.INSTALLED, timeout=WAIT_MS)


def test_a_paused_model_is_resumed_from_where_it_was(
    page: ModelsPage,
    qtbot: QtBot,
    world: World,  # noqa: F811
) -> None:
    world.server.change("one/weights.bin", rate=200_000)
    button(card(page, "one"), "Get").click()

    def arrived() -> int:
        activity = page.context.models.activity("one")
        return 0 if activity is None else activity.done

    qtbot.waitUntil(lambda: arrived() > 0, timeout=WAIT_MS)
    button(card(page, "one"), "Pause").click()
    qtbot.waitUntil(lambda: state(page, "one") is State.PARTIAL, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: page.context.models.activity("one") is None, timeout=WAIT_MS)
    assert "are here" in card(page, "one")._state.text()
    world.server.change("one/weights.bin", rate=None)
    button(card(page, "one"), "Resume").click()
    qtbot.waitUntil(lambda: state(page, "one") is State.INSTALLED, timeout=WAIT_MS)
    assert world.server.ranges[-1].startswith("bytes=")


def test_the_focus_stays_with_the_model_whose_button_was_pressed(
    page: ModelsPage, qtbot: QtBot
) -> None:
    # Another press would else fetch the next model, of gigabytes perhaps.
    one = card(page, "one")
    held: list[bool] = []
    page.context.models.changed.connect(
        lambda: held.append(one.isAncestorOf(page.window().focusWidget()))
    )
    get = button(one, "Get")
    get.setFocus()
    QTest.keyClick(get, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: state(page, "one") is State.INSTALLED, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: page.context.models.activity("one") is None)
    assert held
    assert all(held)
    assert one.isAncestorOf(page.window().focusWidget())
