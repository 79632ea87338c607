"""What dead processes left half-made: noted while it is being made, removed at the next start.

A note in the home names the passing file or folder, and is locked by its process: the system takes
the lock back when that dies, however it dies.
"""

from __future__ import annotations

import glob
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from talker.files import (
    Replaces,
    aside_name,
    atomic_write,
    discard,
    discard_part,
    discard_parts,
    no_folder,
)
from talker.home import work_folder
from talker.locking import dead_notes, note

SCRATCH = "finish-"
_PASSING = re.compile(r".+\.[0-9a-f]{8}\.part(\.\w+)*")
_ASIDE = re.compile(r"(?P<target>.+)\.[0-9a-f]{8}\.old")
_PICTURE = re.compile(r"[0-9]{6,}\.png")
# Folders of the home in which files are written within moments, and how old a part is left behind.
_SHORT = ("", "inputs", "presets", "presenters")
_SHORT_SECONDS = 3600.0
_SCRATCH_SECONDS = 86400.0


@contextmanager
def noted(passing: Path, home: Path) -> Iterator[None]:
    """`passing` goes at the next start when this process dies inside the block."""
    with note(_notes(home), os.fsencode(passing.absolute())):
        yield


@contextmanager
def noted_write(
    target: Path, home: Path, *, stem: str = "", replaces: Replaces | None = no_folder
) -> Iterator[Path]:
    """An `atomic_write` of which nothing is left when this process dies, not even while what is
    made takes its name."""
    with (
        ExitStack() as notes,
        atomic_write(target, target.suffix, stem=stem, replaces=replaces) as part,
    ):
        notes.enter_context(noted(part, home))
        yield part


def clear_leftovers(home: Path) -> None:
    """Removes what dead processes left; never fails, and never waits."""
    with suppress(OSError):
        for passing in dead_notes(_notes(home)):
            _remove(Path(os.fsdecode(passing)))
    with suppress(OSError):
        _forget_unnoted(home)
    for name in _SHORT:
        with suppress(OSError):
            discard_parts(home / name, older_than=_SHORT_SECONDS)


def _remove(passing: Path) -> None:
    """Only what has such a name as we give: a note may be anybody's."""
    if passing.name.startswith(SCRATCH):
        shutil.rmtree(passing, ignore_errors=True)
    elif _PASSING.fullmatch(passing.name):
        discard_part(passing)
        with suppress(OSError):
            _settle_aside(aside_name(passing))
        with suppress(OSError):
            for path in passing.parent.glob(f"{glob.escape(passing.name)}.*"):
                if _PASSING.fullmatch(path.name):  # a signer's, made from this one
                    discard_part(path)


def _settle_aside(aside: Path) -> None:
    """The folder that was being replaced: back to its name where nothing has taken that yet, else
    its pictures go, and nothing else."""
    named = _ASIDE.fullmatch(aside.name)
    if named is None or not aside.is_dir() or aside.is_symlink():
        return
    target = aside.with_name(named["target"])
    if not os.path.lexists(target):
        aside.rename(target)
        return
    for path in aside.iterdir():
        if _PICTURE.fullmatch(path.name):
            discard(path)
    aside.rmdir()


def _forget_unnoted(home: Path) -> None:
    """Earlier versions wrote no notes."""
    oldest = time.time() - _SCRATCH_SECONDS
    for folder in work_folder(home).glob(f"{SCRATCH}*"):
        if folder.is_dir() and folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)


def _notes(home: Path) -> Path:
    return work_folder(home) / "passing"
