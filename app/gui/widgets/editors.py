"""Editors for single options: switches, choices, numbers."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from annotated_types import Ge, Gt, Le, Lt, MultipleOf
from pydantic.fields import FieldInfo
from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSlider,
    QSpinBox,
    QWidget,
)
from typing_extensions import override

from app.gui.texts.choices import choice_title
from app.gui.texts.names import option_help, option_lowest, option_suffix, option_title
from app.gui.theme import GRID
from app.gui.widgets.basic import spaced

_SLIDER_STEPS = 20  # to one unit of the value
_SLIDER_TO = 100
_SLIDER_WIDTH = 56  # pixels, at least
_SHOWN_LETTERS = 10
_DIGITS = 6  # of a number that is shown


@dataclass(frozen=True)
class Range:
    """What a number may be; None where there is no bound."""

    low: float | None
    high: float | None
    step: float

    @classmethod
    def of(cls, metadata: Sequence[object], *, whole: bool) -> Range:
        """The bounds that a field declares (Ge, Gt, Le, Lt, MultipleOf); `whole` for integers."""
        low: Any = None
        high: Any = None
        step: Any = 1 if whole else 0.05
        for bound in metadata:
            match bound:
                case Ge():
                    low = bound.ge
                case Gt():
                    low = bound.gt
                case Le():
                    high = bound.le
                case Lt():
                    high = bound.lt
                case MultipleOf():
                    step = bound.multiple_of
        return cls(low, high, step)


class Editor(QWidget):
    """Edits the value of one option; `changed` when the user has changed it."""

    changed = Signal()

    def __init__(self, info: FieldInfo) -> None:
        super().__init__()
        self.info = info
        self._why = ""
        self.row = spaced(QHBoxLayout(self), 0, GRID)

    @property
    def value(self) -> Any:
        """A value that fits the option, or None while what is typed does not."""
        raise NotImplementedError

    @property
    def fits(self) -> bool:
        """Whether `value` is a value of the option."""
        return self.value is not None

    def set_value(self, value: Any) -> None:
        """Shows a value, without `changed`."""
        raise NotImplementedError

    def set_useless(self, why: str) -> None:
        """The option has no effect now, and why; "" where it has one."""
        self._why = why
        self.setEnabled(not why)
        self.retranslate()

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        tip = self._why or option_help(self.info) or option_title(self.info)
        for widget in self.findChildren(QWidget):
            widget.setToolTip(tip)
            if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                widget.setAccessibleName(option_title(self.info))
                widget.setAccessibleDescription(self._why or option_help(self.info))


class CalmWheel(QObject):
    """Keeps the wheel from changing a value that is only scrolled past."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget):
            event.ignore()
            return not watched.hasFocus()
        return super().eventFilter(watched, event)


