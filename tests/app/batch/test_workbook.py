"""Workbooks as people and other programs make them: read as their sheets show them."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import app
from app.batch.number_formats import shown_date, shown_number
from app.batch.path_policy import PathPolicy
from app.batch.remarks import RemarkKind
from app.batch.sheet import Sheet, column, read_sheet
from talker.errors import ErrorCode, InputError, UsageError
from talker.options.render import RenderOptions, declared_fields

HEAD = ["portrait", "speech", "name"]
TRANSLATIONS = Path(app.__file__).parent / "gui" / "translations"
PAGE = "xl/worksheets/sheet1.xml"
ROW = ["a.png", "b.wav", "c"]
NAMES = {"portrait": "Portrait", "speech": "Speech", "name": "Name", "preset": "Preset"}


def filled(*rows: Sequence[object]) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    return book, book.active


def saved(book: Workbook, folder: Path) -> Path:
    path = folder / "list.xlsx"
    book.save(path)
    return path


def changed(path: Path, part: str, old: str, new: str) -> Path:
    """The workbook with other text in one of its parts."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    text = parts[part].decode()
    assert old in text
    parts[part] = text.replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return path


def names(sheet: Sheet) -> list[str]:
    return [row.name for row in sheet.rows]


def remarks(sheet: Sheet) -> dict[RemarkKind, tuple[str, ...]]:
    return {remark.kind: remark.names for remark in sheet.remarks}


