"""The files of a folder by what they are good for: portraits, recordings, and what is left out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.batch.remarks import Remark, RemarkKind
from app.batch.suffixes import PORTRAIT_SUFFIXES, SOUND_SUFFIXES, VIDEO_SUFFIXES, suffixes
from talker.errors import ErrorCode, InputError

_UNREAD = {
    RemarkKind.PICTURE_UNREAD: suffixes(
        "jxl psd psb svg ai eps pdf raw dng cr2 cr3 nef arw raf orf rw2 xcf afphoto "
        "tga ico icns j2k jpx exr hdr apng wdp jxr"
    ),
    RemarkKind.SOUND_UNREAD: suffixes(
        "silk slk mid midi ra rm rmvb spx gsm dss ds2 m4p aax aa mpc shn kar msv dvf awb band"
    ),
    RemarkKind.FILE_UNFINISHED: suffixes(
        "part partial crdownload download opdownload tmp temp filepart aria2 !ut !qb bc! td dltemp"
    ),
    # What commonly lies beside pictures and recordings and belongs to them.
    RemarkKind.FILE_OTHER: suffixes(
        "txt md rtf doc docx odt pages html htm json jsonl ndjson xml yaml yml toml csv tsv xls "
        "xlsx xlsm ods numbers srt vtt ass ssa lrc sbv sub ttml xmp aae thm log ini url lnk webloc "
        "et wps ppt pptx cue m3u m3u8 pls zip 7z rar asd pek pkf reapeaks textgrid "
        "eaf sha256 md5 db"
    ),
}
_PASSING = (".", "~$")
# Files and folders of systems and of network drives, with pictures of their own in them.
_OF_SYSTEM = frozenset(
    {
        *("thumbs.db", "desktop.ini", "icon\r", "@eadir", "#recycle", "#snapshot", "$recycle.bin"),
        *("system volume information", "lost+found", "recycler", "@recycle", "@recently-snapshot"),
    }
)


@dataclass(frozen=True)
class LeftOut:
    """A file that is neither portrait nor recording, and what it seems to be."""

    path: Path
    kind: RemarkKind


@dataclass(frozen=True)
class Files:
    """The portraits and the recordings of a folder, in natural order, and what else is there.

    `films`: the portraits are films, which get new words. `folder`: the one that was read.
    """

    portraits: tuple[Path, ...]
    speeches: tuple[Path, ...]
    left_out: tuple[LeftOut, ...] = ()
    subfolders: tuple[Path, ...] = ()
    films: bool = False
    folder: Path | None = None

    def of_films(self, *, texts: bool) -> Files:
        """In a folder without pictures films stand for the portraits, where there are recordings
        besides, or `texts` to speak; else the same files."""
        films = tuple(path for path in self.speeches if path.suffix.lower() in VIDEO_SUFFIXES)
        sounds = tuple(path for path in self.speeches if path not in films)
        if self.portraits or not films or not (sounds or texts):
            return self
        return replace(self, portraits=films, speeches=sounds, films=True)

    def remarks(self, root: Path | None = None) -> tuple[Remark, ...]:
        """What was left out, by kind; named from `root` where files are of several folders."""
        found = {
            kind: tuple(short(left.path, root) for left in self.left_out if left.kind is kind)
            for kind in RemarkKind
        }
        found[RemarkKind.SUBFOLDERS] = tuple(short(path, None) for path in self.subfolders)
        return tuple(Remark(kind, names) for kind, names in found.items() if names)


def short(path: Path, root: Path | None) -> str:
    """The name of a file, with the folders from `root` on; what is not UTF-8 in it as escapes."""
    inside = root is not None and path.is_relative_to(root)
    name = str(path.relative_to(root)) if root is not None and inside else path.name
    return name.encode("utf-8", "backslashreplace").decode()


def find_files(
    folder: Path, *, videos: bool = True, recursive: bool = False, without: Path | None = None
) -> Files:
    """What lies directly in `folder`, or with `recursive` also in the folders inside.

    Hidden files and those of the system do not count. `videos`: whether videos with sound count
    as recordings; they must not where the finished videos go to the same folder. `without` is a
    folder that is not looked into. InputError when a folder cannot be listed.
    """
    entries, subfolders = _listed(folder, without)
    if recursive:
        paths = [*entries, *(path for inner in subfolders for path in _inner(inner, without))]
        subfolders = []
    else:
        paths = entries
    speech_suffixes = SOUND_SUFFIXES | VIDEO_SUFFIXES if videos else SOUND_SUFFIXES
    named = [path for path in paths if _is_utf8(path)]
    portraits = tuple(path for path in named if path.suffix.lower() in PORTRAIT_SUFFIXES)
    speeches = tuple(path for path in named if path.suffix.lower() in speech_suffixes)
    used = {*portraits, *speeches}
    left = tuple(LeftOut(path, _kind(path)) for path in paths if path not in used)
    return Files(portraits, speeches, left, tuple(subfolders), folder=folder)


def _inner(folder: Path, without: Path | None) -> Iterator[Path]:
    entries, subfolders = _listed(folder, without)
    yield from entries
    for inner in subfolders:
        yield from _inner(inner, without)


def _listed(folder: Path, without: Path | None) -> tuple[list[Path], list[Path]]:
    """Files and folders in `folder`; links to folders are not followed, for they may lead round."""
    try:
        there = [path for path in folder.iterdir() if not path.name.startswith(_PASSING)]
    except OSError as error:
        raise InputError(
            ErrorCode.BATCH_EMPTY,
            f"The folder {folder} cannot be listed: {error.strerror or error}.",
            "Check the name and its permissions.",
            folder,
        ) from error
    there = [path for path in there if path.name.lower() not in _OF_SYSTEM]
    there.sort(key=lambda path: _natural(path.name))
    barred = None if without is None else without.absolute()
    folders = [path for path in there if _is_folder(path)]
    return (
        [path for path in there if path not in folders],
        [path for path in folders if not path.is_symlink() and path.absolute() != barred],
    )


def _is_folder(path: Path) -> bool:
    """A share may go away between two looks at it."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_utf8(path: Path) -> bool:
    """Linux has other names, too, which neither the queue nor JSON can hold."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _kind(path: Path) -> RemarkKind:
    if not _is_utf8(path):
        return RemarkKind.FILE_NAME
    suffix = path.suffix.lower()
    if suffix in VIDEO_SUFFIXES:  # where the finished videos go
        return RemarkKind.FILE_OTHER
    return next(
        (kind for kind, suffixes in _UNREAD.items() if suffix in suffixes), RemarkKind.FILE_UNKNOWN
    )


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts `take 2` before `take 10`."""
    runs = itertools.groupby(name.casefold(), key=lambda sign: sign in "0123456789")
    parts = [(digits, "".join(run)) for digits, run in runs]
    return tuple((0, int(text), text) if digits else (1, 0, text) for digits, text in parts)
