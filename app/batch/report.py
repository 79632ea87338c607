"""What became of a batch: a CSV for spreadsheets and a page for people, in the videos' folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from app.batch.checked_row import CheckedRow
from app.batch.report_html import page
from app.batch.report_rows import ReportRow, Summary, job_line, problem_line
from app.batch.report_words import ENGLISH, ReportWords
from app.file_names import safe_name
from app.queue.job import Job, State
from app.queue.store import JobStore
from talker.files import atomic_write

_PAGE = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Report:
    """The two files and what they say."""

    csv: Path
    html: Path
    summary: Summary
    lines: tuple[ReportRow, ...]


def write_report(
    store: JobStore,
    batch: str,
    folder: Path,
    *,
    only: Collection[int] | None = None,
    problems: Sequence[CheckedRow] = (),
    words: ReportWords = ENGLISH,
) -> Report:
    """Writes `report-BATCH.csv` and `.html` into `folder`, in place of those of an earlier run.

    `only`: the jobs that count, where the batch holds older ones too; `problems`: items that never
    became jobs; `words`: those of the page. Raises InputError when the folder cannot be written.
    """
    jobs = [job for job in _jobs(store, batch) if only is None or job.id in only]
    lines = (*map(job_line, jobs), *map(problem_line, problems))
    summary = Summary.of(batch, lines)
    base = folder / safe_name(f"report-{batch}", ".html")
    report = Report(base.with_suffix(".csv"), base, summary, lines)
    _write(report.csv, _table(lines))
    _write(report.html, page(summary, lines, folder, words))
    return report


def _jobs(store: JobStore, batch: str) -> list[Job]:
    """All jobs of the batch in the order of their addition."""
    found: list[Job] = []
    while more := store.page(batch=batch, offset=len(found), limit=_PAGE):
        found += more
    return sorted(found, key=lambda job: job.id)


def _table(lines: Sequence[ReportRow]) -> str:
    """The CSV, with the mark by which Excel knows UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    names = [field.name for field in fields(ReportRow)]
    writer.writerow(names)
    for line in lines:
        writer.writerow([_cell(getattr(line, name)) for name in names])
    return "\ufeff" + text.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, State):
        return value.value
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, int):
        return value
    text = " ".join(notice.message for notice in value) if isinstance(value, tuple) else str(value)
    # A file called `=HYPERLINK(...)` must stay a name when a spreadsheet program opens the table.
    return f"'{text}" if text.startswith(_FORMULA) else text


def _write(path: Path, text: str) -> None:
    with atomic_write(path) as part:
        part.write_bytes(text.encode("utf-8", "replace"))
