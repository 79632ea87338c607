"""The user's folders of the program, all inside one home (MOUTHPIECE_HOME, or the platform's)."""

from __future__ import annotations

import os
import time
from pathlib import Path

import platformdirs

from talker.home import usual_home


def logs_folder(home: Path) -> Path:
    """Where tracebacks of unexpected errors go; made when it is missing."""
    folder = home / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def videos_folder(home: Path) -> Path:
    """Where new videos go unless the user chose a folder: beside the user's other videos.

    With a home of its own (MOUTHPIECE_HOME, a stick) the program keeps them there.
    """
    if home != usual_home():
        return home / "videos"
    return Path(platformdirs.user_videos_dir()) / "Mouthpiece"


def new_log(home: Path) -> Path:
    """A log file name that no other process uses."""
    return logs_folder(home) / f"{time.strftime('%Y-%m-%d_%H-%M-%S')}_{os.getpid()}.log"
