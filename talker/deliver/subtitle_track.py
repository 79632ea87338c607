"""What ffmpeg cannot say of the subtitles in an MP4 or MOV file.

It marks the first track of each kind as switched on, whatever its disposition says, and writes no
language into MOV files that QuickTime had no number for.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_ENABLED = 0x1
_SUBTITLES = frozenset({b"sbtl", b"text", b"subt"})  # as the handler of a track names its kind
_LANGUAGE_AT = (20, 32)  # bytes into `mdhd`, by its version

Place = tuple[int, int]


def close_subtitle_track(path: Path, language: str) -> None:
    """Switches each track of subtitles off, for the viewer to switch on, and names its language by
    the three letters of ISO 639-2.
    """
    with path.open("r+b") as file:
        file.seek(0, 2)
        for movie in _boxes(file, (0, file.tell()), b"moov"):
            for track in _boxes(file, movie, b"trak"):
                if _kind(file, track) in _SUBTITLES:
                    _switch_off(file, track)
                    _name_language(file, track, language)


def _switch_off(file: BinaryIO, track: Place) -> None:
    for start, _ in _boxes(file, track, b"tkhd"):
        file.seek(start + 3)  # the last byte of version and flags
        (flags,) = file.read(1)
        file.seek(start + 3)
        file.write(bytes([flags & ~_ENABLED]))


def _name_language(file: BinaryIO, track: Place, language: str) -> None:
    one, two, three = (ord(letter) - 0x60 for letter in language)
    for media in _boxes(file, track, b"mdia"):
        for start, _ in _boxes(file, media, b"mdhd"):
            file.seek(start)
            (version,) = file.read(1)
            file.seek(start + _LANGUAGE_AT[version])
            file.write(struct.pack(">H", one << 10 | two << 5 | three))


def _kind(file: BinaryIO, track: Place) -> bytes:
    for media in _boxes(file, track, b"mdia"):
        for start, _ in _boxes(file, media, b"hdlr"):
            file.seek(start + 8)  # behind version, flags and QuickTime's own kind
            return file.read(4)
    return b""


def _boxes(file: BinaryIO, inside: Place, wanted: bytes) -> Iterator[Place]:
    """Where the contents of the wanted boxes among those in a place begin and end."""
    at, end = inside
    while at + 8 <= end:
        file.seek(at)
        size, kind = struct.unpack(">I4s", file.read(8))
        used = 8
        if size == 1:
            size, used = struct.unpack(">Q", file.read(8))[0], 16
        size = size or end - at  # the last box may say that it goes on to the end
        if size < used:
            return
        if kind == wanted:
            yield at + used, min(at + size, end)
        at += size
