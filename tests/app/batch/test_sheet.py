"""Sheets in every usual form, and what is told about wrong ones."""

from __future__ import annotations

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from app.batch import tables
from app.batch.cell_text import csv_text
from app.batch.remarks import Remark, RemarkKind
from app.batch.rows import columns
from app.batch.sheet import column, read_sheet
from talker.errors import ErrorCode, InputError, MouthpieceError, UsageError
from talker.options.dub import DubOptions
from talker.options.render import RenderOptions, declared_fields

ROWS = [["portrait", "speech", "size", "still"], ["安娜.png", "说话 é.wav", "256", "yes"]]
CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(
    str.strip
)
CELLS = CELL.filter(lambda text: bool(text) and csv_text(text) == text)


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def xlsx(path: Path, *rows: Sequence[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def test_every_option_and_the_few_other_columns_are_columns() -> None:
    few = {
        "portrait",
        "clip",
        "speech",
        "second_speech",
        "reference",
        "name",
        "preset",
        "brand",
        "presenter",
        "text",
    }
    assert set(columns()) == {*few, *declared_fields(RenderOptions), *DubOptions.model_fields}
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
    [("portait", ["'portait'", "portrait"]), ("qualtiy", ["quality"]), ("nmae", ["name"])],
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


@pytest.mark.parametrize("line", ['{"portrait": "\\ud800.png"}', '{"\\udfff": 1}'])
def test_half_a_character_in_a_row_is_the_problem_of_that_row(line: str, tmp_path: Path) -> None:
    good = '{"portrait": "a.png", "speech": "a.wav"}'
    rows = read_sheet(write(tmp_path / "list.jsonl", f"{line}\n{good}")).rows
    assert [row.problem is None for row in rows] == [False, True]
    assert "surrogates" in str(rows[0].problem)


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


def workbook_with(path: Path, name: str, data: bytes) -> Path:
    """A workbook whose part `name` is `data`; the others stay as they are."""
    whole = xlsx(path.with_name("whole.xlsx"), *ROWS)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for part in source.namelist():
            made.writestr(part, data if part == name else source.read(part))
    return path


def sheet_error(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_sheet(path)
    assert caught.value.code is ErrorCode.SHEET_UNREADABLE
    assert path.name in caught.value.message
    return caught.value


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_what_a_workbook_unpacks_to_is_known_before_it_is_unpacked(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_MAX_UNPACKED", 100_000)
    monkeypatch.setattr(tables, "_MAX_OTHER_PART", 20_000)
    size = 100_001 if "sheet" in name else 20_001
    path = workbook_with(tmp_path / "list.xlsx", name, b" " * size)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)  # nothing is read
    assert "too large" in sheet_error(path).message


def test_columns_and_cells_of_a_sheet_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = xlsx(tmp_path / "wide.xlsx", [f"c{number}" for number in range(1001)])
    assert "1,000 columns" in sheet_error(wide).message
    assert "columns" in sheet_error(write(tmp_path / "wide.csv", "a," * 1001 + "b\n")).message
    monkeypatch.setattr(tables, "_MAX_CELLS", 5)
    assert "5 cells" in sheet_error(xlsx(tmp_path / "many.xlsx", *ROWS)).message


def test_a_far_cell_does_not_fill_every_row(tmp_path: Path) -> None:
    data = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD9"/><sheetData><row r="2"><c r="A2" t="inlineStr"><is><t>speech'
        b'</t></is></c></row><row r="5"><c r="A5" t="inlineStr"><is><t>a.wav</t></is></c></row>'
        b"</sheetData></worksheet>"
    )
    path = workbook_with(tmp_path / "far.xlsx", "xl/worksheets/sheet1.xml", data)
    table = tables.read_table(path, lambda name: name == "speech")
    assert table.headings == ("speech",)
    assert [(one.number, one.cells) for one in table.records] == [(5, {"speech": "a.wav"})]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.98])
def test_a_workbook_that_is_cut_off_is_unreadable(tmp_path: Path, share: float) -> None:
    path = xlsx(tmp_path / "list.xlsx", *ROWS)
    data = path.read_bytes()
    path.write_bytes(data[: round(len(data) * share)])
    sheet_error(path)


