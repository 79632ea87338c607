"""Looks into every file of a payload: nothing made for another system, no C++ runtime missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pefile

from installers.pins import pins
from installers.runtime import RUNTIME

_ELF = b"\x7fELF"
_MACH = frozenset(
    {b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"}
)
_WINDOWS = b"MZ"
_AMD64 = 0x8664
_LIBRARIES = frozenset({".dll", ".pyd"})
_FOREIGN = re.compile(r"\.(so(\.\d+)*|dylib)$")
_TAGGED = re.compile(r"\.cp(\d)(\d+)-win_amd64\.pyd$")


def binary_problems(packages: Path, python: Path) -> Iterator[str]:
    """One line for each file that cannot work where the payload is going."""
    beside_python = {path.name.lower() for path in python.iterdir()}
    major, minor = pins().python.minor
    for path in sorted(packages.rglob("*")):
        if not path.is_file():
            continue
        place = path.relative_to(packages).as_posix()
        with path.open("rb") as file:
            magic = file.read(4)
        if magic == _ELF or magic in _MACH or _FOREIGN.search(path.name):
            yield f"{place} is made for another system"
        elif path.suffix.lower() in _LIBRARIES:
            tagged = _TAGGED.search(path.name)
            if tagged and (int(tagged[1]), int(tagged[2])) != (major, minor):
                yield f"{place} is made for Python {tagged[1]}.{tagged[2]}"
            elif not magic.startswith(_WINDOWS):
                yield f"{place} is no library"
            else:
                yield from _library_problems(path, place, beside_python)


def _library_problems(path: Path, place: str, beside_python: set[str]) -> Iterator[str]:
    try:
        with pefile.PE(str(path), fast_load=True) as image:
            if image.FILE_HEADER.Machine != _AMD64:
                yield f"{place} is not made for 64-bit Windows"
                return
            image.parse_data_directories(
                directories=[pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]]
            )
            wanted = {
                entry.dll.decode("ascii", "replace").lower()
                for entry in getattr(image, "DIRECTORY_ENTRY_IMPORT", ())
            }
    except pefile.PEFormatError as error:
        yield f"{place} is damaged: {error}"
        return
    near = beside_python | {library.name.lower() for library in path.parent.glob("*.dll")}
    for name in sorted(wanted):
        if RUNTIME.fullmatch(name) and name not in near:
            yield f"{place} needs {name}, which Windows does not bring"
