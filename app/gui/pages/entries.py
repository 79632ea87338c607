"""The places of the rail: what the window says of a page before it is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Any

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True)
class PageEntry:
    """A page: `key` names it for `AppEvents.show_page`, `title` says its name in the language of
    the moment; the icon has the name of the key, or its own. Without `on_rail` no entry is there.

    `where` names its module and class: what a page needs is loaded when it is first shown.
    """

    key: str
    where: str
    title: Callable[[], str]
    own_icon: str = ""
    on_rail: bool = True

    @property
    def icon_name(self) -> str:
        """A file in app/gui/icons."""
        return self.own_icon or self.key

    def load(self) -> Any:
        """The page's class, which has this entry."""
        return resolve_name(f"app.gui.pages.{self.where}")


CREATE = PageEntry(
    "create",
    "create:CreatePage",
    lambda: QCoreApplication.translate("CreatePage", "Create"),
)
QUEUE = PageEntry(
    "queue",
    "queue:QueuePage",
    lambda: QCoreApplication.translate("QueuePage", "Queue"),
)
BATCH = PageEntry(
    "batch",
    "batch:BatchPage",
    lambda: QCoreApplication.translate("BatchPage", "Batch"),
)
LIBRARY = PageEntry(
    "library",
    "library:LibraryPage",
    lambda: QCoreApplication.translate("LibraryPage", "Library"),
)
CAPTIONS = PageEntry(
    "captions",
    "captions:CaptionsPage",
    lambda: QCoreApplication.translate("CaptionsPage", "Captions"),
)
AVATARS = PageEntry(
    "avatars",
    "avatars:AvatarsPage",
    lambda: QCoreApplication.translate("AvatarsPage", "Avatars"),
)
MODELS = PageEntry(
    "models",
    "models:ModelsPage",
    lambda: QCoreApplication.translate("ModelsPage", "Models"),
)
SETTINGS = PageEntry(
    "settings",
    "settings:SettingsPage",
    lambda: QCoreApplication.translate("SettingsPage", "Settings"),
)
WELCOME = PageEntry(
    "welcome",
    "first_run:FirstRunPage",
    lambda: QCoreApplication.translate("FirstRunPage", "Welcome"),
    own_icon="info",
    on_rail=False,
)
ENTRIES = (CREATE, QUEUE, BATCH, LIBRARY, CAPTIONS, AVATARS, MODELS, SETTINGS, WELCOME)
"""All of them, in the order of the rail."""
