"""The words of a title card for libass: in the middle, as large as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from talker.scene import Size
from talker.subtitles.ass import BY_THE_TEXT, LINE, ass_color, ass_file, written_lines
from talker.subtitles.fonts import Font
from talker.subtitles.layout import Typesetter

_SHARES = (0.13, 0.11, 0.09, 0.07, 0.055, 0.04, 0.03)  # of the short side: a letter's height
_SMALLER = 0.55  # of that: what stands below the first line
_WIDE, _HIGH = 0.84, 0.72  # of the canvas: what the words may take
_HEADING_LINES = 3  # of what was written as one, before the letters become smaller
_GAP = 0.4  # of a heading's line, above what stands below
_ALL_THE_TIME = "0:00:00.00,9:00:00.00"

_Block = tuple[Typesetter, list[str]]


def format_card(text: str, fonts: Sequence[Font], canvas: Size, color: str) -> str:
    """A file for libass; the first line of `text` is the heading, `color` is #rrggbb.

    Of `fonts` the first draws what it can, the others what it lacks.
    """
    blocks = _fitting(text, fonts, canvas)
    shown = ass_color(color)
    style = (
        f"Style: Card,{fonts[0].family},{round(blocks[0][0].size)},{shown},{shown},&H00000000,"
        f"&H00000000,0,0,0,0,100,100,0,0,1,0,0,8,0,0,0,{BY_THE_TEXT}"
    )
    return ass_file(canvas, style, _events(blocks, canvas))


def card_lines(title: str) -> str:
    """A title as it was typed, with a line break wherever one is meant; "" where it is blank."""
    lines = (" ".join(line.split()) for line in title.replace("|", "\n").splitlines())
    return "\n".join(line for line in lines if line)


def _fitting(text: str, fonts: Sequence[Font], canvas: Size) -> list[_Block]:
    """The heading, and what stands below it, in the largest letters that there is room for."""
    heading, _, rest = text.partition("\n")
    blocks: list[_Block] = []
    for share in _SHARES:
        size = max(8, round(min(canvas) * share * LINE))
        sizes = (size, max(8, round(size * _SMALLER)))
        setters = [Typesetter(fonts, one, canvas[0] * _WIDE) for one in sizes]
        parts = [(setters[0], heading), *([(setters[1], rest)] if rest else [])]
        blocks = [(setter, setter.lines(part)) for setter, part in parts]
        whole = all(setter.holds_words(part) for setter, part in parts)
        few = len(blocks[0][1]) <= _HEADING_LINES
        if whole and few and _height(blocks) <= canvas[1] * _HIGH:
            break
    return blocks


def _height(blocks: Sequence[_Block]) -> float:
    return sum(len(lines) * setter.highest for setter, lines in blocks) + _gap(blocks)


def _gap(blocks: Sequence[_Block]) -> float:
    return blocks[0][0].highest * _GAP if len(blocks) > 1 else 0.0


def _events(blocks: Sequence[_Block], canvas: Size) -> Iterator[str]:
    top = (canvas[1] - _height(blocks)) / 2
    for setter, lines in blocks:
        for line in lines:
            place = f"{{\\an8\\pos({canvas[0] / 2:g},{top:.1f})\\fs{setter.size}}}"
            written = written_lines([line], setter)
            yield f"Dialogue: 0,{_ALL_THE_TIME},Card,,0,0,0,,{place}{written}"
            top += setter.highest
        top += _gap(blocks)
