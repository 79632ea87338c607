"""Reads the cells of an Excel workbook as its sheets show them.

Only what a list needs is looked at: values, number formats, hidden rows, merged cells. Libraries
read everything that is drawn in a workbook, and fail on the smallest oddity there (an empty fill).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from app.batch.cell_text import PICTURE, WPS_PICTURE, seen_text
from app.batch.number_formats import BUILTIN, GENERAL, is_date, shown_date, shown_number

_MAIN = "xl/workbook.xml"
_TRUE = ("1", "true")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_NO_FORMATS: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A value, how the sheet shows it, and why there is none that could be used ("")."""

    value: object
    shown: str = ""
    fault: str = ""


@dataclass(frozen=True)
class SheetRow:
    """A row that holds something; its cells by column, from 0."""

    number: int
    cells: dict[int, Cell] = field(default_factory=dict)
    hidden: bool = False


@dataclass(frozen=True)
class _Facts:
    """What all cells of a workbook share."""

    texts: tuple[str, ...] = ()
    formats: tuple[str, ...] = _NO_FORMATS
    epoch: datetime = datetime(1899, 12, 30)


class Workbook:
    """An open workbook; whatever is wrong with it raises what the archive or the XML raises."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        main = next(iter(self._related("", "officeDocument").values()), _MAIN)
        book = self._parsed(main)
        parts = self._related(main, "worksheet")
        self.sheets: dict[str, str] = {}
        for sheet in _all(book, "sheet"):
            part = parts.get(_attribute(sheet, "id"))
            if part is not None and sheet.get("state", "visible") == "visible":
                self.sheets[sheet.get("name", "")] = part
        dated = any(one.get("date1904") in _TRUE for one in _all(book, "workbookPr"))
        texts = next(iter(self._related(main, "sharedStrings").values()), None)
        styles = next(iter(self._related(main, "styles").values()), None)
        self._facts = _Facts(
            tuple(_text(item) for item in _all(self._parsed(texts), "si")) if texts else (),
            _formats(self._parsed(styles)) if styles else _NO_FORMATS,
            datetime(1904, 1, 1) if dated else _Facts.epoch,
        )

    def rows(self, name: str) -> Iterator[SheetRow]:
        """The rows of a sheet that hold anything, with the cells merged into one from above."""
        merged = self._merged(self.sheets[name])
        values: dict[int, Cell] = {}  # by the place in `merged`
        for row in self._own_rows(self.sheets[name]):
            cells = dict(row.cells)
            for place, (column, first, last) in enumerate(merged):
                if row.number == first and column in cells:
                    values[place] = cells[column]
                elif first < row.number <= last and place in values:
                    cells.setdefault(column, values[place])
            yield replace(row, cells=cells)

    def _own_rows(self, part: str) -> Iterator[SheetRow]:
        number = 0
        with self._archive.open(part) as file:
            for _, element in ElementTree.iterparse(file):
                if _name(element) != "row":
                    continue
                number = int(element.get("r", number + 1))
                cells: dict[int, Cell] = {}
                column = -1
                for item in element:
                    place = _PLACE.fullmatch(item.get("r", ""))
                    column = _column(place[1]) if place else column + 1
                    cell = _cell(item, self._facts)
                    if cell is not None:
                        cells[column] = cell
                hidden = element.get("hidden") in _TRUE
                element.clear()
                if cells:
                    yield SheetRow(number, cells, hidden)

    def _merged(self, part: str) -> list[tuple[int, int, int]]:
        """Column, first and last row of merged cells that reach over several rows."""
        found = []
        with self._archive.open(part) as file:
            for _, element in ElementTree.iterparse(file):
                if _name(element) == "mergeCell":
                    first, _, last = element.get("ref", "").partition(":")
                    begin, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
                    if begin and end and int(begin[2]) < int(end[2]):
                        found.append((_column(begin[1]), int(begin[2]), int(end[2])))
                elif _name(element) == "row":
                    element.clear()
        return found

    def _related(self, part: str, kind: str) -> dict[str, str]:
        """The parts of a kind that a part refers to, by the references' names."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._archive.namelist():
            return {}
        return {
            one.get("Id", ""): posixpath.normpath(
                posixpath.join("/", folder, one.get("Target", ""))
            ).lstrip("/")
            for one in self._parsed(relations)
            if one.get("Type", "").rpartition("/")[2] == kind
        }

    def _parsed(self, part: str) -> Element:
        return ElementTree.fromstring(self._archive.read(part))


def _cell(item: Element, facts: _Facts) -> Cell | None:
    """None for an empty one."""
    kind = item.get("t", "n")
    written = next((child.text or "" for child in item if _name(child) == "v"), "")
    if kind == "inlineStr":
        return _words("".join(_text(child) for child in item if _name(child) == "is"))
    if kind == "s":
        return _words(facts.texts[int(written)]) if written else None
    if kind == "str":
        return _words(written)
    if kind == "e":
        # A picture that Excel places in a cell is a value that older versions do not know.
        picture = written == "#VALUE!" and "vm" in item.attrib
        return Cell(None, written, PICTURE if picture else f"holds the error {written}")
    if not written:
        formula = any(_name(child) == "f" for child in item)
        return Cell(None, "", "holds a formula without a stored value") if formula else None
    if kind == "b":
        true = written in _TRUE
        return Cell(true, str(true).upper())
    if kind == "d":
        return _words(written.removesuffix("T00:00:00"))
    return _number(float(written), item, facts)


def _number(value: float, item: Element, facts: _Facts) -> Cell:
    style = int(item.get("s", "0"))
    written = facts.formats[style] if style < len(facts.formats) else GENERAL
    if is_date(written):
        shown = shown_date(value, written, facts.epoch)
        return Cell(shown, shown)
    whole = int(value) if value.is_integer() else value
    return Cell(whole, shown_number(value, written))


def _words(text: str) -> Cell | None:
    text = seen_text(text)
    if text.startswith(WPS_PICTURE):
        return Cell(None, text, PICTURE)
    return Cell(text, text) if text else None


def _formats(styles: Element) -> tuple[str, ...]:
    """The number format of every style of cells."""
    own = {one.get("numFmtId"): one.get("formatCode", GENERAL) for one in _all(styles, "numFmt")}
    places = next(iter(_all(styles, "cellXfs")), Element("none"))
    numbers = [one.get("numFmtId", "0") for one in places]
    return tuple(own.get(number) or BUILTIN.get(int(number), GENERAL) for number in numbers)


def _text(element: Element) -> str:
    """Plain and rich text; not how it is pronounced."""
    text = ""
    for child in element:
        if _name(child) == "t":
            text += child.text or ""
        elif _name(child) == "r":
            text += _text(child)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _all(element: Element, name: str) -> Iterator[Element]:
    """By the name alone: strict workbooks have other namespaces."""
    return (one for one in element.iter() if _name(one) == name)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    return next((text for key, text in element.items() if key.endswith(f"}}{name}")), "")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
