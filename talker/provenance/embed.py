"""Embeds tags in GIF and PNG files, which ffmpeg cannot."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

from talker.provenance.xmp import packet

_PNG_HEAD = 8 + 25  # signature and IHDR
_LONGEST_TAG = 1 << 20
_GIF_HEAD = 13  # signature and screen


def tag_png(path: Path, tags: Mapping[str, str]) -> None:
    """Adds the tags and the XMP packet as iTXt chunks, right behind the header."""
    data = path.read_bytes()
    texts = {**tags, "XML:com.adobe.xmp": packet().decode()}
    chunks = b"".join(_text_chunk(key, value) for key, value in texts.items())
    path.write_bytes(data[:_PNG_HEAD] + chunks + data[_PNG_HEAD:])


def has_png_tag(path: Path, key: str) -> bool:
    """Whether a PNG has such a tag where `tag_png` puts it."""
    with path.open("rb") as file:
        file.seek(_PNG_HEAD)
        while len(head := file.read(8)) == 8:
            size, kind = struct.unpack(">I4s", head)
            if kind != b"iTXt" or size > _LONGEST_TAG:
                return False
            if file.read(size).startswith(key.encode("latin-1") + b"\0"):
                return True
            file.seek(4, 1)  # the checksum
    return False


def tag_gif(path: Path, tags: Mapping[str, str]) -> None:
    """Adds the tags as comments behind the global colors, before the first picture."""
    data = path.read_bytes()
    flags = data[10]
    head = _GIF_HEAD + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
    notes = b"".join(
        b"\x21\xfe" + _blocks(f"{key}={value}".encode()) for key, value in tags.items()
    )
    path.write_bytes(data[:head] + notes + data[head:])


def _text_chunk(key: str, value: str) -> bytes:
    body = key.encode("latin-1") + b"\0\0\0\0\0" + value.encode()
    checked = b"iTXt" + body
    return struct.pack(">I", len(body)) + checked + struct.pack(">I", zlib.crc32(checked))


def _blocks(data: bytes) -> bytes:
    parts = (data[start : start + 255] for start in range(0, len(data), 255))
    return b"".join(bytes([len(part)]) + part for part in parts) + b"\0"
