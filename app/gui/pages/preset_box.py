"""Chooses a preset, a name for some of the options, and keeps new ones."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.file_names import safe_name
from app.gui.services.tasks import Tasks
from app.gui.texts.choices import preset_title
from app.gui.widgets.basic import IconButton, label, spaced
from app.gui.widgets.editors import calm
from app.gui.widgets.messages import MessageBox
from app.gui.widgets.name_dialog import NameDialog
from app.gui.widgets.translated import Translated
from app.presets import (
    Preset,
    is_own,
    load_preset,
    preset_names,
    remove_preset,
    save_preset,
)
from talker.errors import MouthpieceError
from talker.options.render import RenderOptions, option_values


class PresetBox(Translated, QWidget):
    """`chosen` brings a Preset. When the options no longer agree with one it says so.

    `edited` after one was kept or removed, here; `failed` brings the MouthpieceError.
    """

    chosen = Signal(object)  # Preset
    edited = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, home: Path) -> None:
        super().__init__()
        self._presets: list[Preset] = []
        self._title = label("soft")
        self._box = QComboBox()
        calm(self._box)
        self._more = IconButton("dots")
        self.menu = QMenu(self)
        column = spaced(QVBoxLayout(self), 0, 4)
        column.addWidget(self._title)
        row = spaced(QHBoxLayout(), 0, 4)
        row.addWidget(self._box, 1)
        row.addWidget(self._more)
        column.addLayout(row)
        self._more.clicked.connect(self._offer)
        self._box.activated.connect(self._activated)
        self._options = RenderOptions()
        self._tasks, self._home = tasks, home
        self.refresh()
        self.retranslate()

    def refresh(self) -> None:
        """Reads the presets anew."""
        home = self._home
        self._tasks.run(lambda: _readable(home), self._fill, self.failed.emit, owner=self)

    def has(self, name: str) -> bool:
        """Whether the list shows a preset of this name."""
        return any(preset.name.casefold() == name.casefold() for preset in self._presets)

    def show_options(self, options: RenderOptions) -> None:
        """Shows the preset that these options have, or that they are the user's own."""
        self._options = options
        agreeing = [
            number for number, preset in enumerate(self._presets) if _agrees(preset, options)
        ]
        # Of several the one that says the most.
        chosen = max(agreeing, key=lambda number: len(self._presets[number].options), default=-1)
        self._box.setCurrentIndex(chosen + 1)

    @property
    def preset(self) -> Preset | None:
        """The one that is shown."""
        index = self._box.currentIndex()
        return self._presets[index - 1] if index > 0 else None

    def save(self, name: str, *, replace: bool = False) -> None:
        """Keeps the present options under a name."""
        options, home = self._options, self._home
        self._tasks.run(
            lambda: save_preset(name, options, home, replace=replace),
            lambda _: self.edited.emit(),
            self.failed.emit,
            owner=self,
        )

    def remove(self, name: str) -> None:
        """Forgets one of the user's own."""
        home = self._home
        self._tasks.run(
            lambda: remove_preset(name, home),
            lambda _: self.edited.emit(),
            self.failed.emit,
            owner=self,
        )

    @override
    def retranslate(self) -> None:
        self._title.setText(self.tr("Preset"))
        self._box.setAccessibleName(self.tr("Preset"))
        self._box.setToolTip(self.tr("Options by name. Your own lie in the folder presets."))
        self._more.say(self.tr("Keep or remove presets"))
        self._fill(self._presets)

    def _fill(self, presets: list[Preset]) -> None:
        self._presets = presets
        self._box.clear()
        self._box.addItem(self.tr("Custom"))
        for preset in presets:
            self._box.addItem(preset_title(preset.name))
        self.show_options(self._options)

    def _offer(self) -> None:
        self.menu.clear()
        self.menu.addAction(self.tr("Save as preset…")).triggered.connect(self.ask_save)
        preset = self.preset
        if preset is not None and is_own(preset.name, self._home):
            title = self.tr("Remove the preset {name}").format(name=preset.name)
            self.menu.addAction(title).triggered.connect(lambda: self.remove(preset.name))
        self.menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def ask_save(self) -> None:
        """Asks for the name, and whether another of that name may be replaced."""
        title = self.tr("Save as preset")
        preset = self.preset
        usual = preset.name if preset is not None and is_own(preset.name, self._home) else ""
        name = NameDialog.ask(self, title, self._name_problem, usual)
        if name is None:
            return
        taken = self.has(name)
        question = self.tr("There is a preset {name} already. Replace it?").format(name=name)
        if not taken or MessageBox.ask(self, self.tr("Replace"), question):
            self.save(name, replace=taken)

    def _name_problem(self, name: str) -> str:
        if safe_name(name) == name:
            return ""
        return self.tr('Leave out the signs < > : " / \\ | ? * and use at most 200 letters.')

    def _activated(self, index: int) -> None:
        if index > 0:
            self.chosen.emit(self._presets[index - 1])


def _readable(home: Path) -> list[Preset]:
    """All presets that can be used; `mouthpiece presets` says what is wrong with the others."""
    found = []
    for name in preset_names(home):
        with suppress(MouthpieceError):
            found.append(load_preset(name, home))
    return found


def _agrees(preset: Preset, options: RenderOptions) -> bool:
    wanted = RenderOptions.model_validate(preset.options)
    shown, set_by = option_values(options), option_values(wanted)
    return all(shown[name] == set_by[name] for name in preset.options)
