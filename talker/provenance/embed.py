"""Embeds tags in GIF and PNG files, which ffmpeg cannot."""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

from talker.files import atomic_write

_PNG_HEAD = 8 + 25  # signature and IHDR
_LONGEST_TAG = 1 << 20
_COPY_BYTES = 1 << 20
_GIF_HEAD = 13  # signature and screen
_GIF_XMP = b"\x21\xff\x0bXMP DataXMP"
# The packet is not cut into blocks: wherever a reader takes a letter for a length, it ends here.
_GIF_XMP_END = b"\1" + bytes(range(255, -1, -1)) + b"\0"


def tag_png(path: Path, tags: Mapping[str, str], xmp: bytes) -> None:
    """Adds the tags and an XMP packet as iTXt chunks, right behind the header."""
    with path.open("rb") as file:
        head = file.read(_PNG_HEAD)
    texts = {**tags, "XML:com.adobe.xmp": xmp.decode()}
    chunks = b"".join(_text_chunk(key, value) for key, value in texts.items())
    _put_first(path, head, head + chunks)


def has_png_tag(path: Path, key: str) -> bool:
    """Whether a PNG has such a tag where `tag_png` puts it: before the pixels."""
    with path.open("rb") as file:
        file.seek(_PNG_HEAD)
        while len(head := file.read(8)) == 8:
            size, kind = struct.unpack(">I4s", head)
            if kind == b"IDAT" or size > _LONGEST_TAG:
                return False
            if file.read(size).startswith(key.encode("latin-1") + b"\0") and kind == b"iTXt":
                return True
            file.seek(4, 1)  # the checksum
    return False


def tag_gif(path: Path, tags: Mapping[str, str], xmp: bytes) -> None:
    """Adds the tags as comments, and an XMP packet, behind the global colors, before the first
    picture."""
    with path.open("rb") as file:
        head = file.read(_GIF_HEAD)
        head += file.read(_colors(head[10:11]))
    notes = b"".join(
        b"\x21\xfe" + _blocks(f"{key}={value}".encode()) for key, value in tags.items()
    )
    _put_first(path, head, head + notes + _GIF_XMP + xmp + _GIF_XMP_END)


def gif_xmp(path: Path) -> bytes:
    """The XMP packet of a GIF, wherever it stands between its pictures; empty without one."""
    with path.open("rb") as file:
        file.seek(_colors(file.read(_GIF_HEAD)[10:11]), 1)
        while mark := file.read(1):
            if mark == b"\x2c":  # a picture: its colors, the size of its first code, its pixels
                file.seek(_colors(file.read(9)[8:]) + 1, 1)
            elif mark == b"\x21":
                at = file.tell()
                if file.read(13) == _GIF_XMP[1:]:
                    return file.read(_LONGEST_TAG).partition(_GIF_XMP_END[:4])[0]
                file.seek(at + 1)
            else:
                return b""  # the end, or no GIF any more
            while size := file.read(1).strip(b"\0"):
                file.seek(size[0], 1)
    return b""


def _colors(flags: bytes) -> int:
    """How many bytes the colors take that these flags announce."""
    return 3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _put_first(path: Path, old: bytes, new: bytes) -> None:
    """Exchanges the beginning of a file, however long the rest is."""
    with (
        atomic_write(path, path.suffix, sync=False) as part,
        path.open("rb") as source,
        part.open("wb") as target,
    ):
        target.write(new)
        source.seek(len(old))
        shutil.copyfileobj(source, target, _COPY_BYTES)


def _text_chunk(key: str, value: str) -> bytes:
    body = key.encode("latin-1") + b"\0\0\0\0\0" + value.encode()
    checked = b"iTXt" + body
    return struct.pack(">I", len(body)) + checked + struct.pack(">I", zlib.crc32(checked))


def _blocks(data: bytes) -> bytes:
    parts = (data[start : start + 255] for start in range(0, len(data), 255))
    return b"".join(bytes([len(part)]) + part for part in parts) + b"\0"
