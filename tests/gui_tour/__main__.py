"""`python -m tests.gui_tour OUT` renders every page in both themes and three languages.

Nothing appears on the screen; the pictures lie in OUT, named <language>-<theme>-<page>.png.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget

from app.gui.pages.avatars import AvatarsPage
from app.gui.pages.batch import BatchPage
from app.gui.pages.create import CreatePage
from app.gui.pages.queue import QueuePage
from app.gui.shell.main import Desktop
from app.queue.job import Job, State
from app.settings import Language, Theme
from tests.gui_tour.content import Content, keep_running, make_content
from tests.gui_tour.dialogs import Dialogs
from tests.gui_tour.waiting import until, wait

_SMALL, _LARGE = QSize(1366, 728), QSize(1920, 1040)  # a screen without its task bar
_LANGUAGES = (Language.ENGLISH, Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE)
_THEMES = (Theme.LIGHT, Theme.DARK)


class Tour:
    """One window that goes through its pages."""

    def __init__(self, desktop: Desktop, content: Content, out: Path) -> None:
        self._desktop = desktop
        self._content = content
        self._out = out
        self._running = self._jobs(State.RUNNING)[0]
        self._dialogs = Dialogs(desktop, content)

    def travel(self) -> int:
        """Takes all pictures; how many."""
        desktop, window = self._desktop, self._desktop.window
        desktop.open()
        window.resize(_SMALL)
        desktop.context.settings.change_window(queue_on=False)
        self._fill_create()
        self._fill_batch()
        count = 0
        for language in _LANGUAGES:
            for theme in _THEMES:
                desktop.context.settings.change_window(language=language, theme=theme)
                keep_running(desktop.context.store, self._running)
                for name, show in self._stops():
                    wait(0.2)
                    show()
                    wait(0.6)
                    self._take(f"{language.value}-{theme.value}-{name}", window)
                    count += 1
                for name, dialog in self._dialogs.all():
                    self._take(f"{language.value}-{theme.value}-{name}", dialog)
                    count += 1
        window.resize(_LARGE)
        for name, show in self._stops():
            show()
            wait(0.6)
            self._take(f"large-{name}", window)
            count += 1
        return count

    def _stops(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            ("welcome", lambda: self._show("welcome")),
            ("create-empty", self._show_empty_create),
            ("create", lambda: self._show_create(more=False)),
            ("create-more", lambda: self._show_create(more=True)),
            ("queue", lambda: self._show_queue(State.RUNNING)),
            ("queue-failed", lambda: self._show_queue(State.FAILED)),
            ("queue-done", lambda: self._show_queue(State.DONE)),
            ("batch", lambda: self._show("batch")),
            ("library", lambda: self._show("library")),
            ("avatars", lambda: self._show_avatars(0)),
            ("avatars-draw", lambda: self._show_avatars(1)),
            ("models", lambda: self._show("models")),
            ("settings", lambda: self._show("settings")),
            ("settings-end", self._show_end),
        ]

    def _show(self, key: str) -> QWidget:
        self._desktop.window.show_page(key)
        return self._desktop.window.page

    def _fill_create(self) -> None:
        page = self._show("create")
        assert isinstance(page, CreatePage)
        page.take_files([self._content.portrait, self._content.speech])
        until(lambda: page.request is not None)
        wait(2.0)

    def _show_create(self, *, more: bool) -> None:
        page = self._show("create")
        assert isinstance(page, CreatePage)
        page.form.show_rest(more)
        if more:
            wait(0.1)
            self._show_end()

    def _show_avatars(self, room: int) -> None:
        page = self._show("avatars")
        assert isinstance(page, AvatarsPage)
        page.show_room(room)
        wait(0.2)
        page.grid.setCurrentRow(1)

    def _show_end(self) -> None:
        """The page in front, scrolled to its end."""
        wait(0.3)
        for area in self._desktop.window.page.findChildren(QScrollArea):
            bar = area.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _show_empty_create(self) -> None:
        """A fresh page, as a newcomer sees it."""
        page = CreatePage(self._desktop.context)
        page.retranslate()
        window = self._desktop.window
        stack = window.findChild(QStackedWidget, "stack")
        assert isinstance(stack, QStackedWidget)
        stack.addWidget(page)
        stack.setCurrentWidget(page)

    def _fill_batch(self) -> None:
        page = self._show("batch")
        assert isinstance(page, BatchPage)
        page.take([self._content.sheet])
        until(lambda: page.planned is not None)

    def _show_queue(self, state: State) -> None:
        page = self._show("queue")
        assert isinstance(page, QueuePage)
        wait(0.4)
        page.show_job(self._jobs(state)[0].id)

    def _jobs(self, state: State) -> list[Job]:
        return self._desktop.context.store.page([state])

    def _take(self, name: str, widget: QWidget) -> None:
        path = self._out / f"{name}.png"
        if not widget.grab().save(str(path)):
            raise OSError(f"{path} was not written")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="the folder for the pictures")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QLocale.setDefault(QLocale(QLocale.Language.English))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        home = Path(place) / "home"
        content = make_content(home, Path(place) / "files")
        application = QApplication(sys.argv[:1])
        desktop = Desktop(application, home)
        desktop.context.settings.change_window(welcomed=True)
        try:
            count = Tour(desktop, content, out).travel()
        finally:
            desktop.close()
    sys.stdout.write(f"{count} pictures in {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
