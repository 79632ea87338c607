"""A sheet becomes rows of a batch; its columns are the options of a render and a few more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.batch.rows import FILES, WORDS, Row, columns
from app.batch.tables import Table, TableRecord, read_table
from talker.errors import ErrorCode, InputError, UsageError
from talker.options.render import RenderOptions, declared_fields
from talker.suggestions import nearest


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet; `encoding` says how its text was read ("" for XLSX)."""

    path: Path
    rows: tuple[Row, ...]
    encoding: str = ""


def column(heading: str) -> str | None:
    """The column that a heading means: its name, with - or spaces, or the option's title."""
    return _headings().get(_folded(heading))


def read_sheet(path: Path, encoding: str | None = None) -> Sheet:
    """Reads a .csv, .xlsx or .jsonl file.

    A row that cannot be used carries its problem and its number; the others are not touched.
    Raises InputError SHEET_UNREADABLE, or UsageError OPTION_UNKNOWN for a column that does not
    exist.
    """
    table = read_table(path, lambda heading: column(heading) is not None, encoding)
    _check_headings(table, path)
    rows = tuple(_row(number, record) for number, record in enumerate(table.records, 1))
    if not rows:
        raise InputError(
            ErrorCode.BATCH_EMPTY, f"{path.name} has no rows.", "Write a row for each video.", path
        )
    return Sheet(path, rows, table.encoding)


def _folded(heading: str) -> str:
    return heading.strip().lstrip("-").casefold().replace("-", "_").replace(" ", "_")


@cache
def _headings() -> Mapping[str, str]:
    """Columns by what their headings may be."""
    fields = declared_fields(RenderOptions)
    titles = {_folded(field.title or name): name for name, field in fields.items()}
    return titles | {name: name for name in columns()}


def _check_headings(table: Table, path: Path) -> None:
    seen: dict[str, str] = {}
    for heading in filter(None, table.headings):
        name = column(heading)
        if name is None:
            raise UsageError(
                ErrorCode.OPTION_UNKNOWN,
                f"{path.name} has a column {heading!r}, which does not exist.",
                _nearest(heading),
                path,
            )
        if name in seen:
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"{path.name} has the column {name} twice: {seen[name]!r} and {heading!r}.",
                "Remove one of them.",
                path,
            )
        seen[name] = heading


def _nearest(heading: str) -> str:
    near = nearest(_folded(heading), _headings())
    if near:
        return f"Did you mean {_headings()[near]}?"
    return f"There are: {', '.join(columns())}."


def _row(number: int, record: TableRecord) -> Row:
    place = f"row {record.number}"
    cells: dict[str, object] = {}
    problem = record.broken
    hint = ""
    for heading, value in record.cells.items():
        name = column(heading)
        if name is None:
            problem, hint = f"there is no column {heading!r}", _nearest(heading)
        elif value is not None:
            cells[name] = value
    texts = {name: str(cells[name]) for name in (*FILES, *WORDS) if name in cells}
    options = {name: cells[name] for name in declared_fields(RenderOptions) if name in cells}
    error = None
    if problem:
        message = f"{place.capitalize()}: {problem}."
        error = InputError(ErrorCode.ROW_INVALID, message, hint or "Correct the row.")
    return Row(number, place, **texts, options=options, problem=error)
