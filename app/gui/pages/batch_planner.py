"""What is asked about the batch of a page: its rows, what would become of them, and to add them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel
from PySide6.QtCore import QObject, QTimer, Signal

from app.batch.pairing import Pair
from app.batch.rows import Action
from app.gui.services.preview import PreviewService
from app.preview.batch_messages import (
    AddBatch,
    BatchOrder,
    BatchRows,
    PlanBatch,
    PlannedBatch,
    ReadBatch,
)
from app.preview.messages import Question
from talker.errors import MouthpieceError

A = TypeVar("A", bound=BaseModel)
_PLAN_MS = 300


@dataclass(frozen=True)
class BatchSource:
    """Where the rows come from, and how much of it is read; as of ReadBatch."""

    paths: tuple[Path, ...] = ()
    outside: bool = False
    recursive: bool = False
    visible_only: bool = False


class BatchPlanner(QObject):
    """One question at a time: an older one is no longer of interest.

    `order` gives what would be made, None for nothing. `rows` and `plan` are the last answers, None
    as soon as they are out of date; `changed` when one of these or `busy` is another.
    """

    changed = Signal()
    rows_read = Signal(object)  # BatchRows
    planned = Signal(object)  # PlannedBatch
    added = Signal(list)  # ids of the new jobs
    failed = Signal(object)  # MouthpieceError

    def __init__(
        self, preview: PreviewService, order: Callable[[], BatchOrder | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._preview = preview
        self._order = order
        self.source = BatchSource()
        self.rows: BatchRows | None = None
        self.plan: PlannedBatch | None = None
        self._question: int | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_PLAN_MS)
        self._late.timeout.connect(self.make_plan)

    @property
    def busy(self) -> bool:
        """Whether an answer is waited for."""
        return self._question is not None

    def read(self, pair: Pair, output: Path | None) -> None:
        """Reads the source, and plans what it holds."""
        question = ReadBatch(**vars(self.source), pair=pair, output=output)
        self._ask(question, BatchRows, self._take_rows)

    def plan_soon(self) -> None:
        """The plan is out of date; while more changes come no other is made."""
        self.plan = None
        self.changed.emit()
        self._late.start()

    def make_plan(self) -> None:
        """Asks what would become of the rows."""
        order = self._order()
        self.plan = None
        if order is not None:
            self._ask(PlanBatch(order=order), PlannedBatch, self._take_plan)
        self.changed.emit()

    def add(self, order: BatchOrder) -> None:
        """Puts what is new into the queue; nothing is left here then."""
        self._ask(AddBatch(order=order), PlannedBatch, self._take_jobs)

    def _ask(self, question: Question, kind: type[A], done: Callable[[A], None]) -> None:
        if self._question is not None:
            self._preview.cancel(self._question)
        self._question = self._preview.ask(question, kind, done, self._fail, owner=self)
        self.changed.emit()

    def _take_rows(self, rows: BatchRows) -> None:
        self._question = None
        self.rows, self.plan = rows, None
        self.rows_read.emit(rows)
        self.make_plan()

    def _take_plan(self, plan: PlannedBatch) -> None:
        self._question = None
        if not self._late.isActive():  # else edited since it was asked for: the next one counts
            self.plan = plan
            self.planned.emit(plan)
        self.changed.emit()

    def _take_jobs(self, plan: PlannedBatch) -> None:
        self._question = None
        self.source, self.rows, self.plan = BatchSource(), None, None
        self.added.emit(
            [row.job for row in plan.rows if row.action is Action.NEW and row.job is not None]
        )
        self.changed.emit()

    def _fail(self, error: MouthpieceError) -> None:
        self._question = None
        self.failed.emit(error)
        self.changed.emit()
