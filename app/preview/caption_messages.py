"""What the window asks about captions and fonts, and what it is told."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from app.preview.messages import Finding, Message, Question
from talker.options.deliver import DeliverOptions
from talker.subtitles.style import CaptionStyle


class ShownCue(Message):
    """A text from `start` to `stop` seconds; `words` as (text, start, stop)."""

    start: float
    stop: float
    text: str
    words: tuple[tuple[str, float, float], ...] = ()


class ShowCaptions(Question):
    """The frame of a video at `second` with the captions that are seen then, a CaptionsLook; a
    portrait stands still, a recording has an empty one. `lower` are in the second language; `style`
    wins over that of the options."""

    type: Literal["captions"] = "captions"
    path: Path
    second: float
    upper: tuple[ShownCue, ...]
    lower: tuple[ShownCue, ...] = ()
    language: str = ""
    style: CaptionStyle | None = None
    options: DeliverOptions = Field(default_factory=DeliverOptions)


class ListFonts(Question):
    """The fonts of this computer; a FontsLook."""

    type: Literal["fonts"] = "fonts"


class CaptionsLook(Message):
    """`picture` is a small file; `findings` say which letters which font draws, or none."""

    picture: Path
    findings: tuple[Finding, ...] = ()


class FontsLook(Message):
    """The families that can be drawn with, by name."""

    families: tuple[str, ...]
