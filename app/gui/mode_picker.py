"""The modes as little pictures: what the video shows of the portrait, and what moves in it."""

from __future__ import annotations

from pydantic.fields import FieldInfo
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QToolButton

from app.gui.choices import choice_title
from app.gui.editors import Editor
from app.gui.theme import GRID, Tokens, look
from app.gui.words import mode_help
from talker.request import Mode

_SIZE = QSize(56, 48)
_RATIO = 2.0
_COLUMNS = 3


class ModePicker(Editor):
    """One button for each mode."""

    def __init__(self, info: FieldInfo) -> None:
        super().__init__(info)
        self._group = QButtonGroup(self)
        self._buttons: dict[Mode, QToolButton] = {}
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for number, mode in enumerate(Mode):
            button = QToolButton()
            button.setObjectName(f"mode_{mode}")
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(_SIZE)
            button.setMinimumWidth(96)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(self.changed)
            self._group.addButton(button)
            self._buttons[mode] = button
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
        self.row.addLayout(grid)
        self.row.addStretch()
        look().changed.connect(self._tint)
        self._tint()

    @property
    def value(self) -> Mode:
        return next(mode for mode, button in self._buttons.items() if button.isChecked())

    def set_value(self, value: Mode) -> None:
        self._buttons[value].setChecked(True)

    def retranslate(self) -> None:
        for mode, button in self._buttons.items():
            button.setText(choice_title(mode))
            button.setAccessibleName(choice_title(mode))
            button.setToolTip(mode_help(mode))

    def _tint(self) -> None:
        for mode, button in self._buttons.items():
            button.setIcon(QIcon(mode_picture(mode, look().tokens)))


def mode_picture(mode: Mode, tokens: Tokens) -> QPixmap:
    """A photo with a person; bright is what the video shows, in accent what moves."""
    picture = QPixmap(_SIZE * _RATIO)
    picture.setDevicePixelRatio(_RATIO)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    photo = QRectF(2, 3, 52, 42)
    head = QPointF(28, 19)
    shown = {
        Mode.CROP: QRectF(17, 8, 22, 22),
        Mode.EXTCROP: QRectF(12, 5, 32, 29),
    }.get(mode, photo)
    if mode is Mode.RESIZE:
        photo = shown = QRectF(13, 9, 30, 30)
    painter.setPen(QPen(QColor(tokens.line_strong), 1))
    painter.setBrush(QColor(tokens.raised))
    painter.drawRoundedRect(photo, 3, 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent_soft))
    painter.drawRoundedRect(shown, 3, 3)
    scale = 0.72 if mode is Mode.RESIZE else 1.0
    centre = QPointF(28, 21) if mode is Mode.RESIZE else head
    painter.setClipRect(photo)
    painter.setBrush(QColor(tokens.line_strong if mode is not Mode.RESIZE else tokens.accent))
    painter.drawEllipse(QPointF(28, 46 if scale == 1 else 41), 15 * scale, 15 * scale)
    painter.setBrush(QColor(tokens.accent))
    reach = 1.25 if mode in (Mode.EXTFULL, Mode.EXTCROP) else 1.0
    painter.drawEllipse(centre, 6.5 * scale * reach, 8 * scale * reach)
    painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.accent), 2))
    painter.drawRoundedRect(shown, 3, 3)
    painter.end()
    return picture
