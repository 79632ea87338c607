"""Subtitles are as wide as they were measured, and nothing leaves the frame."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.media import ffmpeg
from talker.media.ffmpeg_inputs import drawn_input
from talker.scene import Size
from talker.subtitles.ass import format_ass
from talker.subtitles.cues import Cue
from talker.subtitles.ground import Ground
from talker.subtitles.layout import Typesetter
from tests.talker.subtitles.own_fonts import fonts_of, make_font

LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:/?&=-!{}\\"
SHAPES: list[Size] = [(1280, 720), (720, 1280), (720, 720), (720, 900), (160, 90)]


def setter(folder: Path, text: str, room: float = 400, size: int = 40) -> Typesetter:
    return Typesetter(fonts_of(folder, text), size, room)


def burned(
    folder: Path, text: str, canvas: Size, percent: float = 5.0, at: float = 0.0
) -> NDArray[np.bool_]:
    """Where libass draws letters, [H, W]."""
    fonts = fonts_of(folder, text)
    cue = format_ass([Cue(0.0, 10.0, text)], fonts, Ground(canvas), percent)
    (folder / "s.ass").write_text(cue, encoding="utf-8")
    width, height = canvas
    source = f"color=black:size={width}x{height}:rate=10:duration=10"
    chain = f"trim={at}:{at + 0.1},subtitles=s.ass:fontsdir=.,format=gray"
    args = [*drawn_input(source), "-vf", chain, "-frames:v", "1", "-f", "rawvideo", "pipe:1"]
    with ffmpeg.Running(args, read=True, folder=folder) as reader:
        data = reader.stdout.read()
    return np.frombuffer(data, np.uint8).reshape(height, width) > 200


def box(drawn: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is drawn."""
    rows, columns = np.flatnonzero(drawn.any(1)), np.flatnonzero(drawn.any(0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


@pytest.mark.parametrize(("ascent", "descent"), [(900, 300), (700, 100), (1200, 600)])
def test_a_line_is_as_wide_as_it_was_measured(tmp_path: Path, ascent: int, descent: int) -> None:
    make_font(tmp_path / "Boxes.ttf", LATIN, ascent=ascent, descent=descent)
    text = "Our new summer collection"
    left, _, right, _ = box(burned(tmp_path, text, (1280, 720)))
    measured = setter(tmp_path, text, 1280 * 0.88, 50).width(text)
    assert right - left == pytest.approx(measured, rel=0.01)


def test_letters_of_two_fonts_are_equally_large(tmp_path: Path) -> None:
    make_font(tmp_path / "DejaVuSans.ttf", LATIN)
    make_font(tmp_path / "Tall.ttf", "กขค", ascent=1500, descent=900)
    drawn = burned(tmp_path, "aกa", (1280, 720), 15)
    left, _, right, _ = box(drawn)
    third = (right - left) // 3
    one, other = (box(drawn[:, left + at * third + 9 : left + at * third + 40]) for at in (0, 1))
    assert one[1::2] == pytest.approx(other[1::2], abs=2)  # top and bottom
    measured = setter(tmp_path, "aกa", 1280, 151).width("aกa")
    assert right - left == pytest.approx(measured, rel=0.02)


@pytest.mark.parametrize("canvas", SHAPES)
@pytest.mark.parametrize("percent", [5.0, 15.0])
@pytest.mark.parametrize(
    "text",
    [
        "Our new summer collection is now in all shops of the country",
        "https://example.org/averyveryveryveryveryveryveryverylongaddress?without=any-space",
        "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenauszahlungsstelle",
        "word " * 150,
    ],
)
def test_nothing_leaves_the_frame(tmp_path: Path, canvas: Size, percent: float, text: str) -> None:
    make_font(tmp_path / "Boxes.ttf", LATIN, ascent=700, descent=100)
    left, top, right, bottom = box(burned(tmp_path, text, canvas, percent))
    width, height = canvas
    assert left > 0.03 * width
    assert right < 0.97 * width
    assert top > 0
    assert bottom < (0.86 if height > width else 0.96) * height


def test_what_is_too_high_is_shown_in_parts(tmp_path: Path) -> None:
    make_font(tmp_path / "Boxes.ttf", LATIN)
    text = "\n".join("abcdefghijklmnopqrst")
    lines = format_ass([Cue(0, 10, text)], fonts_of(tmp_path, text), Ground((160, 90)), 15.0).split(
        "\n"
    )
    pages = [line for line in lines if line.startswith("Dialogue")]
    shown = [
        letter for page in pages for letter in page.split(",,0,0,")[1].split(",,")[1].split("\\N")
    ]
    assert "".join(shown) == "abcdefghijklmnopqrst"
    assert pages[0].startswith("Dialogue: 0,0:00:00.00,")
    assert pages[-1].split(",")[2] == "0:00:10.00"
    assert [page.split(",")[2] for page in pages[:-1]] == [page.split(",")[1] for page in pages[1:]]


def test_lines_are_of_equal_length_and_fit(tmp_path: Path) -> None:
    make_font(tmp_path / "Boxes.ttf", LATIN + "你好世界。“”")
    text = "these are quite a few words for a narrow video."
    lines = setter(tmp_path, text, 200).lines(text)
    assert " ".join(lines) == text
    widths = [setter(tmp_path, text).width(line) for line in lines]
    assert max(widths) <= 200
    assert min(widths) > 0.5 * max(widths)
    wide = "你好世界" * 6 + "。"
    lines = setter(tmp_path, wide, 200).lines(wide)
    assert "".join(lines) == wide
    assert not any(line.startswith("。") for line in lines)
    quoted = "你好世界你“好世界你好”世界"
    lines = setter(tmp_path, quoted, 97).lines(quoted)
    assert "".join(lines) == quoted
    assert not any(line.endswith("“") or line.startswith("”") for line in lines)


def test_long_words_break_at_their_signs_first(tmp_path: Path) -> None:
    make_font(tmp_path / "Boxes.ttf", LATIN)
    address = "https://example.org/one/two?three=four"
    lines = setter(tmp_path, address, 260).lines(address)
    assert "".join(lines) == address
    assert all(line[-1] in "/?=" for line in lines[:-1])


def test_every_line_runs_as_its_paragraph_does(tmp_path: Path) -> None:
    hebrew = "אבגד"
    make_font(tmp_path / "Boxes.ttf", LATIN + hebrew)
    right = f"{hebrew} {hebrew} abc {hebrew}"
    assert setter(tmp_path, right, 170).lines(right) == [
        f"{hebrew} {hebrew}",
        f"\u200fabc {hebrew}",
    ]
    left = f"abcd abcd {hebrew} abcd!"
    assert setter(tmp_path, left, 170).lines(left)[1].startswith("\u200e" + hebrew)


def test_a_mark_behind_hebrew_is_drawn_on_its_left(tmp_path: Path) -> None:
    make_font(tmp_path / "Boxes.ttf", "אבi")
    drawn = burned(tmp_path, "אב i", (1280, 720), 15)
    left, _, right, bottom = box(drawn)
    row = drawn[bottom - 3, left:right]
    gap = int(np.flatnonzero(~row)[0])
    assert gap < (right - left) / 3  # the narrow letter, then the blank


def test_braces_and_backslashes_are_letters(tmp_path: Path) -> None:
    make_font(tmp_path / "Boxes.ttf", LATIN)
    plain = box(burned(tmp_path, "abbbbbbbbbba", (1280, 720)))
    odd = box(burned(tmp_path, "a{\\b1}\\N\\h{}a", (1280, 720)))
    assert odd == pytest.approx(plain, abs=26)  # 12 and 13 letters on one line
    assert odd[3] - odd[1] == plain[3] - plain[1]
