"""Turns a payload into an installer with makensis."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from installers.errors import BuildError
from installers.payload import ICON
from installers.pins import ROOT
from installers.sign import Signer
from installers.tree import Tree

_SCRIPT = Path(__file__).parent / "windows" / "mouthpiece.nsi"
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_LARGEST = 2_000_000_000  # makensis and old file systems stop at 2 GiB


class Compression(StrEnum):
    """How the files lie in the installer; lzma is the smallest and takes by far the longest."""

    LZMA = "lzma"
    ZLIB = "zlib"


@dataclass(frozen=True)
class Installer:
    """What an installer is made of.

    `payload` lies inside it; `tree` is what is on the disk afterwards, with `parts_size` bytes
    that come from files beside it or from the network.
    """

    payload: Path
    tree: Tree
    version: str
    flavour: str
    licence: Path
    parts_size: int = 0


def make_installer(
    what: Installer, target: Path, compression: Compression, signer: Signer | None = None
) -> None:
    """Writes `target`, signed when there is somebody who signs."""
    if not _VERSION.fullmatch(what.version):
        raise BuildError(f"An installer's version is like 1.2.3, not {what.version}.")
    makensis = shutil.which("makensis")
    if makensis is None:
        raise BuildError(
            "makensis is not there.\n"
            "Debian and Ubuntu: sudo apt-get install nsis; Windows: https://nsis.sourceforge.io"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    megabyte = 1 << 20
    defines: dict[str, object] = {
        "COMPRESSOR": f"/SOLID {compression}" if compression is Compression.LZMA else compression,
        "OUTFILE": target,
        "VERSION": what.version,
        "FLAVOUR": what.flavour,
        "ICON": ICON,
        "LICENCE": what.licence,
        "PAYLOAD": what.payload,
        "LONGEST": what.tree.longest,
        "SIZE_KB": what.tree.size // 1024 + 1,
        # The parts lie there twice for a moment: packed and laid out.
        "SIZE_MB": (what.tree.size + what.parts_size) // megabyte + 1,
    }
    if what.parts_size:
        defines |= {"PARTS": 1, "PARTS_KB": what.parts_size // 1024 + 1}
    if signer is not None:
        # The uninstaller is made inside the installer, so makensis must call us back.
        sign = f'"{sys.executable}" -m installers.sign'
        defines["SIGN_COMMAND"] = sign
    _run(makensis, defines, signer.environment if signer else {})
    if target.stat().st_size > _LARGEST:
        raise BuildError(f"{target} is larger than 2 GB; build it with --parts.")
    if signer is not None:
        signer.sign(target)


def _run(makensis: str, defines: Mapping[str, object], environment: Mapping[str, str]) -> None:
    command = [makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
    command += [f"-D{name}={value}" for name, value in defines.items()]
    done = subprocess.run(
        [*command, str(_SCRIPT)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env=os.environ | environment | {"PYTHONPATH": str(ROOT)},  # it works in its own folder
    )
    if done.returncode != 0:
        raise BuildError(f"makensis failed:\n{(done.stdout + done.stderr).strip()}")
