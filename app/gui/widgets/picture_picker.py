"""Chooses one of several values by little pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from pydantic.fields import FieldInfo
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QToolButton
from typing_extensions import override

from app.gui.texts.choices import choice_title
from app.gui.theme import GRID, Tokens, look
from app.gui.widgets.editors import Editor
from talker.options.choice import Choice

PICTURE = QSize(56, 48)
RATIO = 2.0  # pixels of a picture to one of the window, for fine screens
_WIDTH = 288  # of a row without gaps, at least
_FEWEST = 2  # buttons in a row


def blank_picture() -> QPixmap:
    """A clear picture to paint on."""
    picture = QPixmap(PICTURE * RATIO)
    picture.setDevicePixelRatio(RATIO)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


V = TypeVar("V", bound=Choice)


class PicturePicker(Editor, Generic[V]):
    """One button for each value: `paint` makes its picture, `tip` says what it does.

    A row holds `columns` of them where their words have room, and more where there is more.
    """

    def __init__(
        self,
        info: FieldInfo,
        kind: type[V],
        paint: Callable[[V, Tokens], QPixmap],
        tip: Callable[[V], str],
        columns: int = 3,
    ) -> None:
        super().__init__(info)
        self._paint = paint
        self._tip = tip
        self._group = QButtonGroup(self)
        self._buttons: dict[V, QToolButton] = {}
        self._columns = 0
        self._least = _WIDTH // columns
        self._grid = QGridLayout()
        self._grid.setSpacing(GRID)
        for value in kind:
            button = QToolButton()
            button.setObjectName(f"{kind.__name__.lower()}_{value}")
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(PICTURE)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(self.changed)
            self._group.addButton(button)
            self._buttons[value] = button
        self._lay_out()
        self.row.addLayout(self._grid)
        self.row.addStretch()
        look().changed.connect(self._tint)
        self._tint()

    @override
    def minimumSizeHint(self) -> QSize:
        """That of the fewest columns: with more the buttons may still come together again."""
        gaps = GRID * (_FEWEST - 1)
        return QSize(_FEWEST * self._width + gaps, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @property
    @override
    def value(self) -> V:
        return next(value for value, button in self._buttons.items() if button.isChecked())

    @override
    def set_value(self, value: V) -> None:
        self._buttons[value].setChecked(True)

    @override
    def retranslate(self) -> None:
        for value, button in self._buttons.items():
            button.setText(choice_title(value))
            button.setAccessibleName(choice_title(value))
            button.setToolTip(self._tip(value))
        self._lay_out()

    @property
    def _width(self) -> int:
        """Of each button: the widest decides."""
        return max(self._least, *(one.minimumSizeHint().width() for one in self._buttons.values()))

    def _lay_out(self) -> None:
        width, count = self._width, len(self._buttons)
        for button in self._buttons.values():
            button.setMinimumWidth(width)
        fitting = (self.width() + GRID) // (width + GRID)
        rows = -(-count // min(max(fitting, _FEWEST), count))
        columns = max(_FEWEST, -(-count // rows))  # no row much shorter than the others
        if columns == self._columns:
            return
        self._columns = columns
        for number, button in enumerate(self._buttons.values()):
            self._grid.removeWidget(button)
            self._grid.addWidget(button, number // columns, number % columns)

    def _tint(self) -> None:
        for value, button in self._buttons.items():
            button.setIcon(QIcon(self._paint(value, look().tokens)))
