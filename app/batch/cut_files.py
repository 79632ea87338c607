"""Files that say themselves that there should be more of them: copies that pause, or broke off."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

# Who writes into a pipe cannot know the size, and writes 0, or about the largest number there is.
_UNKNOWN_FROM = 0x7FFF_0000
# Chunks before the sound, and boxes of a film, are few; no strange file keeps us busy.
_MOST_CHUNKS = 100_000


def is_cut(path: Path) -> bool:
    """Whether the file's own header names more bytes than there are.

    False for kinds that say nothing of their size, and for files that cannot be read.
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            begin = file.read(12)
            for fits, end in _KINDS:
                if fits(begin):
                    return end(file, begin, size) > size
    except (OSError, struct.error):
        return False
    return False


def _riff_end(file: BinaryIO, begin: bytes, size: int) -> int:
    """The end of the sound: programs that write a wrong size of the whole are common."""
    del size
    order = ">" if begin[:4] in (b"FORM", b"RIFX") else "<"
    at = 12
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        header = file.read(8)
        if len(header) < 8:
            break
        length = int(struct.unpack(f"{order}I", header[4:])[0])
        if header[:4] in (b"data", b"SSND"):
            return at + 8 + _known(length)
        at += 8 + length + length % 2
    # A picture (WebP), or the chunk that holds the sound has not come yet.
    return 8 + _known(int(struct.unpack(f"{order}I", begin[4:8])[0]))


def _film_end(file: BinaryIO, begin: bytes, size: int) -> int:
    """The end of the last box of an MP4, MOV or M4A."""
    del begin
    at = 0
    for _ in range(_MOST_CHUNKS):
        if at >= size:
            break
        file.seek(at)
        header = file.read(16)
        if len(header) < 8:
            return at + 8
        length = int(struct.unpack(">I", header[:4])[0])
        if length == 0:  # to the end of the file, wherever that is
            return size
        if length == 1:
            length = int(struct.unpack(">Q", header[8:16])[0])
        if length < 8:
            return size  # no such box: whoever opens the file says more
        at += length
    return at


def _png_end(file: BinaryIO, begin: bytes, size: int) -> int:
    """The end of the last chunk, which is called IEND."""
    del begin
    at = 8
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        header = file.read(8)
        if len(header) < 8:
            return at + 8
        at += 12 + int(struct.unpack(">I", header[:4])[0])
        if header[4:] == b"IEND" or at > size:
            return at
    return size


def _known(length: int) -> int:
    return 0 if length >= _UNKNOWN_FROM else length


_KINDS: tuple[tuple[Callable[[bytes], bool], Callable[[BinaryIO, bytes, int], int]], ...] = (
    (lambda begin: begin[:4] in (b"RIFF", b"RIFX", b"FORM"), _riff_end),
    (lambda begin: begin[4:8] == b"ftyp", _film_end),
    (lambda begin: begin[:8] == b"\x89PNG\r\n\x1a\n", _png_end),
)
