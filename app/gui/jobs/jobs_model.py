"""The table of jobs: what runs first, then what waits in its order, then what ended, latest first.

The rows are ids; what a job is comes from the feed when somebody looks at its row.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from typing_extensions import override

from app.gui.jobs.texts import failure_words, running_word, span_words, state_word
from app.gui.services.jobs_feed import JobsFeed, Outlook, RecentJobs
from app.gui.widgets.basic import plain_tip
from app.queue.estimate import Paces, job_seconds
from app.queue.job import Job, State
from app.queue.listing import CODES, NOTHING, Filter, Listing

JOB = Qt.ItemDataRole.UserRole
MIME = "application/x-mouthpiece-jobs"
WAITING = frozenset({State.QUEUED, State.PAUSED})
_WAITING_CODES = frozenset(CODES[state] for state in WAITING)
_NOWHERE = QModelIndex()
# Rows around those that are looked at are read with them: the next ones to be looked at.
_AROUND = 40
_MOST_ASKED = 400
_ROLES = frozenset(
    {
        JOB,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)
_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, from the left."""

    NAME = 0
    STATE = 1
    PROGRESS = 2
    LEFT = 3
    DEVICE = 4


@dataclass(frozen=True)
class Chosen:
    """The chosen rows from the top: ids and codes of states; `job` when there is one and known."""

    ids: Sequence[int] = ()
    codes: bytes = b""
    job: Job | None = None

    def has(self, states: Collection[State]) -> bool:
        """Whether any is in these states."""
        return any(CODES[state] in self.codes for state in states)

    def of(self, states: Collection[State]) -> list[int]:
        """The ids of those in these states."""
        wanted = {CODES[state] for state in states}
        pairs = zip(self.ids, self.codes, strict=True)
        return [job_id for job_id, code in pairs if code in wanted]


