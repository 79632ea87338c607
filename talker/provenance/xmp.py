"""IPTC's digital source type as XMP, in the uuid box that MP4 and MOV have for it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_LONGEST = 1 << 20


def packet(source_type: str = SOURCE_TYPE) -> bytes:
    """An XMP packet that names the source type."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">'
        f'<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="{_IPTC}" '
        f'Iptc4xmpExt:DigitalSourceType="{source_type}"/>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def append_packet(path: Path) -> None:
    """Adds the packet to an MP4 or MOV file, at its end where it moves nothing."""
    body = _UUID + packet()
    with path.open("ab") as file:
        file.write(struct.pack(">I4s", 8 + len(body), b"uuid") + body)


def source_type(path: Path) -> str | None:
    """The source type that a file names; None without one, or in another kind of file."""
    for data in _packets(path):
        try:
            tree = ElementTree.fromstring(data.decode("utf-8").split("?>", 1)[1].rsplit("<?", 1)[0])
        except (ElementTree.ParseError, UnicodeDecodeError, IndexError):
            continue
        for node in tree.iter(f"{{{_RDF}}}Description"):
            found = node.get(f"{{{_IPTC}}}DigitalSourceType")
            if found:
                return found
    return None


def _packets(path: Path) -> Iterator[bytes]:
    end = path.stat().st_size
    with path.open("rb") as file:
        while len(head := file.read(8)) == 8:
            size, kind = struct.unpack(">I4s", head)
            used = 8
            if size == 1:
                size, used = struct.unpack(">Q", file.read(8).rjust(8, b"\0"))[0], 16
            if size < used or file.tell() + size - used > end:
                return  # the last box of all, or one that says more than there is
            if kind == b"uuid" and size < _LONGEST:
                body = file.read(size - used)
                if body.startswith(_UUID):
                    yield body[16:]
            else:
                file.seek(size - used, 1)
