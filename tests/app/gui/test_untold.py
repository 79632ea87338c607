"""What goes wrong where nobody waits for it is told all the same."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.gui.pages.sample_sheet import write_sample
from app.gui.shell.main import Desktop
from app.settings.store import settings_path


def test_what_fails_behind_the_window_is_told_also_where_nobody_waits_for_it(
    desktop: Desktop, qtbot: QtBot, home: Path
) -> None:
    told: list[str] = []
    desktop.context.events.tell.connect(told.append)
    settings_path(home).write_text("{", encoding="utf-8")  # somebody has edited it meanwhile
    desktop.context.settings.change_window(volume=7)
    qtbot.waitUntil(lambda: bool(told))
    assert "settings.json" in told[0]
    desktop.context.tasks.run(lambda: write_sample(home / "settings.json" / "videos.csv"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "cannot be written" in told[1]
    settings_path(home).unlink()
