"""Parts in a stream of H.264 (ITU-T H.264): each begins with a mark of ours, which says what it is.

A mark is a message of user data (SEI, annex D.1.7) that decoders pass over. It lies in the video
itself, so a part can be cut out of a finished MP4 and put into another one, bit for bit, for as
long as nobody has encoded it anew; its digest tells whether it is whole.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

from talker.files import atomic_write
from talker.media import ffmpeg, file_arguments
from talker.media.probe import unreadable
from talker.progress import CancelToken

_START = b"\0\0\0\1"
_SEI, _USER_DATA, _STOP_BIT = b"\6", 5, b"\x80"
_UUID = b"mouthpiece-part/"  # sixteen bytes that no other program puts there
_CHUNK_BYTES = 1 << 20
_LONGEST_MARK = 1 << 20
_MOST = 86_400  # seconds of one part
_MOST_FRAMES = 60 * _MOST
_LONGEST_UNIT = 256 << 20  # bytes: a frame of raw pixels would be smaller
_HEX = re.compile(r"[0-9a-f]{32,64}")


@dataclass(frozen=True)
class PartMark:
    """`key` names all that its frames depend on, `sha256` is the digest of its units. `text` is
    what is said in its `frames`, `words` are the times of (word, begin, end) in seconds."""

    key: str
    sha256: str
    frames: int
    text: str = ""
    words: tuple[tuple[str, float, float], ...] = ()

    @property
    def makes_sense(self) -> bool:
        """Whether it is one that we could have written."""
        named = bool(_HEX.fullmatch(self.key) and _HEX.fullmatch(self.sha256))
        times = [time for _, *both in self.words for time in both]
        return named and 0 < self.frames < _MOST_FRAMES and all(0 <= t < _MOST for t in times)

    def unit(self) -> bytes:
        """The mark as it stands in a stream, with its start code."""
        facts = [self.key, self.sha256, self.frames, self.text, self.words]
        # No zeros in a row: nothing in it can look like a start code.
        data = _UUID + json.dumps(facts, separators=(",", ":")).encode("ascii")
        size = b"\xff" * (len(data) // 255) + bytes([len(data) % 255])
        return _START + _SEI + bytes([_USER_DATA]) + size + data + _STOP_BIT


def read_mark(unit: bytes) -> PartMark | None:
    """The mark in a unit without its start code; None for any other unit, and for what a stranger
    could have written."""
    if len(unit) > _LONGEST_MARK or unit[:2] != _SEI + bytes([_USER_DATA]):
        return None
    at = 2
    while unit[at : at + 1] == b"\xff":
        at += 1
    size = 255 * (at - 2) + (unit[at] if at < len(unit) else 0)
    data = unit[at + 1 : at + 1 + size]
    if not data.startswith(_UUID):
        return None
    try:
        key, sha256, frames, text, words = json.loads(data.removeprefix(_UUID))
        times = tuple((str(word), float(begin), float(end)) for word, begin, end in words)
        mark = PartMark(str(key), str(sha256), int(frames), str(text), times)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    return mark if mark.makes_sense else None


def units(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The units (NAL) of a stream in the byte format of annex B, without their start codes."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(_START[1:])
        yield from filter(None, (unit.rstrip(b"\0") for unit in whole))
        if len(rest) > _LONGEST_UNIT:
            return
    if rest := rest.rstrip(b"\0"):
        yield rest


def digest_of_part(path: Path) -> str:
    """SHA-256 of the units of an H.264 file, however their start codes are written."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        for unit in units(iter(lambda: file.read(_CHUNK_BYTES), b"")):
            total.update(_START + unit)
    return total.hexdigest()


def read_marks(video: Path, cancel: CancelToken) -> list[PartMark]:
    """The marks of a video in their order; none in one that is no H.264, or whose text nobody has
    spoken."""
    with ffmpeg.Running(file_arguments.annexb_args(video), read=True, cancel=cancel) as demuxer:
        read = iter(lambda: demuxer.stdout.read(_CHUNK_BYTES), b"")
        marks = map(read_mark, units(cancel.checked(read)))
        return [mark for mark in marks if mark is not None]


def saved_parts(
    video: Path, target: Callable[[PartMark], Path], cancel: CancelToken
) -> Iterator[PartMark]:
    """Cuts the parts out of a video, each into its `target`: the marks of those that are whole.

    What is there already is left as it is. Raises InputError VIDEO_UNREADABLE.
    """
    with ffmpeg.Running(file_arguments.annexb_args(video), read=True, cancel=cancel) as demuxer:
        read = iter(lambda: demuxer.stdout.read(_CHUNK_BYTES), b"")
        for mark, found in _parts(units(cancel.checked(read))):
            if _save(mark, found, target(mark)):
                yield mark
        if demuxer.wait(cancel) != 0:
            raise unreadable(video)


def _parts(found: Iterator[bytes]) -> Iterator[tuple[PartMark, Iterator[bytes]]]:
    """Marks, each with the units that follow it; what comes before the first is left out."""
    number, mark = 0, None

    def part(unit: bytes) -> tuple[int, PartMark | None]:
        nonlocal number, mark
        if (begun := read_mark(unit)) is not None:
            number, mark = number + 1, begun  # numbered: the same part may follow itself
        return number, mark

    for (_, begun), marked in groupby(found, part):
        if begun is not None:
            yield begun, islice(marked, 1, None)


class _NotWholeError(Exception):
    """The units of a part are not those that its mark was written for."""


def _save(mark: PartMark, found: Iterator[bytes], target: Path) -> bool:
    total = hashlib.sha256()
    with suppress(_NotWholeError), atomic_write(target) as part:
        with part.open("wb") as file:
            for unit in found:
                total.update(_START + unit)
                file.write(_START + unit)
        if total.hexdigest() != mark.sha256:
            raise _NotWholeError
        return True
    return False
