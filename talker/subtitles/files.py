"""Reads a file of subtitles: what kind it is says its content, not its name."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from talker.files import regular_file
from talker.subtitles.cues import (
    CUE_SUFFIXES,
    SCRIPT_SUFFIXES,
    Cue,
    check_count,
    in_order,
    subtitles_invalid,
)
from talker.subtitles.language import language_in_name, language_of
from talker.subtitles.lyrics import is_lyric, is_transcript, read_lyrics, read_transcript
from talker.subtitles.markup import is_drawing, plain_text, printed
from talker.subtitles.sentences import split_script
from talker.subtitles.side_files import read_json
from talker.subtitles.timed_lines import BadTimeError, is_span, read_timed_lines
from talker.subtitles.ttml import read_ttml
from talker.text_encoding import Decoded, decode

_LONGEST_LINE = 2_000  # characters of a cue's line
_MOST_LETTERS = 1_000_000  # of a whole file: a book
_LONGEST = 4 << 20
_DEFAULT_FPS = 25.0

_TTML = re.compile(r"\s*(?:<\?[^>]*>\s*)?(?:<!--[^>]*-->\s*)?<(?:\w+:)?tt[\s>]")
_ASS = re.compile(r"^\[(?:Script Info|V4\+? Styles|Events)\]", re.IGNORECASE | re.MULTILINE)
_ASS_FIELDS = (
    *("layer", "start", "end", "style", "name"),
    *("marginl", "marginr", "marginv", "effect", "text"),
)
_MICRODVD = re.compile(r"\s*\{\d+\}\{\d+\}")
_MICRODVD_RATE = re.compile(r"\s*\{1\}\{1\}\s*\d")
_MPL2 = re.compile(r"\s*\[\d+\]\[\d+\]")
# What the readers raise on times and structures that make no sense.
_MALFORMED = (ArithmeticError, LookupError, SyntaxError, TypeError, ValueError)
_OTHER_TEXT = {"{\\rtf": "RTF", "<!doctype html": "HTML", "<html": "HTML"}


@dataclass(frozen=True)
class SubtitleFile:
    """What a file holds: `cues` with their times, or the pieces of a `script` that has none yet.

    `encoding` is what it was read as and `guessed` whether nobody said so; `language` a tag, empty
    when nothing says it; `skipped` counts texts that end before they begin, or at once; `text` is
    the script whole.
    """

    cues: tuple[Cue, ...]
    script: tuple[str, ...]
    encoding: str
    guessed: bool
    language: str = ""
    skipped: int = 0
    text: str = ""


def read_subtitles(path: Path, encoding: str = "", fps: float = _DEFAULT_FPS) -> SubtitleFile:
    """Reads subtitles of any usual kind, or a spoken text; SUBTITLES_INVALID else.

    `encoding` is what the file is written in, empty when that must be found out; `fps` the frames
    a second of kinds that count frames.
    """
    decoded = _read_text(path, encoding)
    text, suffix = decoded.text, path.suffix.lower()
    reader = _reader(text, suffix, fps)
    if reader is None:
        return _read_script(path, decoded)
    found = _read_cues(path, text, reader)
    cues = in_order(found)
    if not cues:
        raise subtitles_invalid(path, "holds no subtitles")
    said = "\n".join(cue.text for cue in cues)
    if len(max(said.split("\n"), key=len)) > _LONGEST_LINE:
        raise subtitles_invalid(path, f"has a text of more than {_LONGEST_LINE:,} characters")
    skipped = sum(bool(cue.text) for cue in found) - len(cues)
    language = language_of(path, text, said)
    return SubtitleFile(cues, (), decoded.encoding, decoded.guessed, language, skipped)


def _read_script(path: Path, decoded: Decoded) -> SubtitleFile:
    if path.suffix.lower() not in SCRIPT_SUFFIXES:
        raise subtitles_invalid(path, f"is of a kind that is not read ({path.suffix})")
    text = printed(decoded.text)
    language = language_of(path, text, text)
    pieces = tuple(split_script(text, language))
    if not pieces:
        raise subtitles_invalid(path, "is empty")
    check_count(path, len(pieces))
    return SubtitleFile((), pieces, decoded.encoding, decoded.guessed, language, text=text)


def _read_text(path: Path, encoding: str) -> Decoded:
    facts = regular_file(path, lambda _, words: subtitles_invalid(path, words))
    if facts.st_size > _LONGEST:
        raise subtitles_invalid(path, "is no text")
    try:
        decoded = decode(path.read_bytes(), encoding or None, language_in_name(path))
    except OSError as error:
        raise subtitles_invalid(path, f"cannot be read ({error.strerror})") from error
    except (LookupError, UnicodeError) as error:
        raise subtitles_invalid(path, f"is not written in {encoding}") from error
    # Copies that broke off end with zeros; files that were joined have marks in the middle.
    text = decoded.text.rstrip("\0").replace("\ufeff", "")
    if "\0" in text:
        raise subtitles_invalid(path, "is no text")
    if len(text) > _MOST_LETTERS:
        raise subtitles_invalid(path, f"has more than {_MOST_LETTERS:,} characters")
    start = text.lstrip()[:20].lower()
    for begins, kind in _OTHER_TEXT.items():
        if start.startswith(begins):
            raise subtitles_invalid(path, f"is {kind}, not plain text")
    return replace(decoded, text=text.replace("\r\n", "\n").replace("\r", "\n"))


_Reader = Callable[[str], list[Cue]]


def _reader(text: str, suffix: str, fps: float) -> _Reader | None:
    """What reads this text; None for one without times."""
    if _TTML.match(text):
        return read_ttml
    if suffix == ".json":
        return read_json
    if _ASS.search(text):
        return _read_ass
    if _MICRODVD.match(text):
        rate = None if _MICRODVD_RATE.match(text) else fps
        return lambda text: _read_by_library(text, "microdvd", rate)
    if _MPL2.match(text):
        return lambda text: _read_by_library(text, "mpl2")
    lines = text.split("\n")
    timed = any(map(is_span, lines))
    if not timed and any(map(is_lyric, lines)):
        return lambda text: read_lyrics(text.split("\n"))
    if not timed and is_transcript(lines):
        return lambda text: read_transcript(text.split("\n"))
    if timed or suffix in CUE_SUFFIXES:
        return lambda text: read_timed_lines(text.split("\n"), fps)
    return None


def _read_cues(path: Path, text: str, reader: _Reader) -> list[Cue]:
    if reader not in {read_ttml, read_json}:  # often a single line
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > _LONGEST_LINE:
                raise subtitles_invalid(
                    path, f"has more than {_LONGEST_LINE:,} characters in line {number}"
                )
    try:
        cues = reader(text)
    except BadTimeError as error:
        raise subtitles_invalid(path, str(error)) from error
    except _MALFORMED as error:
        raise subtitles_invalid(path, "has times or a structure that cannot be read") from error
    check_count(path, len(cues))
    return cues


def _read_ass(text: str) -> list[Cue]:
    """The spoken lines with the fields in the usual order, which pysubs2 takes for granted; the
    styles, on which it may fail, are left away.
    """
    fields = list(_ASS_FIELDS)
    inside = False
    events = ["[Events]"]
    for line in text.split("\n"):
        key, _, rest = line.partition(":")
        if line.startswith("["):
            inside = line.strip().lower() == "[events]"
        elif inside and key.strip().lower() == "format":
            fields = [name.strip().lower() for name in rest.split(",")]
        elif inside and key.strip().lower() == "dialogue":
            row = dict(zip(fields, rest.split(",", len(fields) - 1), strict=False))
            said = row.get("text", "")
            if not is_drawing(said):
                events.append(f"Dialogue: 0,{row['start']},{row['end']},,,0,0,0,,{said}")
    return _read_by_library("\n".join(events), "ass")


def _read_by_library(text: str, kind: str, fps: float | None = None) -> list[Cue]:
    import pysubs2

    try:
        with warnings.catch_warnings(action="ignore"):
            found = pysubs2.SSAFile.from_string(text, kind, fps)
    except pysubs2.Pysubs2Error as error:
        raise ValueError(str(error)) from error
    return [Cue(one.start / 1000, one.end / 1000, plain_text(one.text)) for one in found]
