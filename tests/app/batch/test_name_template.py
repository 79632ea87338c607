"""Names of videos: what the template says, and what every file system takes."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.batch.name_template import DEFAULT_TEMPLATE, NameAllocator, NameFields, Template
from app.file_names import MAX_BYTES, MAX_CHARACTERS, key, safe_name
from talker.errors import ErrorCode, UsageError

ANY_TEXT = st.text(st.characters(), max_size=300)
NASTY = st.sampled_from(
    ["con", "NUL.tar", "com¹", "a.", "a ", " a", "..", "", "a/b", "a\\b", "ß", "SS", "é", "e\u0301"]
)


@pytest.mark.parametrize(
    ("template", "fields", "name"),
    [
        (
            "{portrait}_{speech}_{preset}_{n:03}",
            NameFields("a", "b", 7, preset="best"),
            "a_b_best_007",
        ),
        ("{portrait}_{speech}_{preset}_{n:03}", NameFields("a", "b", 7), "a_b_007"),
        (DEFAULT_TEMPLATE, NameFields("anna", "hello", 1), "anna_hello"),
        ("{preset}_{speech}", NameFields("a", "b", 1), "b"),
        ("{preset}{n}", NameFields("a", "b", 12), "12"),
        ("{n:4d} {speech}", NameFields("a", "b", 12), "  12 b"),
        ("{First name}_{city}", NameFields("a", "b", 1, cells={"first name": "Al"}), "Al"),
        ("{{x}} {batch}-{name}", NameFields("a", "b", 1, name="n", batch="night"), "{x} night-n"),
    ],
)
def test_a_template_is_filled(template: str, fields: NameFields, name: str) -> None:
    assert Template.parse(template).fill(fields) == name


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{portrit}_{n}", ["{portrit}", "Did you mean {portrait}?"]),
        ("{portrait", ["braces"]),
        ("{portrait!r}", ["takes no format"]),
        ("{speech:>9}", ["takes no format"]),
        ("{n:x}", ["{n:03}"]),
        ("{n:0999999999}", ["{n:03}"]),
        ("{portrait.__class__}", ["there is no"]),
        ("{}", ["there is no"]),
        ("video", ["no field"]),
    ],
)
def test_a_wrong_template_says_what_is_wrong(template: str, words: list[str]) -> None:
    with pytest.raises(UsageError) as caught:
        Template.parse(template)
    assert caught.value.code is ErrorCode.OPTION_INVALID
    assert all(word in str(caught.value) for word in words), str(caught.value)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("anna_hello", "anna_hello.mp4"),
        ("用户 测试 é", "用户 测试 é.mp4"),
        ("👩‍💻 talk", "👩‍💻 talk.mp4"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j.mp4"),
        ("CON", "CON_.mp4"),
        ("nul.wav", "nul_.wav.mp4"),
        ("Lpt9 .x", "Lpt9_.x.mp4"),
        ("COM²", "COM²_.mp4"),
        ("console", "console.mp4"),
        ("end. . ", "end.mp4"),
        ("..", "video.mp4"),
        ("line\nbreak\x00", "line_break_.mp4"),
        ("gpj\u202eexe", "gpj_exe.mp4"),
        ("bad\udcff", "bad_.mp4"),
    ],
)
def test_names_become_safe(wanted: str, name: str) -> None:
    assert safe_name(wanted, ".mp4") == name


@pytest.mark.parametrize(
    ("sign", "count"), [("a", MAX_CHARACTERS - 4), ("用", (MAX_BYTES - 4) // 3), ("🎬", 59)]
)
def test_long_names_are_cut_to_what_fits_with_their_ending(sign: str, count: int) -> None:
    assert safe_name(sign * 300, ".mp4") == sign * count + ".mp4"


@given(ANY_TEXT | NASTY, st.sampled_from(["", ".mp4", "_12.mp4"]))
def test_any_text_becomes_a_name_that_every_system_takes(wanted: str, suffix: str) -> None:
    name = safe_name(wanted, suffix)
    assert name.endswith(suffix)
    assert 0 < len(name.encode("utf-16-le")) // 2 <= MAX_CHARACTERS
    assert len(name.encode()) <= MAX_BYTES
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', name)
    assert not name.endswith((".", " "))
    assert name not in {".", ".."}
    base = name.split(".")[0].rstrip(" ").upper()
    assert base not in {
        "CON",
        "PRN",
        "AUX",
        "NUL",
        *(f"{p}{n}" for p in ("COM", "LPT") for n in range(10)),
    }
    assert safe_name(name.removesuffix(suffix), suffix) == name


@given(st.lists(ANY_TEXT | NASTY, max_size=30), st.lists(NASTY, max_size=5))
def test_no_two_names_are_the_same_to_any_file_system(wanted: list[str], there: list[str]) -> None:
    taken = [safe_name(name, ".mp4") for name in there]
    names = NameAllocator(".mp4", taken)
    given_out = [names.allocate(name) for name in wanted]
    for fold in (key, str.lower, str.upper, lambda name: unicodedata.normalize("NFD", name)):
        folded = [fold(name) for name in given_out]
        assert len(set(folded)) == len(folded)
    assert not {key(name) for name in given_out} & {key(name) for name in taken}


@given(ANY_TEXT | NASTY)
def test_a_file_can_be_made_under_a_safe_name(
    tmp_path_factory: pytest.TempPathFactory, wanted: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "names"
    folder.mkdir(exist_ok=True)
    path: Path = folder / safe_name(wanted, ".mp4")
    path.write_bytes(b"x")
    assert path.name in {entry.name for entry in folder.iterdir()}
    path.unlink()
