"""The page Queue: every video that waits, is being made, or has ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.gui.context import Context
from app.gui.jobs_feed import JobsFeed
from app.gui.jobs_model import Column, JobsModel
from app.gui.page import Page
from app.gui.pages.job_panel import JobPanel
from app.gui.pages.progress_delegate import ProgressDelegate
from app.gui.pieces import Button, EmptyState, IconButton, label, spaced
from app.gui.theme import GRID
from app.queue import control
from app.queue.control import Answer
from app.queue.job import ENDS, Job, State
from app.queue.joblog import forget_logs

Action = Callable[[Sequence[int]], object]


class QueuePage(Page):
    """A table of all jobs, what can be done with the chosen ones, and one of them in full."""

    key = "queue"
    icon_name = "queue"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model = JobsModel()
        self._feed = JobsFeed(context.store, context.tasks)
        self.table = QTableView()
        self.panel = JobPanel(context)
        self._title = label("title")
        self._sum = label("soft")
        self._bar = QProgressBar()
        self._empty = EmptyState("queue")
        self._stack = QStackedWidget()
        self._pause = Button("", "pause")
        self._resume = Button("", "play")
        self._cancel = Button("", "cancel")
        self._retry = Button("", "retry")
        self._up = IconButton("up")
        self._remove = IconButton("delete")
        self._build()
        self._connect()
        self.panel.show_job(None)
        self._feed.start()

    @classmethod
    def title(cls) -> str:
        return QCoreApplication.translate("QueuePage", "Queue")

    def shown(self) -> None:
        """Looks at once instead of a moment later."""
        self._feed.look()

    def chosen(self) -> list[Job]:
        """The jobs of the selected rows."""
        return [self.model.job(index.row()) for index in self.table.selectionModel().selectedRows()]

    def retranslate(self) -> None:
        self._title.setText(self.title())
        self._empty.say(
            self.tr("Nothing to make"),
            self.tr("Videos that you add on the page Create wait here for their turn."),
            self.tr("Make a video"),
        )
        self._pause.say(self.tr("Pause"), self.tr("What is made so far is kept (P)"))
        self._resume.say(self.tr("Resume"), self.tr("Let it wait for its turn again (R)"))
        self._cancel.say(self.tr("Cancel"), self.tr("Give the chosen videos up"))
        self._retry.say(self.tr("Try again"), self.tr("Goes on from what is already made"))
        self._up.say(self.tr("Make these first"))
        self._remove.say(self.tr("Remove from the list"))
        self.table.setAccessibleName(self.title())
        self.table.setToolTip(self.tr("All videos of the queue; choose one to see it in full"))
        self._bar.setAccessibleName(self.tr("Progress of the whole queue"))
        self.model.retranslate()
        self.panel.retranslate()
        self._show_sum()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(Column.PROGRESS, ProgressDelegate(self.table))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setCornerButtonEnabled(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(GRID * 5)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((Column.STATE, 110), (Column.PROGRESS, 170), (Column.LEFT, 80)):
            self.table.setColumnWidth(column, width)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(split)
        head = spaced(QHBoxLayout(), 0, GRID)
        head.addWidget(self._title)
        head.addWidget(self._sum)
        head.addWidget(self._bar, 1)
        for button in (self._pause, self._resume, self._retry, self._cancel):
            head.addWidget(button)
        head.addWidget(self._up)
        head.addWidget(self._remove)
        whole = spaced(QVBoxLayout(self), GRID * 3, GRID * 2)
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)

    def _connect(self) -> None:
        store = self.context.store
        self._feed.changed.connect(self._take)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self._empty.acted.connect(lambda: self.context.wishes.show_page.emit("create"))
        self.panel.remake.connect(self.context.wishes.create_with)
        for button, action in (
            (self._pause, lambda ids: control.pause(store, ids)),
            (self._resume, lambda ids: control.resume(store, ids)),
            (self._cancel, lambda ids: control.cancel(store, ids)),
            (self._retry, lambda ids: control.retry(store, ids)),
            (self._up, self._to_the_front),
            (self._remove, self._forget),
        ):
            button.clicked.connect(lambda _=False, action=action: self._act(action))
        self._pause.setShortcut("P")
        self._resume.setShortcut("R")

    def _take(self, changed: list[Job], removed: list[int]) -> None:
        self.model.apply(changed, removed)
        self._stack.setCurrentIndex(1 if self.model.rowCount() else 0)
        if self.model.rowCount() and not self.table.selectionModel().hasSelection():
            self.table.selectionModel().select(
                self.model.index(0, 0),
                QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
            )
        self._show_chosen()
        self._show_sum()

    def _show_chosen(self) -> None:
        jobs = self.chosen()
        self.panel.show_job(jobs[0] if len(jobs) == 1 else None)
        states = {job.state for job in jobs}
        self._pause.setEnabled(bool(states & {State.QUEUED, State.RUNNING}))
        self._resume.setEnabled(State.PAUSED in states)
        self._cancel.setEnabled(bool(states - ENDS))
        self._retry.setEnabled(bool(states & {State.FAILED, State.CANCELLED}))
        self._up.setEnabled(bool(states & {State.QUEUED, State.PAUSED}))
        self._remove.setEnabled(bool(states) and State.RUNNING not in states)

    def _show_sum(self) -> None:
        jobs = self.model.jobs
        ended = sum(job.state in ENDS for job in jobs)
        failed = sum(job.state is State.FAILED for job in jobs)
        self._bar.setVisible(0 < len(jobs) != ended)
        self._bar.setRange(0, max(1, len(jobs)))
        self._bar.setValue(ended)
        text = self.tr("{ended} of {all}").format(ended=ended, all=len(jobs)) if jobs else ""
        if failed:
            text += " · " + self.tr("{failed} failed").format(failed=failed)
        self._sum.setText(text)

    def _act(self, action: Action) -> None:
        ids = [job.id for job in self.chosen()]
        if ids:
            self.context.tasks.run(lambda: action(ids), self._acted, owner=self)

    def _acted(self, answer: object) -> None:
        self._feed.look()
        refused = (
            [one for one in answer if isinstance(one, Answer) and not one.will]
            if isinstance(answer, list)
            else []
        )
        if refused:
            self.context.wishes.tell.emit(
                self.tr("{count} of them could not be changed any more.").format(count=len(refused))
            )
        self.context.wishes.work_added.emit([])

    def _to_the_front(self, ids: Sequence[int]) -> None:
        before = control.first_waiting(self.context.store, ids)
        if before is not None:
            self.context.store.reorder(ids, before)

    def _forget(self, ids: Sequence[int]) -> None:
        """Takes the chosen jobs off the list; videos that were made stay where they are."""
        store = self.context.store
        control.cancel(store, ids)
        forget_logs(store.remove(ids), self.context.own_home)
