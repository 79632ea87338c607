"""Looks at many portraits in the background, one after the other: small pictures and problems."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.gui.services.preview import PreviewService
from app.preview.messages import LookAtPortrait, PortraitLook
from talker.errors import MouthpieceError


class PortraitChecks(QObject):
    """`checked` (Path, PortraitLook) for each; what was looked at once is not looked at again."""

    checked = Signal(object, object)

    def __init__(self, preview: PreviewService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self._known: dict[Path, PortraitLook] = {}
        self._waiting: list[Path] = []
        self._asked: Path | None = None

    def want(self, paths: Iterable[Path]) -> None:
        """What is of interest from now on, in this order."""
        wanted = list(dict.fromkeys(paths))
        for path in wanted:
            if path in self._known:
                self.checked.emit(path, self._known[path])
        self._waiting = [path for path in wanted if path not in self._known]
        self._ask()

    def forget(self) -> None:
        """The files may have changed."""
        self._known.clear()
        self._waiting.clear()

    def _ask(self) -> None:
        # One at a time: whoever works on the batch meanwhile asks this process too.
        if self._asked is not None or not self._waiting:
            return
        self._asked = path = self._waiting.pop(0)
        self._preview.ask(
            LookAtPortrait(path=path),
            PortraitLook,
            partial(self._answered, path),
            self._failed,
            owner=self,
        )

    def _answered(self, path: Path, look: PortraitLook) -> None:
        self._asked = None
        self._known[path] = look
        self.checked.emit(path, look)
        self._ask()

    def _failed(self, _: MouthpieceError) -> None:
        self._asked = None  # the render itself will say what is wrong
        self._ask()
