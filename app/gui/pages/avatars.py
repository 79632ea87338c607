"""The page Avatars."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.gui.context import Context
from app.gui.page import Page


class AvatarsPage(Page):
    """Avatars."""

    key = "avatars"
    icon_name = "avatars"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._title = QLabel()
        self._title.setProperty("role", "title")
        column = QVBoxLayout(self)
        column.addWidget(self._title)
        column.addStretch()

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("AvatarsPage", "Avatars")

    def retranslate(self) -> None:
        self._title.setText(self.title())
