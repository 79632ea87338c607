"""Reads, checks and adds batches for the window, and writes their reports."""

from __future__ import annotations

from pathlib import Path

from app.batch.batch import BatchEntry, BatchPlan, BatchTarget, add_batch, plan_batch
from app.batch.batch_names import batch_name
from app.batch.checked_row import CheckedRow, SharedSettings
from app.batch.checks import check_rows, resolve_rows
from app.batch.folder import Files, LeftOut, find_files
from app.batch.name_template import Template
from app.batch.pairing import pair_files
from app.batch.probes import InputProbes
from app.batch.report import write_report
from app.batch.source import Rows, Source
from app.preview.batch_messages import (
    AddBatch,
    BatchOrder,
    BatchRows,
    PlanBatch,
    PlannedBatch,
    PlannedRow,
    ReadBatch,
    WriteReport,
    WrittenReport,
)
from app.queue.store import JobStore, queue_path

_SHEETS = frozenset({".csv", ".tsv", ".xlsx", ".jsonl"})


class BatchService:
    """Remembers files between questions: an edited cell must not read two hundred recordings."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._looks = InputProbes()

    def read(self, question: ReadBatch) -> BatchRows:
        """InputError or UsageError when there is nothing to read at all."""
        first = question.paths[0].absolute()
        alone = len(question.paths) == 1
        sheet = next((path for path in question.paths if path.suffix.lower() in _SHEETS), None)
        if sheet is not None or (alone and first.is_dir()):
            source = Source(
                sheet or first,
                question.pair,
                outside=question.outside,
                recursive=question.recursive,
                visible_only=question.visible_only,
            )
            folder = (question.output or source.videos_folder).absolute()
            return _answer(source.load(folder), source.path, folder, self._home)
        origin = first if first.is_dir() else first.parent
        folder = (question.output or origin / "videos").absolute()
        files = _files(question.paths).of_films(texts=False)
        pairing = pair_files(files, question.pair)
        rows = Rows(pairing.rows, pairing.sentence, pairing.pair, remarks=files.remarks())
        return _answer(rows, origin, folder, self._home)

    def plan(self, question: PlanBatch) -> PlannedBatch:
        """Decides about every row; nothing is written."""
        order = question.order
        with JobStore(queue_path(self._home)) as store:
            plan = plan_batch(store, _target(order), self._items(order))
        return _planned(plan)

    def add(self, question: AddBatch) -> PlannedBatch:
        """Adds what is new to the queue."""
        order = question.order
        with JobStore(queue_path(self._home)) as store:
            plan = add_batch(store, _target(order), self._items(order))
        return _planned(plan)

    def report(self, question: WriteReport) -> WrittenReport:
        """Writes the report of a batch as it stands."""
        with JobStore(queue_path(self._home)) as store:
            report = write_report(store, question.batch, question.folder, words=question.words)
        return WrittenReport(html=report.html, csv=report.csv)

    def _items(self, order: BatchOrder) -> tuple[CheckedRow, ...]:
        columns = Template.parse(order.template).columns
        shared = SharedSettings(order.preset, order.brand, order.options, name_fields=columns)
        return check_rows(order.rows, shared, self._home, looks=self._looks)


def _target(order: BatchOrder) -> BatchTarget:
    return BatchTarget(order.name, order.folder, Template.parse(order.template))


def _files(paths: tuple[Path, ...]) -> Files:
    """The portraits and recordings among files and in folders."""
    portraits: list[Path] = []
    speeches: list[Path] = []
    left: list[LeftOut] = []
    for parent in dict.fromkeys(path if path.is_dir() else path.parent for path in paths):
        found = find_files(parent)
        whole = parent in paths
        portraits += [path for path in found.portraits if whole or path in paths]
        speeches += [path for path in found.speeches if whole or path in paths]
        left += [one for one in found.left_out if whole or one.path in paths]
    return Files(tuple(portraits), tuple(speeches), tuple(left))


def _answer(rows: Rows, source: Path, folder: Path, home: Path) -> BatchRows:
    roots = rows.roots
    return BatchRows(
        rows=rows.rows if roots is None else resolve_rows(rows.rows, roots, home),
        source=source.name,
        name=batch_name(source, folder),
        folder=folder,
        pair=rows.pair,
        remarks=rows.remarks,
    )


def _planned(plan: BatchPlan) -> PlannedBatch:
    return PlannedBatch(rows=tuple(map(_planned_row, plan.entries)))


def _planned_row(entry: BatchEntry) -> PlannedRow:
    item = entry.item
    return PlannedRow(
        number=item.row.number,
        action=entry.action,
        portrait=item.portrait,
        seconds=item.seconds,
        output=entry.output,
        job=entry.job,
        problem=item.problem,
    )
