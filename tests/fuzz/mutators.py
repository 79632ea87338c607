"""Ways to damage files: by bytes, by words, and by the structure of JSON, zip, PNG, MP4 and others.

All of them follow the given random numbers alone, and none makes more than some hundred kilobytes
out of a small file.
"""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

Mutator = Callable[[Random, bytes, Sequence[bytes]], bytes]
"""Makes a case from a seed; the other seeds of the target may lend parts."""

_WORDS = 8  # most changes at once
_NUMBERS = (
    0,
    1,
    2,
    127,
    128,
    255,
    256,
    32767,
    65535,
    1 << 31,
    (1 << 32) - 1,
    1 << 62,
    (1 << 64) - 1,
)
_DIGITS = (
    *("0", "-1", "1e400", "-1e400", "nan", "inf", "1.5", "9" * 19, "9" * 400, "9" * 5000),
    *("0x10", "1_0", "٣", "1e-400", "-0.0", "65536", "2147483648", "18446744073709551616"),
)
_TOKENS = (
    *(
        "",
        "\0",
        "\ufeff",
        "\u202e",
        "\ud800",
        "\r",
        "\n\n",
        "\t",
        '"',
        "'",
        "\\",
        "%s",
        "{}",
        "[",
        "]",
    ),
    *(
        "<",
        ">",
        "&#x110000;",
        "&amp",
        "-->",
        "--",
        "=",
        ",",
        ";",
        "|",
        "#",
        "..",
        "../..",
        "~",
        ":",
    ),
    *("true", "null", "None", "[" * 500, "{" * 500, "a" * 5000, "가", "\U0010ffff", "sep=,\n"),
    *("con", "C:\\x", "/", "//host/share", "file:", "\x1b]0;x\x07", "2027-13-45", "00:00:00,000"),
)
_DEEP = ("[" * 3000 + "]" * 3000, '{"a":' * 3000 + "1" + "}" * 3000, "[" * 3000)
_LITERALS = ("1e400", "-1e400", "NaN", "Infinity", "9" * 5000, '"\\ud800"', "-0", *_DEEP)
_MARK = "\u2063literal\u2063"


