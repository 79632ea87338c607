"""The work folder of one render: what is finished stays there until the video is."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from talker.files import atomic_write, discard_parts
from talker.options.render import RenderOptions
from talker.scene import Motion
from talker.segments import Segment

# Raised when files made by an older version can no longer be continued.
_FORMAT = 1
_FORGET_SECONDS = 30 * 86400.0
# Options that do not change a single pixel.
_OUTSIDE_THE_PICTURE = {"max_minutes", "engine", "ai_label_reason", "deliverable"}


def render_key(inputs: Sequence[str], engine: str, options: RenderOptions) -> str:
    """Name of a render: hexadecimal, from the digests of its `inputs` and all that shapes pixels.

    `engine` is the engine's name with its version. The output path is not part of it.
    """
    shaping = options.complete(exclude=_OUTSIDE_THE_PICTURE)
    facts = [_FORMAT, *inputs, engine, shaping]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class WorkFolder:
    """Files of one render below `folder`."""

    folder: Path

    @property
    def lock(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.lock")

    @property
    def sound(self) -> Path:
        return self.folder / "sound.m4a"

    @property
    def motion(self) -> Path:
        return self.folder / "motion.npz"

    def prepare(self) -> None:
        """Makes the folder and clears what an interrupted run left half-written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        discard_parts(self.folder)

    def segment(self, segment: Segment) -> Path:
        return self.folder / segment.file_name

    def finished(self, segments: Sequence[Segment]) -> tuple[Segment, ...]:
        """The segments whose files are there: a file under its final name is complete."""
        return tuple(one for one in segments if _has_content(self.segment(one)))

    def load_motion(self) -> Motion | None:
        """The motion of an earlier run; None when there is none or it is damaged."""
        try:
            with np.load(self.motion, allow_pickle=False) as stored:
                return Motion(
                    basis=str(stored["basis"]),
                    fps=float(stored["fps"]),
                    channels=tuple(str(name) for name in stored["channels"]),
                    values=stored["values"],
                )
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None

    def store_motion(self, motion: Motion) -> None:
        with atomic_write(self.motion) as part, part.open("wb") as file:
            np.savez(
                file,
                basis=np.array(motion.basis),
                fps=np.array(motion.fps),
                channels=np.array(motion.channels),
                values=motion.values,
            )

    def remove(self) -> None:
        """The video is finished: nothing of this is needed any more."""
        shutil.rmtree(self.folder, ignore_errors=True)


def forget_old(root: Path) -> None:
    """Removes unfinished work below `root` that nobody went on with for a month."""
    oldest = time.time() - _FORGET_SECONDS
    for folder in root.iterdir():
        with suppress(FileNotFoundError):  # another process may have just finished with it
            if folder.is_dir() and folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
