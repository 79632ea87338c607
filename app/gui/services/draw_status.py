"""What a draw has brought so far: its job's state, and the pictures with what they say."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImageReader

from app.queue.job import ENDS, JobError, State
from app.queue.store import JobStore
from avatar_gen.flaws import Flaw
from talker.errors import InputError

RECORD = "mouthpiece"  # the text of a picture that holds our record


@dataclass(frozen=True)
class DrawnPicture:
    """A candidate: how fit it is for talking, and why not more.

    `likeness` 0 to 100: how near its face is to that of the pictures followed; None without any.
    """

    path: Path
    score: int
    reasons: tuple[Flaw, ...]
    likeness: int | None = None


@dataclass(frozen=True)
class DrawStatus:
    """`pictures` are the best first; `done` of `total` steps are made."""

    pictures: tuple[DrawnPicture, ...]
    state: State | None
    done: int
    total: int
    error: JobError | None

    @property
    def ended(self) -> bool:
        """Whether no more pictures will come."""
        return self.state is None or self.state in ENDS


def draw_status(store: JobStore, job_id: int, folder: Path) -> DrawStatus:
    """Reads the job's row and the folder that it draws into."""
    state, done, total, error = None, 0, 0, None
    with suppress(InputError):  # removed from the queue
        job = store.get(job_id)
        state, done, total, error = job.state, job.done, job.total, job.error
    found = (read_drawn(path) for path in folder.glob("avatar-*.png"))
    pictures = sorted(
        (picture for picture in found if picture is not None), key=lambda picture: -picture.score
    )
    return DrawStatus(tuple(pictures), state, done, total, error)


def read_drawn(path: Path) -> DrawnPicture | None:
    """What a picture says about itself; None when it says nothing."""
    text = QImageReader(str(path)).text(RECORD)
    try:
        record = json.loads(text)
        verdict, likeness = record["verdict"], record.get("likeness")
        alike = None if likeness is None else int(likeness)
        return DrawnPicture(path, int(verdict["score"]), Flaw.known(verdict["reasons"]), alike)
    except (ValueError, KeyError, TypeError):
        return None
