"""What libass needs to draw subtitles into pictures: their file and their fonts, in one folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from talker.subtitles.ass import format_ass
from talker.subtitles.cues import Cue
from talker.subtitles.fonts import FontChoice, copy_fonts
from talker.subtitles.ground import Ground
from talker.subtitles.style import CaptionStyle

FONT_MODEL, FONT_FILE = "noto-sans-cjk", "NotoSansCJK-Regular.ttc"
"""The catalogue's font of East Asia: too large to ship with the program."""
_ASS = "subtitles.ass"


@dataclass(frozen=True)
class Look:
    """Where and how subtitles stand: `percent` is the height of a letter in shares of the short
    side, `language` that of the cues, a tag."""

    ground: Ground
    percent: float
    style: CaptionStyle
    language: str = ""


def write_burned(cues: Sequence[Cue], choice: FontChoice, look: Look, folder: Path) -> str:
    """Writes what draws them into `folder`; the name for `burning_filter`."""
    copy_fonts(choice.fonts, folder, "font")
    ground, percent, style = look.ground, look.percent, look.style
    text = format_ass(cues, choice.fonts, ground, percent, style, language=look.language)
    (folder / _ASS).write_text(text, encoding="utf-8")
    return _ASS
