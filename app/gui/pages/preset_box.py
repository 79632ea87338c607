"""Chooses a preset: a name for some of the options."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.gui.choices import choice_title
from app.gui.editors import calm
from app.gui.pieces import label, spaced
from app.gui.tasks import Tasks
from app.presets import Preset, load_preset, preset_names
from talker.request import RenderOptions


class PresetBox(QWidget):
    """`chosen` brings a Preset. When the options no longer agree with one it says so."""

    chosen = Signal(object)  # Preset

    def __init__(self, tasks: Tasks, home: Path) -> None:
        super().__init__()
        self._presets: list[Preset] = []
        self._title = label("soft")
        self._box = QComboBox()
        calm(self._box)
        column = spaced(QVBoxLayout(self), 0, 4)
        column.addWidget(self._title)
        column.addWidget(self._box)
        self._box.activated.connect(self._activated)
        self._options = RenderOptions()
        self._tasks, self._home = tasks, home
        self.refresh()
        self.retranslate()

    def refresh(self) -> None:
        """Reads the presets anew."""
        home = self._home
        self._tasks.run(
            lambda: [load_preset(name, home) for name in preset_names(home)],
            self._fill,
            owner=self,
        )

    def has(self, name: str) -> bool:
        """Whether the list shows a preset of this name."""
        return any(one.name == name for one in self._presets)

    def show_options(self, options: RenderOptions) -> None:
        """Shows the preset that these options have, or that they are the user's own."""
        self._options = options
        agreeing = (index for index, one in enumerate(self._presets, 1) if _agrees(one, options))
        self._box.setCurrentIndex(next(agreeing, 0))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Preset"))
        self._box.setAccessibleName(self.tr("Preset"))
        self._box.setToolTip(self.tr("Options by name. Your own lie in the folder presets."))
        self._fill(self._presets)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fill(self, presets: list[Preset]) -> None:
        self._presets = presets
        self._box.clear()
        self._box.addItem(self.tr("Custom"))
        for preset in presets:
            self._box.addItem(choice_title(preset.name))
        self.show_options(self._options)

    def _activated(self, index: int) -> None:
        if index > 0:
            self.chosen.emit(self._presets[index - 1])


def _agrees(preset: Preset, options: RenderOptions) -> bool:
    wanted = RenderOptions.model_validate(preset.options)
    return all(getattr(options, name) == getattr(wanted, name) for name in preset.options)
