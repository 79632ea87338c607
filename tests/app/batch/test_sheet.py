"""Sheets in every usual form, and what is told about wrong ones."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from app.batch.rows import columns
from app.batch.sheet import column, read_sheet
from talker.errors import ErrorCode, InputError, MouthpieceError, UsageError
from talker.options.render import RenderOptions, declared_fields

ROWS = [["portrait", "speech", "size", "still"], ["安娜.png", "说话 é.wav", "256", "yes"]]
CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(
    str.strip
)
CELLS = CELL.filter(lambda text: bool(text) and not text.startswith("\ufeff"))


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def xlsx(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_every_option_and_the_few_other_columns_are_columns() -> None:
    few = {"portrait", "speech", "reference", "name", "preset", "presenter"}
    assert set(columns()) == {*few, *declared_fields(RenderOptions)}
    assert all(column(name) == name for name in columns())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
def test_csv_is_read_with_any_usual_delimiter_and_encoding(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    text = "\r\n".join(delimiter.join(row) for row in ROWS)
    text = text.replace(" é", "") if encoding == "gbk" else text
    sheet = read_sheet(write(tmp_path / "list.csv", text, encoding))
    (row,) = sheet.rows
    assert (row.portrait, row.speech) == (
        "安娜.png",
        "说话.wav" if encoding == "gbk" else "说话 é.wav",
    )
    assert row.options == {"size": "256", "still": "yes"}
    assert row.place == "row 2"


def test_western_letters_of_an_old_program_are_no_chinese(tmp_path: Path) -> None:
    text = "portrait,speech\nMüller.png,Jörg.wav\nJürgen.png,señor.wav\n"
    assert text.encode("cp1252").decode("gb18030"), "it could be meant"
    rows = read_sheet(write(tmp_path / "list.csv", text, "cp1252")).rows
    assert [row.portrait for row in rows] == ["Müller.png", "Jürgen.png"]


def test_an_encoding_may_be_named(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", "portrait,speech\nЖизнь.png,a.wav\n", "cp1251")
    assert read_sheet(path, "cp1251").rows[0].portrait == "Жизнь.png"
    for wrong in ("no-such", "ascii"):
        with pytest.raises(InputError) as caught:
            read_sheet(path, wrong)
        assert caught.value.code is ErrorCode.SHEET_UNREADABLE
        assert wrong in caught.value.message


def test_xlsx_numbers_switches_and_empty_rows_arrive(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "list.xlsx",
        ["Portrait", "speech", "Frames per second", "expression scale", "still", "yaw", "name"],
        ["a.png", "b.wav", 30, 1.5, True, "-20,30", 7],
        [None] * 7,
        ["c.png", "d.wav"],
    )
    first, second = read_sheet(path).rows
    assert first.options == {"fps": 30, "expression_scale": 1.5, "still": True, "yaw": "-20,30"}
    assert (first.name, first.place, second.place) == ("7", "row 2", "row 4")
    assert (first.number, second.number, dict(second.options)) == (1, 2, {})


def test_json_lines_are_read_and_broken_ones_do_not_stop_the_others(tmp_path: Path) -> None:
    lines = [
        json.dumps({"portrait": "安.png", "speech": "a.wav", "fps": 30, "yaw": [1, 2]}),
        "",
        "{broken",
        "[1]",
        json.dumps({"portrait": "a.png", "speech": "a.wav", "fsp": 30}),
        json.dumps({"portrait": "b.png", "speech": "b.wav"}),
    ]
    rows = read_sheet(write(tmp_path / "list.jsonl", "\n".join(lines))).rows
    assert [row.place for row in rows] == ["row 1", "row 3", "row 4", "row 5", "row 6"]
    assert [row.problem is None for row in rows] == [True, False, False, False, True]
    assert rows[0].options == {"fps": 30, "yaw": [1, 2]}
    assert "Row 3" in str(rows[1].problem)
    assert "fps" in (rows[3].problem.hint if rows[3].problem else "")


@pytest.mark.parametrize(
    ("heading", "words"),
    [("portait", ["'portait'", "portrait"]), ("qualtiy", ["quality"]), ("zzz", ["There are: "])],
)
def test_an_unknown_column_names_the_nearest(
    tmp_path: Path, heading: str, words: list[str]
) -> None:
    with pytest.raises(UsageError) as caught:
        read_sheet(write(tmp_path / "list.csv", f"speech,{heading}\na,b\n"))
    assert caught.value.code is ErrorCode.OPTION_UNKNOWN
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_a_column_must_not_come_twice(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="fps twice"):
        read_sheet(write(tmp_path / "list.csv", "portrait,fps,Frames per second\na,1,2\n"))


def test_a_row_with_too_many_cells_is_a_problem_of_that_row_alone(tmp_path: Path) -> None:
    text = "portrait,speech\na.png,b.wav\na.png,hello, world.wav\nc.png,d.wav\n"
    rows = read_sheet(write(tmp_path / "list.csv", text)).rows
    assert [row.problem is None for row in rows] == [True, False, True]
    assert "Row 3" in str(rows[1].problem)


def test_the_line_that_tells_excel_the_delimiter_is_understood(tmp_path: Path) -> None:
    rows = read_sheet(write(tmp_path / "list.csv", "sep=;\nportrait;speech\na,1.png;b.wav\n")).rows
    assert rows[0].portrait == "a,1.png"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.csv", b""),
        ("list.csv", b"\n\n,,\n"),
        ("list.csv", b'portrait,speech\n"a.png,b.wav\n'),
        ("list.xlsx", b"no workbook"),
        ("list.xlsx", b"PK\x05\x06" + bytes(18)),
        ("list.xls", b"x"),
        ("list", b"x"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_told_as_such(
    tmp_path: Path, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_sheet(path)
    assert caught.value.code is ErrorCode.SHEET_UNREADABLE
    assert name in caught.value.message
    path.unlink()  # on Windows this fails while somebody holds it open


def test_a_sheet_with_headings_alone_is_empty(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_sheet(write(tmp_path / "list.csv", "portrait,speech\n"))
    assert caught.value.code is ErrorCode.BATCH_EMPTY


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_cells_survive_csv(
    tmp_path_factory: pytest.TempPathFactory,
    cells: list[tuple[str, str, str]],
    delimiter: str,
    encoding: str,
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(["portrait", "speech", "name"])
    writer.writerows(cells)
    path = write(tmp_path_factory.getbasetemp() / "any.csv", text.getvalue(), encoding)
    rows = read_sheet(path).rows
    assert [(row.portrait, row.speech, row.name) for row in rows] == cells


@given(st.binary(max_size=300), st.sampled_from([".csv", ".jsonl", ".xlsx"]))
def test_any_bytes_are_read_or_refused_but_never_crash(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"bytes{suffix}"
    path.write_bytes(data)
    refused = None
    try:
        read_sheet(path)
    except MouthpieceError as error:
        refused = error
    assert refused is None or path.name in refused.message
