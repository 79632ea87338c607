"""ASS subtitles for libass to burn in: lines, pages and fonts are ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from talker.scene import Size, Window
from talker.subtitles.cues import Cue
from talker.subtitles.fonts import Font
from talker.subtitles.layout import Typesetter

_WIDTH_SHARE = 0.88
_BOTTOM_SHARE = 0.16  # above the visible label and the buttons of telephones
_TOP_SHARE = 0.96  # of the frame's height, from below: where lines must end
_LINE = 1.4  # libass counts the height of a line, not of a letter
_BY_THE_TEXT = -1  # as encoding: each line runs in the direction of its first letter
_JOINER = "\u2060"  # invisible: behind it no letter makes a command of a backslash


@dataclass(frozen=True)
class Ground:
    """What subtitles are drawn on: the size of the frames, and where in them the label is."""

    canvas: Size
    label: Window | None = None

    def bottom(self, size: int) -> int:
        """How far from the lower edge lines end: no label may be written over."""
        height, label = self.canvas[1], self.label
        usual = round(height * _BOTTOM_SHARE)
        if label is None or label.top < height / 2 or label.top >= height - usual:
            return usual
        return height - label.top + size // 4


def format_ass(cues: Iterable[Cue], fonts: Sequence[Font], ground: Ground, percent: float) -> str:
    """A file for libass; `percent` is the height of a letter in shares of the short side.

    Of `fonts` the first draws what it can, the others what it lacks.
    """
    width, height = ground.canvas
    size = max(8, round(min(ground.canvas) * percent / 100 * _LINE))
    bottom = ground.bottom(size)
    setter = Typesetter(fonts, size, width * _WIDTH_SHARE)
    highest = max(map(setter.size_of, fonts))
    most = max(1, int((height * _TOP_SHARE - bottom) / highest))
    edge = max(1.0, size / 14)
    style = (
        f"Style: Said,{fonts[0].family},{size},&H00FFFFFF,&H00FFFFFF,&H00101010,&H80000000,"
        f"0,0,0,0,100,100,0,0,1,{edge:.1f},{edge / 3:.1f},2,"
        f"{round(width * 0.05)},{round(width * 0.05)},{bottom},"
        f"{_BY_THE_TEXT}"
    )
    lines = (
        f"Dialogue: 0,{_stamp(page.start)},{_stamp(page.stop)},Said,,0,0,0,,{page.text}"
        for cue in cues
        for page in _pages(cue, setter, most)
    )
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


def _pages(cue: Cue, setter: Typesetter, most: int) -> Iterator[Cue]:
    """What is higher than the frame is shown one part after the other."""
    lines = setter.lines(cue.text)
    count = -(-len(lines) // most)
    seconds = cue.stop - cue.start
    for page in range(count):
        first, last = page * len(lines) // count, (page + 1) * len(lines) // count
        yield Cue(
            cue.start + seconds * page / count,
            cue.start + seconds * (page + 1) / count,
            _commands(lines[first:last], setter),
        )


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
