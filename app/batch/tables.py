"""Reads the cells of a sheet: CSV with any usual delimiter, XLSX, or JSON lines."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.batch.cell_text import PICTURE, WPS_PICTURE, csv_text, seen_text
from app.batch.workbook import Cell, SheetRow, Workbook
from talker.errors import ErrorCode, InputError
from talker.files import regular_file
from talker.text_encoding import Decoded, decode

CSV_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
XLSX_SUFFIXES = frozenset({".xlsx", ".xlsm"})
JSON_SUFFIXES = frozenset({".jsonl", ".ndjson"})
SHEET_SUFFIXES = CSV_SUFFIXES | XLSX_SUFFIXES | JSON_SUFFIXES
_DELIMITERS = ",;\t|"
_EXCEL_HINT = re.compile(r"sep=(.)[\r\n]+", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_MAX_ROWS = 100_000
_MAX_COLUMNS = 1000
_MAX_CELLS = 2_000_000
# Of a workbook: the whole of it, and what is neither sheet nor text of its cells (styles).
_MAX_UNPACKED = 64 << 20
_MAX_OTHER_PART = 8 << 20
_TABLE_PARTS = ("xl/worksheets/", "xl/sharedStrings")
_UNREAD = ("xl/media/", "xl/embeddings/")
_ENCRYPTED = 0x1
# What the libraries for archives and XML raise, and we on values that make no sense.
_XLSX_ERRORS = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, RuntimeError, SyntaxError),
    *(TypeError, ValueError, struct.error, zipfile.BadZipFile, zlib.error),
)
# Titles and notes may stand above the headings.
_HEADING_ROWS = 20
# The error values of spreadsheets, as they write them into CSV; German ones differ.
_FAULTS = re.compile(
    r"#(?:N/A|DIV/0!|REF!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!|NV|BEZUG!|WERT!|ZAHL!|ÜBERLAUF!)"
)
_FORMATS = "Give a sheet as .csv, .xlsx or .jsonl."


@dataclass(frozen=True)
class TableRecord:
    """One row as written: column headings (in JSON, keys) and cells, None for empty ones.

    `number` is the row that a spreadsheet program shows (in JSON, the line). `shown` holds the
    cells as the sheet shows them, where that differs, `faults` what is wrong with cells. `broken`
    says why the row cannot be read.
    """

    number: int
    cells: dict[str, object]
    broken: str = ""
    shown: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    hidden: bool = False


@dataclass(frozen=True)
class Table:
    """All records; `headings` in order (none for JSON lines, whose rows name their own).

    `worksheet` is the one that was read, where a workbook has several; `guessed` says that nothing
    tells the `encoding`.
    """

    headings: tuple[str, ...]
    records: tuple[TableRecord, ...]
    encoding: str = ""
    worksheet: str = ""
    guessed: bool = False


def read_table(path: Path, known: Callable[[str], bool], encoding: str | None = None) -> Table:
    """Reads a whole sheet; `known` tells a column heading from other words.

    Raises InputError SHEET_UNREADABLE, naming the row where that is known.
    """
    suffix = path.suffix.lower()
    try:
        _check_file(path)
        if suffix in XLSX_SUFFIXES:
            return _read_xlsx(path, known)
        if suffix not in SHEET_SUFFIXES:
            raise unreadable(path, f"has no known ending ({suffix or 'none'})", _FORMATS)
        decoded = decode(path.read_bytes(), encoding)
    except LookupError:
        raise unreadable(
            path, f"cannot be read: there is no encoding {encoding!r}", "Such as utf-8 or gbk."
        ) from None
    except UnicodeDecodeError as error:
        raise unreadable(
            path, f"is not written in {encoding} (byte {error.start})", "Leave out --encoding."
        ) from error
    except OSError as error:
        raise unreadable(path, f"cannot be read: {error.strerror or error}", _FORMATS) from error
    if suffix in JSON_SUFFIXES:
        records = tuple(_json_records(decoded.text))
        return Table((), records, decoded.encoding, guessed=decoded.guessed)
    return replace(_read_csv(path, decoded, known), guessed=decoded.guessed)


def unreadable(path: Path, problem: str, hint: str) -> InputError:
    """The error for a sheet that cannot be used as a whole."""
    return InputError(ErrorCode.SHEET_UNREADABLE, f"{path.name} {problem}.", hint, path)


def _read_csv(path: Path, decoded: Decoded, known: Callable[[str], bool]) -> Table:
    text = decoded.text
    hint = _EXCEL_HINT.match(text)
    if hint:
        text = text[hint.end() :]  # Excel hides this row too
    delimiter = hint[1] if hint else _delimiter(_LINE_END.split(text, 1)[0], known)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[SheetRow] = []
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            if any(map(seen_text, row)):
                rows.append(SheetRow(number, {at: _csv_cell(cell) for at, cell in enumerate(row)}))
                _check_count(path, len(rows))
    except csv.Error as error:
        raise unreadable(
            path,
            f"cannot be read: row {number + 1}: {error}",
            'Check the quotes " of that row, or save the sheet as .xlsx.',
        ) from error
    return _table(path, _bounded(path, rows), decoded.encoding, known)


def _csv_cell(text: str) -> Cell:
    words = csv_text(text)
    if words.startswith(WPS_PICTURE):
        return Cell(None, words, PICTURE)
    fault = f"holds the error {words}" if _FAULTS.fullmatch(words) else ""
    return Cell(words or None, fault=fault)


def _delimiter(line: str, known: Callable[[str], bool]) -> str:
    """The sign that cuts the first row into the most known headings."""

    def count(delimiter: str) -> int:
        return sum(known(heading.strip(' "')) for heading in line.split(delimiter))

    return max(_DELIMITERS, key=count)


def _read_xlsx(path: Path, known: Callable[[str], bool]) -> Table:
    """The first worksheet that has headings, else the first; hidden ones do not count."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            _check_archive(path, archive)
            book = Workbook(archive)
            if not book.sheets:
                raise unreadable(path, "has no worksheet", "Save it again as .xlsx.")
            chosen, rows = "", list[SheetRow]()
            for name in book.sheets:
                found = _bounded(path, book.rows(name))
                if _heading_place(found, known) is not None:
                    chosen, rows = name, found
                    break
                rows = rows or found
    except _XLSX_ERRORS as error:
        raise unreadable(path, "is not an Excel workbook", "Save it again as .xlsx.") from error
    table = _table(path, rows, "", known)
    return replace(table, worksheet=chosen) if len(book.sheets) > 1 else table


