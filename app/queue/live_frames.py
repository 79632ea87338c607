"""The newest frame of a job that is being made: a picture in the home while somebody asks for it.

Whoever wants to see it asks again and again; the worker writes it as long as the last question is
fresh, so nothing is drawn twice and nothing is written for nobody.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from talker.files import discard

FRESH_SECONDS = 5.0  # after a question, for which the worker answers


def live_frame_path(job_id: int, home: Path) -> Path:
    """Where the picture lies, a JPEG."""
    return home / "live" / f"{job_id}.jpg"


def ask_live_frame(job_id: int, home: Path) -> None:
    """Asks for it. Where the disk takes no question there is no picture."""
    question = _question(job_id, home)
    with suppress(OSError):
        question.parent.mkdir(parents=True, exist_ok=True)
        question.touch()


def is_asked(job_id: int, home: Path) -> bool:
    """Whether somebody has asked lately."""
    try:
        return abs(time.time() - _question(job_id, home).stat().st_mtime) < FRESH_SECONDS
    except OSError:
        return False


def read_live_frame(job_id: int, home: Path) -> bytes:
    """The picture; empty while there is none."""
    try:
        return live_frame_path(job_id, home).read_bytes()
    except OSError:
        return b""


def forget_live_frame(job_id: int, home: Path) -> None:
    """Nobody looks any more, or the job is at its end."""
    discard(_question(job_id, home))
    discard(live_frame_path(job_id, home))


def _question(job_id: int, home: Path) -> Path:
    return home / "live" / f"{job_id}.asked"
