"""Editors for options that are typed: texts, colors, rows of numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from annotated_types import MaxLen
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QColorDialog, QLineEdit, QPlainTextEdit, QToolButton
from typing_extensions import override

from app.gui.texts.names import option_suffix, option_title
from app.gui.theme import GRID
from app.gui.widgets.basic import restyle
from app.gui.widgets.editors import Editor

_LIST_SIGNS = re.compile("[,;°]")
_COLOR = re.compile("(#[0-9a-f]{6})?")


class NumbersEditor(Editor):
    """Several numbers in a row, such as angles: `-10, 20`."""

    def __init__(self, info: FieldInfo) -> None:
        super().__init__(info)
        kind: Any = info.annotation
        self._check: TypeAdapter[tuple[float, ...]] = TypeAdapter(kind)
        self._line = QLineEdit()
        self._line.textEdited.connect(self._typed)
        self.row.addWidget(self._line, 1)

    @property
    @override
    def value(self) -> tuple[float, ...] | None:
        try:
            numbers = [float(part) for part in _LIST_SIGNS.sub(" ", self._line.text()).split()]
            return self._check.validate_python(tuple(numbers))
        except (ValueError, ValidationError):
            return None

    @override
    def set_value(self, value: Sequence[float]) -> None:
        unit = option_suffix(self.info, 0)
        self._line.setText(", ".join(f"{number:g}{unit}" for number in value))
        self._mark()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._line.setPlaceholderText(
            self.tr("for example {numbers}").format(numbers="-10°, 20°, 0°")
        )

    def _typed(self) -> None:
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        self._line.setProperty("wrong", "true" if self.value is None else "false")
        restyle(self._line)


class WordsEditor(Editor):
    """A line of text; nothing typed is an empty one."""

    def __init__(self, info: FieldInfo) -> None:
        super().__init__(info)
        self._line = QLineEdit()
        for bound in info.metadata:
            if isinstance(bound, MaxLen):
                self._line.setMaxLength(bound.max_length)
        self._line.textEdited.connect(self.changed)
        self.row.addWidget(self._line, 1)

    @property
    @override
    def value(self) -> str:
        return self._line.text().strip()

    @override
    def set_value(self, value: str) -> None:
        if value != self.value:  # the blank that is just being typed stays
            self._line.setText(value)


class TextsEditor(WordsEditor):
    """Several texts in one line, separated by semicolons."""

    def __init__(self, info: FieldInfo) -> None:
        super().__init__(info)
        declared: Any = Annotated[info.annotation, *info.metadata]
        self._check: TypeAdapter[tuple[str, ...]] = TypeAdapter(declared)

    @property
    @override
    def value(self) -> Any:
        try:
            value = self._check.validate_python(super().value)
        except ValidationError:
            value = None
        self._line.setProperty("wrong", "true" if value is None else "false")
        restyle(self._line)
        return value

    @override
    def set_value(self, value: Any) -> None:
        if value != self.value:  # what is just being typed stays
            super().set_value("; ".join(value))


class ColorEditor(WordsEditor):
    """A color as #rrggbb, typed or chosen; nothing typed is none."""

    def __init__(self, info: FieldInfo) -> None:
        super().__init__(info)
        self._swatch = QToolButton()
        self._swatch.setProperty("role", "icon")
        self._swatch.setIconSize(QSize(18, 18))
        self._swatch.clicked.connect(self._choose)
        self.row.addWidget(self._swatch)
        self._line.textChanged.connect(self._show)

    @property
    @override
    def value(self) -> str:
        return super().value.lower()

    @property
    @override
    def fits(self) -> bool:
        return _COLOR.fullmatch(self.value) is not None

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._line.setPlaceholderText("#rrggbb")
        self._swatch.setToolTip(self.tr("Choose a color"))
        self._swatch.setAccessibleName(self.tr("Choose a color"))

    def _choose(self) -> None:
        chosen = QColorDialog.getColor(
            QColor(self.value or "#ffffff"), self, option_title(self.info)
        )
        if chosen.isValid():
            self.set_value(chosen.name())
            self.changed.emit()

    def _show(self) -> None:
        picture = QPixmap(18, 18)
        picture.fill(QColor(self.value) if self.fits and self.value else Qt.GlobalColor.transparent)
        self._swatch.setIcon(QIcon(picture))
        self._line.setProperty("wrong", "false" if self.fits else "true")
        restyle(self._line)


class ParagraphEditor(Editor):
    """Some lines of text, for what may be long; `box` where it is a special one."""

    def __init__(self, info: FieldInfo, lines: int, box: QPlainTextEdit | None = None) -> None:
        super().__init__(info)
        self._box = box or QPlainTextEdit()
        self._box.setTabChangesFocus(True)
        # By its own sheet: the window's would win over a fixed height.
        height = lines * self._box.fontMetrics().lineSpacing() + 2 * GRID
        self._box.setStyleSheet(f"min-height: {height}px; max-height: {height}px;")
        self._box.textChanged.connect(self.changed)
        self.row.addWidget(self._box, 1)

    @property
    @override
    def value(self) -> str:
        return self._box.toPlainText().strip()

    @override
    def set_value(self, value: str) -> None:
        if value != self.value:
            self._box.blockSignals(True)
            self._box.setPlainText(value)
            self._box.blockSignals(False)
