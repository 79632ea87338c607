"""The table of jobs: what runs first, then what waits in its order, then what ended, latest first.

The list is kept sorted; what changes at once is signalled at once.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from app.gui.jobs.texts import failure_words, running_word, span_words, state_word
from app.gui.services.jobs_feed import JobsFeed, Outlook
from app.gui.widgets.basic import plain_tip
from app.queue.estimate import Paces, job_seconds
from app.queue.job import ENDS, Job, State

JOB = Qt.ItemDataRole.UserRole
MIME = "application/x-mouthpiece-jobs"
WAITING = frozenset({State.QUEUED, State.PAUSED})
_NOWHERE = QModelIndex()
# So many pieces are told to the views one by one; of more they hear once.
_FEW = 5
_Index = QModelIndex | QPersistentModelIndex
_Key = tuple[int, float, float, int]


class Column(IntEnum):
    """The columns, from the left."""

    NAME = 0
    STATE = 1
    PROGRESS = 2
    LEFT = 3
    DEVICE = 4


@dataclass(frozen=True)
class Filter:
    """Which jobs are shown: those in `states` (None: all) whose name holds `text`."""

    states: frozenset[State] | None = None
    text: str = ""

    def takes(self, job: Job) -> bool:
        """Whether the job is shown."""
        if self.states is not None and job.state not in self.states:
            return False
        return not self.text or self.text in job.label.casefold()


def order(job: Job) -> _Key:
    """Where a job stands in the table."""
    if job.state is State.RUNNING:
        return (0, job.started or 0.0, 0.0, job.id)
    if job.state in WAITING:
        return (1, -job.priority, job.position, job.id)
    return (2, -(job.ended or 0.0), 0.0, -job.id)


class JobsModel(QAbstractTableModel):
    """Fed by a JobsFeed; `reorder_wanted` when rows were dragged: ids, and the id to go before."""

    reorder_wanted = Signal(object, object)  # list[int], int | None

    def __init__(self, feed: JobsFeed) -> None:
        super().__init__()
        self._feed = feed
        self._known: dict[int, Job] = {}
        self._rows: list[Job] = []
        self._filter = Filter()
        self._paces: Paces | None = feed.outlook.paces
        feed.changed.connect(self.take)
        feed.removed.connect(self.drop)
        feed.outlook_changed.connect(self._take_outlook)

    @property
    def filter(self) -> Filter:
        """Which jobs are shown."""
        return self._filter

    def set_filter(self, wanted: Filter) -> None:
        """Shows other jobs; selections end."""
        if wanted == self._filter:
            return
        self.beginResetModel()
        self._filter = wanted
        self._rows = sorted(filter(wanted.takes, self._known.values()), key=order)
        self.endResetModel()

    def job(self, row: int) -> Job:
        """The job of a row."""
        return self._rows[row]

    def known(self, job_id: int) -> Job | None:
        """A job, whether the filter shows it or not."""
        return self._known.get(job_id)

    def row_of(self, job_id: int) -> int | None:
        """Where a job is shown."""
        return self._find(self._known.get(job_id))

    # --- what views ask

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        job = self._rows[index.row()]
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

    @override
    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and bool(self._rows) and self._rows[-1].state in ENDS

    @override
    def fetchMore(self, parent: _Index) -> None:
        del parent
        self._feed.load_older()

    # --- dragging

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if self._rows[index.row()].state in WAITING:
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
        ids = [self._rows[row].id for row in rows if self._rows[row].state in WAITING]
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
            at = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
            self.reorder_wanted.emit(ids, self.waiting_from(at, ids))
        return False  # the rows move when the queue has moved them

    def waiting_from(self, row: int, but: Iterable[int] = ()) -> int | None:
        """The first waiting job at `row` or below; None where there is none."""
        excluded = set(but)
        return next(
            (
                job.id
                for job in self._rows[max(0, row) :]
                if job.state in WAITING and job.id not in excluded
            ),
            None,
        )

    # --- what the feed says

    def take(self, jobs: list[Job]) -> None:
        """New and changed jobs."""
        before = {job.id: known for job in jobs if (known := self._known.get(job.id)) is not None}
        self._known.update((job.id, job) for job in jobs)
        self._show({job.id: job for job in jobs}, before)

    def drop(self, ids: list[int]) -> None:
        """Jobs that are gone."""
        before = {job_id: self._known.pop(job_id) for job_id in ids if job_id in self._known}
        self._show(dict.fromkeys(ids), before)

    def _show(self, news: dict[int, Job | None], before: dict[int, Job]) -> None:
        """Brings the rows to what `news` says of some jobs, None of those that are gone.

        `before` holds them as the rows still show them: where a row stands follows from that.
        """
        touched: list[int] = []
        gone: set[int] = set()
        gone_rows: list[int] = []
        moved: list[tuple[Job, Job]] = []
        fresh: list[Job] = []
        for job_id, now in news.items():
            row = self._find(before.get(job_id))
            shown = now is not None and self._filter.takes(now)
            if row is None:
                fresh += [now] if now is not None and shown else []
            elif now is None or not shown:
                gone.add(job_id)
                gone_rows.append(row)
            elif order(now) != order(self._rows[row]):
                moved.append((self._rows[row], now))
            else:
                self._rows[row] = now
                touched.append(row)
        for first, last in _runs(sorted(touched)):
            self._changed(first, last)
        if gone:
            self._remove(gone, _runs(sorted(gone_rows)))
        if moved:
            self._move(moved)
        if fresh:
            self._insert(sorted(fresh, key=order))

    def _find(self, job: Job | None) -> int | None:
        """The row of a job as it is shown; None where it is not."""
        if job is None:
            return None
        row = bisect_left(self._rows, order(job), key=order)
        return row if row < len(self._rows) and self._rows[row].id == job.id else None

    def _changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def _remove(self, gone: set[int], runs: list[tuple[int, int]]) -> None:
        """Few pieces one by one; many go to the end first, so that views hear of it once."""
        if len(runs) > _FEW:
            self._arrange(lambda: self._rows.sort(key=lambda job: job.id in gone))
            runs = [(len(self._rows) - len(gone), len(self._rows) - 1)]
        for first, last in reversed(runs):
            self.beginRemoveRows(_NOWHERE, first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def _move(self, moved: list[tuple[Job, Job]]) -> None:
        """Few jobs one by one; many by sorting."""
        if len(moved) <= _FEW:
            for old, now in moved:
                self._move_one(old, now)
            return
        for row, now in [(self._find(old), now) for old, now in moved]:
            assert row is not None
            self._rows[row] = now
        self._sort()
        self._changed(0, len(self._rows) - 1)

    def _move_one(self, old: Job, now: Job) -> None:
        row, place = self._find(old), bisect_left(self._rows, order(now), key=order)
        assert row is not None
        if place in (row, row + 1):
            self._rows[row] = now
            self._changed(row, row)
            return
        self.beginMoveRows(_NOWHERE, row, row, _NOWHERE, place)
        del self._rows[row]
        place -= place > row
        self._rows.insert(place, now)
        self.endMoveRows()
        self._changed(place, place)

    def _insert(self, fresh: list[Job]) -> None:
        """In few pieces where they belong, else at the end, and then sorted."""
        places: dict[int, list[Job]] = {}
        for job in fresh:
            places.setdefault(bisect_left(self._rows, order(job), key=order), []).append(job)
        sort = len(places) > _FEW
        if sort:
            places = {len(self._rows): fresh}
        for place, jobs in reversed(places.items()):
            self.beginInsertRows(_NOWHERE, place, place + len(jobs) - 1)
            self._rows[place:place] = jobs
            self.endInsertRows()
        if sort:
            self._sort()

    def _sort(self) -> None:
        self._arrange(lambda: self._rows.sort(key=order))

    def _arrange(self, change: Callable[[], None]) -> None:
        """Changes the order; selections and the current row go with their jobs."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in before]
        change()
        rows = {job.id: row for row, job in enumerate(self._rows)} if before else {}
        after = [
            self.index(rows[job_id], index.column())
            for job_id, index in zip(ids, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

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


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last of each piece of rows that lie together."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
