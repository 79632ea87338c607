"""Puts the folder together that lands on the user's computer: CPython, packages, launchers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from installers.launchers import write_launchers
from installers.licences import Licensed, write_licences
from installers.locks import file_only
from installers.pins import pins
from installers.python_archive import lay_out
from installers.runtime import put_beside_python
from installers.tree import Tree, measure, set_times
from installers.unpack import SitePackages
from installers.verify_payload import require_sound
from installers.wheels import Wheel

ICON = Path(__file__).parent / "windows" / "mouthpiece.ico"
BUILD_FILE = "mouthpiece_build.json"  # app.build_info reads it, beside our packages


class Flavour(StrEnum):
    """What an installer brings."""

    OFFLINE_CPU = "offline-cpu"
    OFFLINE_CUDA = "offline-cuda"
    WEB = "web"


@dataclass(frozen=True)
class Sources:
    """What a payload is made of; `wheels` include our own, `epoch` is the time of the commit."""

    checkout: Path
    archive: Path
    wheels: Sequence[Wheel]
    flavour: Flavour
    epoch: int

    @property
    def own(self) -> Wheel:
        """Our own wheel."""
        return next(wheel for wheel in self.wheels if wheel.name == "mouthpiece")


@dataclass(frozen=True)
class Payload:
    """A finished payload: `tree` describes the files below `folder`."""

    folder: Path
    tree: Tree
    licences: tuple[Licensed, ...]
    distributions: int


def assemble(sources: Sources, folder: Path) -> Payload:
    """Makes `folder` anew; raises BuildError when what comes out would not work."""
    shutil.rmtree(folder, ignore_errors=True)
    python = folder / "python"
    packages = lay_out(sources.archive, python)
    site = SitePackages(packages, python, pins().contents.leave_out)
    for wheel in sources.wheels:
        site.add(wheel)
    put_beside_python(packages, python)
    write_launchers(folder)
    shutil.copyfile(ICON, folder / ICON.name)
    facts = {"version": str(sources.own.version), "flavour": sources.flavour.value}
    (packages / BUILD_FILE).write_bytes((json.dumps(facts, indent=2) + "\n").encode())
    licences = write_licences(
        sources.wheels, python, sources.checkout / "LICENSE", folder / "licences"
    )
    count = require_sound(packages, python, file_only(sources.checkout / "pyproject.toml"))
    set_times(folder, sources.epoch)
    return Payload(folder, measure(folder), licences, count)
