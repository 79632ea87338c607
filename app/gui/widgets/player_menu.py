"""What a player offers besides playing: speed, loop, single frames, volume."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QSlider, QWidget, QWidgetAction

from app.gui.widgets.volume import volume

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


class PlayerMenu(QMenu):
    """Speed and loop stay for the files that the player opens next."""

    speed_changed = Signal(float)
    loop_changed = Signal(bool)
    stepped = Signal(int)  # frames, on or back

    def __init__(self, parent: QWidget, *, loop: bool, picture: bool) -> None:
        super().__init__(parent)
        self._speeds = QMenu(self)
        self._choices = QActionGroup(self)
        self._loop = QAction(self, checkable=True, checked=loop)
        self._next, self._previous = QAction(self), QAction(self)
        self._loudness = QSlider(Qt.Orientation.Horizontal)
        self._louder = QMenu(self)
        self._build(picture=picture)

    @property
    def speed(self) -> float:
        """How many times as fast as usual."""
        chosen = self._choices.checkedAction()
        return float(chosen.data())

    @property
    def loop(self) -> bool:
        """Whether the end is followed by the beginning."""
        return self._loop.isChecked()

    def retranslate(self) -> None:
        """The words of the language in force."""
        self._speeds.setTitle(self.tr("Speed"))
        self._loop.setText(self.tr("Play again and again"))
        self._next.setText(self.tr("Next frame") + "\t.")
        self._previous.setText(self.tr("Previous frame") + "\t,")
        self._louder.setTitle(self.tr("Volume"))
        self._loudness.setAccessibleName(self.tr("Volume"))
        self._loudness.setToolTip(self.tr("Volume"))

    def _build(self, *, picture: bool) -> None:
        for factor in SPEEDS:
            action = self._speeds.addAction(f"{factor:g}x")
            action.setCheckable(True)
            action.setChecked(factor == 1)
            action.setData(factor)
            self._choices.addAction(action)
        self._choices.triggered.connect(lambda action: self.speed_changed.emit(action.data()))
        self._loop.toggled.connect(self.loop_changed)
        self._next.triggered.connect(lambda: self.stepped.emit(1))
        self._previous.triggered.connect(lambda: self.stepped.emit(-1))
        self._loudness.setRange(0, 100)
        self._loudness.setMinimumWidth(140)
        self._loudness.valueChanged.connect(self._heard)
        volume().changed.connect(self._show_loudness)
        self._show_loudness()
        slider = QWidgetAction(self)
        slider.setDefaultWidget(self._loudness)
        self._louder.addAction(slider)
        self.addMenu(self._speeds)
        self.addMenu(self._louder)
        self.addAction(self._loop)
        if picture:
            self.addSeparator()
            self.addActions([self._previous, self._next])

    def _heard(self, level: int) -> None:
        if level != volume().level:
            volume().set_level(level)

    def _show_loudness(self) -> None:
        self._loudness.setValue(volume().level)
