"""A folder of portraits and recordings becomes rows: which recording goes with which portrait."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.batch.rows import Row
from talker.errors import ErrorCode, InputError, UsageError

PORTRAIT_SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".jfif", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".avif", ".jp2"}
)
SOUND_SUFFIXES = frozenset(
    {
        ".wav",
        ".mp3",
        ".m4a",
        ".aac",
        ".flac",
        ".ogg",
        ".oga",
        ".opus",
        ".wma",
        ".aif",
        ".aiff",
        ".amr",
        ".ac3",
        ".caf",
        ".mka",
    }
)
VIDEO_SUFFIXES = frozenset(
    {".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v", ".mpg", ".mpeg", ".wmv", ".flv", ".3gp"}
)
_AFTER_STEM = frozenset(" _-.(+")


class Pair(StrEnum):
    """How portraits and recordings find each other."""

    AUTO = "auto"
    ONE = "one"
    STEM = "stem"
    ALL = "all"


@dataclass(frozen=True)
class Pairing:
    """The rows of a folder and the way they were paired; `sentence` says it to the user."""

    pair: Pair
    sentence: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Files:
    """The portraits and the recordings of a folder, in natural order."""

    portraits: tuple[Path, ...]
    speeches: tuple[Path, ...]


def find_files(folder: Path, *, videos: bool = True) -> Files:
    """The inputs that lie directly in `folder`; hidden and passing files do not count.

    `videos`: whether videos with sound count as recordings; they must not where the finished
    videos go to the same folder. InputError when the folder cannot be listed.
    """
    try:
        there = [path for path in folder.iterdir() if not path.name.startswith((".", "~$"))]
        entries = [path for path in there if not path.is_dir()]
    except OSError as error:
        raise InputError(
            ErrorCode.BATCH_EMPTY,
            f"The folder {folder} cannot be listed: {error.strerror or error}.",
            "Check the name and its permissions.",
            folder,
        ) from error
    speech_suffixes = SOUND_SUFFIXES | VIDEO_SUFFIXES if videos else SOUND_SUFFIXES
    entries.sort(key=lambda path: _natural(path.name))
    return Files(
        tuple(path for path in entries if path.suffix.lower() in PORTRAIT_SUFFIXES),
        tuple(path for path in entries if path.suffix.lower() in speech_suffixes),
    )


def pair_files(files: Files, pair: Pair = Pair.AUTO, portrait: Path | None = None) -> Pairing:
    """The rows for `files`; a given `portrait` speaks every recording.

    AUTO takes ONE for a single portrait, STEM when any names match, ALL otherwise. With STEM a
    file without a partner becomes a row with the problem PAIR_MISSING, so nothing is left out
    silently. Raises InputError BATCH_EMPTY when there is nothing to pair, UsageError when ONE
    meets several portraits.
    """
    portraits = (portrait,) if portrait else files.portraits
    _check(portraits, files.speeches)
    groups = _by_stem(portraits, files.speeches)
    chosen = pair
    if chosen is Pair.AUTO:
        chosen = Pair.ONE if len(portraits) == 1 else Pair.STEM if groups.pairs else Pair.ALL
    if chosen is Pair.ONE and len(portraits) > 1:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"There are {len(portraits)} portraits, not one.",
            "Name the one with --portrait FILE, or pair with --pair stem or --pair all.",
        )
    if chosen is Pair.STEM:
        rows = [_row(number, *two) for number, two in enumerate(groups.pairs, 1)]
        alone = [(path, "recording") for path in groups.portraits_alone]
        alone += [(path, "portrait") for path in groups.speeches_alone]
        rows += [_alone(number, *pair) for number, pair in enumerate(alone, len(rows) + 1)]
    else:
        product = itertools.product(portraits, files.speeches)
        rows = [_row(number, *two) for number, two in enumerate(product, 1)]
    how = "chosen by itself" if pair is Pair.AUTO else "as asked"
    return Pairing(chosen, f"{_sentence(chosen, portraits, rows)} ({how})", tuple(rows))


@dataclass(frozen=True)
class _Groups:
    pairs: tuple[tuple[Path, Path], ...]
    portraits_alone: tuple[Path, ...]
    speeches_alone: tuple[Path, ...]


def _by_stem(portraits: Sequence[Path], speeches: Sequence[Path]) -> _Groups:
    """`anna.png` takes `anna.wav`, and `anna_02.wav` unless a longer name fits it better."""
    by_stem: dict[str, list[Path]] = {}
    for portrait in portraits:
        by_stem.setdefault(_stem(portrait), []).append(portrait)
    pairs: list[tuple[Path, Path]] = []
    used: set[Path] = set()
    alone: list[Path] = []
    for speech in speeches:
        stem = _stem(speech)
        fitting = [candidate for candidate in by_stem if _belongs(stem, candidate)]
        if not fitting:
            alone.append(speech)
            continue
        found = by_stem[max(fitting, key=len)]
        used.update(found)
        pairs += [(portrait, speech) for portrait in found]
    left = tuple(portrait for portrait in portraits if portrait not in used)
    return _Groups(tuple(pairs), left, tuple(alone))


def _belongs(speech: str, portrait: str) -> bool:
    rest = speech.removeprefix(portrait)
    return speech == portrait or (rest != speech and rest[0] in _AFTER_STEM)


def _stem(path: Path) -> str:
    """The name without its ending, alike on every system: macOS stores accents apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path.stem).casefold())


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts `take 2` before `take 10`."""
    runs = itertools.groupby(name.casefold(), key=lambda sign: sign in "0123456789")
    parts = [(digits, "".join(run)) for digits, run in runs]
    return tuple((0, int(text), text) if digits else (1, 0, text) for digits, text in parts)


def _check(portraits: Sequence[Path], speeches: Sequence[Path]) -> None:
    if not portraits:
        raise InputError(
            ErrorCode.BATCH_EMPTY,
            "There is no portrait in the folder.",
            "Put a picture into it, or name one with --portrait FILE.",
        )
    if not speeches:
        raise InputError(
            ErrorCode.BATCH_EMPTY,
            "There is no recording in the folder.",
            "Put sound files such as WAV, MP3, M4A or FLAC into it.",
        )


def _row(number: int, portrait: Path, speech: Path) -> Row:
    place = f"{portrait.name} + {speech.name}"
    return Row(number, place, portrait=str(portrait), speech=str(speech))


def _alone(number: int, path: Path, partner: str) -> Row:
    problem = InputError(
        ErrorCode.PAIR_MISSING,
        f"{path.name} has no {partner} of the same name.",
        f"Call the {partner} {path.stem}, or pair in another way with --pair all.",
        path,
    )
    return Row(number, path.name, problem=problem)


def _sentence(pair: Pair, portraits: Sequence[Path], rows: Sequence[Row]) -> str:
    videos = sum(row.problem is None for row in rows)
    made = "1 video" if videos == 1 else f"{videos} videos"
    match pair:
        case Pair.STEM:
            return f"pairs of the same name: {made}"
        case Pair.ONE:
            return f"{portraits[0].name} with every recording: {made}"
        case _:
            return f"every portrait with every recording: {made}"
