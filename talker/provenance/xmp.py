"""The labels in XMP: IPTC's digital source type, and the AIGC label as the TC260 guides put it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from talker.media.boxes import find_boxes

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_LONGEST = 1 << 20
_IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_TC260 = "http://www.tc260.org.cn/ns/AIGC/1.0/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_HOLDERS = ((b"uuid",), (b"moov", b"udta", b"XMP_"))
_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


@dataclass(frozen=True)
class Labels:
    """What a packet says: None for what it does not hold. `aigc` is JSON."""

    source_type: str | None = None
    aigc: str | None = None


def packet(aigc: str = "", source_type: str = SOURCE_TYPE) -> bytes:
    """An XMP packet that names the source type, and holds the JSON of an AIGC label."""
    label = f'<TC260:AIGC xmlns:TC260="{_TC260}">{escape(aigc)}</TC260:AIGC>' if aigc else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">'
        f'<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="{_IPTC}" '
        f'Iptc4xmpExt:DigitalSourceType="{source_type}">{label}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def parse(data: bytes) -> Labels:
    """What a packet says, however the program that wrote it last likes to write; nothing of what
    is no XMP."""
    try:
        text = data.decode("utf-8-sig").strip("\0 \t\r\n")
        tree = ElementTree.fromstring(_without_wrapper(text))
    except (ElementTree.ParseError, UnicodeDecodeError):
        return Labels()
    return Labels(_value(tree, _IPTC, "DigitalSourceType"), _value(tree, _TC260, "AIGC"))


def _without_wrapper(text: str) -> str:
    """The processing instructions around a packet may hold anything."""
    start, end = text.find("<?xpacket"), text.rfind("<?xpacket")
    if start == 0 and end > 0:
        return text[:end].partition("?>")[2]
    return text


def _value(tree: ElementTree.Element, namespace: str, name: str) -> str | None:
    """A property as an attribute, as an element, as a resource, or in a list."""
    wanted = f"{{{namespace}}}{name}"
    for node in tree.iter(f"{{{_RDF}}}Description"):
        if found := node.get(wanted):
            return found
        for element in node.findall(wanted):
            said = (element.get(f"{{{_RDF}}}resource"), *element.itertext())
            if found := next((text.strip() for text in said if text and text.strip()), None):
                return found
    return None


def append_packet(path: Path, aigc: str = "") -> None:
    """Adds the packet to an MP4 or MOV file, in the uuid box that these have for it: at the end,
    where it moves nothing."""
    body = _UUID + packet(aigc)
    with path.open("ab") as file:
        file.write(struct.pack(">I4s", 8 + len(body), b"uuid") + body)


def packets(path: Path) -> Iterator[bytes]:
    """The packets in an MP4 or MOV file, where XMP's standard and where Adobe puts them."""
    with path.open("rb") as file:
        for wanted in _HOLDERS:
            for start, end in find_boxes(file, *wanted):
                if end - start < _LONGEST:
                    file.seek(start)
                    body = file.read(end - start)
                    if wanted != (b"uuid",):
                        yield body
                    elif body.startswith(_UUID):
                        yield body[16:]
