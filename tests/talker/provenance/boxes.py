"""Reads MP4 files by their boxes alone (ISO 14496-12), so that nothing of ours checks itself."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

CONTAINERS = {b"moov", b"udta"}


def boxes(data: bytes, path: str = "") -> Iterator[tuple[str, bytes]]:
    """("moov/udta/meta", content) of every box, outer ones first."""
    at = 0
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", data, at + 8), 16
        size = size or len(data) - at
        assert size >= head
        assert at + size <= len(data)
        name = f"{path}/{kind.decode('latin-1')}".lstrip("/")
        content = data[at + head : at + size]
        yield name, content
        if kind in CONTAINERS:
            yield from boxes(content, name)
        elif kind == b"meta":  # a full box: version and flags come first
            yield from boxes(content[4:], name)
        at += size


def tags(file: Path) -> dict[str, str]:
    """What moov/udta/meta says, by the names in its `keys`."""
    found = dict(boxes(file.read_bytes()))
    keys = found["moov/udta/meta/keys"]
    names = []
    at = 8
    while at < len(keys):
        size, space = struct.unpack_from(">I4s", keys, at)
        assert space == b"mdta"
        names.append(keys[at + 8 : at + size].decode())
        at += size
    values = {}
    listed = found["moov/udta/meta/ilst"]
    at = 0
    while at < len(listed):
        size, number = struct.unpack_from(">II", listed, at)
        inner, kind, text, _ = struct.unpack_from(">I4sII", listed, at + 8)
        assert (kind, text) == (b"data", 1)  # 1: UTF-8
        values[names[number - 1]] = listed[at + 24 : at + 8 + inner].decode()
        at += size
    return values


def uuids(file: Path) -> dict[str, bytes]:
    """The content of the uuid boxes, by their hexadecimal names."""
    return {
        content[:16].hex(): content[16:]
        for name, content in boxes(file.read_bytes())
        if name == "uuid"
    }
