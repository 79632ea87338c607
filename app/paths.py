"""The user's folders of the program, all inside one home (MOUTHPIECE_HOME, or the platform's)."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

import platformdirs

from talker.files import discard
from talker.home import usual_home

_KEPT_LOGS = 50
# Of workers, and of unexpected errors: the moment and the process.
_LOGS = ("worker-*.log", "[0-9]*_[0-9]*.log")


def logs_folder(home: Path) -> Path:
    """Where tracebacks of unexpected errors go; made when it is missing."""
    folder = home / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def farm_keys_folder(home: Path) -> Path:
    """Where this computer's keys for the farm lie, whether they are there or not."""
    return home / "farm" / "keys"


def videos_folder(home: Path) -> Path:
    """Where new videos go unless the user chose a folder: beside the user's other videos.

    With a home of its own (MOUTHPIECE_HOME, a stick) the program keeps them there.
    """
    if home != usual_home():
        return home / "videos"
    return Path(platformdirs.user_videos_dir()) / "Mouthpiece"


def prune_logs(home: Path) -> None:
    """Keeps the newest logs of workers and of unexpected errors; those of jobs go with the jobs."""
    for pattern in _LOGS:
        found: list[tuple[float, Path]] = []
        for path in logs_folder(home).glob(pattern):
            with suppress(OSError):
                found.append((path.stat().st_mtime, path))
        for _, path in sorted(found)[:-_KEPT_LOGS]:
            discard(path)


def new_log(home: Path) -> Path:
    """A log file name that no other process uses; the oldest go."""
    prune_logs(home)
    return logs_folder(home) / f"{time.strftime('%Y-%m-%d_%H-%M-%S')}_{os.getpid()}.log"
