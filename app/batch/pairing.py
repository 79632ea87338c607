"""Portraits and recordings become rows: which recording goes with which portrait."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from app.batch.folder import Files, LeftOut, short
from app.batch.remarks import RemarkKind
from app.batch.rows import Row
from talker.errors import ErrorCode, InputError, UsageError

_AFTER_STEM = frozenset(" _-.(+")
_MAY_BE_EITHER = frozenset({RemarkKind.FILE_UNKNOWN, RemarkKind.FILE_UNFINISHED})
_MAY_BE_PORTRAIT = _MAY_BE_EITHER | {RemarkKind.PICTURE_UNREAD}
_MAY_BE_SPEECH = _MAY_BE_EITHER | {RemarkKind.SOUND_UNREAD}


class Pair(StrEnum):
    """How portraits and recordings find each other; folders inside may differ under AUTO."""

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


def pair_files(
    files: Files, pair: Pair = Pair.AUTO, portrait: Path | None = None, root: Path | None = None
) -> Pairing:
    """The rows for `files`; a given `portrait` speaks every recording.

    AUTO takes ONE for a single portrait, STEM when any names match, ALL otherwise. With STEM a
    file without a partner becomes a row with the problem PAIR_MISSING, so nothing is left out
    silently. A recording whose own portrait was left out is a problem, never another's words.
    Rows are named from `root`. Raises InputError BATCH_EMPTY when there is nothing to pair,
    UsageError when ONE meets several portraits.
    """
    portraits = (portrait,) if portrait else files.portraits
    who = _who(files)
    _check(portraits, files)
    groups = _by_stem(portraits, files.speeches)
    lost = _Lost() if portrait else _lost(groups, files)
    chosen = _chosen(portraits, groups, lost) if pair is Pair.AUTO else pair
    if chosen is Pair.ONE and len(portraits) > 1:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"There are {len(portraits)} {who}s, not one.",
            "Name the one with --portrait FILE, or pair with --pair stem or --pair all.",
        )
    if chosen is Pair.STEM:
        rows = [_row(files, portrait, speech, root) for portrait, speech in groups.pairs]
        rows += [_alone(path, lost.speeches.get(path), "recording", root) for path in groups.mute]
        rows += [_alone(path, lost.portraits.get(path), who, root) for path in groups.faceless]
    else:
        speeches = [path for path in files.speeches if path not in lost.portraits]
        rows = [_row(files, *two, root) for two in itertools.product(portraits, speeches)]
        rows += [_alone(path, left, who, root) for path, left in lost.portraits.items()]
    how = "chosen by itself" if pair is Pair.AUTO else "as asked"
    sentence = f"{_sentence(chosen, portraits, rows, who)} ({how})"
    return Pairing(chosen, sentence, _numbered(rows))


def portraits_alone(
    files: Files, portrait: Path | None = None, root: Path | None = None
) -> Pairing:
    """A row for each portrait, which speaks a text; InputError BATCH_EMPTY without any."""
    portraits = (portrait,) if portrait else files.portraits
    _check_portraits(portraits, files)
    rows = [_named(files, Row(0, short(path, root)), path) for path in portraits]
    return Pairing(Pair.ALL, f"every {_who(files)} with the text: {_videos(rows)}", _numbered(rows))


def pair_tree(files: Files, root: Path, pair: Pair = Pair.AUTO) -> Pairing:
    """The rows for files of many folders: a folder that holds both kinds is paired for itself.

    What lies in folders of one kind only (`portraits`, `recordings`) is paired together.
    """
    folders = dict.fromkeys(path.parent for path in (*files.portraits, *files.speeches))
    parts = {folder: _within(files, {folder}) for folder in folders}
    both = {folder for folder, part in parts.items() if part.portraits and part.speeches}
    whole = [part for folder, part in parts.items() if folder in both]
    rest = _within(files, {left.path.parent for left in files.left_out}.union(folders) - both)
    if not whole or (rest.portraits and rest.speeches):
        whole.append(rest)
        rest = Files((), ())
    pairings = [pair_files(part, pair, root=root) for part in whole]
    rows = [row for pairing in pairings for row in pairing.rows]
    rows += [_alone(path, None, "recording", root) for path in rest.portraits]
    rows += [_alone(path, None, _who(files), root) for path in rest.speeches]
    if len(pairings) == 1 and len(rows) == len(pairings[0].rows):
        return pairings[0]
    kinds = {pairing.pair for pairing in pairings}
    return Pairing(
        kinds.pop() if len(kinds) == 1 else Pair.AUTO,
        f"every folder for itself: {_videos(rows)}",
        _numbered(rows),
    )


def _within(files: Files, folders: set[Path]) -> Files:
    return Files(
        tuple(path for path in files.portraits if path.parent in folders),
        tuple(path for path in files.speeches if path.parent in folders),
        tuple(left for left in files.left_out if left.path.parent in folders),
        films=files.films,
    )


@dataclass(frozen=True)
class _Groups:
    """Pairs of the same name, and the portraits and recordings that have no partner."""

    pairs: tuple[tuple[Path, Path], ...]
    mute: tuple[Path, ...]
    faceless: tuple[Path, ...]


@dataclass(frozen=True)
class _Lost:
    """The files left out that are the partner by name: of recordings, and of portraits."""

    portraits: Mapping[Path, LeftOut] = field(default_factory=dict)
    speeches: Mapping[Path, LeftOut] = field(default_factory=dict)


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


def _lost(groups: _Groups, files: Files) -> _Lost:
    portraits = {
        speech: left
        for speech in groups.faceless
        for left in files.left_out
        if left.kind in _MAY_BE_PORTRAIT and _belongs(_stem(speech), _left_stem(left))
    }
    speeches = {
        portrait: left
        for portrait in groups.mute
        for left in files.left_out
        if left.kind in _MAY_BE_SPEECH and _belongs(_left_stem(left), _stem(portrait))
    }
    return _Lost(portraits, speeches)


def _chosen(portraits: Sequence[Path], groups: _Groups, lost: _Lost) -> Pair:
    """As it would be if what was left out could be read: names that match then match now."""
    if len(portraits) == 1:
        named = lost.speeches or (lost.portraits and groups.pairs)
        return Pair.STEM if named else Pair.ONE
    return Pair.STEM if groups.pairs or lost.portraits or lost.speeches else Pair.ALL


def _belongs(speech: str, portrait: str) -> bool:
    rest = speech.removeprefix(portrait)
    return speech == portrait or (rest != speech and rest[0] in _AFTER_STEM)


def _stem(path: Path) -> str:
    """The name without its ending, alike on every system: macOS stores accents apart."""
    return _folded(path.stem)


def _left_stem(left: LeftOut) -> str:
    """`anna.png.part` will be `anna.png`."""
    path = left.path
    return _stem(Path(path.stem) if left.kind is RemarkKind.FILE_UNFINISHED else path)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _check(portraits: Sequence[Path], files: Files) -> None:
    """BATCH_EMPTY when one kind is missing; what might be of that kind is named."""
    _check_portraits(portraits, files)
    if not files.speeches:
        raise InputError(
            ErrorCode.BATCH_EMPTY,
            _with_remarks("There is no recording in", files),
            "Put sound files such as WAV, MP3, M4A or FLAC into it, or give --text FILE.",
        )


def _check_portraits(portraits: Sequence[Path], files: Files) -> None:
    if not portraits:
        raise InputError(
            ErrorCode.BATCH_EMPTY,
            _with_remarks("There is no portrait in", files),
            "Put a picture into it, or name one with --portrait FILE.",
        )


def _with_remarks(nothing_in: str, files: Files) -> str:
    folder = "the folder" if files.folder is None else short(files.folder.absolute(), None)
    return " ".join([f"{nothing_in} {folder}.", *map(str, files.remarks())])


def _row(files: Files, person: Path, speech: Path, root: Path | None) -> Row:
    place = f"{short(person, root)} + {short(speech, root)}"
    return _named(files, Row(0, place, speech=str(speech)), person)


def _named(files: Files, row: Row, person: Path) -> Row:
    """The row with who speaks."""
    return replace(row, clip=str(person)) if files.films else replace(row, portrait=str(person))


def _who(files: Files) -> str:
    """What those who speak are called."""
    return "film" if files.films else "portrait"


def _numbered(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(replace(row, number=number) for number, row in enumerate(rows, 1))


def _alone(path: Path, left: LeftOut | None, partner: str, root: Path | None) -> Row:
    """A file without a partner, or whose partner `left` cannot be read."""
    problem = InputError(
        ErrorCode.PAIR_MISSING,
        f"{path.name} has no {partner} of the same name.",
        f"Call the {partner} {path.stem}, or pair in another way with --pair all.",
        path,
    )
    if left is not None and left.kind is not RemarkKind.FILE_UNFINISHED:
        form = {"portrait": "PNG or JPEG", "film": "MP4"}.get(partner, "WAV or MP3")
        problem = InputError(
            ErrorCode.PAIR_UNREAD,
            f"{left.path.name}, the {partner} of {path.name}, is of a kind that is not read.",
            f"Save it as {form}, or move it out of the folder.",
            left.path,
        )
    return Row(0, short(path, root), problem=problem)


def _sentence(pair: Pair, portraits: Sequence[Path], rows: Sequence[Row], who: str) -> str:
    match pair:
        case Pair.STEM:
            return f"pairs of the same name: {_videos(rows)}"
        case Pair.ONE:
            return f"{portraits[0].name} with every recording: {_videos(rows)}"
        case _:
            return f"every {who} with every recording: {_videos(rows)}"


def _videos(rows: Sequence[Row]) -> str:
    videos = sum(row.problem is None for row in rows)
    return "1 video" if videos == 1 else f"{videos} videos"
