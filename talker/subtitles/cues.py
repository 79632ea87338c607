"""Subtitle files: SRT and WebVTT become timed cues, cues become SRT."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from talker.errors import ErrorCode, InputError

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[,.](\d{1,3})"
_ARROW = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}")
# A tag ends before the next one begins: what is left open must not be looked through again.
_MARKUP = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_LONGEST_LINE = 2_000  # characters of a cue's line
_MOST_CUES = 20_000
_MOST_LETTERS = 1_000_000  # of a whole file: a book
_LONGEST = 4 << 20
_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class Cue:
    """A text that is shown from `start` to `stop`, in seconds; lines are divided by newlines."""

    start: float
    stop: float
    text: str


def read_text(path: Path) -> str:
    """A text file in UTF-8, UTF-16 with its mark, or GB 18030; SUBTITLES_INVALID else."""
    try:
        if path.stat().st_size > _LONGEST:
            raise subtitles_invalid(path, "is no text")
        data = path.read_bytes()
    except OSError as error:
        raise subtitles_invalid(path, f"cannot be read ({error.strerror})") from error
    marks = ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else _ENCODINGS
    for name in marks:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            if len(text) > _MOST_LETTERS:
                raise subtitles_invalid(path, f"has more than {_MOST_LETTERS:,} characters")
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise subtitles_invalid(path, "is no text")


def read_cues(path: Path) -> tuple[Cue, ...]:
    """The cues of an .srt or .vtt file, in order; SUBTITLES_INVALID names the line at fault."""
    cues: list[Cue] = []
    times: tuple[float, float] | None = None
    lines: list[str] = []
    for number, line in enumerate([*read_text(path).split("\n"), ""], 1):
        if len(line) > _LONGEST_LINE:
            raise subtitles_invalid(
                path, f"has more than {_LONGEST_LINE:,} characters in line {number}"
            )
        if "-->" in line:
            times = _times(path, number, line)
            if cues and times[0] < cues[-1].start:
                raise subtitles_invalid(path, f"goes back in time in line {number}")
        elif line.strip() and times is not None:
            lines.append(html.unescape(_MARKUP.sub("", line)).strip())
        elif not line.strip():
            if times is not None and any(lines):
                cues.append(Cue(*times, "\n".join(filter(None, lines))))
                check_count(path, len(cues))
            times, lines = None, []
    if not cues:
        raise subtitles_invalid(path, "holds no subtitles")
    return tuple(cues)


def check_count(path: Path, count: int) -> None:
    """SUBTITLES_INVALID for more texts than anybody reads."""
    if count > _MOST_CUES:
        raise subtitles_invalid(path, f"holds more than {_MOST_CUES:,} texts")


def format_srt(cues: Sequence[Cue], shift: float = 0.0) -> str:
    """The cues as a SubRip file, `shift` seconds later."""
    blocks = (
        f"{number}\n{_stamp(cue.start + shift)} --> {_stamp(cue.stop + shift)}\n{cue.text}\n"
        for number, cue in enumerate(cues, 1)
    )
    return "\n".join(blocks)


def subtitles_invalid(path: Path, why: str) -> InputError:
    """The error for subtitles that cannot be used."""
    return InputError(
        ErrorCode.SUBTITLES_INVALID,
        f"The subtitles {path.name} cannot be used: the file {why}.",
        "Give a .srt or .vtt file with times such as 00:00:01,500 --> 00:00:04,000, or the spoken "
        "text as .txt.",
        path,
    )


def _times(path: Path, number: int, line: str) -> tuple[float, float]:
    found = _ARROW.match(line)
    if found is None:
        raise subtitles_invalid(path, f"has a bad time in line {number}: {line.strip()[:60]}")
    start, stop = _seconds(found.groups()[:4]), _seconds(found.groups()[4:])
    if stop <= start:
        raise subtitles_invalid(
            path, f"ends a text before it begins in line {number}: {line.strip()[:60]}"
        )
    return start, stop


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, rest = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + int((rest or "0").ljust(3, "0")) / 1000


def _stamp(seconds: float) -> str:
    whole = max(0, round(seconds * 1000))
    rest, thousandths = divmod(whole, 1000)
    return f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02},{thousandths:03}"
