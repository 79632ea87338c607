"""Carries out the command `batch`: read, check, add, make, report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.batch.batch import BatchEntry, BatchPlan, BatchTarget, add_batch, plan_batch
from app.batch.batch_names import batch_name
from app.batch.checked_row import CheckedRow, SharedSettings
from app.batch.checks import check_rows
from app.batch.name_template import Template
from app.batch.probes import InputProbes
from app.batch.remarks import Remark
from app.batch.report import Report, write_report
from app.batch.report_html import retry_command
from app.batch.rows import Action
from app.batch.source import Rows, Source
from app.console.batch_plan import show_problems, show_table, totals, write_plan
from app.console.queue_board import JsonQueueBoard, TextQueueBoard
from app.console.queue_run import run_queue
from app.console.render import Reporter
from app.console.rich_terminal import Terminal
from app.console.terminal import write_json
from app.queue.job import State
from app.queue.store import JobStore
from talker.errors import ErrorCode, ExitCode, MouthpieceError
from talker.progress import Notice


@dataclass(frozen=True)
class BatchOptions:
    """What the user asked for. `folder` None and `name` "" stand for those of the source.

    `home` is the user's folder.
    """

    source: Source
    shared: SharedSettings
    template: Template
    folder: Path | None
    name: str
    force: bool
    workers: int
    priority: int
    home: Path


class BatchRun:
    """One run of the command, step by step; what it says goes to stdout, as JSON or as text."""

    def __init__(
        self, wishes: BatchOptions, store: JobStore, reporter: Reporter, *, as_json: bool
    ) -> None:
        self.source = wishes.source
        self.folder = (wishes.folder or wishes.source.videos_folder).absolute()
        self._wishes = wishes
        self._store = store
        self._reporter = reporter
        self._as_json = as_json
        name = wishes.name or batch_name(wishes.source.path, self.folder)
        self._target = BatchTarget(name, self.folder, wishes.template)
        self._console = Terminal()
        self._looks = InputProbes()
        self._remarked: set[str] = set()

    def show(self) -> int:
        """Shows what would be made and writes nothing; the exit code says whether all is well."""
        rows = self._load()
        items, wishes = self.check(rows), self._wishes
        plan = plan_batch(self._store, self._target, items, force=wishes.force)
        if self._as_json:
            write_plan(plan)
        else:
            self.say(f"{rows.sentence}, to {self.folder}")
            show_table(plan, self._console)
            show_problems(plan.entries, self._console)
            self.say(totals(plan))
        return ExitCode.PARTLY_FAILED if plan.having(Action.PROBLEM) else ExitCode.DONE

    def add(self) -> BatchPlan:
        """Reads and checks the source, tells every problem, and adds what is new to the queue."""
        rows = self._load()
        plan = self.add_items(self.check(rows), force=self._wishes.force)
        if self._as_json:
            write_plan(plan)
        else:
            self.say(f"{rows.sentence}, to {self.folder}")
            show_problems(plan.entries, self._console)
            self.say(f"Batch {plan.name}: {totals(plan)}")
        return plan

    def _load(self) -> Rows:
        rows = self.source.load(self.folder)
        self.report_remarks(rows.remarks)
        return rows

    def report_remarks(self, remarks: Sequence[Remark]) -> None:
        """Says what was left out and the like, the same only once."""
        for remark in remarks:
            if str(remark) in self._remarked:
                continue
            self._remarked.add(str(remark))
            if self._as_json:
                facts = {"kind": remark.kind.value, "names": remark.names, "message": str(remark)}
                write_json("remark", **facts)
            self.say(f"Note: {remark}")

    def finish(self, plan: BatchPlan) -> int:
        """Makes the videos and writes the report; the exit code of the command."""
        code = self.make() if plan.having(Action.NEW, Action.WAITING) else 0
        report = self.report(plan)
        if code == ExitCode.STOPPED:
            return code
        failed = plan.having(Action.PROBLEM) or (report and report.summary.failed)
        return ExitCode.PARTLY_FAILED if failed else code

    def check(self, rows: Rows) -> tuple[CheckedRow, ...]:
        """The rows, checked; files are remembered from one time to the next."""
        return check_rows(
            rows.rows, self._wishes.shared, self._wishes.home, rows.roots, self._looks
        )

    def add_items(self, items: tuple[CheckedRow, ...], *, force: bool) -> BatchPlan:
        """Adds what is new among `items` to the queue."""
        return add_batch(
            self._store,
            self._target,
            items,
            force=force,
            priority=self._wishes.priority,
        )

    def make(self, *, forever: bool = False) -> int:
        """Works the queue off in the foreground."""
        workers = self._wishes.workers
        board = (
            JsonQueueBoard(sys.stdout) if self._as_json else TextQueueBoard(self._store, workers)
        )
        return run_queue(self._store, board, workers, self._wishes.home, forever=forever)

    def report(self, plan: BatchPlan) -> Report | None:
        """Writes the report; what keeps it from being written does not spoil the videos."""
        problems = [entry.item for entry in plan.having(Action.PROBLEM)]
        try:
            report = write_report(
                self._store, plan.name, plan.folder, only=plan.jobs, problems=problems
            )
        except MouthpieceError as error:
            self._reporter.report(Notice(error.code, f"There is no report: {error}"))
            return None
        summary = report.summary
        if self._as_json:
            facts = {"html": str(report.html), "csv": str(report.csv), "videos": summary.videos}
            counts = {"done": summary.done, "failed": summary.failed, "open": summary.open}
            write_json("report", **facts, **counts)
            return report
        if plan.having(Action.FAILED):
            self.say(f"To try the failed ones again: {retry_command(plan.name)}")
        self.say(f"Report: {report.html}")
        return report

    def report_additions(self, plan: BatchPlan, reported: set[str]) -> None:
        """Reports what is new in a watched folder; problems once each, remembered in `reported`.

        A file without a partner is no problem yet: the partner may be on its way.
        """
        problems = {str(entry.item.problem): entry for entry in plan.having(Action.PROBLEM)}
        fresh = [
            entry
            for words, entry in problems.items()
            if words not in reported and _code(entry) is not ErrorCode.PAIR_MISSING
        ]
        reported.update(str(entry.item.problem) for entry in fresh)
        new = plan.having(Action.NEW)
        if self._as_json:
            write_plan(BatchPlan(plan.name, plan.folder, (*new, *fresh)))
            return
        show_problems(fresh, self._console)
        for entry in new:
            self.say(f"new        {entry.job}  {entry.item.row.place}")

    def replace_job(self, earlier: BatchEntry, new: BatchEntry) -> None:
        """The files of an entry have changed: its job is not made any more, and its video, when
        there is one already, is told, for it stays beside the new one."""
        if earlier.job is None or earlier.output is None or new.output is None:
            return
        stopped = self._store.request_stop(earlier.job, State.CANCELLED)
        name = earlier.item.row.place
        self.say(
            f"changed    {earlier.job}  {name} is made again, as it is now: job {new.job}"
            if stopped
            else f"changed    {earlier.job}  {earlier.output.name} was made of what {name} was "
            f"before; the new video is {new.output.name}"
        )
        if self._as_json:
            facts = {"job": earlier.job, "by": new.job, "output": str(earlier.output)}
            write_json("changed", **facts, stopped=stopped)

    def warn(self, error: MouthpieceError) -> None:
        """Something went wrong that may be right again later."""
        self._reporter.report(Notice(error.code, str(error)))

    def say(self, text: str) -> None:
        """A line for people."""
        if not self._as_json:
            self._console.write_line(text)


def _code(entry: BatchEntry) -> ErrorCode | None:
    return entry.item.problem.code if entry.item.problem else None