def by_bytes(rng: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Bits, numbers, pieces taken out, put in twice, exchanged, cut off."""
    made = bytearray(data)
    for _ in range(rng.randint(1, _WORDS)):
        at = rng.randrange(len(made) + 1)
        end = min(len(made), at + rng.choice((1, 2, 4, 8, 64, 1024)))
        match rng.randrange(8):
            case 0 if at < len(made):
                made[at] ^= 1 << rng.randrange(8)
            case 1 if at < len(made):
                made[at] = rng.choice((0, 1, 127, 128, 254, 255))
            case 2:
                made[at:end] = b""
            case 3:
                made[at:at] = made[at:end]
            case 4:
                made[at:at] = rng.randbytes(rng.choice((1, 4, 32)))
            case 5:
                form = rng.choice(("<H", ">H", "<I", ">I", "<Q", ">Q"))
                size = struct.calcsize(form)
                number = rng.choice(_NUMBERS) % (1 << 8 * size)
                made[at : at + size] = struct.pack(form, number)
            case 6 if rng.random() < 0.3:
                del made[at:]
            case _:
                other = rng.choice(others)
                start = rng.randrange(len(other) + 1)
                made[at:end] = other[start : start + rng.choice((4, 64, 1024))]
    return bytes(made)


def by_words(rng: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Numbers, words and lines of a text; sometimes its encoding, sometimes its bytes."""
    if rng.random() < 0.1:
        return by_bytes(rng, data, others)
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(rng.randint(1, _WORDS)):
        lines = text.split("\n")
        at = rng.randrange(len(lines))
        match rng.randrange(7):
            case 0:
                text = _exchanged(rng, r"\d+(\.\d+)?", text, rng.choice(_DIGITS))
            case 1:
                text = _exchanged(rng, r"[^\W\d]+", text, rng.choice(_TOKENS))
            case 2:
                lines.insert(rng.randrange(len(lines) + 1), lines[at])
                text = "\n".join(lines)
            case 3:
                del lines[at]
                text = "\n".join(lines)
            case 4:
                words = re.findall(r"[^\W\d]+", rng.choice(others).decode("utf-8", "replace"))
                text = _exchanged(rng, r"[^\W\d]+", text, rng.choice(words or ["x"]))
            case 5:
                place = rng.randrange(len(text) + 1)
                text = text[:place] + rng.choice(_TOKENS) + text[place:]
            case _:
                text = _exchanged(rng, r"[^\w\s]", text, rng.choice(_TOKENS))
    encoding = "utf-8"
    if rng.random() < 0.1:
        encoding = rng.choice(("utf-16", "utf-8-sig", "gb18030", "latin-1", "utf-32"))
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


def by_json(rng: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Values of a JSON text become others of any type, keys go, come and are renamed."""
    if rng.random() < 0.15:
        return by_words(rng, data, others)
    try:
        tree = json.loads(data)
    except ValueError:
        return by_words(rng, data, others)
    literals: list[str] = []
    for _ in range(rng.randint(1, 3)):
        places = list(_places(tree))
        if not places:
            break
        holder, key = rng.choice(places)
        if isinstance(holder, dict) and rng.random() < 0.25:
            _change_keys(rng, holder, key)
        else:
            holder[key] = _odd_value(rng, holder[key], rng.choice(places), literals)
    text = json.dumps(tree, ensure_ascii=rng.random() < 0.5)
    for literal in literals:
        for mark in (json.dumps(_MARK), json.dumps(_MARK, ensure_ascii=False)):
            text = text.replace(mark, literal)
    return text.encode("utf-8", "surrogatepass")


def by_lines(inner: Mutator) -> Mutator:
    """One line of several by another mutator, or all of them by words."""

    def mutate(rng: Random, data: bytes, others: Sequence[bytes]) -> bytes:
        if rng.random() < 0.2:
            return by_words(rng, data, others)
        lines = data.split(b"\n")
        at = rng.randrange(len(lines))
        lines[at] = inner(rng, lines[at], others)
        return b"\n".join(lines)

    return mutate


def by_members(rng: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """A zip with one member damaged, renamed, left out or there twice; or damaged as a whole."""
    if rng.random() < 0.4:
        return by_bytes(rng, data, others)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        infos = source.infolist()
        chosen = rng.choice(infos)
        act = rng.randrange(6)
        for info in infos:
            content, name = source.read(info), info.filename
            if info is chosen:
                if act == 0:
                    continue
                if act == 1:
                    name = rng.choice((name.upper(), f"../{name}", f"{name}.", "aux", "x" * 300))
                else:
                    content = _inner(name)(rng, content, [content])
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, info.compress_type)
    return target.getvalue()


def by_chunks(rng: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """A PNG with one chunk damaged behind a right checksum; texts as JSON."""
    if rng.random() < 0.2:
        return by_bytes(rng, data, others)
    chunks, at = [], 8
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + size]))
        at += 12 + size
    texts = [index for index, (kind, _) in enumerate(chunks) if kind in {b"iTXt", b"tEXt"}]
    index = rng.choice(texts) if texts and rng.random() < 0.8 else rng.randrange(len(chunks))
    kind, body = chunks[index]
    start = body.find(b"{") if kind in {b"iTXt", b"tEXt"} else -1
    if start >= 0 and rng.random() < 0.8:
        body = body[:start] + by_json(rng, body[start:], [body[start:]])
    else:
        body = by_bytes(rng, body, others)
    chunks[index] = (kind, body)
    return data[:8] + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def by_boxes(rng: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """The size or the name of a box of an MP4, or bytes behind its head; other files by bytes."""
    heads = [
        found.start() - 4
        for found in re.finditer(rb"ftyp|moov|trak|mdat|udta|meta|keys|ilst|stsd|stts|uuid", data)
        if found.start() >= 4
    ]
    if not heads or rng.random() < 0.3:
        return by_bytes(rng, data, others)
    made = bytearray(data)
    at = rng.choice(heads)
    match rng.randrange(4):
        case 0:
            made[at : at + 4] = struct.pack(">I", rng.choice(_NUMBERS) % (1 << 32))
        case 1:
            big = struct.pack(">Q", rng.choice(_NUMBERS) % (1 << 64))
            made[at : at + 4], made[at + 8 : at + 16] = struct.pack(">I", 1), big
        case 2:
            made[at + 4 : at + 8] = rng.choice((b"uuid", b"free", b"moov", b"mdat", b"\0\0\0\0"))
        case _:
            made[at + 8 : at + 200] = by_bytes(rng, bytes(made[at + 8 : at + 200]), others)
    return bytes(made)


def by_header(rng: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """A safetensors file with another table of tensors before the same numbers."""
    if rng.random() < 0.3:
        return by_bytes(rng, data, others)
    (size,) = struct.unpack_from("<Q", data)
    head = by_json(rng, data[8 : 8 + size], [data[8 : 8 + size]])
    length = len(head) if rng.random() < 0.9 else rng.choice(_NUMBERS)
    return struct.pack("<Q", length) + head + data[8 + size :]


def by_tensors(rng: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """A safetensors file that is whole, with other names, shapes and numbers of tensors."""
    if rng.random() < 0.2:
        return by_header(rng, data, others)
    (size,) = struct.unpack_from("<Q", data)
    head: dict[str, Any] = json.loads(data[8 : 8 + size])
    body = data[8 + size :]
    head.pop("__metadata__", None)
    parts = {name: (facts, body[slice(*facts["data_offsets"])]) for name, facts in head.items()}
    for _ in range(rng.randint(1, _WORDS)):
        if parts:
            _other_tensor(rng, parts)
    made, content = {}, b""
    for name, (facts, numbers) in parts.items():
        place = [len(content), len(content) + len(numbers)]
        made[name] = {**facts, "data_offsets": place}
        content += numbers
    text = json.dumps(made).encode()
    return struct.pack("<Q", len(text)) + text + content


def _other_tensor(rng: Random, parts: dict[str, tuple[dict[str, Any], bytes]]) -> None:
    name = rng.choice(list(parts))
    facts, numbers = parts.pop(name)
    match rng.randrange(5):
        case 0:  # gone
            return
        case 1:  # another layer, or another name altogether
            name = _exchanged(rng, r"\d+", name, str(rng.choice(_NUMBERS)))
        case 2:
            name = rng.choice((name[: rng.randrange(len(name) + 1)], rng.choice(_TOKENS)))
        case 3:  # no numbers, whatever the other sides are
            shape = [rng.choice(_NUMBERS) for _ in range(rng.randint(0, 3))]
            facts, numbers = {**facts, "shape": [*shape, 0]}, b""
        case _:
            shape = [side for side in facts["shape"] if side != 1]
            rng.shuffle(shape)
            facts = {**facts, "shape": shape}
    parts[name] = facts, numbers


def _inner(name: str) -> Mutator:
    return by_json if name.endswith("json") else by_words if name.endswith("xml") else by_bytes


def _exchanged(rng: Random, pattern: str, text: str, new: str) -> str:
    found = list(re.finditer(pattern, text))
    if not found:
        return text + new
    chosen = rng.choice(found)
    return text[: chosen.start()] + new + text[chosen.end() :]


def _places(tree: Any) -> list[tuple[Any, Any]]:
    """Every (holder, key) below `tree`."""
    keys: list[Any] = []
    if isinstance(tree, dict):
        keys = list(tree)
    elif isinstance(tree, list):
        keys = list(range(len(tree)))
    return [(tree, key) for key in keys] + [place for key in keys for place in _places(tree[key])]


def _change_keys(rng: Random, holder: dict[str, Any], key: str) -> None:
    value = holder.pop(key)
    if rng.random() < 0.5:
        holder[rng.choice((key.upper(), f"{key}x", "", "__class__", rng.choice(_TOKENS)))] = value


def _odd_value(rng: Random, old: Any, other: tuple[Any, Any], literals: list[str]) -> Any:
    if not literals and rng.random() < 0.15:
        literals.append(rng.choice(_LITERALS))
        return _MARK
    borrowed = json.loads(json.dumps(other[0][other[1]]))  # a copy: no value holds itself
    numbers = (0, -1, 1.5, 1e308, 1 << 31, 1 << 63, 10**30, 1e-320)
    plain: tuple[Any, ...] = (None, True, False, "", [], {}, [None], {"": {}}, [[]], *numbers)
    if isinstance(old, str) and rng.random() < 0.4:
        return by_words(rng, old.encode("utf-8", "replace"), [b"x"]).decode("utf-8", "replace")
    return rng.choice((*plain, borrowed, [old], {"x": old}, str(old), rng.choice(_TOKENS)))