def _check_file(path: Path) -> None:
    facts = regular_file(path, lambda _, words: unreadable(path, words, _FORMATS))
    if facts.st_size > _MAX_UNPACKED:
        limit = _MAX_UNPACKED >> 20
        raise unreadable(path, f"is larger than {limit} MB", "Cut it into several sheets.")


def _check_archive(path: Path, archive: zipfile.ZipFile) -> None:
    """By the directory of the archive, before anything is unpacked."""
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise unreadable(path, "is encrypted", "Save it without a password.")
    rest = [part for part in parts if not part.filename.startswith(_TABLE_PARTS)]
    if sum(part.file_size for part in parts) > _MAX_UNPACKED or any(
        part.file_size > _MAX_OTHER_PART for part in rest if not part.filename.startswith(_UNREAD)
    ):
        raise unreadable(
            path,
            f"is too large: more than {_MAX_UNPACKED >> 20} MB unpacked",
            "Save the sheet alone, without pictures, or as .csv.",
        )


def _bounded(path: Path, rows: Iterable[SheetRow]) -> list[SheetRow]:
    """The rows, as long as they are not absurdly many or wide."""
    found: list[SheetRow] = []
    count = 0
    for row in rows:
        found.append(row)
        _check_count(path, len(found))
        width = 1 + max((at for at, cell in row.cells.items() if _is_filled(cell)), default=0)
        count += len(row.cells)
        if width > _MAX_COLUMNS:
            raise unreadable(
                path, f"has more than {_MAX_COLUMNS:,} columns", "Leave only those that are read."
            )
        if count > _MAX_CELLS:
            raise unreadable(
                path, f"has more than {_MAX_CELLS:,} cells", "Cut it into several sheets."
            )
    return found


def _heading_place(rows: list[SheetRow], known: Callable[[str], bool]) -> int | None:
    """Which row has the most known headings: titles and notes may stand above it."""

    def count(row: SheetRow) -> int:
        return sum(known(str(cell.value)) for cell in row.cells.values() if cell.value is not None)

    counts = [count(row) for row in rows[:_HEADING_ROWS]]
    return counts.index(max(counts)) if any(counts) else None


def _table(path: Path, rows: list[SheetRow], encoding: str, known: Callable[[str], bool]) -> Table:
    """The headings and the rows below them; without known headings the first row is taken."""
    if not rows:
        raise unreadable(path, "is empty", "Its first row names the columns: portrait, speech.")
    place = _heading_place(rows, known) or 0
    cells = {
        at: str(cell.value) for at, cell in rows[place].cells.items() if cell.value is not None
    }
    headings = tuple(cells.get(at, "") for at in range(max(cells, default=-1) + 1))
    below = [row for row in rows[place + 1 :] if not _repeats(row, headings)]
    return Table(headings, tuple(_record(row, headings) for row in below), encoding)


def _repeats(row: SheetRow, headings: tuple[str, ...]) -> bool:
    """Whether it is the headings once more: they are merged over two rows, or printed again."""
    return all(
        at < len(headings) and cell.value == headings[at]
        for at, cell in row.cells.items()
        if _is_filled(cell)
    )


def _record(row: SheetRow, headings: tuple[str, ...]) -> TableRecord:
    beyond = [
        cell.value
        for at, cell in row.cells.items()
        if at >= len(headings) and cell.value is not None
    ]
    broken = ""
    if beyond:
        broken = f"{beyond[0]!r} stands beyond the last column; put quotes around commas in a cell"
    named = {
        heading: row.cells.get(at, Cell(None)) for at, heading in enumerate(headings) if heading
    }
    return TableRecord(
        row.number,
        {heading: cell.value for heading, cell in named.items()},
        broken,
        {heading: cell.shown for heading, cell in named.items() if cell.shown},
        {heading: cell.fault for heading, cell in named.items() if cell.fault},
        row.hidden,
    )


def _is_filled(cell: Cell) -> bool:
    return cell.value is not None or bool(cell.fault)


def _json_records(text: str) -> Iterator[TableRecord]:
    for number, line in enumerate(_LINE_END.split(text), 1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
            # Half a character, written as an escape, can stand in no file's name.
            json.dumps(read, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as error:
            yield TableRecord(number, {}, f"it is not JSON: {error}")
            continue
        if isinstance(read, dict):
            yield TableRecord(number, {name: _value(cell) for name, cell in read.items()})
        else:
            yield TableRecord(number, {}, "it is not a JSON object")


def _value(cell: object) -> object:
    """Texts without outer spaces, whole numbers as such, None for nothing."""
    if isinstance(cell, str):
        return seen_text(cell) or None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)  # spreadsheets know no whole numbers
    return cell


def _check_count(path: Path, count: int) -> None:
    if count > _MAX_ROWS:
        raise unreadable(path, f"has more than {_MAX_ROWS:,} rows", "Cut it into several sheets.")
