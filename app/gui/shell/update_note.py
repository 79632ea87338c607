"""Tells of a newer version in a line at the foot; asks only when that is wanted."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.gui.services.context import Context
from talker.errors import MouthpieceError

if TYPE_CHECKING:
    from app.updates import Release

_log = logging.getLogger(__name__)


class UpdateNote(QObject):
    """Asks once for each start of the window."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def begin(self) -> None:
        """Asks in the background; an answer that does not come is no matter."""
        updates, home = self._context.settings.value.updates, self._context.home

        def look() -> Release | None:
            from app.build_info import build_info
            from app.updates import newer_release, wanted  # no start of the window waits for it

            return newer_release(home) if wanted(updates, build_info()) else None

        self._context.tasks.run(look, self._tell, self._failed, owner=self)

    def _tell(self, release: Release | None) -> None:
        if release is not None:
            words = self.tr("Mouthpiece {version} is there: {page}")
            self._context.events.tell.emit(words.format(version=release.version, page=release.page))

    def _failed(self, error: MouthpieceError) -> None:
        # Nobody asked in person, so nobody wants to read of it.
        _log.info("no answer about newer versions: %s", error)
