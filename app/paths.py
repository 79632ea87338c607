"""The user's folders of the program, all inside one home (MOUTHPIECE_HOME, or the platform's)."""

from __future__ import annotations

import os
import time
from pathlib import Path

from talker.home import home_folder


def logs_folder() -> Path:
    """Where tracebacks of unexpected errors go; made when it is missing."""
    folder = home_folder() / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def new_log() -> Path:
    """A log file name that no other process uses."""
    return logs_folder() / f"{time.strftime('%Y-%m-%d_%H-%M-%S')}_{os.getpid()}.log"
