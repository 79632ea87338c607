"""Chooses a preset, a name for some of the options, and keeps new ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from typing_extensions import override

from app.file_names import safe_name
from app.gui.pages.named_box import NamedBox, readable
from app.gui.pages.preset_gallery import PresetGallery
from app.gui.services.context import Context
from app.gui.texts.choices import preset_title
from app.gui.widgets.messages import MessageBox
from app.gui.widgets.name_dialog import NameDialog
from app.presets import (
    Preset,
    is_own,
    load_preset,
    preset_names,
    remove_preset,
    save_preset,
)
from talker.options.render import RenderOptions, option_values


class PresetBox(NamedBox):
    """`chosen` brings a Preset. When the options no longer agree with one it says so."""

    chosen = Signal(object)  # Preset

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._presets: Sequence[Preset] = []
        self._options = RenderOptions()
        context.events.presets_changed.connect(self.refresh)
        self.refresh()
        self.retranslate()

    @override
    def read(self, home: Path) -> list[Preset]:
        return readable(preset_names(home), load_preset, home)

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
        self.box.setCurrentIndex(chosen + 1)

    @property
    def preset(self) -> Preset | None:
        """The one that is shown."""
        index = self.box.currentIndex()
        return self._presets[index - 1] if index > 0 else None

    def save(self, name: str, *, replace: bool = False) -> None:
        """Keeps the present options under a name."""
        options, home = self._options, self.context.home
        self.do(lambda: save_preset(name, options, home, replace=replace), self._edited)

    def remove(self, name: str) -> None:
        """Forgets one of the user's own."""
        home = self.context.home
        self.do(lambda: remove_preset(name, home), self._edited)

    def show_gallery(self) -> None:
        """Shows all of them with pictures; a click chooses."""
        gallery = PresetGallery(self.context, self._presets, self.window())
        gallery.chosen.connect(self.chosen)
        gallery.open()

    @override
    def retranslate(self) -> None:
        self.title.setText(self.tr("Preset"))
        self.box.setAccessibleName(self.tr("Preset"))
        self.box.setToolTip(self.tr("Options by name. Your own lie in the folder presets."))
        self.more.say(self.tr("Keep or remove presets"))
        self.fill(self._presets)

    @override
    def fill(self, found: Sequence[Preset]) -> None:
        self._presets = found
        self.box.clear()
        self.box.addItem(self.tr("Custom"))
        for preset in found:
            self.box.addItem(preset_title(preset.name))
        self.show_options(self._options)

    @override
    def fill_menu(self) -> None:
        self.menu.addAction(self.tr("Show with pictures…"), self.show_gallery)
        self.menu.addAction(self.tr("Save as preset…")).triggered.connect(self.ask_save)
        preset = self.preset
        if preset is not None and is_own(preset.name, self.context.home):
            title = self.tr("Remove the preset {name}").format(name=preset.name)
            self.menu.addAction(title).triggered.connect(lambda: self.remove(preset.name))

    def ask_save(self) -> None:
        """Asks for the name, and whether another of that name may be replaced."""
        title = self.tr("Save as preset")
        preset = self.preset
        usual = preset.name if preset is not None and is_own(preset.name, self.context.home) else ""
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

    @override
    def activated(self, index: int) -> None:
        if index > 0:
            self.chosen.emit(self._presets[index - 1])

    def _edited(self, _: object) -> None:
        self.context.events.presets_changed.emit()


def _agrees(preset: Preset, options: RenderOptions) -> bool:
    wanted = RenderOptions.model_validate(preset.options)
    shown, set_by = option_values(options), option_values(wanted)
    return all(shown[name] == set_by[name] for name in preset.options)
