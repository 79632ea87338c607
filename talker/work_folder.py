"""The work folder of one render: what is finished stays there until the video is."""

from __future__ import annotations

import shutil
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from talker.files import atomic_write, discard_parts
from talker.identity import chosen_values, identity
from talker.legacy_identity import legacy_render_key
from talker.locking import file_lock
from talker.options.render import RenderOptions
from talker.options.spoken import VoiceOptions
from talker.progress import CancelToken
from talker.scene import Motion
from talker.segments import Segment, opacity_file

# Raised when files made by an older version can no longer be continued, and when the same options
# come to mean other pixels, such as by another default.
_SCHEMA = 2
_FORGET_SECONDS = 30 * 86400.0
# Options that do not change a single pixel; what a voice says counts as the speech that it is.
_OUTSIDE_THE_PICTURE = frozenset(
    {"max_minutes", "engine", "ai_label_reason", "deliverable", "title", "language"}
) | frozenset(VoiceOptions.model_fields)


@dataclass(frozen=True)
class RenderKey:
    """What names a render: the same for equal pictures.

    `legacy` is its name in earlier versions; None when they could not make it.
    """

    name: str
    legacy: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Both, where there are two."""
        return (self.name,) if self.legacy is None else (self.name, self.legacy)


def render_key(inputs: Sequence[str], engine: str, options: RenderOptions) -> RenderKey:
    """Hexadecimal names, from the digests of the `inputs` and all that shapes pixels.

    `engine` is the engine's name with its version. The output path is not part of it.
    """
    return RenderKey(
        identity(_SCHEMA, *inputs, engine, chosen_values(options, _OUTSIDE_THE_PICTURE)),
        legacy_render_key(inputs, engine, options, _OUTSIDE_THE_PICTURE),
    )


@dataclass(frozen=True)
class WorkFolder:
    """Files of one render below `folder`; `legacy` is where an earlier version kept them."""

    folder: Path
    legacy: Path | None = None

    @classmethod
    def of(cls, root: Path, key: RenderKey) -> WorkFolder:
        """The folder of a render below `root`."""
        return cls(root / key.name, None if key.legacy is None else root / key.legacy)

    @contextmanager
    def locked(self, cancel: CancelToken, on_wait: Callable[[], None]) -> Iterator[None]:
        """Holds the render for one process, with the folder ready; waits while another has it."""
        with file_lock(_lock_of(self.folder), cancel, on_wait):
            if self.legacy is not None and not self.folder.exists() and self.legacy.exists():
                lock = file_lock(_lock_of(self.legacy), cancel, on_wait)
                # Not there any more: an older version was still at work, and has finished.
                with lock, suppress(FileNotFoundError):
                    self.legacy.rename(self.folder)
            self.prepare()
            yield

    def held(self, stack: ExitStack, cancel: CancelToken) -> bool:
        """Locks it until `stack` is closed; False at once while another process has it."""
        try:
            stack.enter_context(self.locked(cancel, _busy))
        except _Busy:
            return False
        return True

    @property
    def sound(self) -> Path:
        """The encoded sound track; not the name of earlier versions, which copied any codec."""
        return self.folder / "heard.m4a"

    @property
    def spoken(self) -> Path:
        """The sound of a script when all of it was said, a FLAC file."""
        return self.folder / "spoken.flac"

    @property
    def motion(self) -> Path:
        """The motion of the whole speech, for each speaker: an .npz file."""
        return self.folder / "motion.npz"

    def prepare(self) -> None:
        """Makes the folder and clears what an interrupted run left half-written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        discard_parts(self.folder)

    def segment(self, segment: Segment) -> Path:
        """The file of a segment; there once it is finished."""
        return self.folder / segment.file_name

    def opacity(self, segment: Segment) -> Path:
        """The file of the opacity of a segment, where the portrait is transparent."""
        return opacity_file(self.segment(segment))

    def finished(
        self, segments: Sequence[Segment], *, opacity: bool = False
    ) -> tuple[Segment, ...]:
        """The segments whose files are there, with their `opacity` too: a file under its final name
        is complete."""
        return tuple(
            segment
            for segment in segments
            if _has_content(self.segment(segment))
            and (not opacity or _has_content(self.opacity(segment)))
        )

    def load_motions(self) -> tuple[Motion, ...]:
        """The motions of an earlier run, one for each speaker; none when they are not there or
        damaged."""
        try:
            with np.load(self.motion, allow_pickle=False) as stored:
                count = 1 + (_named("values", 1) in stored)
                return tuple(
                    Motion(
                        basis=str(stored[_named("basis", speaker)]),
                        fps=float(stored[_named("fps", speaker)]),
                        channels=tuple(str(name) for name in stored[_named("channels", speaker)]),
                        values=stored[_named("values", speaker)],
                    )
                    for speaker in range(count)
                )
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return ()

    def store_motions(self, motions: Sequence[Motion]) -> None:
        """Writes the motions for a later run."""
        arrays: dict[str, Any] = {}
        for speaker, motion in enumerate(motions):
            arrays |= {
                _named("basis", speaker): np.array(motion.basis),
                _named("fps", speaker): np.array(motion.fps),
                _named("channels", speaker): np.array(motion.channels),
                _named("values", speaker): motion.values,
            }
        with atomic_write(self.motion) as part, part.open("wb") as file:
            np.savez(file, **arrays)

    def remove(self) -> None:
        """The video is finished: nothing of this is needed any more."""
        shutil.rmtree(self.folder, ignore_errors=True)


class _Busy(Exception):
    """Another process holds the lock."""


def _busy() -> None:
    raise _Busy


def forget_old(root: Path) -> None:
    """Removes unfinished work below `root` that nobody went on with for a month."""
    oldest = time.time() - _FORGET_SECONDS
    for folder in root.iterdir():
        with suppress(FileNotFoundError):  # another process may have just finished with it
            if folder.is_dir() and folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)


def _named(name: str, speaker: int) -> str:
    """What belongs to the first speaker has no number: so it was when there was only one."""
    return name if speaker == 0 else f"{name}{speaker + 1}"


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
