"""Who opens the help: one window, made when it is first asked for, gone with the main one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.gui.help.topics import OF_PAGE, TOPICS
from app.gui.services.settings_model import SettingsModel

if TYPE_CHECKING:
    from app.gui.help.window import HelpWindow


class HelpOpener(QObject):
    """Belongs to the main window."""

    def __init__(self, settings: SettingsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._window: HelpWindow | None = None

    @property
    def window(self) -> HelpWindow | None:
        """The help window; None before it is first asked for."""
        return self._window

    def show_page(self, page: str) -> None:
        """Explains a page of the window."""
        self.show_topic(OF_PAGE.get(page, TOPICS[0]))

    def show_topic(self, topic: str) -> None:
        """Opens the help, or brings it to the front."""
        if self._window is None:
            from app.gui.help.window import HelpWindow  # not while the main window opens

            self._window = made = HelpWindow(self._settings)
            # Without a parent, so that it can lie beside the main window and below it.
            self.destroyed.connect(made.deleteLater)
        self._window.show_topic(topic)
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self._window.browser.setFocus()

    def close(self) -> None:
        """The main window goes; so does the help."""
        if self._window is not None:
            self._window.close()
