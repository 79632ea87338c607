"""Makes libraries for Windows out of nothing: just enough of the format to be looked into."""

from __future__ import annotations

import struct

_AMD64 = 0x8664
_ALIGN = 0x200
_PAGE = 0x1000


def library(*imports: str, machine: int = _AMD64) -> bytes:
    """A DLL with one section, which says that it needs the libraries `imports`."""
    section = _imports(imports)
    header = bytearray(b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40))
    header += b"PE\0\0" + struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, 240, 0x2022)
    optional = struct.pack("<HBBIIIII", 0x20B, 14, 0, 0, len(section), 0, 0, _PAGE)
    optional += struct.pack("<QIIHHHHHHIIIIHH", 0x180000000, _PAGE, _ALIGN, *(6, 0, 0, 0, 6, 0), 0,
                            2 * _PAGE, _ALIGN, 0, 3, 0)  # fmt: skip
    optional += struct.pack("<QQQQII", 1 << 20, _PAGE, 1 << 20, _PAGE, 0, 16)
    directories = [(0, 0)] * 16
    directories[1] = (_PAGE, 20 * (len(imports) + 1))
    optional += b"".join(struct.pack("<II", *one) for one in directories)
    header += optional
    size = -(-len(section) // _ALIGN) * _ALIGN
    header += struct.pack("<8sIIIIIIHHI", b".rdata", len(section), _PAGE, size, _ALIGN, 0, 0, 0, 0,
                          0x40000040)  # fmt: skip
    return bytes(header).ljust(_ALIGN, b"\0") + section.ljust(size, b"\0")


def _imports(names: tuple[str, ...]) -> bytes:
    """The import table: one descriptor for each name, each with one function by ordinal."""
    at = 20 * (len(names) + 1)
    thunks = _PAGE + at
    table, tail = b"", struct.pack("<QQ", (1 << 63) | 1, 0)
    for name in names:
        table += struct.pack("<IIIII", thunks, 0, 0, _PAGE + at + len(tail), thunks)
        tail += name.encode() + b"\0"
    return table + bytes(20) + tail
