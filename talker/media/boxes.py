"""The boxes that MP4 and MOV files are made of: where they lie, and the dates in them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

Place = tuple[int, int]

_DATED = ((b"moov", b"mvhd"), (b"moov", b"trak", b"tkhd"), (b"moov", b"trak", b"mdia", b"mdhd"))
_SECONDS_1904_TO_1970 = 2_082_844_800


def find_boxes(file: BinaryIO, *path: bytes) -> Iterator[Place]:
    """Where the contents of the boxes of a path such as moov, trak begin and end in the file."""
    end = file.seek(0, 2)
    yield from _inside(file, (0, end), path)


def write_date(path: Path, seconds: int) -> None:
    """Says in an MP4 or MOV file when it and its tracks were made: `seconds` since 1970, UTC.

    ffmpeg writes the date a second time among the tags when these keep names of their own, and
    then cannot read it.
    """
    since_1904 = seconds + _SECONDS_1904_TO_1970
    with path.open("r+b") as file:
        for wanted in _DATED:
            for start, _ in find_boxes(file, *wanted):
                file.seek(start)
                (version,) = file.read(1)
                # When it was made, and when it was last changed.
                times = struct.pack(">2Q" if version else ">2I", since_1904, since_1904)
                file.seek(start + 4)
                file.write(times)


def _inside(file: BinaryIO, place: Place, path: tuple[bytes, ...]) -> Iterator[Place]:
    for found in boxes_in(file, place, path[0]):
        yield from _inside(file, found, path[1:]) if path[1:] else (found,)


def boxes_in(file: BinaryIO, place: Place, wanted: bytes) -> Iterator[Place]:
    """Where the contents of the wanted boxes among those in a place begin and end."""
    at, end = place
    while at + 8 <= end:
        file.seek(at)
        size, kind = struct.unpack(">I4s", file.read(8))
        used = 8
        if size == 1:
            size, used = struct.unpack(">Q", file.read(8).rjust(8, b"\0"))[0], 16
        elif size == 0:  # the last box of all
            size = end - at
        if size < used or at + size > end:
            return  # it says more than there is
        if kind == wanted:
            yield at + used, at + size
        at += size
