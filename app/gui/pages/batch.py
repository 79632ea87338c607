"""The page Batch: a folder or a sheet becomes many videos, looked over before they are made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.batch.rows import Action, Row
from app.drafts import BatchDraft
from app.gui.pages.batch_head import BatchHead
from app.gui.pages.batch_model import BatchModel, Column
from app.gui.pages.batch_notes import BatchNotes
from app.gui.pages.batch_options import ask_options
from app.gui.pages.batch_table import BatchTable
from app.gui.pages.batch_words import BatchWords
from app.gui.pages.brand_box import BrandBox
from app.gui.pages.entries import BATCH
from app.gui.pages.folder_switch import FolderSwitch, Watched
from app.gui.pages.page import Page
from app.gui.pages.sample_sheet import write_sample
from app.gui.services.context import Context
from app.gui.services.input_files import Kind
from app.gui.services.portrait_checks import PortraitChecks
from app.gui.texts.names import error_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, EmptyState, label, spaced
from app.gui.widgets.drop_hint import DropHint
from app.gui.widgets.file_choice import ask_file, ask_folder, ask_new_file
from app.presets import preset_names
from app.preview.batch_messages import (
    AddBatch,
    BatchOrder,
    BatchRows,
    PlanBatch,
    PlannedBatch,
    PlannedRow,
    ReadBatch,
)
from app.preview.messages import PortraitLook, Question
from talker.errors import ErrorCode, MouthpieceError

A = TypeVar("A", bound=BaseModel)
_PLAN_MS = 300


class BatchPage(Page):
    """Empty: what can be dropped. Then: what would be made, where, and a button that adds it."""

    entry = BATCH

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model = BatchModel()
        self.table = BatchTable(self.model)
        self.brands = BrandBox(context, titled=False)
        self.head = BatchHead(self.brands)
        self._checks = PortraitChecks(context.preview, self)
        self.planned: PlannedBatch | None = None
        self._paths: tuple[Path, ...] = ()
        self._outside = self._recursive = self._visible_only = False
        self._read: BatchRows | None = None
        self._question: int | None = None
        self._title = label("title")
        self._sentence = label("soft", wrap=True)
        self._other = Button("", "folder")
        self._busy = QProgressBar()
        self._words = BatchWords(self)
        self._notes = BatchNotes()
        self._sum = label("soft")
        self.switch = FolderSwitch(context)
        self.add = Button("primary", "add")
        self._invite = EmptyState("batch")
        self._choose_sheet = Button("", "file")
        self._sample = Button("quiet", "download")
        self._stack = QStackedWidget()
        self._menu = QMenu(self)
        self._plan_late = QTimer(self)
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
        self._paths = tuple(paths)
        self._outside = self._recursive = self._visible_only = False
        self._checks.forget()
        self.head.reset()
        self._read_again()

    @property
    def draft(self) -> BatchDraft:
        """All that stands on the page."""
        return BatchDraft(
            paths=self._paths,
            outside=self._outside,
            recursive=self._recursive,
            visible_only=self._visible_only,
            read=self._read,
            rows=tuple(line.row for line in self.model.lines),
            left_out=self.model.left_out,
            pair=self.head.pair,
            preset=self.head.preset,
            brand=self.brands.name,
            options=self.head.options,
            template=self.head.template,
            folder=self.head.folder,
        )

    def show_draft(self, draft: BatchDraft) -> None:
        """All that stood on the page at another time; its files are looked at anew."""
        if draft.read is None:
            return
        self._paths, self._outside = draft.paths, draft.outside
        self._recursive, self._visible_only = draft.recursive, draft.visible_only
        self._read = draft.read
        self._checks.forget()
        self.brands.show_name(draft.brand)
        self.head.show_choices(draft.pair, draft.preset, draft.template, draft.folder)
        self.head.show_options(draft.options)
        self.head.show_read(draft.read)
        self.model.set_rows(draft.rows, draft.left_out)
        self._plan()

    @override
    def retranslate(self) -> None:
        self._title.setText(self.entry.title())
        self._other.say(self.tr("Other folder or sheet…"))
        self._invite.say(
            self.tr("Many videos at once"),
            self.tr(
                "Drop a folder with portraits and recordings, or a sheet (CSV, Excel) with the "
                "columns portrait and speech. Files of the same name belong together; a single "
                "portrait speaks every recording."
            ),
            self.tr("Choose a folder…"),
        )
        self._choose_sheet.say(self.tr("Choose a sheet…"))
        self._sample.say(
            self.tr("Save a sample sheet…"), self.tr("A small table to fill in with Excel")
        )
        self.table.setAccessibleName(self.tr("Videos of the batch"))
        self._busy.setAccessibleName(self.tr("The files are being looked at."))
        self._hint.say(self.tr("Let go to read this folder or sheet"))
        self.head.retranslate()
        self.model.retranslate()
        self._show()

    def _build(self) -> None:
        self._plan_late.setSingleShot(True)
        self._plan_late.setInterval(_PLAN_MS)
        self._busy.setRange(0, 0)
        column = spaced(QVBoxLayout(self), GRID * 3, GRID * 2)
        head = spaced(QHBoxLayout(), 0, GRID)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._other)
        column.addLayout(head)
        first = QWidget()
        begin = spaced(QVBoxLayout(first), 0, GRID)
        begin.addStretch(1)
        begin.addWidget(self._invite)
        ways = spaced(QHBoxLayout(), 0, GRID)
        ways.addStretch()
        ways.addWidget(self._choose_sheet)
        ways.addWidget(self._sample)
        ways.addStretch()
        begin.addLayout(ways)
        begin.addStretch(2)
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
        self._stack.addWidget(first)
        self._stack.addWidget(filled)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.context.events.batch_with.connect(self.take)
        self._hint.dropped.connect(self.take)
        self._invite.acted.connect(self._browse_folder)
        self._choose_sheet.clicked.connect(self._browse_sheet)
        self._sample.clicked.connect(self._save_sample)
        self.context.events.presets_changed.connect(self._read_presets)
        self._other.clicked.connect(self._offer_other)
        self.head.changed.connect(self._edited)
        self.brands.chosen.connect(self._edited)
        self.head.pairing_changed.connect(self._read_again)
        self.head.options_wanted.connect(self._ask_options)
        self.model.edited.connect(self._edited)
        self._checks.checked.connect(self._checked)
        self._plan_late.timeout.connect(self._plan)
        self.table.file_wanted.connect(self._choose_files)
        self.table.customContextMenuRequested.connect(self._offer)
        self.add.clicked.connect(self._add)
        self.switch.toggled.connect(self._watch)
        self._notes.inner_wanted.connect(self._read_inner)
        self._notes.hidden_unwanted.connect(self._leave_hidden)
        self._notes.outside_allowed.connect(self._allow_outside)

    def _read_again(self) -> None:
        question = ReadBatch(
            paths=self._paths,
            pair=self.head.pair,
            outside=self._outside,
            recursive=self._recursive,
            visible_only=self._visible_only,
            output=self.head.folder,
        )
        self._ask(question, BatchRows, self._take_rows)

    def _take_rows(self, rows: BatchRows) -> None:
        self._question = None
        self._read = rows
        self.planned = None
        self.model.set_rows(rows.rows)
        self.head.show_read(rows)
        self._plan()

    def _ask_options(self) -> None:
        head = self.head
        ask_options(self.context, head.preset, head.options, self, head.choose_options)

    def _edited(self) -> None:
        self.planned = None
        self._show()
        self._plan_late.start()

    def _order(self, rows: tuple[Row, ...]) -> BatchOrder | None:
        read = self._read
        if read is None or not rows:
            return None
        return BatchOrder(
            rows=rows,
            name=read.name,
            folder=self.head.folder or read.folder,
            preset=self.head.preset,
            brand=self.brands.name,
            template=self.head.template,
            options=self.head.options,
        )

    def _plan(self) -> None:
        order = self._order(self.model.wanted)
        self.planned = None
        if order is not None:
            self._ask(PlanBatch(order=order), PlannedBatch, self._take_plan)
        self._show()

    def _take_plan(self, plan: PlannedBatch) -> None:
        self._question = None
        if self._plan_late.isActive():  # edited since it was asked for: the next one counts
            self._show()
            return
        self.planned = plan
        self.head.show_problem("")
        self.model.show_plan(plan)
        new = [row.portrait for row in plan.rows if row.action is Action.NEW and row.portrait]
        self._checks.want(new)
        self._show()

    def _checked(self, path: Path, look: PortraitLook) -> None:
        self.model.show_look(path, look)
        self._show()

    def _add(self) -> None:
        order = self._order(self.model.makeable)
        if order is not None and self.planned is not None:
            self._ask(AddBatch(order=order), PlannedBatch, self._added)
            self._show()

    def _watch(self, on: bool) -> None:
        """The folder as it is chosen now; the queue works on what it gives."""
        read = self._read
        if not on or read is None or not self._paths:
            self.switch.stop()
            return
        watched = Watched(
            source=self._paths[0],
            folder=self.head.folder or read.folder,
            pair=self.head.pair,
            preset=self.head.preset,
            brand=self.brands.name,
            template=self.head.template,
            recursive=self._recursive,
            options=self.head.options,
        )
        self.switch.watch(watched)
        self.context.events.work_added.emit([])

    def _added(self, plan: PlannedBatch) -> None:
        jobs = [row.job for row in plan.rows if row.action is Action.NEW and row.job is not None]
        self._question = None
        self.model.set_rows(())
        self._read, self.planned, self._paths = None, None, ()
        self._show()
        self.context.events.tell.emit(self.tr("%n video(s) added to the queue.", "", len(jobs)))
        self.context.events.work_added.emit(jobs)
        self.context.events.show_page.emit("queue")

    def _ask(self, question: Question, kind: type[A], done: Callable[[A], None]) -> None:
        """One question at a time; an older one is no longer of interest."""
        preview = self.context.preview
        if self._question is not None:
            preview.cancel(self._question)
        self._question = preview.ask(question, kind, done, self._failed, owner=self)
        self._show()

    def _failed(self, error: MouthpieceError) -> None:
        self._question = None
        if error.code is ErrorCode.OPTION_INVALID and self._read is not None:
            self.head.show_problem(" ".join(error_words(error)))
        else:
            self.context.events.tell.emit(" ".join(error_words(error)))
        self._show()

    def _show(self) -> None:
        busy, plan = self._question is not None, self.planned
        self._stack.setCurrentIndex(0 if self._read is None and not busy else 1)
        self._other.setVisible(self._read is not None)
        self._sentence.setText(self._words.of_rows(self._read) if self._read else "")
        self._busy.setVisible(busy)
        one_folder = self._read is not None and self._read.pair is not None
        self.switch.setVisible(self.switch.on or (one_folder and len(self._paths) == 1))
        new = self._new(plan) if plan else []
        self.add.say(
            self.tr("Add %n video(s) to the queue", "", len(new)) if new else self.tr("Add all")
        )
        self.add.setEnabled(bool(new) and not busy)
        wrong = sum(line.wanted and line.wrong for line in self.model.lines)
        looking = self.tr("The files are being looked at.") if self._read else ""
        self._sum.setText(self._words.of_plan(plan, new, wrong) if plan else looking)
        outside = any(
            line.problem is not None and line.problem.code is ErrorCode.PATH_OUTSIDE
            for line in self.model.lines
        )
        self._notes.show_remarks(self._read.remarks if self._read else (), outside=outside)
        self.context.drafts.keep(self.draft)

    def _new(self, plan: PlannedBatch) -> list[PlannedRow]:
        """The rows that a video would be made of."""
        able = {row.number for row in self.model.makeable}
        return [row for row in plan.rows if row.action is Action.NEW and row.number in able]

    def _read_inner(self) -> None:
        self._recursive = True
        self._read_again()

    def _leave_hidden(self) -> None:
        self._visible_only = True
        self._read_again()

    def _allow_outside(self) -> None:
        self._outside = True
        self._read_again()

    @property
    def _place(self) -> Path | None:
        """Where the files of the batch lie."""
        return self._paths[0] if self._paths else None

    def _read_presets(self) -> None:
        home = self.context.home
        self.context.tasks.run(lambda: preset_names(home), self._set_presets, owner=self)

    def _set_presets(self, names: list[str]) -> None:
        self.head.set_presets(names)
        self.table.set_presets(names)

    def _browse_folder(self) -> None:
        folder = ask_folder(self, self.tr("Choose a folder"), self._place)
        if folder is not None:
            self.take([folder])

    def _browse_sheet(self) -> None:
        sheet = ask_file(self, Kind.SHEET, self._place)
        if sheet is not None:
            self.take([sheet])

    def _save_sample(self) -> None:
        path = ask_new_file(self, Kind.SHEET, self.tr("Save a sample sheet"), "videos.csv")
        if path is not None:
            sentence = self.tr("The sample is in {name}.").format(name=path)
            self.context.tasks.run(
                lambda: write_sample(path),
                lambda _: self.context.events.tell.emit(sentence),
                owner=self,
            )

    def _offer_other(self) -> None:
        self._menu.clear()
        self._menu.addAction(self.tr("Choose a folder…"), self._browse_folder)
        self._menu.addAction(self.tr("Choose a sheet…"), self._browse_sheet)
        self._popup(self._other)

    def _offer(self, where: QPoint) -> None:
        rows = self.table.rows()
        if not rows:
            return
        menu = self._menu
        menu.clear()
        for column, text in (
            (Column.PORTRAIT, self.tr("Portrait…")),
            (Column.SPEECH, self.tr("Speech…")),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _=False, kind=column: self._choose_files(kind))
        menu.addSeparator()
        menu.addAction(self.tr("Take out of the batch"), lambda: self.model.remove(rows))
        menu.popup(self.table.viewport().mapToGlobal(where))

    def _choose_files(self, column: Column) -> None:
        """One file for all selected rows."""
        rows = self.table.rows()
        kind = Kind.PORTRAIT if column is Column.PORTRAIT else Kind.SPEECH
        path = ask_file(self, kind, self._place)
        if path is not None and rows:
            self.model.change(rows, column, str(path))

    def _popup(self, below: QPushButton) -> None:
        self._menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
