"""All presets with pictures of what they make; the program makes them itself, one after another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget
from typing_extensions import override

from app.gui.services.context import Context
from app.gui.texts.choices import preset_title
from app.gui.theme import GRID, look
from app.gui.widgets.basic import plain_tip
from app.gui.widgets.dialog import Dialog
from app.presets import Preset
from app.preview.messages import Made, MakeSample
from talker.errors import MouthpieceError
from talker.options.render import RenderOptions

_PICTURE = QSize(152, 152)
_COLUMNS = 4
_SIZE = QSize(800, 480)


class PresetGallery(Dialog):
    """`chosen` brings the Preset that was clicked; the gallery closes then."""

    chosen = Signal(object)  # Preset

    def __init__(self, context: Context, presets: Sequence[Preset], parent: QWidget) -> None:
        super().__init__(parent, size=_SIZE)
        self._preview = context.preview
        self._asked: int | None = None
        self._cards = {preset.name: _Card(preset) for preset in presets}
        self._missing = list(presets)
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for number, (preset, card) in enumerate(zip(presets, self._cards.values(), strict=True)):
            card.clicked.connect(lambda _=False, preset=preset: self._choose(preset))
            grid.addWidget(card, number // _COLUMNS, number % _COLUMNS)
        self.add_scrolled().insertLayout(0, grid)
        self.finished.connect(self._stop)
        self.retranslate()
        self._ask_next()

    @override
    def retranslate(self) -> None:
        self.say(
            self.tr("Presets"),
            self.tr(
                "Each picture is drawn by the built-in engine from the portrait of the program; "
                "the first time that takes some seconds."
            ),
            leave=self.tr("Close"),
        )
        for card in self._cards.values():
            card.retranslate()

    def _choose(self, preset: Preset) -> None:
        self.chosen.emit(preset)
        self.accept()

    def _ask_next(self) -> None:
        self._asked = None
        if not self._missing:
            return
        preset = self._missing.pop(0)
        card = self._cards[preset.name]
        options = RenderOptions.model_validate(preset.options)

        def show(made: Made) -> None:
            if made.path is not None:
                card.show_picture(QPixmap(str(made.path)))
            self._ask_next()

        def go_on(_: MouthpieceError) -> None:
            self._ask_next()  # a preset without a picture has its words

        self._asked = self._preview.ask(MakeSample(options=options), Made, show, go_on, owner=self)

    def _stop(self) -> None:
        self._missing.clear()
        if self._asked is not None:
            self._preview.cancel(self._asked)


class _Card(QToolButton):
    """A picture with the name below."""

    def __init__(self, preset: Preset) -> None:
        super().__init__()
        self._preset = preset
        self.setObjectName(f"preset_{preset.name}")
        self.setProperty("role", "choice")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(_PICTURE)
        self.setMinimumSize(_PICTURE + QSize(GRID * 3, GRID * 5))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        blank = QPixmap(_PICTURE)
        blank.fill(look().tokens.raised)
        self.setIcon(QIcon(blank))

    def retranslate(self) -> None:
        """The name, and what the preset is for."""
        title = preset_title(self._preset.name)
        self.setText(title)
        self.setAccessibleName(title)
        self.setToolTip(plain_tip(self._preset.description))

    def show_picture(self, picture: QPixmap) -> None:
        """Shows what it makes."""
        self.setIcon(QIcon(picture))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
