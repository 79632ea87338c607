"""Instead of a recording: for how long the presenter waits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QVBoxLayout, QWidget

from app.gui.texts.names import option_help
from app.gui.theme import GRID
from app.gui.widgets.basic import Picture, label, spaced
from app.gui.widgets.editors import Range, calm
from talker.options.render import RenderOptions

_USUAL_SECONDS = 10.0
_LEAST_SECONDS = 0.5


class IdleView(QWidget):
    """`changed` when another number of seconds is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._info = RenderOptions.model_fields["idle"]
        limits = Range.of(self._info.metadata, whole=False)
        assert limits.high is not None
        self._title = label("heading")
        self._help = label("soft", wrap=True)
        self._seconds = QDoubleSpinBox()
        self._seconds.setRange(_LEAST_SECONDS, limits.high)
        self._seconds.setDecimals(1)
        self._seconds.setMinimumWidth(120)
        self._seconds.setValue(_USUAL_SECONDS)
        self._seconds.setKeyboardTracking(False)
        self._seconds.lineEdit().setTextMargins(6, 0, 0, 0)
        calm(self._seconds)
        self._seconds.valueChanged.connect(self.changed)
        for text in (self._title, self._help):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = spaced(QVBoxLayout(self), GRID * 2, GRID)
        column.addStretch()
        column.addWidget(Picture("pause", 48, "accent"))
        column.addWidget(self._title)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._seconds)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self._help)
        column.addStretch()

    @property
    def seconds(self) -> float:
        """The chosen length, in seconds."""
        return self._seconds.value()

    def set_seconds(self, seconds: float) -> None:
        """Shows another length, without `changed`."""
        self._seconds.blockSignals(True)
        self._seconds.setValue(seconds)
        self._seconds.blockSignals(False)

    def take_focus(self) -> None:
        """Lets the length be typed at once."""
        self._seconds.setFocus(Qt.FocusReason.OtherFocusReason)
        self._seconds.selectAll()

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        self._title.setText(self.tr("The presenter waits for"))
        self._seconds.setSuffix(self.tr(" seconds"))
        self._seconds.setAccessibleName(self.tr("Seconds to wait"))
        self._seconds.setToolTip(option_help(self._info))
        self._help.setText(option_help(self._info))
