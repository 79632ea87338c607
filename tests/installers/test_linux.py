"""What Linux desktops are told about the program."""

from __future__ import annotations

import configparser
import shlex
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app import __version__
from app.command_line import command_line

_ENTRY = "installers/linux/mouthpiece.desktop"
_METAINFO = "installers/linux/io.github.mouthpiece.metainfo.xml"


def test_the_menu_entry_starts_a_command_that_there_is(repository: Path) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(repository / _ENTRY, encoding="utf-8")
    program, *arguments = shlex.split(entry["Desktop Entry"]["Exec"])
    assert program == "mouthpiece"
    parsed, unknown = command_line().parse([one.replace("%F", "face.png") for one in arguments])
    assert (parsed.command, unknown) == ("gui", [])
    assert parsed.files == [Path("face.png")]


def test_the_newest_release_that_software_centres_see_is_this_one(repository: Path) -> None:
    release = ElementTree.parse(repository / _METAINFO).find("releases/release")
    assert release is not None
    assert release.get("version") == __version__


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="desktop-file-validate is not installed"
)
def test_the_menu_entry_is_valid(repository: Path) -> None:
    subprocess.run(["desktop-file-validate", str(repository / _ENTRY)], check=True)
