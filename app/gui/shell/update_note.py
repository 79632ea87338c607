"""Tells of a newer version in a line at the foot; asks only when that is wanted."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject

from app.build_info import build_info
from app.gui.services.context import Context
from app.updates import Release, newer_release, wanted
from talker.errors import MouthpieceError

_log = logging.getLogger(__name__)


class UpdateNote(QObject):
    """Asks once for each start of the window."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def begin(self) -> None:
        """Asks in the background; an answer that does not come is no matter."""
        context = self._context
        if wanted(context.settings.value.updates, build_info()):
            context.tasks.run(
                lambda: newer_release(context.home), self._tell, self._failed, owner=self
            )

    def _tell(self, release: Release | None) -> None:
        if release is not None:
            words = self.tr("Mouthpiece {version} is there: {page}")
            self._context.events.tell.emit(words.format(version=release.version, page=release.page))

    def _failed(self, error: MouthpieceError) -> None:
        # Nobody asked in person, so nobody wants to read of it.
        _log.info("no answer about newer versions: %s", error)
