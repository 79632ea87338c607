"""The page Queue: every job, what it does now, and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.jobs.jobs_model import WAITING, JobsModel
from app.gui.jobs.table import JobsTable
from app.gui.jobs.texts import span_words
from app.gui.jobs.thumbnails import Thumbnails
from app.gui.pages.batches_done import BatchesDone
from app.gui.pages.entries import QUEUE
from app.gui.pages.page import Page
from app.gui.pages.queue_filter import QueueFilter
from app.gui.pages.queue_tools import QueueTools
from app.gui.services.context import Context
from app.gui.services.jobs_feed import Outlook
from app.gui.texts.choices import choice_title
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, EmptyState, IconButton, label, spaced
from app.gui.widgets.editors import calm
from app.gui.widgets.flow import Flow
from app.gui.widgets.messages import MessageBox
from app.queue.job import ENDS, State
from app.queue.store import Removed
from app.settings.window import WhenDone

if TYPE_CHECKING:
    from app.gui.pages.job_panel import JobPanel

_HIGH = 700  # pixels of the page
_PANEL_WIDTH = 340
_THUMB = 96


class QueuePage(Page):
    """A table with a panel for the chosen job; above both how the whole queue stands."""

    entry = QUEUE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model = JobsModel(context.jobs)
        self.table = JobsTable(self.model, Thumbnails(context.preview, _THUMB, self))
        self._panel: JobPanel | None = None
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self.filter = QueueFilter()
        self.tools = QueueTools(context)
        self.batches_done = BatchesDone(context)
        self._title = label("title")
        self._when_title = label("soft")
        self.when = QComboBox()
        calm(self.when)
        self.switch = Button("primary", "play")
        self._more = IconButton("dots")
        self._menu = QMenu(self)
        self._words = label("soft")
        self.bar = QProgressBar()
        self._nothing = EmptyState("queue")
        self._none_match = EmptyState("search")
        self._stack = QStackedWidget()
        self._context_menu = QMenu(self)
        # Many changes come at once; the panel and the buttons need only the last.
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(30)
        self._late.timeout.connect(self._show_chosen)
        self._wanted: int | None = None
        self._build()
        self._connect()
        self.model.set_filter(self.filter.value)

    @property
    def panel(self) -> JobPanel:
        """What is known of the chosen job; made when the first one is chosen."""
        if self._panel is None:
            from app.gui.pages.job_panel import JobPanel

            self._panel = panel = JobPanel(self.context)
            panel.setMinimumWidth(_PANEL_WIDTH)
            panel.hide()
            panel.closed.connect(self.table.clearSelection)
            panel.retranslate()
            self._split.addWidget(panel)
            self._split.setSizes([800, _PANEL_WIDTH])
        return self._panel

    @override
    def retranslate(self) -> None:
        self._title.setText(self.entry.title())
        self._when_title.setText(self.tr("When done"))
        self.when.setAccessibleName(self.tr("When the queue is done"))
        self.when.setToolTip(self.tr("What happens after the last video"))
        self.when.clear()
        for value in WhenDone:
            self.when.addItem(choice_title(value), value)
        self._settings_changed()
        self._more.say(self.tr("More"))
        self._nothing.say(
            self.tr("Nothing in the queue"),
            self.tr(
                "Videos that you make wait here and are made one after another, also while you "
                "do something else. They survive a crash of the computer."
            ),
            self.tr("Make a video"),
        )
        self._none_match.say(
            self.tr("No such videos"), self.tr("Choose another group, or search for another name.")
        )
        self.table.setAccessibleName(self.tr("Videos of the queue"))
        self.bar.setAccessibleName(self.tr("Progress of the queue"))
        self.model.retranslate()
        if self._panel is not None:
            self._panel.retranslate()
        self.tools.retranslate()
        self.filter.retranslate()
        self._show_switch()
        self._show_outlook(self.context.jobs.outlook)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tools()

    @override
    def take_focus(self) -> None:
        place = self.table if self.table.isVisible() else self.filter.search
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_job(self, job_id: int) -> None:
        """Selects a job and brings it into sight."""
        self._wanted = job_id
        self.filter.clear()
        self._show_wanted()

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), GRID * 3, GRID * 2)
        head = spaced(QHBoxLayout(), 0, GRID)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._when_title)
        head.addWidget(self.when)
        head.addSpacing(GRID)
        head.addWidget(self.switch)
        head.addWidget(self._more)
        whole = spaced(QHBoxLayout(), 0, GRID * 2)
        whole.addWidget(self._words)
        whole.addWidget(self.bar, 1)
        whole.addWidget(self.filter.search)
        row = Flow(align=Qt.AlignmentFlag.AlignJustify)
        row.addWidget(self.filter)
        row.addWidget(self.tools)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._none_match)
        self._stack.addWidget(self.table)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(GRID * 2)
        self._split.addWidget(self._stack)
        self._split.setStretchFactor(0, 1)
        column.addLayout(head)
        column.addLayout(whole)
        column.addLayout(row)
        column.addWidget(self._split, 1)
        column.addWidget(self.batches_done)  # it comes by itself: below, no row moves

    def _connect(self) -> None:
        context = self.context
        self.table.chosen.connect(self._late.start)
        self.table.customContextMenuRequested.connect(self._offer)
        self.table.deleted.connect(self.tools.delete)
        self.table.move_wanted.connect(self._move)
        self.table.doubleClicked.connect(self.tools.play)
        self.model.reorder_wanted.connect(context.job_actions.move)
        for signal in (self.model.rowsInserted, self.model.rowsRemoved, self.model.modelReset):
            signal.connect(self._show_stack)
        for signal in (self.model.rowsInserted, self.model.modelReset):
            signal.connect(self._show_wanted)
        self.filter.changed.connect(lambda: self.model.set_filter(self.filter.value))
        self._nothing.acted.connect(lambda: context.events.show_page.emit("create"))
        self.switch.clicked.connect(self._switch)
        self._more.clicked.connect(self._offer_more)
        self.when.activated.connect(
            lambda _: context.settings.change_window(when_done=self.when.currentData())
        )
        context.settings.changed.connect(self._settings_changed)
        context.jobs.outlook_changed.connect(self._show_outlook)
        context.workers.on_changed.connect(self._show_switch)
        context.workers.busy_changed.connect(self._show_switch)
        context.job_actions.failed.connect(context.events.tell_error)
        context.job_actions.removed.connect(self._offer_to_put_back)
        context.job_actions.cancelled.connect(self._offer_to_take_back)

    def _fit_tools(self) -> None:
        """With words in one line with the filter, or in a line of their own on a high page."""
        room = self.width() - GRID * 6
        beside = 0 if self.height() >= _HIGH else self.filter.sizeHint().width() + GRID
        self.tools.fit(room - beside)

    def _show_chosen(self) -> None:
        chosen = self.table.selected()
        self.tools.show_chosen(chosen)
        one = len(chosen.ids) == 1
        if chosen.job is not None:
            self.panel.show_job(chosen.job)
        if one or self._panel is not None:
            self.panel.setVisible(one)

    def _show_wanted(self) -> None:
        """Once the job is in the list: that may have just begun to be read."""
        row = None if self._wanted is None else self.model.row_of(self._wanted)
        if row is not None:
            self._wanted = None
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))

    def _show_stack(self) -> None:
        filled = self.model.rowCount() > 0
        everything = sum(self.context.jobs.outlook.counts.values())
        self._stack.setCurrentIndex(2 if filled else 1 if everything else 0)

    def _show_outlook(self, outlook: Outlook) -> None:
        self.filter.show_counts(outlook.counts)
        self._fit_tools()
        made = outlook.counts[State.DONE]
        total = made + outlook.counts[State.FAILED] + outlook.open
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(made + outlook.counts[State.FAILED])
        self.bar.setVisible(outlook.open > 0)
        self._words.setText(self._outlook_words(outlook, made, total))
        self._show_stack()

    def _outlook_words(self, outlook: Outlook, made: int, total: int) -> str:
        if not total:
            return ""
        if not outlook.open:
            return self.tr("%n video(s) made", "", made)
        words = self.tr("{made} of {total} made").format(made=made, total=total)
        failed = outlook.counts[State.FAILED]
        if failed:
            words += " · " + self.tr("%n failed", "", failed)
        if outlook.seconds is not None and self.context.workers.on:
            left = self.tr("about {time} left").format(time=span_words(outlook.seconds))
            return f"{words} · {left}"
        return words

    def _show_switch(self) -> None:
        workers = self.context.workers
        if workers.on:
            self.switch.say(self.tr("Stop"), self.tr("Running videos stop and go on later"))
            self.switch.set_icon_name("stop")
        elif workers.busy:
            self.switch.say(self.tr("Stopping…"))
        else:
            self.switch.say(self.tr("Start"), self.tr("Make the videos that wait"))
            self.switch.set_icon_name("play")
        self.switch.setEnabled(workers.on or not workers.busy)

    def _switch(self) -> None:
        workers = self.context.workers
        self.context.settings.change_window(queue_on=not workers.on)
        workers.stop() if workers.on else workers.start()

    def _move(self, step: int) -> None:
        """One place up or down, as one piece."""
        ids = self.table.selected().of(WAITING)
        if not ids:
            return
        if step < 0:
            first = self.model.row_of(ids[0])
            before = self.model.waiting_from((first or 0) - 1, ids)
        else:
            last = self.model.row_of(ids[-1])
            assert last is not None
            after = self.model.waiting_from(last + 1, ids)
            before = None if after is None else self.model.waiting_from(last + 2, ids)
        self.context.job_actions.move(ids, before)

    def _offer(self, where: QPoint) -> None:
        self._context_menu.clear()
        self.tools.fill(self._context_menu)
        self._context_menu.popup(self.table.viewport().mapToGlobal(where))

    def _offer_more(self) -> None:
        self._menu.clear()
        actions = self.context.job_actions
        self._menu.addAction(self.tr("Remove finished from the list")).triggered.connect(
            lambda: actions.clear({State.DONE})
        )
        self._menu.addAction(self.tr("Remove failed and cancelled")).triggered.connect(
            lambda: actions.clear({State.FAILED, State.CANCELLED})
        )
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Try all failed again")).triggered.connect(
            actions.retry_failed
        )
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Empty the list…")).triggered.connect(self._ask_empty)
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _ask_empty(self) -> None:
        asked = MessageBox.ask(
            self,
            self.tr("Empty the list"),
            self.tr("Remove all videos from the list but the running ones? Their files stay."),
        )
        if asked:
            self.context.job_actions.clear(ENDS | WAITING)

    def _offer_to_put_back(self, removed: list[Removed]) -> None:
        self.context.events.undoable.emit(
            self.tr("%n video(s) removed from the list.", "", len(removed)),
            lambda: self.context.job_actions.put_back(removed),
        )

    def _offer_to_take_back(self, ids: list[int]) -> None:
        self.context.events.undoable.emit(
            self.tr("%n video(s) cancelled.", "", len(ids)),
            lambda: self.context.job_actions.take_back(ids),
        )

    def _settings_changed(self) -> None:
        wanted = self.context.settings.window.when_done
        self.when.setCurrentIndex(list(WhenDone).index(wanted))
