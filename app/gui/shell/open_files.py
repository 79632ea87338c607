"""Brings files to where they belong that were opened with the program, at the start or later."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from app.gui.services.context import Context
from app.gui.texts.names import error_words
from app.presets import PRESET_SUFFIX, Preset, take_preset
from talker.errors import MouthpieceError

PACK_SUFFIX = ".mppack"


class FileOpener(QObject):
    """Packs go to Models, presets to the user's own, everything else to Create or Batch."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def take(self, paths: list[Path]) -> None:
        """Takes files of any kinds at once."""
        packs = [path for path in paths if path.suffix.lower() == PACK_SUFFIX]
        presets = [path for path in paths if path.suffix.lower() == PRESET_SUFFIX]
        others = [path for path in paths if path not in {*packs, *presets}]
        wishes = self._context.events
        if packs:
            wishes.show_page.emit("models")
            for path in packs:
                self._context.models.take(path)
        for path in presets:
            self._take_preset(path)
        if others:
            wishes.show_page.emit("create")
            wishes.use_files.emit(others)

    def _take_preset(self, path: Path) -> None:
        home = self._context.home
        self._context.events.show_page.emit("create")
        self._context.tasks.run(
            lambda: take_preset(path, home), self._preset_taken, self._tell, owner=self
        )

    def _preset_taken(self, preset: Preset) -> None:
        self._context.events.presets_changed.emit()
        self._context.events.tell.emit(
            self.tr("The preset {name} is in the list.").format(name=preset.name)
        )

    def _tell(self, error: MouthpieceError) -> None:
        self._context.events.tell.emit(" ".join(error_words(error)))
