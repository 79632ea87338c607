"""The pages of the window, in the order of the rail."""

from __future__ import annotations

from app.gui.pages.page import Page


def page_types() -> tuple[type[Page], ...]:
    """All pages; each is built when it is first shown."""
    from app.gui.pages.avatars import AvatarsPage
    from app.gui.pages.batch import BatchPage
    from app.gui.pages.create import CreatePage
    from app.gui.pages.first_run import FirstRunPage
    from app.gui.pages.library import LibraryPage
    from app.gui.pages.models import ModelsPage
    from app.gui.pages.queue import QueuePage
    from app.gui.pages.settings import SettingsPage

    return (
        *(CreatePage, QueuePage, BatchPage, LibraryPage),
        *(AvatarsPage, ModelsPage, SettingsPage, FirstRunPage),
    )
