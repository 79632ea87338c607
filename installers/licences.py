"""Collects the licences of everything that is shipped, from what each part says itself."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, distributions
from pathlib import Path, PurePosixPath

from installers.errors import BuildError
from installers.notices import TEXTS, inside, source_offer, standard_texts
from installers.wheels import Wheel

_NAMES = ("licen", "copying", "notice", "authors")
_CLASSIFIER = "License :: "
_LONGEST = 120  # some put the whole text where its name belongs


@dataclass(frozen=True)
class Licensed:
    """One part: `licence` is an SPDX expression where the part gives one, else its own words.

    `texts` is the number of licence files that lie there for it.
    """

    name: str
    version: str
    licence: str
    texts: int


def write_licences(
    wheels: Sequence[Wheel], python: Path, own: Path, folder: Path
) -> tuple[Licensed, ...]:
    """Fills `folder`: an overview, and below it a folder of texts for each part.

    A part that brings no text gets the standard one of its licence, and parts inside it theirs.
    `python` is the folder of CPython, `own` our licence. BuildError when a part has no text.
    """
    theirs = python / "LICENSE.txt"
    if not theirs.is_file():
        raise BuildError(f"CPython's own licence, {theirs.name}, is not in its archive.")
    folder.mkdir(parents=True)
    shutil.copyfile(own, folder / "Mouthpiece.txt")
    (folder / "python").mkdir()
    shutil.copyfile(theirs, folder / "python" / theirs.name)
    parts = [_take(wheel, folder / wheel.name) for wheel in wheels]
    silent = [part.name for part in parts if not part.texts]
    if silent:
        raise BuildError(
            f"No licence's text lies in, and none is known here for: {', '.join(silent)}.\n"
            "Look it up before you pass it on."
        )
    lines = [
        "What Mouthpiece brings along, and under which licences.",
        "The texts lie in the folders beside this file.",
        "",
        "CPython: Python Software Foundation License",
        *(f"{part.name} {part.version}: {part.licence or 'see its text'}" for part in parts),
        *source_offer(wheel.name for wheel in wheels),
        "",
    ]
    (folder / "THIRD-PARTY.txt").write_bytes("\r\n".join(lines).encode())
    return tuple(parts)


def licence_name(metadata: PackageMetadata) -> str:
    """What a distribution says its licence is; "" when it says nothing."""
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    stated = metadata["License"].strip() if "License" in metadata else ""
    if stated and "\n" not in stated and len(stated) <= _LONGEST and stated.lower() != "unknown":
        return stated
    classified = [
        line.rsplit(" :: ", 1)[-1]
        for line in metadata.get_all("Classifier") or ()
        if line.startswith(_CLASSIFIER)
    ]
    return " / ".join(classified)


def _take(wheel: Wheel, folder: Path) -> Licensed:
    """Writes the texts of one wheel into `folder`, under short names: theirs can be very deep."""
    (found,) = distributions(path=[str(wheel.path)])
    texts = 0
    with zipfile.ZipFile(wheel.path) as archive:
        for name in sorted(filter(_is_licence, archive.namelist())):
            folder.mkdir(exist_ok=True)
            last = PurePosixPath(name).name
            (folder / (f"{texts:03d}-{last}" if texts else last)).write_bytes(archive.read(name))
            texts += 1
    licence = licence_name(found.metadata)
    ours = [] if texts else [*standard_texts(licence)]
    ours += [text for part in inside(wheel.name) for text in part.texts]
    for text in dict.fromkeys(ours):
        folder.mkdir(exist_ok=True)
        shutil.copyfile(TEXTS / text, folder / text)
    return Licensed(found.name, found.version, licence, texts + len(set(ours)))


def _is_licence(member: str) -> bool:
    file = PurePosixPath(member)
    if not file.parts[0].endswith(".dist-info") or member.endswith("/"):
        return False
    return "licenses" in file.parts or file.name.lower().startswith(_NAMES)
