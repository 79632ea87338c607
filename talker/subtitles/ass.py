"""ASS subtitles for libass to burn in: lines, pages and fonts are ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from talker.subtitles.cues import Cue
from talker.subtitles.fonts import Font
from talker.subtitles.ground import Band, Block, Ground
from talker.subtitles.layout import Typesetter

_WIDTH_SHARE = 0.88
_TOP_SHARE = 0.96  # of the frame's height, from below: where lines must end
_HANGS = "{\\an8}"  # the ASS command for lines that hang from the upper edge
_LINE = 1.4  # libass counts the height of a line, not of a letter
_BY_THE_TEXT = -1  # as encoding: each line runs in the direction of its first letter
_JOINER = "\u2060"  # invisible: behind it no letter makes a command of a backslash


def format_ass(cues: Iterable[Cue], fonts: Sequence[Font], ground: Ground, percent: float) -> str:
    """A file for libass; `percent` is the height of a letter in shares of the short side.

    Of `fonts` the first draws what it can, the others what it lacks.
    """
    width, height = ground.canvas
    size = max(8, round(min(ground.canvas) * percent / 100 * _LINE))
    usual = ground.usual
    setter = Typesetter(fonts, size, width * _WIDTH_SHARE)
    edge = max(1.0, size / 14)
    style = (
        f"Style: Said,{fonts[0].family},{size},&H00FFFFFF,&H00FFFFFF,&H00101010,&H80000000,"
        f"0,0,0,0,100,100,0,0,1,{edge:.1f},{edge / 3:.1f},2,"
        f"{round(width * 0.05)},{round(width * 0.05)},{usual.margin},"
        f"{_BY_THE_TEXT}"
    )
    lines = (page for cue in cues for page in _pages(cue, setter, ground))
    return "\n".join(
        (
            "[Script Info]",
            "ScriptType: v4.00+",
            f"PlayResX: {width}",
            f"PlayResY: {height}",
            "WrapStyle: 2",
            "ScaledBorderAndShadow: yes",
            "",
            "[V4+ Styles]",
            "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, "
            "BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, "
            "BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding",
            style,
            "",
            "[Events]",
            "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
            *lines,
            "",
        )
    )


def _pages(cue: Cue, setter: Typesetter, ground: Ground) -> Iterator[str]:
    """The events of a cue: what has no room at once is shown one part after the other."""
    lines = setter.lines(cue.text)
    if not lines:
        return
    most, band = _fitting(lines, cue.start, setter, ground)
    count = -(-len(lines) // most)
    seconds = cue.stop - cue.start
    for page in range(count):
        first, last = page * len(lines) // count, (page + 1) * len(lines) // count
        start, stop = (cue.start + seconds * at / count for at in (page, page + 1))
        text = (_HANGS if band.hangs else "") + _commands(lines[first:last], setter)
        yield f"Dialogue: 0,{_stamp(start)},{_stamp(stop)},Said,,0,0,{band.margin},,{text}"


def _fitting(
    lines: Sequence[str], start: float, setter: Typesetter, ground: Ground
) -> tuple[int, Band]:
    """How many of the lines can be shown at once, and where."""
    width, line = max(map(setter.width, lines)), setter.highest
    for most in range(len(lines), 0, -1):
        band = ground.band(Block(width, most * line, line, start))
        if band is not None:
            return most, band
    # Everything is taken: as if nothing were.
    usual = ground.usual
    return max(1, int((ground.canvas[1] * _TOP_SHARE - usual.margin) / line)), usual


def _commands(lines: Sequence[str], setter: Typesetter) -> str:
    """The lines with the fonts that draw them; none of their letters is a command to libass."""
    written, current = [], setter.usual
    for line in lines:
        text = ""
        for run in setter.runs(line):
            if run.font is not current:
                text += f"{{\\fn{run.font.family}\\fs{setter.size_of(run.font):g}}}"
                current = run.font
            text += _escaped(run.text)
        written.append(text)
    return "\\N".join(written)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\" + _JOINER).replace("{", "\\{").replace("}", "\\}")


def _stamp(seconds: float) -> str:
    hundredths = max(0, round(seconds * 100))
    rest, parts = divmod(hundredths, 100)
    return f"{rest // 3600}:{rest // 60 % 60:02}:{rest % 60:02}.{parts:02}"
