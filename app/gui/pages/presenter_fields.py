"""What a presenter usually speaks with: the fields for a recording and for a preset."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.services.input_files import Kind
from app.gui.texts.choices import preset_title
from app.gui.theme import GRID
from app.gui.widgets.basic import CutLabel, IconButton, plain_tip, spaced
from app.gui.widgets.editors import calm
from app.gui.widgets.file_choice import ask_file
from app.gui.widgets.translated import Translated
from app.preview.script_messages import VoicesFound


class VoiceField(Translated, QWidget):
    """The name of a recording, and buttons to choose another one or none.

    `changed` after the user has done so.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self._name = CutLabel()
        self._choose = IconButton("folder")
        self._clear = IconButton("close")
        row = spaced(QHBoxLayout(self), 0, GRID // 2)
        row.addWidget(self._name, 1)
        row.addWidget(self._choose)
        row.addWidget(self._clear)
        self._choose.clicked.connect(self._browse)
        self._clear.clicked.connect(lambda: self._take(None))
        self.retranslate()

    def set_path(self, path: Path | None) -> None:
        """Shows a recording, without `changed`."""
        self.path = path
        self._name.setText(self.tr("None") if path is None else path.name)
        self._name.setToolTip("" if path is None else plain_tip(str(path)))
        self._clear.setVisible(path is not None)

    @override
    def retranslate(self) -> None:
        self._choose.say(self.tr("Choose the usual recording"))
        self._clear.say(self.tr("No usual recording"))
        self.set_path(self.path)

    def _browse(self) -> None:
        title = self.tr("Choose the usual recording")
        path = ask_file(self, Kind.SPEECH, self.path, title)
        if path is not None:
            self._take(path)

    def _take(self, path: Path | None) -> None:
        self.set_path(path)
        self.changed.emit()


class PresetField(QComboBox):
    """One of the presets, or none; a preset that is gone stays until another is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._known: Sequence[str] = ()
        self._value = ""
        # Long names may be cut in the narrow panel; the open list shows them whole.
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(adjust)
        calm(self)
        self.activated.connect(self._choose)
        self._fill()

    @property
    def value(self) -> str:
        """The name of the preset; empty for none."""
        return self._value

    def set_value(self, name: str) -> None:
        """Chooses a preset by its name; empty for none."""
        self._value = name
        self._fill()

    def set_known(self, names: Sequence[str]) -> None:
        """The presets that there are."""
        self._known = names
        self._fill()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def title_of(self, name: str) -> str:
        """What the list shows for one of them."""
        return preset_title(name)

    def _choose(self, index: int) -> None:
        self._value = str(self.itemData(index))

    def _fill(self) -> None:
        shown = self._value.casefold()
        self.clear()
        self.addItem(self.tr("None"), "")
        for name in self._known:
            # The one that is shown keeps the letters it was stored with: nothing was changed.
            self.addItem(self.title_of(name), self._value if name.casefold() == shown else name)
        if self.findData(self._value) < 0:
            self.addItem(self._value, self._value)
        self.setCurrentIndex(self.findData(self._value))


class TextVoiceField(PresetField):
    """One of the voices that speak texts, by its id, or none."""

    def __init__(self) -> None:
        self._titles: dict[str, str] = {}
        super().__init__()

    def offer(self, found: VoicesFound) -> None:
        """The voices that there are."""
        self._titles = {voice.id: f"{voice.title} ({voice.languages[0]})" for voice in found.voices}
        self.set_known([*self._titles])

    @override
    def title_of(self, name: str) -> str:
        return self._titles.get(name, name)