@pytest.mark.parametrize(
    ("value", "written", "shown"),
    [
        (1, "000", "001"),
        (7, "General", "7"),
        (1.5, "0.00", "1.50"),
        (1234567, "#,##0", "1,234,567"),
        (0.5, "0%", "50%"),
        (12, '"No. "000', "No. 012"),
        (-3, "00", "-03"),
        (0.1 + 0.2, "General", "0.3"),
        (date(2026, 11, 3), "yyyy-mm-dd", "2026-11-03"),
        (datetime(2026, 11, 3), "yyyy-mm-dd h:mm:ss", "2026-11-03"),
        (datetime(2026, 11, 3, 9, 5), "dd.mm.yyyy hh:mm", "03.11.2026 09:05"),
        (date(2026, 11, 3), 'yyyy"年"m"月"d"日"', "2026年11月3日"),
        (date(2026, 11, 3), "d. mmmm yyyy", "2026-11-03"),
        (date(2026, 11, 3), "mm-dd-yy", "2026-11-03"),
        (date(2026, 11, 3), "[$-407]d.m.yy;@", "3.11.26"),
        (time(9, 5), "h:mm", "9:05"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
    ],
)
def test_names_are_taken_as_the_sheet_shows_them(
    tmp_path: Path, value: object, written: str, shown: str
) -> None:
    book, page = filled(HEAD, ["a.png", "b.wav", value])
    page["C2"].number_format = written
    assert names(read_sheet(saved(book, tmp_path))) == [shown]


@pytest.mark.parametrize(
    "written", ["#", "?", '"', "[", "0.0.0", "yyyy", "[h]:mm", "_", "*", ";;;"]
)
def test_any_format_is_shown_somehow(written: str) -> None:
    assert isinstance(shown_number(1.5, written), str)
    assert isinstance(shown_date(1.5, written, datetime(1904, 1, 1)), str)


@pytest.mark.parametrize("fault", ["#N/A", "#DIV/0!", "#REF!", "#NAME?"])
def test_an_error_value_is_a_problem_of_its_row_not_a_name(tmp_path: Path, fault: str) -> None:
    book, page = filled(HEAD, ROW, ROW)
    page["C2"].value, page["C2"].data_type = fault, "e"
    for path in (
        saved(book, tmp_path),
        tmp_path / "list.csv",
    ):
        if path.suffix == ".csv":
            path.write_text(f"portrait,speech,name\na.png,b.wav,{fault}\na.png,b.wav,c\n")
        first, second = read_sheet(path).rows
        assert first.problem is not None
        assert first.problem.code is ErrorCode.ROW_INVALID
        assert fault in first.problem.message
        assert (second.problem, second.name) == (None, "c")


def test_a_formula_without_a_stored_value_is_a_problem_of_its_row(tmp_path: Path) -> None:
    book, _ = filled(HEAD, ["a.png", "b.wav", '="x"&1'], ROW)
    first, second = read_sheet(saved(book, tmp_path)).rows
    assert "formula without a stored value" in str(first.problem)
    assert second.problem is None


def test_hidden_rows_are_told_and_left_out_on_wish(tmp_path: Path) -> None:
    book, page = filled(HEAD, *(["a.png", "b.wav", name] for name in "wxyz"))
    page.row_dimensions[3].hidden = page.row_dimensions[4].hidden = True
    path = saved(book, tmp_path)
    sheet = read_sheet(path)
    assert names(sheet) == ["w", "x", "y", "z"]
    assert remarks(sheet) == {RemarkKind.HIDDEN_ROWS: ("3", "4")}
    visible = read_sheet(path, visible_only=True)
    assert names(visible) == ["w", "z"]
    assert not visible.remarks


def test_a_merged_cell_counts_for_all_its_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [["a.png", "1.wav"], [None, "2.wav"], ["b.png", "3.wav"]]
    book, page = filled(HEAD[:2], *rows)
    page.merge_cells("A2:A3")
    page.merge_cells("A8:A9")
    portraits = [row.portrait for row in read_sheet(saved(book, tmp_path)).rows]
    assert portraits == ["a.png", "a.png", "b.png"]


def test_headings_merged_over_two_rows_are_no_row(tmp_path: Path) -> None:
    book, page = filled(HEAD, [None, None, None], ROW)
    for place in ("A1:A2", "B1:B2", "C1:C2"):
        page.merge_cells(place)
    assert names(read_sheet(saved(book, tmp_path))) == ["c"]


def test_titles_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    book, page = filled(["Videos for spring"], [], ["as of", date(2026, 1, 1)], HEAD, ROW)
    page.merge_cells("A1:C1")
    (row,) = read_sheet(saved(book, tmp_path)).rows
    assert (row.name, row.place) == ("c", "row 5")
    path = tmp_path / "list.csv"
    path.write_text("Videos for spring,,\n,,\nportrait,speech,name\na.png,b.wav,c\n")
    assert [row.place for row in read_sheet(path).rows] == ["row 4"]


def test_the_worksheet_with_the_headings_is_read_and_named(tmp_path: Path) -> None:
    book, page = filled(["How to fill in this list"])
    page.title = "Notes"
    for title, name in (("Old", "old"), ("Videos", "new")):
        made = book.create_sheet(title)
        made.append(HEAD)
        made.append(["a.png", "b.wav", name])
    book["Old"].sheet_state = "hidden"
    sheet = read_sheet(saved(book, tmp_path))
    assert names(sheet) == ["new"]
    assert remarks(sheet) == {RemarkKind.WORKSHEET: ("Videos",)}


def test_columns_of_the_users_own_are_left_out_and_told(tmp_path: Path) -> None:
    book, _ = filled([*HEAD, "Comment", "备注"], [*ROW, "call Anna", "x"])
    sheet = read_sheet(saved(book, tmp_path))
    assert names(sheet) == ["c"]
    told, other = remarks(sheet)[RemarkKind.COLUMNS_UNKNOWN]
    assert other == "备注"
    assert "Comment" in told
    assert "compile" in told


def test_without_any_known_heading_the_sheet_is_refused(tmp_path: Path) -> None:
    book, _ = filled(["a.png", "b.wav"], ["c.png", "d.wav"])
    with pytest.raises(UsageError, match="first row names the columns"):
        read_sheet(saved(book, tmp_path))


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_every_column_may_be_called_as_the_window_calls_it(language: str) -> None:
    texts = {
        message.findtext("source"): message.findtext("translation")
        for context in ElementTree.parse(TRANSLATIONS / f"{language}.ts").iter("context")
        if context.findtext("name") in ("Options", "BatchModel")
        for message in context.iter("message")
    }
    wanted = {name: info.title for name, info in declared_fields(RenderOptions).items()} | NAMES
    found = {name: column(str(texts[title])) for name, title in wanted.items() if title in texts}
    assert len(found) > len(NAMES)
    assert found == {name: name for name in found}


@pytest.mark.parametrize(
    ("words", "value"), [("是", True), ("否", False), ("WAHR", True), ("FAUX", False)]
)
def test_switches_and_decimal_commas_of_other_languages(
    tmp_path: Path, words: str, value: bool
) -> None:
    path = tmp_path / "list.csv"
    text = f"portrait;speech;still;expression_scale;yaw\na.png;b.wav;{words};1,5;10,-20\n"
    path.write_text(text, encoding="utf-8-sig")
    (row,) = read_sheet(path).rows
    assert row.options == {"still": value, "expression_scale": "1.5", "yaw": "10,-20"}


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/styles.xml", "<patternFill />", ""),
        ("xl/styles.xml", "<fonts", '<colors><c rgb="no colour"/></colors><fonts'),
        (PAGE, 'ref="A1:C2"', 'ref="A1"'),
        (PAGE, "</sheetData>", '<row r="1048576"><c r="A1048576"/></row></sheetData>'),
        (PAGE, "</sheetData>", '</sheetData><drawing r="gone"/>'),
    ],
)
def test_what_a_list_does_not_need_may_be_odd(
    tmp_path: Path, part: str, old: str, new: str
) -> None:
    book, _ = filled(HEAD, ROW)
    assert names(read_sheet(changed(saved(book, tmp_path), part, old, new))) == ["c"]


def test_a_file_uri_is_a_path_and_a_server_in_it_stays_outside(tmp_path: Path) -> None:
    policy = PathPolicy(tmp_path)
    wanted = tmp_path.resolve() / "a b.png"
    assert policy.resolve(wanted.as_uri()) == wanted
    with pytest.raises(InputError) as caught:
        policy.resolve("file://server/share/a.png")
    assert caught.value.code is ErrorCode.PATH_OUTSIDE


def test_a_picture_in_a_cell_is_no_file(tmp_path: Path) -> None:
    book, _ = filled(
        ["portrait", "speech", "name"], ["#VALUE!", "a.wav", "a"], ["PICTURE", "b.wav", "b"]
    )
    path = changed(saved(book, tmp_path), PAGE, 't="e"', 't="e" vm="1"')  # as Excel places it
    changed(path, PAGE, "PICTURE", '=DISPIMG("ID_1",1)')  # as WPS does
    problems = [str(row.problem) for row in read_sheet(path).rows]
    assert all("under 'portrait' holds a picture" in problem for problem in problems)
    listed = tmp_path / "list.csv"
    listed.write_text('portrait,speech\n"=DISPIMG(""ID_1"",1)",a.wav\n', encoding="utf-8")
    (row,) = read_sheet(listed).rows
    assert "holds a picture" in str(row.problem)
