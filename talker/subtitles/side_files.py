"""Cues as files beside a video: SRT, WebVTT and ASS with times of words, our own JSON, text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from pydantic_core import from_json

from talker.subtitles.cues import Cue
from talker.words import Word

FORM = "mouthpiece cues 1"
"""What a file of ours says that it is."""


def format_srt(cues: Sequence[Cue], shift: float = 0.0) -> str:
    """The cues as a SubRip file, `shift` seconds later."""
    blocks = (
        f"{number}\n{_stamp(cue.start + shift, ',')} --> {_stamp(cue.stop + shift, ',')}\n"
        f"{cue.text}\n"
        for number, cue in enumerate(cues, 1)
    )
    return "\n".join(blocks)


def format_vtt(cues: Sequence[Cue], language: str = "") -> str:
    """The cues as WebVTT; players that know how light up the words while they are said."""
    head = f"WEBVTT\nLanguage: {language}\n" if language else "WEBVTT\n"
    blocks = (
        f"{_stamp(cue.start, '.')} --> {_stamp(cue.stop, '.')}\n{_timed_text(cue)}\n"
        for cue in cues
    )
    return "\n".join((head, *blocks))


def format_json(cues: Sequence[Cue], language: str = "") -> str:
    """The cues with all that is known of them; `read_json` reads it."""
    rows = [
        {
            "start": round(cue.start, 3),
            "stop": round(cue.stop, 3),
            "text": cue.text,
            "words": [[word.text, round(word.start, 3), round(word.stop, 3)] for word in cue.words],
        }
        for cue in cues
    ]
    return json.dumps({"form": FORM, "language": language, "cues": rows}, ensure_ascii=False) + "\n"


def format_karaoke(cues: Sequence[Cue]) -> str:
    """The cues as ASS for editors, with how long each word is said (`\\k`, hundredths)."""
    import pysubs2

    file = pysubs2.SSAFile()
    for cue in cues:
        file.append(
            pysubs2.SSAEvent(
                start=round(cue.start * 1000), end=round(cue.stop * 1000), text=_sung_text(cue)
            )
        )
    written: str = file.to_string("ass")
    return written


def format_text(cues: Sequence[Cue]) -> str:
    """What is said, one line for each cue."""
    return "".join(f"{' '.join(cue.text.split())}\n" for cue in cues)


def read_json(text: str) -> list[Cue]:
    """The cues that `format_json` wrote, or of any list of objects with start, stop (or end) and
    text; ValueError, TypeError or LookupError for what is none.
    """
    stored = from_json(text)
    rows = stored["cues"] if isinstance(stored, dict) else stored
    return [_cue(row) for row in rows]


def words_in_text(cue: Cue) -> list[tuple[int, int, Word]]:
    """Where each of the cue's words stands in its text: from, to, word.

    A word that is not found in its place is left out: the text may have been changed by hand.
    """
    found, at = [], 0
    for word in cue.words:
        place = cue.text.find(word.text, at)
        if place >= 0 and word.text:
            at = place + len(word.text)
            found.append((place, at, word))
    return found


def _cue(row: dict[str, object]) -> Cue:
    start, stop = _number(row["start"]), _number(row["stop"] if "stop" in row else row["end"])
    text = row["text"]
    if not isinstance(text, str):
        raise TypeError("has a text that is none")
    listed = row.get("words") or []
    if not isinstance(listed, list):
        raise TypeError("has words that are no list")
    words = tuple(Word(str(one[0]), _number(one[1]), _number(one[2])) for one in listed)
    return Cue(start, stop, text.strip(), words)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("has a time that is no number")
    if not abs(value) < 1e9:
        raise ValueError("has a time that is no number")
    return float(value)


def _sung_text(cue: Cue) -> str:
    """The text with the length of each word, up to where the next one begins, before it."""
    found = words_in_text(cue)
    begins = [min(max(word.start, cue.start), cue.stop) for *_, word in found]
    text, at = "", 0
    for (first, _, _), begin, until in zip(found, begins, [*begins[1:], cue.stop], strict=True):
        text += _plain_ass(cue.text[at:first]) + f"{{\\k{max(0, round((until - begin) * 100))}}}"
        at = first
    return text + _plain_ass(cue.text[at:])


def _plain_ass(text: str) -> str:
    return text.replace("{", "\\{").replace("\n", "\\N")


def _timed_text(cue: Cue) -> str:
    return "".join(_timed_parts(replace(cue, text=cue.text.replace("-->", "→"))))


def _timed_parts(cue: Cue) -> Iterator[str]:
    at = 0
    for begin, _, word in words_in_text(cue):
        yield escape(cue.text[at:begin], quote=False)
        if cue.start < word.start < cue.stop:
            yield f"<{_stamp(word.start, '.')}>"
        at = begin
    yield escape(cue.text[at:], quote=False)


def _stamp(seconds: float, point: str) -> str:
    whole = max(0, round(seconds * 1000))
    rest, thousandths = divmod(whole, 1000)
    return f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}{point}{thousandths:03}"
