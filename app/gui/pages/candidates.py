"""The grid of candidates: each with its score, and what to do with the chosen one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.gui.services.draw_status import DrawnPicture
from app.gui.texts.names import flaw_words
from app.gui.theme import GRID, look
from app.gui.widgets.basic import Button, label, spaced
from app.gui.widgets.flow import Flow

_THUMB = QSize(176, 176)
_PATH = Qt.ItemDataRole.UserRole
_GOOD, _FAIR = 75, 45  # scores from which a candidate is shown in green and in yellow


class Candidates(QWidget):
    """`use`, `keep` and `another` name the picture that was chosen."""

    use = Signal(object)  # Path
    keep = Signal(object)  # Path
    another = Signal(object)  # Path

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[DrawnPicture, ...] = ()
        self.grid = QListWidget()
        self.why = label("soft", wrap=True)
        self.use_button = Button("primary", "create")
        self.keep_button = Button("", "avatars")
        self.another_button = Button("", "retry")
        self._build()
        self._choose()
        self.retranslate()

    @property
    def chosen(self) -> Path | None:
        """The picture that is selected."""
        item = self.grid.currentItem()
        return None if item is None else Path(item.data(_PATH))

    def show_pictures(self, pictures: tuple[DrawnPicture, ...]) -> None:
        """Shows the candidates, the best first; the chosen one stays chosen."""
        if pictures == self._shown:
            return
        self._shown = pictures
        chosen = self.chosen
        self.grid.clear()
        for candidate in pictures:
            item = QListWidgetItem(_icon(candidate), "")
            item.setData(_PATH, str(candidate.path))
            item.setToolTip(self._words(candidate))
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{candidate.score}: {self._words(candidate)}"
            )
            self.grid.addItem(item)
            if candidate.path == chosen:
                self.grid.setCurrentItem(item)
        if self.grid.currentItem() is None and pictures:
            self.grid.setCurrentRow(0)

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        self.use_button.say(self.tr("Use as portrait"))
        self.keep_button.say(self.tr("Keep as presenter…"))
        self.another_button.say(
            self.tr("Same face again"),
            self.tr("Draws this face in other clothes, elsewhere, cut otherwise"),
        )
        self.grid.setAccessibleName(self.tr("Candidates"))
        self._choose()

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), 0, GRID)
        self.grid.setObjectName("presenters")
        self.grid.setViewMode(QListView.ViewMode.IconMode)
        self.grid.setResizeMode(QListView.ResizeMode.Adjust)
        self.grid.setMovement(QListView.Movement.Static)
        self.grid.setIconSize(_THUMB)
        self.grid.setGridSize(_THUMB + QSize(2 * GRID, 2 * GRID))
        self.grid.setUniformItemSizes(True)
        column.addWidget(self.grid, 1)
        column.addWidget(self.why)
        row = Flow(align=Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.another_button)
        row.addWidget(self.keep_button)
        row.addWidget(self.use_button)
        column.addLayout(row)
        self.grid.currentItemChanged.connect(self._choose)
        self.grid.itemActivated.connect(self._use)
        self.use_button.clicked.connect(self._use)
        self.keep_button.clicked.connect(self._keep)
        self.another_button.clicked.connect(self._another)

    def _choose(self) -> None:
        path = self.chosen
        candidate = next((drawn for drawn in self._shown if drawn.path == path), None)
        self.use_button.setEnabled(candidate is not None)
        self.keep_button.setEnabled(candidate is not None)
        self.another_button.setEnabled(candidate is not None)
        self.why.setText(
            "" if candidate is None else f"{candidate.score} · {self._words(candidate)}"
        )

    def _words(self, candidate: DrawnPicture) -> str:
        """Why it has no better score, and how alike its face is."""
        reasons = flaw_words(candidate.reasons)
        if candidate.likeness is None:
            return reasons
        alike = self.tr("likeness {number} of 100").format(number=candidate.likeness)
        return f"{reasons} · {alike}"

    def _another(self) -> None:
        if self.chosen is not None:
            self.another.emit(self.chosen)

    def _use(self) -> None:
        if self.chosen is not None:
            self.use.emit(self.chosen)

    def _keep(self) -> None:
        if self.chosen is not None:
            self.keep.emit(self.chosen)


def _icon(candidate: DrawnPicture) -> QIcon:
    """The picture, cut to a square, with its score in the corner."""
    picture = QPixmap(str(candidate.path)).scaled(
        _THUMB,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left = (picture.width() - _THUMB.width()) // 2
    square = picture.copy(left, 0, _THUMB.width(), _THUMB.height())
    if square.isNull():
        square = QPixmap(_THUMB)
        square.fill(QColor(look().tokens.raised))
    tokens = look().tokens
    painter = QPainter(square)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = (
        tokens.good
        if candidate.score >= _GOOD
        else tokens.warn
        if candidate.score >= _FAIR
        else tokens.bad
    )
    painter.setBrush(QColor(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(8, 8, 40, 24, 8, 8)
    font = QFont(painter.font())
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(tokens.on_accent))
    painter.drawText(8, 8, 40, 24, Qt.AlignmentFlag.AlignCenter, str(candidate.score))
    painter.end()
    made = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        made.addPixmap(square, mode)
    return made
