"""Labels, buttons, cards and notes in the look of the house."""

from __future__ import annotations

import html
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.theme import GRID, icon, look, pixmap

_ICON_GAP = 4
_ICON_SIZE = 18
_CUT_WIDTH = 40
_NAME_WIDTH = 160
W = TypeVar("W", bound=QWidget)
L = TypeVar("L", bound=QLayout)


class Tone(StrEnum):
    """How serious a note is; the values are roles of the style sheet."""

    NOTE = "note"
    WARNING = "warning"
    PROBLEM = "problem"


_TONES = {
    Tone.NOTE: ("info", "text_soft"),
    Tone.WARNING: ("warning", "warn"),
    Tone.PROBLEM: ("error", "bad"),
}


def with_role(widget: W, role: str) -> W:
    """Gives a widget one of the style sheet's roles."""
    widget.setProperty("role", role)
    restyle(widget)  # such as a button that a message box has made
    return widget


def restyle(widget: QWidget) -> None:
    """Makes the style sheet look at changed properties; before it is first seen it will anyway."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def label(role: str = "", *, wrap: bool = False) -> QLabel:
    """A text, never markup; `role` is title, heading, soft, faint, good, warn or bad."""
    made = with_role(QLabel(), role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return made


class CutLabel(QLabel):
    """A text in one line that may be longer than its place: its middle gives way to an ellipsis."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        with_role(self, role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(_CUT_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def shown(self) -> str:
        """What fits."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.contentsRect(), place, self.shown)


def plain_tip(text: str) -> str:
    """A tooltip that shows these letters: Qt takes what looks like markup for markup."""
    if "<" not in text and "&" not in text:
        return text
    return "<qt>" + html.escape(text).replace("\n", "<br>") + "</qt>"


def keeps_place(widget: W) -> W:
    """Leaves the room of a widget free while it is hidden, so that nothing moves when it comes."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)
    return widget


def spaced(layout: L, margin: int = 0, spacing: int = GRID) -> L:
    """Sets a layout's distances."""
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def beside(*widgets: QWidget) -> QWidget:
    """What stays together in one line."""
    whole = QWidget()
    row = spaced(QHBoxLayout(whole), 0, GRID // 2)
    for widget in widgets:
        row.addWidget(widget)
    return whole


def card(layout: type[QBoxLayout] = QVBoxLayout) -> tuple[QFrame, QBoxLayout]:
    """A framed part of a page, and where its content goes."""
    frame = with_role(QFrame(), "card")
    inner: QBoxLayout = layout(frame)  # type: ignore[arg-type]
    return frame, spaced(inner, GRID * 2)


def line() -> QFrame:
    """A thin rule between parts."""
    return with_role(QFrame(), "line")


def fields_column() -> tuple[QWidget, QVBoxLayout]:
    """What will be `scrolled`: fields one below the other, with room for the bar beside them."""
    inside = QWidget()
    fields = spaced(QVBoxLayout(inside), 0, GRID)
    fields.setContentsMargins(0, 0, GRID * 3 // 2, 0)
    return inside, fields


def scrolled(content: QWidget) -> QScrollArea:
    """Content that may be taller than the page."""
    content.setObjectName("scrolled")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the keys, and scrolls it
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area


def empty(layout: QBoxLayout) -> None:
    """Removes everything in a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Button(QPushButton):
    """A button with an icon that follows the theme; `role` is "", primary, quiet or danger."""

    def __init__(self, role: str = "", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon_name
        self._tone = {"primary": "on_accent", "quiet": "accent_strong", "danger": "bad"}.get(
            role, "text"
        )
        self.setProperty("role", role)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(_ICON_SIZE + _ICON_GAP, _ICON_SIZE))
        look().changed.connect(self._tint)
        self._tint()

    def say(self, text: str, tip: str = "") -> None:
        """Sets text, tooltip and accessible name."""
        self.setText(text)
        self.setToolTip(plain_tip(tip or text))
        self.setAccessibleName(text)
        self.setAccessibleDescription(tip)

    def say_name(self, name: str, tip: str = "") -> None:
        """The name of a file or a folder, whose middle gives way where it is long."""
        middle = Qt.TextElideMode.ElideMiddle
        self.say(self.fontMetrics().elidedText(name, middle, _NAME_WIDTH), tip or name)
        self.setAccessibleName(name)

    def set_icon_name(self, name: str) -> None:
        """Shows another icon of ours."""
        self._icon = name
        self._tint()

    def _tint(self) -> None:
        if self._icon:
            self.setIcon(icon(self._icon, self._tone, _ICON_GAP, (_ICON_SIZE,)))


class IconButton(QToolButton):
    """A small button that is only an icon; its name is in the tooltip."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon_name
        self.setProperty("role", "icon")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(_ICON_SIZE, _ICON_SIZE))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look().changed.connect(self._tint)
        self._tint()

    @property
    def icon_name(self) -> str:
        """The name of the icon that is shown."""
        return self._icon

    def say(self, text: str) -> None:
        """Sets tooltip and accessible name."""
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)

    def set_icon_name(self, name: str) -> None:
        """Shows another icon of ours."""
        self._icon = name
        self._tint()

    def _tint(self) -> None:
        self.setIcon(icon(self._icon, sizes=(_ICON_SIZE,)))


