"""Draws how far a job is: a slim bar with the stage's name above it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.gui.jobs_model import JOB_ROLE
from app.gui.theme import GRID, look
from app.queue.job import Job, State

_HEIGHT = 6.0


class ProgressDelegate(QStyledItemDelegate):
    """Only running jobs have a bar."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        job = index.data(JOB_ROLE)
        if not isinstance(job, Job) or job.state is not State.RUNNING:
            super().paint(painter, option, index)
            return
        option.displayAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        super().paint(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        rect = option.rect
        place = QRectF(
            rect.left() + GRID, rect.bottom() - GRID - _HEIGHT / 2, rect.width() - 2 * GRID, _HEIGHT
        )
        painter.setBrush(look().tokens.raised)
        painter.drawRoundedRect(place, _HEIGHT / 2, _HEIGHT / 2)
        share = job.done / job.total if job.total else 0.0
        if share > 0:
            place.setWidth(max(_HEIGHT, place.width() * min(share, 1.0)))
            painter.setBrush(look().tokens.accent)
            painter.drawRoundedRect(place, _HEIGHT / 2, _HEIGHT / 2)
        painter.restore()
