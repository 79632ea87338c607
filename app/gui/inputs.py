"""Which files are portraits and which are recordings, and what a drop or a paste brings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QMimeData

PICTURES = frozenset(
    {".png", ".jpg", ".jpeg", ".jfif", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".avif"}
)
SOUNDS = frozenset(
    {".wav", ".mp3", ".m4a", ".flac", ".ogg", ".opus", ".aac", ".wma", ".aiff", ".aif", ".amr"}
)
VIDEOS = frozenset({".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v", ".flv", ".wmv"})
SHEETS = frozenset({".csv", ".tsv", ".xlsx"})


class Kind(Enum):
    """What a zone takes."""

    PORTRAIT = auto()
    SPEECH = auto()


@dataclass(frozen=True)
class Dropped:
    """Files sorted by what they are good for; `batch` is for the page Batch."""

    portrait: Path | None = None
    speech: Path | None = None
    batch: tuple[Path, ...] = ()


def sort_files(paths: Iterable[Path], kind: Kind) -> Dropped:
    """One picture and one recording at most are for one video; more are a batch.

    A single file of a kind that we do not know is taken for what the zone wants.
    """
    given = list(paths)
    pictures = [path for path in given if path.suffix.lower() in PICTURES]
    sounds = [path for path in given if path.suffix.lower() in SOUNDS | VIDEOS]
    if len(pictures) <= 1 and len(sounds) <= 1 and len(pictures) + len(sounds) == len(given):
        return Dropped(*pictures[:1] or (None,), *sounds[:1] or (None,))
    if len(given) == 1 and not given[0].is_dir() and given[0].suffix.lower() not in SHEETS:
        return Dropped(given[0]) if kind is Kind.PORTRAIT else Dropped(None, given[0])
    return Dropped(batch=tuple(given))


def local_files(data: QMimeData) -> list[Path]:
    """The files that are dragged or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def dialog_filter(kind: Kind, title: str, everything: str) -> str:
    """What a file dialog offers."""
    suffixes = PICTURES if kind is Kind.PORTRAIT else SOUNDS | VIDEOS
    return f"{title} ({' '.join(f'*{suffix}' for suffix in sorted(suffixes))});;{everything} (*)"
