"""ASS subtitles for libass to burn in: line breaks and font are ours."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PIL import ImageFont

from talker.scene import Size
from talker.subtitles.cues import Cue
from talker.subtitles.fonts import Font

_WIDTH_SHARE = 0.88
_BOTTOM_SHARE = 0.16  # above the visible label and the buttons of telephones
_UNITS = re.compile(
    "[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]|\\s+|[^\\s\u3000-\uffef]+"
)
_LINE = 1.4  # libass counts the height of a line, not of a letter
_NEVER_FIRST = frozenset("，。、；：？！）」』”’…,.;:?!)")


def format_ass(cues: Iterable[Cue], font: Font, canvas: Size, percent: float) -> str:
    """A file for libass; `percent` is the height of a letter in shares of the short side."""
    width, height = canvas
    size = max(8, round(min(canvas) * percent / 100 * _LINE))
    face = ImageFont.truetype(str(font.path), round(size / _LINE), index=font.index)
    room = width * _WIDTH_SHARE
    edge = max(1.0, size / 14)
    style = (
        f"Style: Said,{font.family},{size},&H00FFFFFF,&H00FFFFFF,&H00101010,&H80000000,"
        f"0,0,0,0,100,100,0,0,1,{edge:.1f},{edge / 3:.1f},2,"
        f"{round(width * 0.05)},{round(width * 0.05)},{round(height * _BOTTOM_SHARE)},1"
    )
    lines = (
        f"Dialogue: 0,{_stamp(cue.start)},{_stamp(cue.stop)},Said,,0,0,0,,{_text(cue, face, room)}"
        for cue in cues
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


def break_lines(text: str, face: ImageFont.FreeTypeFont, room: float) -> list[str]:
    """The lines of a text that fit into `room` pixels, of about equal length."""
    whole = " ".join(text.split())
    count = max(1, -int(-face.getlength(whole) // room))
    aim = min(room, face.getlength(whole) / count * 1.08)
    lines = [""]
    for unit in _UNITS.findall(whole):
        wider = lines[-1] + unit
        if lines[-1] and unit not in _NEVER_FIRST and face.getlength(wider.rstrip()) > aim:
            lines.append(unit.lstrip())
        else:
            lines[-1] = wider
    return [line.strip() for line in lines if line.strip()]


def _text(cue: Cue, face: ImageFont.FreeTypeFont, room: float) -> str:
    lines = [line for part in cue.text.split("\n") for line in break_lines(part, face, room)]
    # Braces and backslashes are commands to libass.
    clean = (line.replace("\\", "/").replace("{", "(").replace("}", ")") for line in lines)
    return "\\N".join(clean)


def _stamp(seconds: float) -> str:
    hundredths = max(0, round(seconds * 100))
    rest, parts = divmod(hundredths, 100)
    return f"{rest // 3600}:{rest // 60 % 60:02}:{rest % 60:02}.{parts:02}"