class JobsModel(QAbstractTableModel):
    """Fed by a JobsFeed; `reorder_wanted` when rows were dragged: ids, and the id to go before.

    Some rows move between `stepping` and `stepped`, each told as Qt wants it.
    """

    reorder_wanted = Signal(object, object)  # list[int], int | None
    stepping = Signal()
    stepped = Signal()

    def __init__(self, feed: JobsFeed) -> None:
        super().__init__()
        self._feed = feed
        self._listing = NOTHING
        self._ids: list[int] = []
        self._codes = bytearray()
        self._jobs = RecentJobs()
        self._missing: set[int] = set()
        self._asked: set[int] = set()
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(0)
        self._ask.timeout.connect(self._ask_missing)
        self._paces: Paces | None = feed.outlook.paces
        feed.listed.connect(self.take)
        feed.read.connect(self.fill)
        feed.outlook_changed.connect(self._take_outlook)

    def set_filter(self, wanted: Filter) -> None:
        """Asks for other jobs; they come with one of the next turns."""
        self._feed.set_filter(wanted)

    @property
    def filter(self) -> Filter:
        """Which jobs are shown now."""
        return self._listing.filter

    def job(self, row: int) -> Job | None:
        """The job of a row; None as long as it is not read, which this asks for."""
        job = self._jobs.get(self._ids[row])
        if job is None:
            self._missing.add(row)
            self._ask.start()
        return job

    def row_of(self, job_id: int) -> int | None:
        """Where a job is shown."""
        return self._ids.index(job_id) if job_id in self._ids else None

    def chosen(self, runs: Sequence[tuple[int, int]]) -> Chosen:
        """What is known of the rows from the first to the last of each run."""
        ids: list[int] = []
        codes = bytearray()
        for first, last in runs:
            ids += self._ids[first : last + 1]
            codes += self._codes[first : last + 1]
        return Chosen(ids, bytes(codes), self.job(runs[0][0]) if len(ids) == 1 else None)

    def runs_of(self, ids: Set[int]) -> list[tuple[int, int]]:
        """Where these jobs are shown: the first and the last row of each piece."""
        inside = bytes(map(ids.__contains__, self._ids)) + b"\0"
        runs: list[tuple[int, int]] = []
        end = 0
        while (begin := inside.find(1, end)) >= 0:
            end = inside.find(0, begin)
            runs.append((begin, end - 1))
        return runs

    # --- what views ask

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role not in _ROLES or (job := self.job(index.row())) is None:
            return None
        if role == JOB:
            return job
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(job, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(job, Column(index.column())))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{job.label}, {self._text(job, Column(index.column()))}"
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        match Column(section):
            case Column.NAME:
                return self.tr("Video")
            case Column.STATE:
                return self.tr("State")
            case Column.PROGRESS:
                return self.tr("Progress")
            case Column.LEFT:
                return self.tr("Time left")
            case Column.DEVICE:
                return self.tr("Device")

    def retranslate(self) -> None:
        """Texts are asked for anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    # --- dragging

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if self._codes[index.row()] in _WAITING_CODES:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        return self.drag_data(self.chosen([(row, row) for row in rows]).of(WAITING))

    def drag_data(self, ids: Sequence[int]) -> QMimeData:
        """What is dragged when these jobs are."""
        data = QMimeData()
        data.setData(MIME, ",".join(map(str, ids)).encode())
        return data

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        del action, column
        ids = [int(text) for text in bytes(data.data(MIME).data()).decode().split(",") if text]
        if ids:
            at = row if row >= 0 else parent.row() if parent.isValid() else len(self._ids)
            self.reorder_wanted.emit(ids, self.waiting_from(at, ids))
        return False  # the rows move when the queue has moved them

    def waiting_from(self, row: int, but: Iterable[int] = ()) -> int | None:
        """The first waiting job at `row` or below; None where there is none."""
        excluded = set(but)
        return next(
            (
                self._ids[at]
                for at in range(max(0, row), len(self._ids))
                if self._codes[at] in _WAITING_CODES and self._ids[at] not in excluded
            ),
            None,
        )

    # --- what the feed says

    def fill(self, jobs: list[Job]) -> None:
        """Jobs as they are now."""
        self._jobs.put(jobs)
        self._asked.clear()
        if self._ids:  # which rows these are would have to be searched: views repaint few anyway
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(Column) - 1))

    def take(self, listing: Listing) -> None:
        """Another order. What moved is told one by one where it is little."""
        before, self._listing = self._listing, listing
        moved = listing.moved if listing.filter == before.filter else None
        self._asked.clear()
        if moved:
            self.stepping.emit()
            self._step(listing, moved)
            self.stepped.emit()
        if self._ids != listing.ids:
            self.beginResetModel()
            self._ids, self._codes = list(listing.ids), bytearray(listing.codes)
            self.endResetModel()
        elif self._codes != listing.codes:  # the same jobs under another filter, in other states
            self._codes = bytearray(listing.codes)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(Column) - 1))

    def _step(self, listing: Listing, moved: Sequence[int]) -> None:
        """Takes out what is gone, then puts the others behind those that they stand behind."""
        places = {}
        for job_id in moved:
            if job_id in listing.ids:
                places[job_id] = listing.ids.index(job_id)
            elif (row := self.row_of(job_id)) is not None:
                self.beginRemoveRows(_NOWHERE, row, row)
                del self._ids[row], self._codes[row]
                self.endRemoveRows()
        for job_id, place in sorted(places.items(), key=lambda found: found[1]):
            row = 0 if place == 0 else self._ids.index(listing.ids[place - 1]) + 1
            self._put(job_id, listing.codes[place], row)

    def _put(self, job_id: int, code: int, row: int) -> None:
        """Brings a job before the one that is now in a row, wherever it was."""
        old = self.row_of(job_id)
        if old is None:
            self.beginInsertRows(_NOWHERE, row, row)
            self._ids.insert(row, job_id)
            self._codes.insert(row, code)
            self.endInsertRows()
        elif old == row:
            self._codes[row] = code
        else:
            self.beginMoveRows(_NOWHERE, old, old, _NOWHERE, row)
            del self._ids[old], self._codes[old]
            row -= old < row
            self._ids.insert(row, job_id)
            self._codes.insert(row, code)
            self.endMoveRows()
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def _ask_missing(self) -> None:
        """Asks for the rows that were looked at, with those around them."""
        rows, self._missing = self._missing, set()
        first, last = max(0, min(rows) - _AROUND), min(len(self._ids), max(rows) + _AROUND)
        near = range(first, last) if last - first <= _MOST_ASKED else sorted(rows)[:_MOST_ASKED]
        ids = [self._ids[row] for row in near if row < len(self._ids)]
        ids = [one for one in ids if one not in self._jobs and one not in self._asked]
        if ids:
            self._asked.update(ids)
            self._feed.watch(ids)

    def _take_outlook(self, outlook: Outlook) -> None:
        self._paces = outlook.paces

    def _text(self, job: Job, column: Column) -> str:
        match column:
            case Column.NAME:
                return job.label
            case Column.STATE:
                return state_word(job)
            case Column.PROGRESS:
                if job.state is State.FAILED:
                    return failure_words(job)[0]
                return running_word(job) if job.state is State.RUNNING else ""
            case Column.LEFT:
                return self._left(job)
            case Column.DEVICE:
                return (job.device or "").upper()

    def _left(self, job: Job) -> str:
        if job.state is State.DONE and job.timings:
            return self.tr("took {time}").format(time=span_words(sum(job.timings.values())))
        if self._paces is None or job.state not in (State.RUNNING, State.QUEUED):
            return ""
        return span_words(job_seconds(self._paces, job, time.time()))

    def _tip(self, job: Job, column: Column) -> str:
        if column is Column.NAME:
            paths = (*job.kind.sources(job.request), job.output)
            return "\n".join(str(path) for path in paths if path is not None)
        if job.error is not None:
            return " ".join(failure_words(job))
        return self._text(job, column)
