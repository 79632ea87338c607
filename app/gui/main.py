"""Starts the window: application, look, language, services, pages."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QLoggingCategory
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import __version__
from app.gui.closing import Closing
from app.gui.collecting import Collector
from app.gui.context import Context
from app.gui.i18n import Translations
from app.gui.models_feed import ModelsFeed
from app.gui.pages import page_types
from app.gui.preview_service import PreviewService
from app.gui.settings_model import SettingsModel
from app.gui.tasks import Tasks
from app.gui.theme import look
from app.gui.window import MainWindow
from app.gui.wishes import Wishes
from app.gui.workers import Workers
from app.queue.store import JobStore, queue_path
from talker.home import home_folder

_ICON = Path(__file__).parent / "icons" / "app.svg"


class Desktop:
    """Everything of one running window; `close` ends it in order."""

    def __init__(self, application: QApplication, home: Path | None = None) -> None:
        self._collector = Collector()
        folder = home_folder(home)
        settings = SettingsModel(folder)
        self.context = Context(
            home=folder,
            own_home=home,
            store=JobStore(queue_path(folder)),
            settings=settings,
            tasks=Tasks(),
            preview=PreviewService(folder),
            models=ModelsFeed(folder, settings),
            wishes=Wishes(),
        )
        context = self.context
        self.workers = Workers(context.store, settings, context.tasks, home)
        context.wishes.work_added.connect(lambda _: self.workers.watch())
        self.workers.failed.connect(lambda error: context.wishes.tell.emit(str(error)))
        self.translations = Translations(application)
        self._apply()
        settings.changed.connect(self._apply)
        self.window = MainWindow(self.context, page_types())
        self._closing = Closing(context.store, self.workers, self.window)
        self.window.closing.connect(self._closing.ask)

    def open(self) -> None:
        """Shows the window with its first page."""
        self._collector.settle()
        self.window.show_page("create" if self.context.settings.window.welcomed else "welcome")
        self.window.show()
        self.workers.watch()

    def close(self) -> None:
        """Ends the services; videos that are being made go back to the queue."""
        context = self.context
        self.workers.close()
        context.models.close()
        context.preview.close()
        context.settings.finish()
        context.tasks.finish()
        context.store.close()
        self._collector.close()

    def _apply(self) -> None:
        window = self.context.settings.window
        self.translations.use(window.language, QLocale.system())
        look().set_theme(window.theme)


def run(home: Path | None = None) -> int:
    """Opens the window and returns its exit code once it is closed."""
    QLoggingCategory.setFilterRules("qt.multimedia*=false")  # codecs that it does without
    QApplication.setApplicationName("Mouthpiece")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("mouthpiece")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setWindowIcon(QIcon(str(_ICON)))
    desktop = Desktop(application, home)
    desktop.open()
    try:
        return int(application.exec())
    finally:
        desktop.close()
