"""What ffmpeg cannot say of the tracks in an MP4 or MOV file.

It marks the first track of each kind as switched on, whatever its disposition says, and writes no
language into MOV files that QuickTime had no number for.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from talker.media.boxes import Place, boxes_in, find_boxes

_ENABLED = 0x1
_SUBTITLES = frozenset({b"sbtl", b"text", b"subt"})  # as the handler of a track names its kind
_SOUND = frozenset({b"soun"})
_LANGUAGE_AT = (20, 32)  # bytes into `mdhd`, by its version


def close_subtitle_track(path: Path, language: str) -> None:
    """Switches each track of subtitles off, for the viewer to switch on, and names its language by
    the three letters of ISO 639-2.
    """
    with path.open("r+b") as file:
        for track in _tracks(file, _SUBTITLES):
            _switch_off(file, track)
            _name_language(file, track, language)


def name_sound(path: Path, language: str) -> None:
    """Names the language of each sound track by the three letters of ISO 639-2."""
    with path.open("r+b") as file:
        for track in _tracks(file, _SOUND):
            _name_language(file, track, language)


def _tracks(file: BinaryIO, kinds: frozenset[bytes]) -> Iterator[Place]:
    for track in find_boxes(file, b"moov", b"trak"):
        if _kind(file, track) in kinds:
            yield track


def _switch_off(file: BinaryIO, track: Place) -> None:
    for start, _ in boxes_in(file, track, b"tkhd"):
        file.seek(start + 3)  # the last byte of version and flags
        (flags,) = file.read(1)
        file.seek(start + 3)
        file.write(bytes([flags & ~_ENABLED]))


def _name_language(file: BinaryIO, track: Place, language: str) -> None:
    one, two, three = (ord(letter) - 0x60 for letter in language)
    for media in boxes_in(file, track, b"mdia"):
        for start, _ in boxes_in(file, media, b"mdhd"):
            file.seek(start)
            (version,) = file.read(1)
            file.seek(start + _LANGUAGE_AT[version])
            file.write(struct.pack(">H", one << 10 | two << 5 | three))


def _kind(file: BinaryIO, track: Place) -> bytes:
    for media in boxes_in(file, track, b"mdia"):
        for start, _ in boxes_in(file, media, b"hdlr"):
            file.seek(start + 8)  # behind version, flags and QuickTime's own kind
            return file.read(4)
    return b""
