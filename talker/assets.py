"""Finds the files that ship with the program, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from talker.errors import ErrorCode, MouthpieceError

_ROOT = Path(__file__).resolve().parent.parent


def assets_folder() -> Path:
    """The folder that holds the shipped files."""
    installed = _ROOT / "mouthpiece_assets"  # its name in a wheel
    return installed if installed.is_dir() else _ROOT / "assets"


def asset(name: str) -> Path:
    """The shipped file `name`, a path relative to the assets folder; COMPONENT_MISSING if gone."""
    path = assets_folder() / name
    if not path.is_file():
        raise MouthpieceError(
            ErrorCode.COMPONENT_MISSING,
            f"The program's own file {name} is missing.",
            "Install Mouthpiece again, or restore the folder `assets` of the checkout.",
            path,
        )
    return path