def test_an_encrypted_or_oddly_packed_workbook_is_unreadable(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "list.xlsx", *ROWS)
    data = bytearray(path.read_bytes())
    mark = data.find(b"PK\x01\x02")
    for place in (data.find(b"PK\x03\x04") + 6, mark + 8):
        data[place] |= 1
    path.write_bytes(data)
    assert "encrypted" in sheet_error(path).message
    data = bytearray(xlsx(path, *ROWS).read_bytes())
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] = 97  # a method that nobody has
            place = data.find(signature, place + 1)
    path.write_bytes(data)
    sheet_error(path)


@pytest.mark.parametrize(
    "failure",
    [zlib.error("x"), NotImplementedError("x"), RuntimeError("x"), EOFError(), TypeError("x")],
)
def test_whatever_the_workbook_library_raises_is_typed(
    tmp_path: Path, failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    path = xlsx(tmp_path / "list.xlsx", *ROWS)
    monkeypatch.setattr(tables, "Workbook", fail)
    sheet_error(path)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ('anna.png,v1.wav,="001",1', ("anna.png", "v1.wav", "001", "1")),
        ("\u202aanna.png,v1.wav\u200b,\u3000a\xa0\ufeff,1", ("anna.png", "v1.wav", "a", "1")),
        ("anna.png,v1.wav,a,\uff11\uff0e\uff15", ("anna.png", "v1.wav", "a", "1.5")),
        ("anna.png,v1.wav,a,150%", ("anna.png", "v1.wav", "a", "1.5")),
        ('anna.png,v1.wav,a,"150,5 %"', ("anna.png", "v1.wav", "a", "1.505")),
    ],
)
def test_cells_are_what_people_see(
    tmp_path: Path, cells: str, expected: tuple[str, str, str, str]
) -> None:
    text = f"portrait,speech,name,expression_scale\n{cells}\n\x1a\0"
    (row,) = read_sheet(write(tmp_path / "list.csv", text)).rows
    scale = row.options["expression_scale"]
    assert (row.portrait, row.speech, row.name, scale) == expected


@pytest.mark.parametrize(
    "headings",
    [
        "\ufeff\ufeffportrait,speech,Head  motion",
        '"portrait ","\uff53\uff50\uff45\uff45\uff43\uff48","Head\nmotion"',
    ],
)
def test_headings_are_what_people_see(tmp_path: Path, headings: str) -> None:
    sheet = read_sheet(write(tmp_path / "list.csv", headings + "\na.png,b.wav,0.5\n"))
    (row,) = sheet.rows
    assert (row.portrait, row.speech, row.options) == ("a.png", "b.wav", {"head_motion": "0.5"})
    assert sheet.remarks == ()


@pytest.mark.parametrize(
    ("name", "encoding", "read_as"),
    [
        ("田中さんの挨拶", "cp932", "shift_jis"),
        ("환영 인사", "cp949", "euc-kr"),
        ("Приветствие", "cp1251", "windows-1251"),
        ("Müller à Genève", "mac_roman", "macintosh"),
        ("欢迎辞", "gbk", "gb18030"),
    ],
)
def test_a_guess_at_the_encoding_is_remarked(
    tmp_path: Path, name: str, encoding: str, read_as: str
) -> None:
    path = write(tmp_path / "list.csv", f"portrait,speech,name\ranna.png,v1.wav,{name}\r", encoding)
    sheet = read_sheet(path)
    assert sheet.rows[0].name == name
    assert sheet.remarks == (Remark(RemarkKind.ENCODING_GUESSED, (read_as,)),)
    assert read_sheet(path, encoding).remarks == ()


def test_all_cells_are_fields_also_of_columns_of_the_users_own(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("portrait,text,First Name,price\na.png,Hi {First Name},Ann,5\n", "utf-8")
    (row,) = read_sheet(path).rows
    assert row.text == "Hi {First Name}"
    assert row.fields["first name"] == "Ann"
    assert row.fields["price"] == "5"
