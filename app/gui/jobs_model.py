"""The jobs as a table for Qt's views; rows change in place, whatever their number."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.gui.words import stage_word, state_word
from app.queue.job import ENDS, Job, State

Index = QModelIndex | QPersistentModelIndex
JOB_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    STATE = 1
    PROGRESS = 2
    LEFT = 3


class JobsModel(QAbstractTableModel):
    """Waiting and running jobs first, in the order in which they are made; then the ended ones,
    the latest first."""

    def __init__(self) -> None:
        super().__init__()
        self._jobs: list[Job] = []
        self._keys: dict[int, tuple[float, ...]] = {}

    def job(self, row: int) -> Job:
        return self._jobs[row]

    @property
    def jobs(self) -> list[Job]:
        return list(self._jobs)

    def apply(self, changed: Iterable[Job], removed: Iterable[int]) -> None:
        """Takes over what changed in the store."""
        for number in removed:
            self._remove(number)
        for job in changed:
            key, old = _key(job), self._keys.get(job.id)
            if old == key:
                row = self._row(job.id)
                self._jobs[row] = job
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
                continue
            if old is not None:
                self._remove(job.id)
            row = bisect.bisect_left(self._jobs, key, key=_key)
            self.beginInsertRows(QModelIndex(), row, row)
            self._jobs.insert(row, job)
            self._keys[job.id] = key
            self.endInsertRows()

    def retranslate(self) -> None:
        """Every text anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self._jobs:
            last = self.index(len(self._jobs) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._jobs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Video"), self.tr("State"), self.tr("Progress"), self.tr("Time left"))[
            section
        ]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        job = self._jobs[index.row()]
        if role == JOB_ROLE:
            return job
        if role == Qt.ItemDataRole.ToolTipRole and job.error is not None:
            return job.error.message
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        match Column(index.column()):
            case Column.NAME:
                return job.label
            case Column.STATE:
                return state_word(job.state)
            case Column.PROGRESS:
                return stage_word(job.stage) if job.state is State.RUNNING and job.stage else ""
            case Column.LEFT:
                return _left(job)

    def _row(self, number: int) -> int:
        """Where a job stands: found by its key, without looking at the others."""
        return bisect.bisect_left(self._jobs, self._keys[number], key=_key)

    def _remove(self, number: int) -> None:
        if number not in self._keys:
            return
        row = self._row(number)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._jobs[row], self._keys[number]
        self.endRemoveRows()


def _key(job: Job) -> tuple[float, ...]:
    if job.state in ENDS:
        return (2.0, -(job.ended or 0.0), float(job.id), 0.0)
    running = job.state is State.RUNNING
    return (0.0 if running else 1.0, -float(job.priority), job.position, float(job.id))


def _left(job: Job) -> str:
    if job.state is not State.RUNNING or job.eta_seconds is None:
        return ""
    minutes, seconds = divmod(round(job.eta_seconds), 60)
    return f"{minutes}:{seconds:02d}"