class Picture(QLabel):
    """An icon of ours, drawn large and calm, for empty states."""

    def __init__(self, name: str, size: int = 48, role: str = "text_faint") -> None:
        super().__init__()
        self._name, self._size, self._role = name, size, role
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        look().changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        self.setPixmap(pixmap(self._name, getattr(look().tokens, self._role), self._size))


class Note(QFrame):
    """A sentence that something is worth knowing, doubtful or wrong, and what to do about it."""

    acted = Signal()

    def __init__(self, tone: Tone, text: str, hint: str = "", action: str = "") -> None:
        super().__init__()
        self.setProperty("role", tone.value)
        row = spaced(QHBoxLayout(self), GRID, GRID)
        name, role = _TONES[tone]
        row.addWidget(Picture(name, 18, role), 0, Qt.AlignmentFlag.AlignTop)
        words = label(wrap=True)
        words.setText(text if not hint else f"{text} {hint}")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAccessibleName(words.text())
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row.addWidget(words, 1)
        if action:
            button = Button("quiet")
            button.say(action)
            button.clicked.connect(self.acted)
            row.addWidget(button)


class SearchField(QLineEdit):
    """A line to search by name, with a button that empties it."""

    def __init__(self) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        self.setPlaceholderText(self.tr("Search"))
        self.setAccessibleName(self.tr("Search by name"))
        self.setToolTip(self.tr("Search by name"))
        clear = self.findChild(QToolButton)
        if clear is not None:
            clear.setAccessibleName(self.tr("Clear the search"))
            clear.setToolTip(self.tr("Clear the search"))


class EmptyState(QWidget):
    """What a page shows before there is anything on it, and how to begin."""

    acted = Signal()

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        column = spaced(QVBoxLayout(self), GRID * 4, GRID)
        column.addStretch()
        column.addWidget(Picture(icon_name, 64))
        self._title = label("heading")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = label("soft", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setMaximumWidth(600)
        self._button = Button("primary")
        self._button.clicked.connect(self.acted)
        self._button.hide()
        for widget in (self._title, self._text, self._button):
            row = QHBoxLayout()
            row.addStretch()
            row.addWidget(widget, 10 if widget is self._text else 0)
            row.addStretch()
            column.addLayout(row)
        column.addStretch()

    def say(self, title: str, text: str, action: str = "") -> None:
        """Sets the title, the text, and what the button says; no button without that."""
        self._title.setText(title)
        self._text.setText(text)
        self._button.say(action)
        self._button.setVisible(bool(action))
