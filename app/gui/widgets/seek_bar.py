"""The position in a recording or a video: clicked, dragged, or moved with the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider
from typing_extensions import override

_STEP_MS, _PAGE_MS = 1000, 5000


class SeekBar(QSlider):
    """Milliseconds; `sought` tells where the user wants to be, `show_position` never does."""

    sought = Signal(int)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSingleStep(_STEP_MS)
        self.setPageStep(_PAGE_MS)
        self.actionTriggered.connect(lambda _: self.sought.emit(self.sliderPosition()))

    def show_position(self, position: int) -> None:
        """Follows what is played, unless the user holds the handle."""
        if not self.isSliderDown():
            self.setValue(position)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        # The handle goes under the mouse first, so that it is what is pressed and dragged.
        if event.button() is Qt.MouseButton.LeftButton and not self._on_handle(event):
            self.setValue(self._at(event.position().x()))
            self.sought.emit(self.value())
        super().mousePressEvent(event)

    def _option(self) -> QStyleOptionSlider:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return option

    def _on_handle(self, event: QMouseEvent) -> bool:
        part = self.style().hitTestComplexControl(
            QStyle.ComplexControl.CC_Slider, self._option(), event.position().toPoint(), self
        )
        return part is QStyle.SubControl.SC_SliderHandle

    def _at(self, x: float) -> int:
        """The value at which the middle of the handle stands at `x`."""
        option, style = self._option(), self.style()
        parts = QStyle.SubControl.SC_SliderGroove, QStyle.SubControl.SC_SliderHandle
        groove, handle = (
            style.subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)
            for part in parts
        )
        return QStyle.sliderValueFromPosition(
            self.minimum(),
            self.maximum(),
            round(x - groove.left() - handle.width() / 2),
            groove.width() - handle.width(),
            option.upsideDown,
        )
