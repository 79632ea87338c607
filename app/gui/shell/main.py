"""Starts the window: application, look, language, services, pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QLoggingCategory
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import __version__
from app.gui.services.app_events import AppEvents
from app.gui.services.context import Context
from app.gui.services.drafts import Drafts
from app.gui.services.job_actions import JobActions
from app.gui.services.jobs_feed import JobsFeed
from app.gui.services.models_feed import ModelsFeed
from app.gui.services.preview import PreviewService
from app.gui.services.settings_model import SettingsModel
from app.gui.services.tasks import Tasks
from app.gui.services.workers import Workers
from app.gui.shell.app_controller import AppController
from app.gui.shell.gc_guard import GcGuard
from app.gui.shell.page_loader import load_pages
from app.gui.shell.single_instance import ask
from app.gui.shell.start_message import Message
from app.gui.shell.window import MainWindow
from app.gui.texts.i18n import Translations
from app.gui.theme import look, styled_application
from app.gui.widgets.dialog import dialog_sizes
from app.gui.widgets.messages import MessageBox
from app.gui.widgets.turns import Turns
from app.gui.widgets.volume import volume
from app.queue.store import JobStore, queue_path
from talker.errors import ExitCode, MouthpieceError

# Threads that read give their turn back so soon. Qt lets go of Python at nearly each call: with
# Python's usual 5 ms for each of them a page would be long in coming.
_SWITCH_SECONDS = 0.0005
_ICON = Path(__file__).parent.parent / "icons" / "app.svg"


class Desktop:
    """Everything of one running window; `close` ends it in order."""

    def __init__(self, application: QApplication, home: Path) -> None:
        self._collector = GcGuard()
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._closed = False
        settings = SettingsModel(home)
        store = JobStore(queue_path(home), check_now=False)
        jobs = JobsFeed(store, settings.window.workers)
        self.context = Context(
            home=home,
            store=store,
            settings=settings,
            tasks=Tasks(),
            preview=PreviewService(home),
            models=ModelsFeed(home, settings),
            events=AppEvents(),
            drafts=Drafts(home),
            jobs=jobs,
            job_actions=JobActions(store, jobs, home),
            workers=Workers(store, jobs, home, settings.window.workers),
        )
        self.translations = Translations(application)
        self._apply()
        settings.changed.connect(self._apply)
        volume().set_level(settings.window.volume)
        dialog_sizes().clear()
        dialog_sizes().update(settings.window.dialog_sizes)
        self.window = MainWindow(self.context)
        self.conduct = AppController(self.context, self.window)
        self._loading = Turns(self._load, self.window)

    def open(self, page: str = "create") -> None:
        """Shows the window with this page; with the welcome where nobody has been welcomed yet."""
        self.window.show_page(page if self.context.settings.window.welcomed else "welcome")
        self.window.show()
        # What is not seen at once begins when everything else is drawn.
        self.window.first_shown.connect(self._begin)

    def close(self) -> None:
        """Ends the services; videos that are being made go back to the queue."""
        self._closed = True
        self.conduct.closing.let_go()
        context = self.context
        context.events.leaving.emit()
        context.workers.close()
        context.jobs.close()
        context.job_actions.finish()
        context.drafts.finish()
        context.preview.close()
        context.models.close()
        context.settings.change_window(volume=volume().level, dialog_sizes=dict(dialog_sizes()))
        context.settings.finish()
        context.tasks.finish()
        context.store.close()
        self.translations.end()
        self._collector.close()

    def _begin(self) -> None:
        """Looks for damage in the queue; nobody reads or writes it before that is over."""
        self._collector.settle()
        self.context.tasks.run(self.context.store.check, self._begin_work, self._give_up)

    def _begin_work(self, _: None) -> None:
        if not self._closed:  # a window may be closed in the moment in which it opens
            self.conduct.begin()
            self._loading.begin()

    def _load(self) -> Iterator[None]:
        """Loads the other pages; whoever clicks comes first."""
        for step in load_pages():
            if self._closed:
                return
            yield step
        self._collector.settle()  # what was loaded stays, too

    def _give_up(self, error: MouthpieceError) -> None:
        if not self._closed:
            show_start_failure(error)
            QApplication.exit(ExitCode.FAILED)

    def _apply(self) -> None:
        window = self.context.settings.window
        self.translations.use(window.language, QLocale.system())
        look().set_language(self.translations.language)
        look().set_theme(window.theme)


def show_start_failure(error: MouthpieceError) -> None:
    """Says why there will be no window: who started it from a menu sees no terminal."""
    box = MessageBox(None, "error", "bad")
    box.setText(error.message)
    box.setInformativeText(f"{error.hint}\n[{error.code.value}]".strip())
    box.exec()


def run(home: Path, files: Sequence[Path] = ()) -> int:
    """Opens the window with `files` and returns its exit code once it is closed.

    A window that is open already takes the files and comes to the front instead.
    """
    QLoggingCategory.setFilterRules("qt.multimedia*=false")  # codecs that it does without
    QApplication.setApplicationName("Mouthpiece")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("mouthpiece")
    application = QApplication.instance() or styled_application(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setWindowIcon(QIcon(str(_ICON)))
    if ask(home, Message(files=tuple(files))):
        return 0
    try:
        desktop = Desktop(application, home)
    except MouthpieceError as error:
        show_start_failure(error)
        raise
    desktop.open()
    if files:
        desktop.conduct.opening.take(list(files))
    try:
        return int(application.exec())
    finally:
        desktop.close()
