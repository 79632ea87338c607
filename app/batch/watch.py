"""A watched folder: files count once they have stopped growing, and are as large as they say."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from app.batch.cut_files import is_cut
from app.batch.folder import Files, LeftOut
from app.batch.remarks import RemarkKind
from app.worker.shutdown import StopRequest

_POLL_SECONDS = 1.0


@dataclass(frozen=True)
class Stamp:
    """What shows that a file is still being written."""

    path: Path
    size: int
    modified: int


class Settling:
    """Tells which files have kept their size and time for `seconds`, by a clock of seconds.

    Only what was seen counts: a copy in progress may bear an old time. `cut` are those that have,
    but say themselves that more of them is to come.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._since: dict[Path, tuple[Stamp, float]] = {}
        self.cut: frozenset[Stamp] = frozenset()
        self._whole: frozenset[Stamp] = frozenset()

    def settled(self, paths: Iterable[Path]) -> frozenset[Stamp]:
        """Those of `paths` that are complete; call it again and again with all there are."""
        now = self._clock()
        stamps = [stamp for path in paths if (stamp := _stamp(path)) is not None]
        before = self._since
        self._since = {
            stamp.path: before[stamp.path]
            if before.get(stamp.path, (None, 0.0))[0] == stamp
            else (stamp, now)
            for stamp in stamps
        }
        old_enough = [
            stamp for stamp, since in self._since.values() if now - since >= self._seconds
        ]
        free = frozenset(stamp for stamp in old_enough if _is_free(stamp.path))
        known = self.cut | self._whole  # each state of a file is looked into once
        self.cut = free & self.cut | {stamp for stamp in free - known if is_cut(stamp.path)}
        self._whole = free - self.cut
        return self._whole


def watch(
    scan: Callable[[], Files],
    on_change: Callable[[Files], bool],
    stop: StopRequest,
    seconds: float,
    poll_seconds: float = _POLL_SECONDS,
) -> None:
    """Calls `on_change` with the complete files of `scan` whenever they changed, until stopped.

    Those that wait for the rest of them are among the files that are left out. When it gives False
    it is called again at the next look. Polls: notifications do not reach over network shares.
    """
    settling = Settling(seconds)
    reported: object = (frozenset(), frozenset())
    while not stop.requested:
        files = scan()
        settled = settling.settled((*files.portraits, *files.speeches))
        if (settled, settling.cut) != reported:
            complete = {stamp.path for stamp in settled}
            cut = sorted(stamp.path for stamp in settling.cut)
            seen = Files(
                tuple(path for path in files.portraits if path in complete),
                tuple(path for path in files.speeches if path in complete),
                (*files.left_out, *(LeftOut(path, RemarkKind.FILE_UNFINISHED) for path in cut)),
                files.subfolders,
            )
            if on_change(seen):
                reported = (settled, settling.cut)
        stop.wait(poll_seconds)


def _stamp(path: Path) -> Stamp | None:
    try:
        facts = path.stat()
    except OSError:
        return None  # gone again
    return Stamp(path, facts.st_size, facts.st_mtime_ns)


def _is_free(path: Path) -> bool:
    """Whether nobody is writing: Windows gives a copy its full size first and locks it, and aria2
    leaves a note beside a download until it is complete."""
    if path.with_name(f"{path.name}.aria2").exists():
        return False
    if sys.platform != "win32" or not os.access(path, os.W_OK):
        return True
    try:
        with path.open("rb+"):
            return True
    except PermissionError:
        return False
    except OSError:
        return True  # for another reason: the check of the batch will tell it
