"""What looks wrong in a window by its numbers: what is cut, covered, or outside of its place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTableView,
    QWidget,
)

from app.gui.widgets.basic import CutLabel

_CONTROLS = (
    *(QLabel, QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox),
    *(QComboBox, QLineEdit, QProgressBar, QTabBar),
)
_FIELD = 2 * (1 + 8)  # border and padding of a field, as the style sheet has them
_ARROW = 24
_TAB = 2 * 16
_SLACK = 2  # pixels of height that nobody sees


def layout_faults(window: QWidget) -> list[str]:
    """One line for each text that has too little room and each part that is in a wrong place."""
    shown = list(parts(window))
    found = [f"cut: {_named(part)}" for part in shown if _is_cut(part)]
    found += [f"scrolls sideways: {_named(part)}" for part in shown if _is_too_wide(part)]
    places = [(part, *_place(part, window)) for part in shown if not isinstance(part, QHeaderView)]
    for part, container, rect in places:
        sideways = rect.left() < 0 or rect.right() >= container.width()
        if sideways or (container is window and rect.bottom() >= container.height()):
            found.append(f"outside: {_named(part)}")
        area = _area(container)
        if area is not None and container.width() > area.viewport().width():
            found.append(f"wider than its place: {_named(part)}")
    for (one, around, rect), (other, around_other, rect_other) in combinations(places, 2):
        if around is around_other and rect.intersects(rect_other):
            found.append(f"over each other: {_named(one)} and {_named(other)}")
    return found


def parts(window: QWidget) -> Iterator[QWidget]:
    """What the user sees as one thing each."""
    for part in window.findChildren(QWidget):
        inner = part.parent()
        if not part.isVisible() or not isinstance(part, (*_CONTROLS, QHeaderView)):
            continue
        if isinstance(part, QScrollBar) or _within_a_control(inner):
            if isinstance(part, QHeaderView) and part.isVisible():
                yield part
            continue
        if not isinstance(part, QLabel) or part.text():
            yield part


def _within_a_control(parent: object) -> bool:
    while isinstance(parent, QWidget) and not parent.isWindow():
        if isinstance(parent, _CONTROLS):
            return True
        if isinstance(parent, QAbstractScrollArea) and not isinstance(parent, QScrollArea):
            return True
        parent = parent.parent()
    return False


def _place(part: QWidget, window: QWidget) -> tuple[QWidget, QRect]:
    """What holds a part, the content of a scroll area or the whole window, and where it lies."""
    around = part.parentWidget()
    while around is not window and around is not None and _area(around) is None:
        around = around.parentWidget()
    assert around is not None
    return around, QRect(part.mapTo(around, QPoint()), part.size())


def _area(inside: QWidget) -> QScrollArea | None:
    """Where a widget is what scrolls."""
    viewport = inside.parentWidget()
    area = None if viewport is None else viewport.parentWidget()
    return area if isinstance(area, QScrollArea) and area.widget() is inside else None


def _is_cut(part: QWidget) -> bool:
    match part:
        case CutLabel():
            return False
        case QLabel() if part.wordWrap():
            narrow = part.width() < part.minimumSizeHint().width()
            return narrow or part.height() < part.heightForWidth(part.width())
        case QLabel():
            return part.width() < part.sizeHint().width() or _is_low(part)
        case QAbstractButton() if part.text() or isinstance(part, QCheckBox):
            return part.width() < part.minimumSizeHint().width() or _is_low(part)
        case QComboBox():
            needed = part.fontMetrics().horizontalAdvance(part.currentText())
            return part.width() < needed + _FIELD + _ARROW or _is_low(part)
        case QLineEdit() if not part.text():
            needed = part.fontMetrics().horizontalAdvance(part.placeholderText())
            path = Path(part.placeholderText()).is_absolute()  # the middle of which may be missing
            return (part.width() < needed + _FIELD and not path) or _is_low(part)
        case QTabBar():
            return any(
                part.tabRect(at).width()
                < part.fontMetrics().horizontalAdvance(part.tabText(at)) + _TAB
                for at in range(part.count())
            )
        case QHeaderView() if part.textElideMode() is Qt.TextElideMode.ElideNone:
            shown = (at for at in range(part.count()) if not part.isSectionHidden(at))
            return any(part.sectionSize(at) < part.sectionSizeHint(at) for at in shown)
        case _:
            return False


def _is_too_wide(part: QWidget) -> bool:
    return isinstance(part, QTableView) and part.horizontalScrollBar().maximum() > 0


def _is_low(part: QWidget) -> bool:
    return part.height() < part.minimumSizeHint().height() - _SLACK


def _named(part: QWidget) -> str:
    text = part.text() if isinstance(part, QLabel | QAbstractButton) else part.accessibleName()
    if isinstance(part, QComboBox):
        text = f"{text}: {part.currentText()}"
    size, least = part.size(), part.minimumSizeHint()
    sizes = f"{size.width()}x{size.height()} of {least.width()}x{least.height()}"
    return f"{type(part).__name__} {text!r} ({sizes}) in {type(part.parent()).__name__}"
