"""The page Batch: a folder or a sheet becomes many videos, looked over before they are made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.batch.rows import Action, Row
from app.batch_draft import BatchDraft
from app.gui.pages.batch_head import BatchHead
from app.gui.pages.batch_model import BatchModel
from app.gui.pages.batch_notes import BatchNotes
from app.gui.pages.batch_options import ask_options
from app.gui.pages.batch_planner import BatchPlanner, BatchSource
from app.gui.pages.batch_start import BatchStart
from app.gui.pages.batch_table import BatchTable
from app.gui.pages.batch_words import BatchWords
from app.gui.pages.brand_box import BrandBox
from app.gui.pages.entries import BATCH
from app.gui.pages.folder_switch import FolderSwitch, Watched
from app.gui.pages.page import Page
from app.gui.services.context import Context
from app.gui.services.portrait_checks import PortraitChecks
from app.gui.texts.names import error_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, keeps_place, label, spaced
from app.gui.widgets.drop_hint import DropHint
from app.presets import preset_names
from app.preview.batch_messages import BatchOrder, BatchRows, PlannedBatch, PlannedRow
from app.preview.messages import PortraitLook
from talker.errors import ErrorCode, MouthpieceError


class BatchPage(Page):
    """Empty: what can be dropped. Then: what would be made, where, and a button that adds it."""

    entry = BATCH

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model = BatchModel()
        self.table = BatchTable(self.model)
        self.brands = BrandBox(context, titled=False)
        self.head = BatchHead(self.brands)
        self.planner = BatchPlanner(context.preview, self._wanted_order, self)
        self._checks = PortraitChecks(context.preview, self)
        self._title = label("title")
        self._sentence = label("soft", wrap=True)
        self._busy = QProgressBar()
        self._words = BatchWords(self)
        self._notes = BatchNotes()
        self._sum = label("soft")
        self.switch = FolderSwitch(context)
        self.add = Button("primary", "add")
        self._start = BatchStart(context)
        self._stack = QStackedWidget()
        self._hint = DropHint(self)
        self._build()
        self._connect()
        self._read_presets()
        self._show()
        begun = context.drafts.load(BatchDraft)
        if begun is not None:
            self.show_draft(begun)

    def take(self, paths: list[Path]) -> None:
        """Reads a folder, a sheet or many files; what was edited before can be taken back."""
        before = self.draft
        if before.edited:
            self.context.events.undoable.emit(
                self.tr("Another batch has taken the place of {name}.").format(name=before.source),
                lambda: self.show_draft(before),
            )
        self.switch.stop()
        self._checks.forget()
        self.head.reset()
        self.planner.source = BatchSource(tuple(paths))
        self._read()

    @property
    def draft(self) -> BatchDraft:
        """All that stands on the page."""
        return BatchDraft(
            **vars(self.planner.source),
            **self._common,
            read=self.planner.rows,
            rows=tuple(line.row for line in self.model.lines),
            left_out=self.model.left_out,
            pair=self.head.pair,
            folder=self.head.folder,
        )

    def show_draft(self, draft: BatchDraft) -> None:
        """All that stood on the page at another time; its files are looked at anew."""
        if draft.read is None:
            return
        self.planner.source = BatchSource(
            draft.paths, draft.outside, draft.recursive, draft.visible_only
        )
        self.planner.rows = draft.read
        self._checks.forget()
        self.brands.show_name(draft.brand)
        self.head.show_choices(draft.pair, draft.preset, draft.template, draft.folder)
        self.head.show_options(draft.options)
        self.head.show_read(draft.read)
        self.model.set_rows(draft.rows, draft.left_out)
        self.planner.make_plan()

    @override
    def retranslate(self) -> None:
        self._title.setText(self.entry.title())
        self._start.retranslate()
        self.table.setAccessibleName(self.tr("Videos of the batch"))
        self._busy.setAccessibleName(self.tr("The files are being looked at."))
        self._hint.say(self.tr("Let go to read this folder or sheet"))
        self.head.retranslate()
        self.model.retranslate()
        self._show()

    def _build(self) -> None:
        self._busy.setRange(0, 0)
        self._busy.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        keeps_place(self._busy)  # without taking room from the words beside it
        column = spaced(QVBoxLayout(self), GRID * 3, GRID * 2)
        head = spaced(QHBoxLayout(), 0, GRID)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._start.other)
        column.addLayout(head)
        filled = QWidget()
        inner = spaced(QVBoxLayout(filled), 0, GRID * 2)
        inner.addWidget(self._sentence)
        inner.addWidget(self.head)
        inner.addWidget(self._notes)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.switch)
        foot = spaced(QHBoxLayout(), 0, GRID * 2)
        foot.addWidget(self._sum)
        foot.addWidget(self._busy, 1)
        foot.addStretch()
        foot.addWidget(self.add)
        inner.addLayout(foot)
        self._stack.addWidget(self._start)
        self._stack.addWidget(filled)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.context.events.batch_with.connect(self.take)
        self.context.events.presets_changed.connect(self._read_presets)
        self._hint.dropped.connect(self.take)
        self._start.chosen.connect(self.take)
        self.head.pairing_changed.connect(self._read)
        self.head.options_wanted.connect(self._ask_options)
        for edited in (self.head.changed, self.brands.chosen, self.model.edited):
            edited.connect(self.planner.plan_soon)
        self.planner.rows_read.connect(self._show_rows)
        self.planner.planned.connect(self._show_plan)
        self.planner.added.connect(self._leave)
        self.planner.failed.connect(self._tell)
        self.planner.changed.connect(self._show)
        self._checks.checked.connect(self._checked)
        self.add.clicked.connect(self._add)
        self.switch.toggled.connect(self._watch)
        self._notes.inner_wanted.connect(lambda: self._read(recursive=True))
        self._notes.hidden_unwanted.connect(lambda: self._read(visible_only=True))
        self._notes.outside_allowed.connect(lambda: self._read(outside=True))

    def _read(self, **otherwise: Any) -> None:
        """Reads the source again, more or less of it than before."""
        self.planner.source = replace(self.planner.source, **otherwise)
        self.planner.read(self.head.pair, self.head.folder)

    def _show_rows(self, rows: BatchRows) -> None:
        self.model.set_rows(rows.rows)
        self.head.show_read(rows)

    def _show_plan(self, plan: PlannedBatch) -> None:
        self.head.show_problem("")
        self.model.show_plan(plan)
        new = [row.portrait for row in plan.rows if row.action is Action.NEW and row.portrait]
        self._checks.want(new)

    def _checked(self, path: Path, look: PortraitLook) -> None:
        self.model.show_look(path, look)
        self._show()

    @property
    def _common(self) -> dict[str, Any]:
        """What all videos of the batch have in common."""
        return {
            "preset": self.head.preset,
            "brand": self.brands.name,
            "template": self.head.template,
            "options": self.head.options,
        }

    def _order(self, rows: tuple[Row, ...]) -> BatchOrder | None:
        read = self.planner.rows
        if read is None or not rows:
            return None
        folder = self.head.folder or read.folder
        return BatchOrder(rows=rows, name=read.name, folder=folder, **self._common)

    def _wanted_order(self) -> BatchOrder | None:
        return self._order(self.model.wanted)

    def _add(self) -> None:
        order = self._order(self.model.makeable)
        if order is not None and self.planner.plan is not None:
            self.planner.add(order)

    def _leave(self, jobs: list[int]) -> None:
        """Everything is in the queue now."""
        self.model.set_rows(())
        self.context.events.tell.emit(self.tr("%n video(s) added to the queue.", "", len(jobs)))
        self.context.events.work_added.emit(jobs)
        self.context.events.show_page.emit("queue")

    def _watch(self, on: bool) -> None:
        """The folder as it is chosen now; the queue works on what it gives."""
        read, source = self.planner.rows, self.planner.source
        if not on or read is None or not source.paths:
            self.switch.stop()
            return
        watched = Watched(
            source=source.paths[0],
            folder=self.head.folder or read.folder,
            pair=self.head.pair,
            recursive=source.recursive,
            **self._common,
        )
        self.switch.watch(watched)
        self.context.events.work_added.emit([])

    def _tell(self, error: MouthpieceError) -> None:
        if error.code is ErrorCode.OPTION_INVALID and self.planner.rows is not None:
            self.head.show_problem(" ".join(error_words(error)))
        else:
            self.context.events.tell_error(error)

    def _show(self) -> None:
        read, plan, paths = self.planner.rows, self.planner.plan, self.planner.source.paths
        self._stack.setCurrentIndex(0 if read is None and not self.planner.busy else 1)
        self._start.near = self.table.near = paths[0] if paths else None
        self._start.other.setVisible(read is not None)
        looking = self.tr("The files are being looked at.")
        self._sentence.setText(self._words.of_rows(read) if read else looking)
        self._busy.setVisible(self.planner.busy)
        one_folder = read is not None and read.pair is not None and len(paths) == 1
        self.switch.setVisible(self.switch.on or one_folder)
        new = self._new(plan) if plan else []
        self.add.say(
            self.tr("Add %n video(s) to the queue", "", len(new)) if new else self.tr("Add all")
        )
        self.add.setEnabled(bool(new) and not self.planner.busy)
        wrong = sum(line.wanted and line.wrong for line in self.model.lines)
        self._sum.setText(self._words.of_plan(plan, new, wrong) if plan else looking)
        codes = {line.problem.code for line in self.model.lines if line.problem is not None}
        outside = ErrorCode.PATH_OUTSIDE in codes
        self._notes.show_remarks(read.remarks if read else (), outside=outside)
        self.context.drafts.keep(self.draft)

    def _new(self, plan: PlannedBatch) -> list[PlannedRow]:
        """The rows that a video would be made of."""
        able = {row.number for row in self.model.makeable}
        return [row for row in plan.rows if row.action is Action.NEW and row.number in able]

    def _ask_options(self) -> None:
        head = self.head
        ask_options(self.context, head.preset, head.options, self, head.choose_options)

    def _read_presets(self) -> None:
        home = self.context.home
        self.context.tasks.run(lambda: preset_names(home), self._set_presets, owner=self)

    def _set_presets(self, names: list[str]) -> None:
        self.head.set_presets(names)
        self.table.set_presets(names)
