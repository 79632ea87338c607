"""Puts the folder together that lands on the user's computer: CPython, packages, launchers."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.build_info import BUILD_FILE, BuildInfo
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


class Flavour(StrEnum):
    """What an installer brings."""

    OFFLINE_CPU = "offline-cpu"
    OFFLINE_CUDA = "offline-cuda"
    WEB = "web"


@dataclass(frozen=True)
class Sources:
    """What a payload is made of; `wheels` include our own, `epoch` is the time of the commit.

    `update_address` and `update_key` are what app.build_info says about them.
    """

    checkout: Path
    archive: Path
    wheels: Sequence[Wheel]
    flavour: Flavour
    epoch: int
    update_address: str | None = None
    update_key: str | None = None

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
    facts = BuildInfo(
        version=str(sources.own.version),
        flavour=sources.flavour.value,
        update_address=sources.update_address,
        update_key=sources.update_key,
    )
    (packages / BUILD_FILE).write_bytes((facts.model_dump_json(indent=2) + "\n").encode())
    licences = write_licences(
        sources.wheels, python, sources.checkout / "LICENSE", folder / "licences"
    )
    count = require_sound(packages, python, file_only(sources.checkout / "pyproject.toml"))
    set_times(folder, sources.epoch)
    return Payload(folder, measure(folder), licences, count)
