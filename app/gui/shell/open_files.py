"""Brings files to where they belong that were opened with the program, at the start or later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.gui.services.context import Context
from app.gui.texts.names import option_title
from app.gui.widgets.messages import MessageBox
from app.presets import PRESET_SUFFIX, Preset, read_foreign_preset, take_preset
from talker.options.render import RenderOptions, declared_fields

PACK_SUFFIX = ".mppack"


_MOST = 30  # lines and signs of a preset that are shown
_LONGEST = 200


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


class FileOpener(QObject):
    """Packs go to Models, presets to the user's own, everything else to Create or Batch."""

    def __init__(self, context: Context, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._window = window
        self.dialog: MessageBox | None = None

    def take(self, paths: list[Path]) -> None:
        """Takes files of any kinds at once."""
        packs = [path for path in paths if path.suffix.lower() == PACK_SUFFIX]
        presets = [path for path in paths if path.suffix.lower() == PRESET_SUFFIX]
        others = [path for path in paths if path not in {*packs, *presets}]
        wishes = self._context.events
        if packs:
            wishes.show_page.emit("models")
            for path in packs:
                self._context.models.import_from(path)
        for path in presets:
            self._take_preset(path)
        if others:
            wishes.create_from_files(others)

    def _take_preset(self, path: Path) -> None:
        home = self._context.home
        self._context.events.show_page.emit("create")
        tasks = self._context.tasks

        def shown(preset: Preset) -> None:
            self._show(
                preset,
                lambda: tasks.run(
                    lambda: take_preset(path, home),
                    self._preset_taken,
                    self._context.events.tell_error,
                    owner=self,
                ),
            )

        tasks.run(
            lambda: read_foreign_preset(path), shown, self._context.events.tell_error, owner=self
        )

    def _show(self, preset: Preset, take: Callable[[], None]) -> None:
        """Shows what a preset from elsewhere sets before it joins the user's own."""
        fields = declared_fields(RenderOptions)
        lines = [f"{option_title(fields[key])}: {value}" for key, value in preset.options.items()]
        self.dialog = box = MessageBox(self._window)
        box.setText(self.tr("Put the preset {name} into your list?").format(name=preset.name))
        box.setInformativeText(
            "\n".join(_short(line) for line in (preset.description, *lines[:_MOST]) if line)
        )
        box.add(self.tr("Put it there"), MessageBox.ButtonRole.AcceptRole, primary=True)
        box.add(self.tr("Leave it"), MessageBox.ButtonRole.RejectRole)
        box.accepted.connect(take)
        box.open()

    def _preset_taken(self, preset: Preset) -> None:
        self._context.events.presets_changed.emit()
        self._context.events.tell.emit(
            self.tr("The preset {name} is in the list.").format(name=preset.name)
        )
