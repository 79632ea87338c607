"""The page Settings; what is changed counts at once."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.entries import SETTINGS
from app.gui.pages.page import Page
from app.gui.pages.settings_groups import SettingsGroups
from app.gui.services.context import Context
from app.gui.texts.names import error_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Note, Tone, label, scrolled, spaced

_WIDTH = 760


class SettingsPage(Page):
    """Groups of settings, and what this computer has."""

    entry = SETTINGS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._title = label("title")
        self.groups = SettingsGroups(context)
        self._welcome = Button("quiet", "info")
        self._folder = Button("quiet", "folder")
        self._build()

    @override
    def shown(self) -> None:
        self.groups.look()

    @override
    def retranslate(self) -> None:
        self._title.setText(self.entry.title())
        self._welcome.say(self.tr("Show the welcome page"))
        self._folder.say(self.tr("Open the program's folder"))

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), GRID * 3, GRID * 2)
        column.addWidget(self._title)
        problem = self.context.settings.problem
        if problem is not None:
            column.addWidget(Note(Tone.PROBLEM, *error_words(problem)))
        inside = QWidget()
        inside.setMaximumWidth(_WIDTH)
        rows = spaced(QVBoxLayout(inside), 0, GRID * 2)
        rows.addWidget(self.groups)
        last = spaced(QHBoxLayout(), 0, GRID)
        for button in (self._welcome, self._folder):
            last.addWidget(button)
        last.addStretch()
        rows.addLayout(last)
        rows.addStretch()
        column.addWidget(scrolled(inside), 1)
        self._welcome.clicked.connect(lambda: self.context.events.show_page.emit("welcome"))
        self._folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.context.home)))
        )
