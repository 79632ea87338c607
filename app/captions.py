"""The captions of a video while somebody edits them, and the files beside it that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from talker.files import atomic_write
from talker.subtitles.cues import CUE_SUFFIXES, Cue
from talker.subtitles.editing import joined, replaced, rewritten, shifted, split, with_text
from talker.subtitles.files import read_subtitles
from talker.subtitles.kinds import KINDS, check_kind
from talker.subtitles.translations import parts_for
from talker.subtitles.two_languages import together

_OWN, _SECOND = ".captions.json", ".second.captions.json"


@dataclass(frozen=True)
class Row:
    """A cue, and what stands below it in the second language."""

    cue: Cue
    below: str = ""


Rows = tuple[Row, ...]


@dataclass(frozen=True)
class Captions:
    """The rows in their order, and the language of the upper lines (a tag, or empty)."""

    rows: Rows = ()
    language: str = ""

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The upper lines."""
        return tuple(row.cue for row in self.rows)

    @property
    def second(self) -> tuple[Cue, ...]:
        """The lower lines, with the times of the upper ones."""
        shown = (row for row in self.rows if row.below)
        return tuple(replace(row.cue, text=row.below, words=()) for row in shown)

    def edited(self, index: int, row: Row) -> Captions:
        """With another row in the place of one; rows stay in the order of their times."""
        rows = [*self.rows[:index], row, *self.rows[index + 1 :]]
        return replace(self, rows=_in_order(rows))

    def rewritten(self, index: int, text: str) -> Captions:
        """With another upper text; an empty one removes the row."""
        row = self.rows[index]
        if not text.strip():
            return self.without([index])
        return self.edited(index, replace(row, cue=rewritten(row.cue, text.strip())))

    def without(self, indices: Sequence[int]) -> Captions:
        """Without some rows."""
        gone = frozenset(indices)
        return replace(self, rows=tuple(row for at, row in enumerate(self.rows) if at not in gone))

    def shifted(self, indices: Sequence[int], seconds: float) -> Captions:
        """Some rows so much later."""
        chosen = frozenset(indices)
        rows = [
            replace(row, cue=shifted(row.cue, seconds)) if at in chosen else row
            for at, row in enumerate(self.rows)
        ]
        return replace(self, rows=_in_order(rows))

    def split(self, index: int, at: int) -> Captions:
        """One row as two, divided before the letter `at`; ValueError where one had nothing."""
        row = self.rows[index]
        first, second = split(row.cue, at)
        below = parts_for((first, second), row.below) if row.below else ["", ""]
        made = (Row(first, below[0]), Row(second, below[1]))
        return replace(self, rows=(*self.rows[:index], *made, *self.rows[index + 1 :]))

    def joined(self, first: int, last: int) -> Captions:
        """The rows from `first` to `last` as one."""
        some = self.rows[first : last + 1]
        below = ""
        for row in some:
            below = with_text(below, row.below)
        row = Row(joined([row.cue for row in some]), below)
        return replace(self, rows=(*self.rows[:first], row, *self.rows[last + 1 :]))

    def replaced(self, find: str, instead: str, *, capitals: bool) -> tuple[Captions, int]:
        """With every `find` replaced in both languages, and how often it stood there."""
        rows, total = [], 0
        for row in self.rows:
            text, count = replaced(row.cue.text, find, instead, capitals=capitals)
            below, more = replaced(row.below, find, instead, capitals=capitals)
            total += count + more
            cue = rewritten(row.cue, text) if count and text.strip() else row.cue
            rows.append(replace(row, cue=cue, below=below))
        return replace(self, rows=tuple(rows)), total

    def translated(self, text: str) -> Captions:
        """With a translation below: a line for each row, or a text that is divided as they are."""
        parts = parts_for(self.cues, text) if text.strip() else [""] * len(self.rows)
        rows = (replace(row, below=part) for row, part in zip(self.rows, parts, strict=True))
        return replace(self, rows=tuple(rows))

    def with_second(self, cues: Sequence[Cue]) -> Captions:
        """With cues of another file below, each under what is shown at most of the same time."""
        upper = [replace(cue, text="") for cue in self.cues]
        texts = {cue.start: cue.text.strip() for cue in together(upper, cues)}
        rows = (replace(row, below=texts.get(row.cue.start, "")) for row in self.rows)
        return replace(self, rows=tuple(rows))

    def with_second_file(self, path: Path) -> Captions:
        """With another file below: cues, or a text without times. SUBTITLES_INVALID."""
        read = read_subtitles(path)
        return self.translated(read.text) if read.script else self.with_second(read.cues)


def captions_file(media: Path) -> Path:
    """Where the captions of a video or recording are kept, with the times of their words."""
    return media.with_name(f"{media.stem}{_OWN}")


def second_file(media: Path) -> Path:
    """Where those in the second language are kept."""
    return media.with_name(f"{media.stem}{_SECOND}")


def find_captions(media: Path) -> Captions:
    """What lies beside a video: our own file, else subtitles of the same name; empty for nothing.

    Raises SUBTITLES_INVALID for a file that cannot be used.
    """
    own = captions_file(media)
    if own.is_file():
        captions = read_captions(own)
        below = second_file(media)
        return captions.with_second(read_captions(below).cues) if below.is_file() else captions
    beside = (media.with_suffix(suffix) for suffix in (".srt", ".vtt", *sorted(CUE_SUFFIXES)))
    found = next((path for path in beside if path.is_file() and path != media), None)
    return Captions() if found is None else read_captions(found)


def read_captions(path: Path) -> Captions:
    """A file of cues; SUBTITLES_INVALID."""
    read = read_subtitles(path)
    return Captions(tuple(map(Row, read.cues)), read.language)


def save_captions(captions: Captions, media: Path) -> None:
    """Keeps the captions beside their video; the lower lines, if there are any, in a file of their
    own."""
    write_cues(captions.cues, captions.language, captions_file(media))
    below = second_file(media)
    if captions.second:
        write_cues(captions.second, "", below)
    else:
        below.unlink(missing_ok=True)


def write_cues(cues: Sequence[Cue], language: str, target: Path) -> None:
    """Writes cues as the kind of file that the name says; UsageError, DISK_FULL,
    OUTPUT_UNWRITABLE."""
    check_kind(target)
    text = KINDS[target.suffix.lower()](cues, language)
    with atomic_write(target) as part:
        part.write_text(text, "utf-8")


def _in_order(rows: Sequence[Row]) -> Rows:
    return tuple(sorted(rows, key=lambda row: row.cue.start))
