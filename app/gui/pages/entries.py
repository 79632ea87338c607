"""The places of the rail: what the window says of a page before it is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.gui.texts.markers import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class PageEntry:
    """A page: `key` names it for `AppEvents.show_page`, `english` is its name, translated with the
    page's own texts; the icon has the name of the key, or its own. Without `on_rail` no entry is
    there.

    `where` names its module and class: what a page needs is loaded when it is first shown.
    """

    key: str
    where: str
    english: str
    own_icon: str = ""
    on_rail: bool = True

    @property
    def icon_name(self) -> str:
        """A file in app/gui/icons."""
        return self.own_icon or self.key

    def title(self) -> str:
        """Its name in the language of the moment."""
        return QCoreApplication.translate(self.where.rpartition(":")[2], self.english)

    def load(self) -> Any:
        """The page's class, which has this entry."""
        return resolve_name(f"app.gui.pages.{self.where}")


CREATE = PageEntry("create", "create:CreatePage", QT_TRANSLATE_NOOP("CreatePage", "Create"))
QUEUE = PageEntry("queue", "queue:QueuePage", QT_TRANSLATE_NOOP("QueuePage", "Queue"))
BATCH = PageEntry("batch", "batch:BatchPage", QT_TRANSLATE_NOOP("BatchPage", "Batch"))
LIBRARY = PageEntry("library", "library:LibraryPage", QT_TRANSLATE_NOOP("LibraryPage", "Library"))
CAPTIONS = PageEntry(
    "captions", "captions:CaptionsPage", QT_TRANSLATE_NOOP("CaptionsPage", "Captions")
)
AVATARS = PageEntry("avatars", "avatars:AvatarsPage", QT_TRANSLATE_NOOP("AvatarsPage", "Avatars"))
MODELS = PageEntry("models", "models:ModelsPage", QT_TRANSLATE_NOOP("ModelsPage", "Models"))
SETTINGS = PageEntry(
    "settings", "settings:SettingsPage", QT_TRANSLATE_NOOP("SettingsPage", "Settings")
)
WELCOME = PageEntry(
    "welcome",
    "first_run:FirstRunPage",
    QT_TRANSLATE_NOOP("FirstRunPage", "Welcome"),
    own_icon="info",
    on_rail=False,
)
ENTRIES = (CREATE, QUEUE, BATCH, LIBRARY, CAPTIONS, AVATARS, MODELS, SETTINGS, WELCOME)
"""All of them, in the order of the rail."""
