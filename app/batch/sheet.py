"""A sheet becomes rows of a batch; its columns are the options of a render and a few more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.batch.cell_text import plain_width, seen_text
from app.batch.headings import CHINESE, SWITCHES
from app.batch.remarks import Remark, RemarkKind
from app.batch.rows import FILES, WORDS, Row, columns, option_fields
from app.batch.tables import Table, TableRecord, read_table
from speech_gen.script.template import folded_field
from talker.errors import ErrorCode, InputError, UsageError
from talker.suggestions import nearest

# So alike, from 0 to 1, a heading is a slip of the pen; less alike, it is the user's own column.
_TYPO = 0.75
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+ ?%?")
_PERCENT = re.compile(r"([+-]?[0-9]{1,9}(?:\.[0-9]{1,9})?) ?%")


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet; `encoding` says how its text was read ("" for XLSX).

    `remarks`: columns that were left out, hidden rows, which worksheet was read.
    """

    path: Path
    rows: tuple[Row, ...]
    encoding: str = ""
    remarks: tuple[Remark, ...] = ()


def column(heading: str) -> str | None:
    """The column that a heading means: its name, with - or spaces, or the option's title, in any
    language of the window.
    """
    return _headings().get(_folded(heading))


def read_sheet(path: Path, encoding: str | None = None, *, visible_only: bool = False) -> Sheet:
    """Reads a .csv, .xlsx or .jsonl file.

    A row that cannot be used carries its problem and its number; the others are not touched.
    `visible_only` leaves hidden and filtered rows out. Raises InputError SHEET_UNREADABLE, or
    UsageError OPTION_UNKNOWN for a column that does not exist but is much like one that does.
    """
    table = read_table(path, lambda heading: column(heading) is not None, encoding)
    unknown = _check_headings(table, path)
    hidden = tuple(str(record.number) for record in table.records if record.hidden)
    records = [one for one in table.records if not (visible_only and one.hidden)]
    rows = tuple(_row(number, record, unknown) for number, record in enumerate(records, 1))
    if not rows:
        raise InputError(
            ErrorCode.BATCH_EMPTY, f"{path.name} has no rows.", "Write a row for each video.", path
        )
    found = {
        RemarkKind.COLUMNS_UNKNOWN: tuple(map(_own_column, unknown)),
        RemarkKind.HIDDEN_ROWS: () if visible_only else hidden,
        RemarkKind.ENCODING_GUESSED: (table.encoding,) if table.guessed else (),
        RemarkKind.WORKSHEET: (table.worksheet,) if table.worksheet else (),
    }
    remarks = tuple(Remark(kind, names) for kind, names in found.items() if names)
    return Sheet(path, rows, table.encoding, remarks)


def _folded(heading: str) -> str:
    words = plain_width(seen_text(heading)).lstrip("-").casefold().replace("-", "_").split()
    return "_".join(words)


@cache
def _headings() -> Mapping[str, str]:
    """Columns by what their headings may be."""
    fields = option_fields()
    titles = {_folded(field.title or name): name for name, field in fields.items()}
    other = {_folded(word): name for name, words in CHINESE.items() for word in words.split()}
    return titles | other | {name: name for name in columns()}


def _check_headings(table: Table, path: Path) -> tuple[str, ...]:
    """The headings that are no columns of ours; UsageError where that must be a mistake."""
    named = [heading for heading in table.headings if heading]
    unknown = [heading for heading in named if column(heading) is None]
    alone = len(unknown) == len(named)
    wrong = next((heading for heading in unknown if alone or _is_typo(heading)), None)
    if wrong is not None:
        first = " The first row names the columns, such as portrait and speech." if alone else ""
        raise UsageError(
            ErrorCode.OPTION_UNKNOWN,
            f"{path.name} has a column {wrong!r}, which does not exist.",
            _nearest(wrong) + first,
            path,
        )
    seen: dict[str, str] = {}
    for heading in named:
        name = column(heading)
        if name in seen:
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"{path.name} has the column {name} twice: {seen[name]!r} and {heading!r}.",
                "Remove one of them.",
                path,
            )
        if name is not None:
            seen[name] = heading
    return tuple(unknown)


def _is_typo(heading: str) -> bool:
    return bool(nearest(_folded(heading), _headings(), likeness=_TYPO))


def _own_column(heading: str) -> str:
    """With the nearest column; in Chinese one sign of two alike means nothing."""
    near = nearest(_folded(heading), _headings()) if heading.isascii() else ""
    return f"{heading} (the nearest is {_headings()[near]})" if near else heading


def _nearest(heading: str) -> str:
    near = nearest(_folded(heading), _headings())
    if near:
        return f"Did you mean {_headings()[near]}?"
    return f"There are: {', '.join(columns())}."


def _row(number: int, record: TableRecord, unknown: tuple[str, ...]) -> Row:
    """`unknown` headings are the user's own; in JSON lines there are none, each row is checked."""
    place = f"row {record.number}"
    cells: dict[str, object] = {}
    texts: dict[str, str] = {}
    problem = record.broken
    hint = ""
    for heading, value in record.cells.items():
        name = column(heading)
        if heading in unknown:
            continue
        if name is None:
            problem, hint = f"there is no column {heading!r}", _nearest(heading)
        elif heading in record.faults:
            problem = f"the cell under {heading!r} {record.faults[heading]}"
            hint = "Correct it in the spreadsheet program and save it there once more."
        elif value is not None:
            cells[name] = _sense(name, value)
            if name in (*FILES, *WORDS):
                texts[name] = record.shown.get(heading) or str(value)
    options = {name: cells[name] for name in option_fields() if name in cells}
    error = None
    if problem:
        message = f"{place.capitalize()}: {problem}."
        error = InputError(ErrorCode.ROW_INVALID, message, hint or "Correct the row.")
    fields = {
        folded_field(heading): record.shown.get(heading) or str(value)
        for heading, value in record.cells.items()
        if value is not None and heading not in record.faults
    }
    return Row(number, place, **texts, options=options, problem=error, fields=fields)


def _sense(name: str, value: object) -> object:
    """A text of an option as other languages write numbers and switches."""
    info = option_fields().get(name)
    if info is None or not isinstance(value, str):
        return value
    if info.annotation in {bool, float, int}:
        value = plain_width(value)
    if info.annotation is float:
        return _percent(value.replace(",", ".") if _DECIMAL_COMMA.fullmatch(value) else value)
    if info.annotation is bool:
        return SWITCHES.get(value.casefold(), value)
    return value


def _percent(value: str) -> str:
    """What a cell with the format of percents holds."""
    found = _PERCENT.fullmatch(value)
    return str(float(found[1]) / 100) if found else value
