"""How the program behaves as a whole: when videos are made, what closing means, the tray."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from app.gui.services.context import Context
from app.gui.shell.closing import Closing
from app.gui.shell.open_files import FileOpener
from app.gui.shell.single_instance import SingleInstance
from app.gui.shell.taskbar import TaskbarProgress
from app.gui.shell.tray import Tray
from app.gui.shell.update_note import UpdateNote
from app.gui.shell.when_done import WhenDoneAction
from app.gui.shell.window import MainWindow


class AppController(QObject):
    """Connects workers, window, tray and settings."""

    def __init__(self, context: Context, window: MainWindow) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self.tray = Tray(context, self)
        self.closing = Closing(context, window, has_tray=self.tray.available)
        self.afterwards = WhenDoneAction(context, window)
        self.opening = FileOpener(context, window, self)
        self.update_note = UpdateNote(context, self)
        self.door = SingleInstance(context.home, self)
        self.taskbar = TaskbarProgress(context.jobs, window)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        # The window may hide in the tray; the end is ours to tell.
        application.setQuitOnLastWindowClosed(False)
        self.closing.quit.connect(self.door.close)  # a new start shall open a new window
        self.closing.quit.connect(application.quit)
        self.closing.hidden.connect(self.tray.tell_hidden)
        self.afterwards.quit_wanted.connect(self.closing.leave)
        self.tray.quit_wanted.connect(self.closing.leave)
        self.door.quit_wanted.connect(self.closing.leave)
        self.door.files_came.connect(self._files_came)
        self.tray.open_wanted.connect(self._open)
        context.events.work_added.connect(self._work_added)
        context.job_actions.retried.connect(context.jobs.refresh)
        for source in (context.workers.failed, context.jobs.failed, context.tasks.failed):
            source.connect(context.events.tell_error)
        context.settings.write_failed.connect(context.events.tell_error)
        context.settings.changed.connect(self._settings_changed)

    def begin(self) -> None:
        """Goes on where the queue was, unless the user had stopped it."""
        self._context.jobs.start()
        self.update_note.begin()
        if self._context.settings.window.queue_on:
            self._context.workers.start()

    def _work_added(self) -> None:
        """New videos are made although the queue was stopped before: they were just asked for."""
        self._context.jobs.refresh()
        self._context.settings.change_window(queue_on=True)
        self._context.workers.start()

    def _open(self, page: str) -> None:
        if page:
            self._window.show_page(page)
        # Not showNormal: a window that fills the screen goes on filling it.
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _files_came(self, paths: list[Path]) -> None:
        self._open("")
        self.opening.take(paths)

    def _settings_changed(self) -> None:
        self._context.workers.set_count(self._context.settings.window.workers)
        self.tray.retranslate()  # perhaps in another language
