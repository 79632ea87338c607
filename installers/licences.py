"""Collects the licences of everything that is shipped, from what each part says itself."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageMetadata, distributions
from pathlib import Path, PurePosixPath

from packaging.utils import canonicalize_name

from installers.errors import BuildError

_NAMES = ("licen", "copying", "notice", "authors")
_CLASSIFIER = "License :: "
_LONGEST = 120  # some put the whole text where its name belongs


@dataclass(frozen=True)
class Licensed:
    """One part: `licence` is an SPDX expression where the part gives one, else its own words."""

    name: str
    version: str
    licence: str
    files: tuple[PurePosixPath, ...]


def licensed_parts(packages: Path) -> tuple[Licensed, ...]:
    """Every distribution in `packages`, by name; BuildError when one says nothing at all."""
    found = sorted(distributions(path=[str(packages)]), key=lambda one: canonicalize_name(one.name))
    parts = [
        Licensed(one.name, one.version, licence_name(one.metadata), _licence_files(one))
        for one in found
    ]
    silent = [part.name for part in parts if not part.licence and not part.files]
    if silent:
        raise BuildError(
            f"No licence is named, and none lies in: {', '.join(silent)}.\n"
            "Look it up before you pass it on."
        )
    return tuple(parts)


def write_licences(packages: Path, python: Path, own: Path, folder: Path) -> tuple[Licensed, ...]:
    """Fills `folder`: an overview, and below it a folder of texts for each part."""
    parts = licensed_parts(packages)
    folder.mkdir(parents=True)
    shutil.copyfile(own, folder / "Mouthpiece.txt")
    lines = [
        "What Mouthpiece brings along, and under which licences.",
        "The texts lie in the folders beside this file.",
        "",
        "CPython: Python Software Foundation License, python/LICENSE.txt",
    ]
    theirs = python / "LICENSE.txt"
    if not theirs.is_file():
        raise BuildError(f"CPython's own licence, {theirs.name}, is not in its archive.")
    (folder / "python").mkdir()
    shutil.copyfile(theirs, folder / "python" / theirs.name)
    for part in parts:
        name = canonicalize_name(part.name)
        lines.append(f"{part.name} {part.version}: {part.licence or 'see its text'}")
        for number, file in enumerate(part.files):
            target = folder / name / (file.name if number == 0 else f"{number:02d}-{file.name}")
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(packages.joinpath(*file.parts), target)
    (folder / "THIRD-PARTY.txt").write_bytes(("\r\n".join(lines) + "\r\n").encode())
    return parts


def licence_name(metadata: PackageMetadata) -> str:
    """What a distribution says its licence is; "" when it says nothing."""
    expression = metadata.get("License-Expression")
    if expression:
        return str(expression)
    stated = str(metadata.get("License") or "").strip()
    if stated and "\n" not in stated and len(stated) <= _LONGEST and stated.lower() != "unknown":
        return stated
    classified = [
        line.rsplit(" :: ", 1)[-1]
        for line in metadata.get_all("Classifier") or ()
        if line.startswith(_CLASSIFIER)
    ]
    return " / ".join(classified)


def _licence_files(one: Distribution) -> tuple[PurePosixPath, ...]:
    files = [PurePosixPath(str(file).replace("\\", "/")) for file in one.files or ()]
    return tuple(sorted(file for file in files if _is_licence(file)))


def _is_licence(file: PurePosixPath) -> bool:
    if ".dist-info" not in file.parts[0] or file.suffix in {".py", ".pyc"}:
        return False
    return "licenses" in file.parts or file.name.lower().startswith(_NAMES)
