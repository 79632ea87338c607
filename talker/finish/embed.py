"""Writes tags into GIF and PNG files, for which ffmpeg has no place."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

from talker.finish.xmp import packet

_PNG_HEAD = 8 + 25  # signature and IHDR
_GIF_END = b"\x3b"


def tag_png(path: Path, tags: Mapping[str, str]) -> None:
    """Adds the tags and the XMP packet as iTXt chunks, right behind the header."""
    data = path.read_bytes()
    texts = {**tags, "XML:com.adobe.xmp": packet().decode()}
    chunks = b"".join(_text_chunk(key, value) for key, value in texts.items())
    path.write_bytes(data[:_PNG_HEAD] + chunks + data[_PNG_HEAD:])


def tag_gif(path: Path, tags: Mapping[str, str]) -> None:
    """Adds the tags as comments before the end mark."""
    with path.open("rb+") as file:
        file.seek(-1, 2)
        if file.read(1) != _GIF_END:
            raise ValueError(f"{path} does not end as a GIF does")
        file.seek(-1, 2)
        for key, value in tags.items():
            file.write(b"\x21\xfe" + _blocks(f"{key}={value}".encode()))
        file.write(_GIF_END)


def _text_chunk(key: str, value: str) -> bytes:
    body = key.encode("latin-1") + b"\0\0\0\0\0" + value.encode()
    checked = b"iTXt" + body
    return struct.pack(">I", len(body)) + checked + struct.pack(">I", zlib.crc32(checked))


def _blocks(data: bytes) -> bytes:
    parts = (data[start : start + 255] for start in range(0, len(data), 255))
    return b"".join(bytes([len(part)]) + part for part in parts) + b"\0"
