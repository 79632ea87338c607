"""Which files are portraits and which are recordings, and what a drop or a paste brings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent

from app.batch.suffixes import PORTRAIT_SUFFIXES, SOUND_SUFFIXES, VIDEO_SUFFIXES
from app.brands import BRAND_SUFFIX
from talker.subtitles.cues import CUE_SUFFIXES

SUBTITLES = CUE_SUFFIXES | {".txt"}
SHEETS = frozenset({".csv", ".tsv", ".xlsx", ".jsonl"})


class Kind(Enum):
    """What a zone takes. A portrait is a picture or a clip."""

    PORTRAIT = auto()
    SPEECH = auto()
    SECOND_SPEECH = auto()
    REFERENCE = auto()
    PICTURE = auto()
    SUBTITLES = auto()
    SHEET = auto()
    WORDS = auto()  # a pronunciation dictionary
    BRAND = auto()
    ANY = auto()


_SUFFIXES = {
    Kind.PORTRAIT: PORTRAIT_SUFFIXES | VIDEO_SUFFIXES,
    Kind.SPEECH: SOUND_SUFFIXES | VIDEO_SUFFIXES,
    Kind.SECOND_SPEECH: SOUND_SUFFIXES | VIDEO_SUFFIXES,
    Kind.REFERENCE: VIDEO_SUFFIXES,
    Kind.PICTURE: PORTRAIT_SUFFIXES,
    Kind.SUBTITLES: SUBTITLES,
    Kind.SHEET: SHEETS,
    Kind.WORDS: frozenset({".toml", ".csv"}),
    Kind.BRAND: frozenset({BRAND_SUFFIX}),
}


@dataclass(frozen=True)
class Dropped:
    """Files sorted by what they are good for; `batch` is for the page Batch."""

    portrait: Path | None = None
    speech: Path | None = None
    second_speech: Path | None = None
    reference: Path | None = None
    batch: tuple[Path, ...] = ()


def sort_files(paths: Iterable[Path], kind: Kind) -> Dropped:
    """One picture and one recording at most are for one video; more are a batch.

    A video is what its company lacks: the speech beside a picture, the portrait beside a sound.
    Alone it is what the zone wants, and so is a file of a kind that we do not know.
    """
    given = list(paths)
    pictures, sounds, videos = (
        [path for path in given if path.suffix.lower() in known]
        for known in (PORTRAIT_SUFFIXES, SOUND_SUFFIXES, VIDEO_SUFFIXES)
    )
    second = kind is Kind.SECOND_SPEECH
    known = len(pictures) + len(sounds) + len(videos) == len(given)
    if known and len(pictures) <= 1 and len(sounds) <= 1 and len(given) <= 2:
        if pictures and (sounds or videos):
            return Dropped(portrait=pictures[0], speech=(sounds + videos)[0])
        if sounds and videos:
            return Dropped(portrait=videos[0], speech=sounds[0])
        if pictures:
            return Dropped(portrait=pictures[0])
        if sounds:
            return _wanted(sounds[0], Kind.SECOND_SPEECH if second else Kind.SPEECH)
    if len(given) == 1 and not given[0].is_dir() and given[0].suffix.lower() not in SHEETS:
        return _wanted(given[0], kind)
    return Dropped(batch=tuple(given))


def _wanted(path: Path, kind: Kind) -> Dropped:
    match kind:
        case Kind.SPEECH:
            return Dropped(speech=path)
        case Kind.SECOND_SPEECH:
            return Dropped(second_speech=path)
        case Kind.REFERENCE:
            return Dropped(reference=path)
        case _:
            return Dropped(portrait=path)


def local_files(data: QMimeData) -> list[Path]:
    """The files that are dragged or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def take_copy(event: QDropEvent) -> None:
    """Accepts files that are dropped as copies: whoever proposes a move would delete them."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def patterns(kind: Kind) -> str:
    """The names of such files, as a file dialog filters them; empty for files of any kind."""
    return " ".join(f"*{suffix}" for suffix in sorted(_SUFFIXES.get(kind, ())))
