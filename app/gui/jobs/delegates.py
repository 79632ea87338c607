"""Draws the cells of the table of jobs: picture and name, state, progress."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPalette, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.gui.jobs.jobs_model import JOB
from app.gui.jobs.texts import has_picture
from app.gui.jobs.thumbnails import Thumbnails
from app.gui.theme import GRID, look, pixmap
from app.queue.job import Job, State
from talker.progress import Stage

ROW_HEIGHT = 56
_THUMB = QSize(40, 40)
_BAR = 4
_LOOKS = {
    State.QUEUED: ("recent", "text_faint"),
    State.RUNNING: ("play", "accent"),
    State.PAUSED: ("pause", "warn"),
    State.DONE: ("check", "good"),
    State.FAILED: ("error", "bad"),
    State.CANCELLED: ("cancel", "text_faint"),
}
_Index = QModelIndex | QPersistentModelIndex


class _CellDelegate(QStyledItemDelegate):
    """Paints the row's ground, then lets `draw` do its part."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        job = index.data(JOB)
        if not isinstance(job, Job):
            return
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(look().tokens.accent_soft))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        self.draw(painter, option, option.rect.adjusted(GRID, 0, -GRID, 0), job, text)
        painter.restore()

    def draw(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, job: Job, text: str
    ) -> None:
        """Draws inside `place`; the painter's state is restored afterwards."""
        raise NotImplementedError


class TextDelegate(_CellDelegate):
    """A quiet text."""

    @override
    def draw(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, job: Job, text: str
    ) -> None:
        del job
        _line(painter, option, place, text, look().tokens.text_soft)


class NameDelegate(_CellDelegate):
    """The portrait, the name, and below it what the video is made from."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails

    @override
    def draw(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, job: Job, text: str
    ) -> None:
        box = QRect(place.topLeft(), _THUMB)
        box.moveTop(place.center().y() - _THUMB.height() // 2)
        picture = job.output if has_picture(job) else job.kind.picture(job.request)
        if picture is not None:
            draw_picture(painter, box, self._thumbnails.get(picture))
        words = place.adjusted(_THUMB.width() + 12, GRID, 0, -GRID)
        upper = QRect(words.x(), words.y(), words.width(), words.height() // 2)
        lower = upper.translated(0, words.height() // 2)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        _line(painter, option, upper, text, look().tokens.text)
        painter.setFont(option.font)
        _line(painter, option, lower, job.kind.summary(job.request), look().tokens.text_faint)


class StateDelegate(_CellDelegate):
    """A sign and a word."""

    @override
    def draw(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, job: Job, text: str
    ) -> None:
        name, role = _LOOKS[job.state]
        tokens = look().tokens
        sign = pixmap(name, getattr(tokens, role), 16)
        painter.drawPixmap(place.x(), place.center().y() - 7, sign)
        failed = job.state is State.FAILED
        colour = tokens.bad if failed else tokens.text
        _line(painter, option, place.adjusted(16 + GRID, 0, 0, 0), text, colour)


class ProgressDelegate(_CellDelegate):
    """What is being done and a bar below it; for a failed job the reason."""

    @override
    def draw(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, job: Job, text: str
    ) -> None:
        tokens = look().tokens
        share = shown_share(job)
        if share is None:
            colour = tokens.bad if job.state is State.FAILED else tokens.text_soft
            _line(painter, option, place, text, colour)
            return
        words = QRect(place.x(), place.y() + GRID, place.width(), place.height() // 2 - GRID // 2)
        _line(painter, option, words, text, tokens.text_soft)
        bar = QRectF(place.x(), place.center().y() + GRID, place.width(), _BAR)
        _bar(painter, bar, tokens.line)
        bar.setWidth(max(float(_BAR), bar.width() * share))
        muted = job.state is not State.RUNNING
        _bar(painter, bar, tokens.line_strong if muted else tokens.accent)


def shown_share(job: Job) -> float | None:
    """How full the bar of a job is, 0..1; None where it has none."""
    if job.state is State.RUNNING and job.stage is Stage.FINISH:
        return 1.0
    if job.state is State.RUNNING or (job.state is not State.DONE and job.done):
        rendering = job.stage is Stage.RENDER and job.total > 0
        return job.done / job.total if rendering else 0.0
    return None


def draw_ground(
    painter: QPainter, option: QStyleOptionViewItem, margin: int = 1, radius: int = 8
) -> None:
    """The ground with round corners of a cell that is chosen; `margin` pixels are free above and
    below it."""
    if option.state & QStyle.StateFlag.State_Selected:
        shape = QPainterPath()
        shape.addRoundedRect(option.rect.adjusted(2, margin, -2, -margin).toRectF(), radius, radius)
        painter.fillPath(shape, QColor(look().tokens.accent_soft))


def draw_picture(
    painter: QPainter,
    box: QRect,
    picture: QPixmap | None,
    radius: int = 6,
    *,
    whole: bool = False,
) -> None:
    """A box with round corners: a picture that fills it, or lies in it as a `whole`, or nothing."""
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(box), radius, radius)
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(box, QColor(look().tokens.raised))
    if picture is not None:
        ratio = Qt.AspectRatioMode
        way = ratio.KeepAspectRatio if whole else ratio.KeepAspectRatioByExpanding
        target = QRect(box.topLeft(), picture.size().scaled(box.size(), way))
        target.moveCenter(box.center())
        if not whole:
            target.moveTop(box.top())  # heads are at the top of tall pictures
        painter.drawPixmap(target, picture)
    painter.restore()


def _line(
    painter: QPainter, option: QStyleOptionViewItem, place: QRect, text: str, colour: str
) -> None:
    disabled = not option.state & QStyle.StateFlag.State_Enabled
    group = QPalette.ColorGroup.Disabled
    painter.setPen(
        option.palette.color(group, QPalette.ColorRole.Text) if disabled else QColor(colour)
    )
    metrics = painter.fontMetrics()
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)


def _bar(painter: QPainter, place: QRectF, colour: str) -> None:
    shape = QPainterPath()
    shape.addRoundedRect(place, _BAR / 2, _BAR / 2)
    painter.fillPath(shape, QColor(colour))
