"""A quick look at each input of a batch: can it be used, how long is it, what does it hold."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from talker.errors import ErrorCode, InputError, MouthpieceError
from talker.files import digest
from talker.media.audio import claimed_seconds
from talker.media.images import image_size
from talker.media.probe import check_video, is_video

_THREADS = 4  # each waits for the disk or for ffmpeg's look at a header


@dataclass(frozen=True)
class Probe:
    """What a file is: the SHA-256 of its content, or the problem with it.

    `seconds`: how long a recording says it is; None where it does not say, and for pictures.
    """

    digest: str = ""
    seconds: float | None = None
    problem: MouthpieceError | None = None


class InputProbes:
    """Looks at every file once, and again only when its size or its time has changed."""

    def __init__(self) -> None:
        self._portraits: dict[tuple[Path, int, int], Probe] = {}
        self._speeches: dict[tuple[Path, int, int], Probe] = {}
        self._clips: dict[tuple[Path, int, int], Probe] = {}

    def probe_ahead(self, portraits: Iterable[Path], speeches: Iterable[Path]) -> None:
        """Looks at many files at once, so that later questions are answered from memory."""
        with ThreadPoolExecutor(_THREADS) as pool:
            # Each file once: two threads that look at the same file would both do the work.
            list(pool.map(self.portrait, dict.fromkeys(portraits)))
            list(pool.map(self.speech, dict.fromkeys(speeches)))

    def portrait(self, path: Path) -> Probe:
        """By its header: the format and the size; whether it shows a face is found out later."""

        def look() -> Probe:
            try:
                image_size(path)
            except InputError:
                if not is_video(path):
                    raise
            return Probe(digest(path))

        return _remembered(self._portraits, path, look)

    def clip(self, path: Path) -> Probe:
        """By its header: whether it is a video; whether it shows a face is found out later."""

        def look() -> Probe:
            check_video(path)
            return Probe(digest(path))

        return _remembered(self._clips, path, look)

    def speech(self, path: Path) -> Probe:
        """By its header: whether there is sound, and how long; silence is found out later."""

        def look() -> Probe:
            seconds = claimed_seconds(path)
            return Probe(digest(path), seconds)

        return _remembered(self._speeches, path, look)


def _remembered(
    known: dict[tuple[Path, int, int], Probe], path: Path, look: Callable[[], Probe]
) -> Probe:
    try:
        facts = path.stat()
    except OSError:
        return _tried(path, look)  # to say what is wrong with it
    key = (path, facts.st_size, facts.st_mtime_ns)
    if key in known:
        return known[key]
    probe = _tried(path, (lambda: _opened(path, look)) if stat.S_ISREG(facts.st_mode) else look)
    # What cannot be read at all may be later, unchanged: a scanner holds it, or its share or the
    # cloud that it lies in is away.
    if probe.problem is None or probe.problem.code is not ErrorCode.INPUT_UNREADABLE:
        known[key] = probe
    return probe


def _opened(path: Path, look: Callable[[], Probe]) -> Probe:
    """Where nothing can be read ffmpeg and others say only that they know no such format."""
    with path.open("rb") as file:
        file.read(1)
    return look()


def _tried(path: Path, look: Callable[[], Probe]) -> Probe:
    try:
        return look()
    except MouthpieceError as error:
        return Probe(problem=error)
    except OSError as error:  # it went away, or may not be read
        reason = error.strerror or str(error)
        return Probe(
            problem=InputError(
                ErrorCode.INPUT_UNREADABLE,
                f"{path.name} cannot be read: {reason}.",
                "Check that the file is there and may be read.",
                path,
            )
        )
