"""Reads the cells of a sheet: CSV with any usual delimiter, XLSX, or JSON lines."""

from __future__ import annotations

import csv
import io
import json
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app.batch.encoding import decode
from talker.errors import ErrorCode, InputError

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
# What the libraries for archives, XML and workbooks raise on damaged or odd files.
_XLSX_ERRORS = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, RuntimeError, SyntaxError),
    *(TypeError, ValueError, struct.error, zlib.error),
)
_FORMATS = "Give a sheet as .csv, .xlsx or .jsonl."


@dataclass(frozen=True)
class TableRecord:
    """One row as written: column headings (in JSON, keys) and cells, None for empty ones.

    `number` is the row that a spreadsheet program shows (in JSON, the line). `broken` says why
    the row cannot be read.
    """

    number: int
    cells: dict[str, object]
    broken: str = ""


@dataclass(frozen=True)
class Table:
    """All records; `headings` in order (none for JSON lines, whose rows name their own)."""

    headings: tuple[str, ...]
    records: tuple[TableRecord, ...]
    encoding: str = ""


def read_table(path: Path, known: Callable[[str], bool], encoding: str | None = None) -> Table:
    """Reads a whole sheet; `known` tells a column heading from other words.

    Raises InputError SHEET_UNREADABLE, naming the row where that is known.
    """
    suffix = path.suffix.lower()
    try:
        _check_file(path)
        if suffix in XLSX_SUFFIXES:
            return _read_xlsx(path)
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
        return Table((), tuple(_json_records(decoded.text)), decoded.encoding)
    return _read_csv(path, decoded.text, decoded.encoding, known)


def unreadable(path: Path, problem: str, hint: str) -> InputError:
    """The error for a sheet that cannot be used as a whole."""
    return InputError(ErrorCode.SHEET_UNREADABLE, f"{path.name} {problem}.", hint, path)


def _read_csv(path: Path, text: str, encoding: str, known: Callable[[str], bool]) -> Table:
    hint = _EXCEL_HINT.match(text)
    if hint:
        text = text[hint.end() :]  # Excel hides this row too
    delimiter = hint[1] if hint else _delimiter(_LINE_END.split(text, 1)[0], known)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            _check_count(path, len(rows))
    except csv.Error as error:
        raise unreadable(
            path,
            f"cannot be read: row {len(rows) + 1}: {error}",
            'Check the quotes " of that row, or save the sheet as .xlsx.',
        ) from error
    return _table(path, _filled_rows(path, rows), encoding)


def _delimiter(line: str, known: Callable[[str], bool]) -> str:
    """The sign that cuts the first row into the most known headings."""

    def count(delimiter: str) -> int:
        return sum(known(heading.strip(' "')) for heading in line.split(delimiter))

    return max(_DELIMITERS, key=count)


def _read_xlsx(path: Path) -> Table:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        # An open file, not a path: the library would keep a path open when it fails.
        with path.open("rb") as file:
            _check_archive(path, file)
            sheets = load_workbook(file, read_only=True, data_only=True).worksheets
            if not sheets:
                raise unreadable(path, "has no worksheet", "Save it again as .xlsx.")
            sheets[0].reset_dimensions()  # a claim of the file, by which every row is filled up
            return _table(path, _filled_rows(path, sheets[0].iter_rows(values_only=True)), "")
    except (InvalidFileException, zipfile.BadZipFile, *_XLSX_ERRORS) as error:
        raise unreadable(path, "is not an Excel workbook", "Save it again as .xlsx.") from error


def _check_file(path: Path) -> None:
    facts = path.stat()
    if not stat.S_ISREG(facts.st_mode):
        raise unreadable(path, "is no file", _FORMATS)
    if facts.st_size > _MAX_UNPACKED:
        limit = _MAX_UNPACKED >> 20
        raise unreadable(path, f"is larger than {limit} MB", "Cut it into several sheets.")


def _check_archive(path: Path, file: IO[bytes]) -> None:
    """By the directory of the archive, before anything is unpacked."""
    with zipfile.ZipFile(file) as archive:
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


def _filled_rows(path: Path, rows: Iterable[Sequence[object]]) -> list[tuple[int, list[object]]]:
    """The rows that hold something, without the empty cells at their ends."""
    filled: list[tuple[int, list[object]]] = []
    count = 0
    for number, row in enumerate(rows, 1):
        _check_count(path, number)
        cells = list(row)
        while cells and cells[-1] in (None, ""):
            cells.pop()
        count += len(cells)
        if len(cells) > _MAX_COLUMNS:
            raise unreadable(
                path, f"has more than {_MAX_COLUMNS:,} columns", "Leave only those that are read."
            )
        if count > _MAX_CELLS:
            raise unreadable(
                path, f"has more than {_MAX_CELLS:,} cells", "Cut it into several sheets."
            )
        if cells:
            filled.append((number, cells))
    return filled


def _table(path: Path, rows: list[tuple[int, list[object]]], encoding: str) -> Table:
    """The first row that is not empty holds the headings; empty rows are left out."""
    filled = [(number, cells) for number, cells in rows if any(_value(cell) for cell in cells)]
    if not filled:
        raise unreadable(path, "is empty", "Its first row names the columns: portrait, speech.")
    headings = tuple(str(_value(cell) or "") for cell in filled[0][1])
    while headings and not headings[-1]:
        headings = headings[:-1]
    records = tuple(_record(number, cells, headings) for number, cells in filled[1:])
    return Table(headings, records, encoding)


def _record(number: int, cells: list[object], headings: tuple[str, ...]) -> TableRecord:
    beyond = [value for cell in cells[len(headings) :] if (value := _value(cell)) is not None]
    broken = ""
    if beyond:
        broken = f"{beyond[0]!r} stands beyond the last column; put quotes around commas in a cell"
    pairs = zip(headings, cells, strict=False)
    return TableRecord(
        number, {heading: _value(cell) for heading, cell in pairs if heading}, broken
    )


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
        return cell.strip() or None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)  # spreadsheets know no whole numbers
    return cell


def _check_count(path: Path, count: int) -> None:
    if count > _MAX_ROWS:
        raise unreadable(path, f"has more than {_MAX_ROWS:,} rows", "Cut it into several sheets.")