def calm(widget: QWidget) -> None:
    """Lets the wheel change a value only once it has the focus."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(CalmWheel(widget))


class SwitchEditor(Editor):
    """Yes or no; the title stands beside the box."""

    def __init__(self, info: FieldInfo) -> None:
        super().__init__(info)
        self._box = QCheckBox()
        self._box.clicked.connect(self.changed)
        self.row.addWidget(self._box)
        self.row.addStretch()

    @property
    @override
    def value(self) -> bool:
        return self._box.isChecked()

    @override
    def set_value(self, value: bool) -> None:
        self._box.setChecked(value)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._box.setText(option_title(self.info))


class ChoiceEditor(Editor):
    """One of several names, each shown as `title` calls it."""

    def __init__(
        self,
        info: FieldInfo,
        values: Iterable[str],
        title: Callable[[Any], str] = choice_title,
    ) -> None:
        super().__init__(info)
        self._values = list(values)
        self._title = title
        self._box = QComboBox()
        # Long names may be cut in a narrow form; the open list shows them whole.
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._box.setSizeAdjustPolicy(adjust)
        self._box.setMinimumContentsLength(_SHOWN_LETTERS)
        for value in self._values:
            self._box.addItem(value)
        calm(self._box)
        self._box.activated.connect(self.changed)
        self.row.addWidget(self._box, 1)

    @property
    @override
    def value(self) -> str:
        return self._values[self._box.currentIndex()]

    @override
    def set_value(self, value: str) -> None:
        if value not in self._values:  # an engine that is not installed any more
            self._values.append(value)
            self._box.addItem(self._title(value))
        self._box.setCurrentIndex(self._values.index(value))

    def offer(self, values: Container[str]) -> None:
        """Leaves only these to be chosen; the others stay in sight."""
        model = self._box.model()
        assert isinstance(model, QStandardItemModel)
        for index, value in enumerate(self._values):
            model.item(index).setEnabled(value in values)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        for index, value in enumerate(self._values):
            self._box.setItemText(index, self._title(value))


class _PlainBox(QDoubleSpinBox):
    """A fraction without the zeros that say nothing."""

    @override
    def textFromValue(self, value: float) -> str:
        return QLocale().toString(value, "g", _DIGITS)


class _WideBox(QDoubleSpinBox):
    """Whole numbers beyond 31 bits, which a QSpinBox does not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.setDecimals(0)

    @override
    def textFromValue(self, value: float) -> str:
        return str(round(value))


class NumberEditor(Editor):
    """A whole number or a fraction, with a slider where the range is small."""

    _LARGEST: ClassVar[int] = 2**31 - 1

    def __init__(self, info: FieldInfo, *, whole: bool) -> None:
        super().__init__(info)
        limits = Range.of(info.metadata, whole=whole)
        self._whole = whole
        self._slider: QSlider | None = None
        self._box: QSpinBox | QDoubleSpinBox
        low, high = limits.low or 0, limits.high if limits.high is not None else self._LARGEST
        if whole:
            self._box = QSpinBox() if high <= self._LARGEST else _WideBox()
            self._box.setRange(round(low), round(high))
            self._box.setSingleStep(round(limits.step))
        else:
            self._box = _PlainBox()
            self._box.setRange(low, high)
            self._box.setSingleStep(limits.step)
            self._box.setDecimals(2)
            if high <= _SLIDER_TO:
                self._add_slider(low, high)
        self._box.setStepType(QAbstractSpinBox.StepType.DefaultStepType)
        self._box.setKeyboardTracking(False)
        self._box.setMinimumWidth(88)
        self._box.lineEdit().setTextMargins(6, 0, 0, 0)
        calm(self._box)
        self._box.valueChanged.connect(self._typed)
        self.row.addWidget(self._box, 0 if self._slider else 1)

    @property
    @override
    def value(self) -> float | int:
        return round(self._box.value()) if self._whole else self._box.value()

    @override
    def set_value(self, value: float) -> None:
        self._box.blockSignals(True)
        self._box.setValue(value)  # type: ignore[arg-type]
        self._box.blockSignals(False)
        self._follow()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._box.setSpecialValueText(option_lowest(self.info))
        self._say_suffix()

    def _say_suffix(self) -> None:
        self._box.setSuffix(option_suffix(self.info, self._box.value()))

    def _add_slider(self, low: float, high: float) -> None:
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setMinimumWidth(_SLIDER_WIDTH)
        self._slider.setRange(round(low * _SLIDER_STEPS), round(high * _SLIDER_STEPS))
        self._slider.setPageStep(_SLIDER_STEPS // 2)
        calm(self._slider)
        self._slider.valueChanged.connect(lambda at: self._box.setValue(at / _SLIDER_STEPS))
        self.row.addWidget(self._slider, 1)

    def _follow(self) -> None:
        self._say_suffix()
        if self._slider is not None:
            self._slider.blockSignals(True)
            self._slider.setValue(round(self._box.value() * _SLIDER_STEPS))
            self._slider.blockSignals(False)

    def _typed(self) -> None:
        self._follow()
        self.changed.emit()
