"""The two programs that a person starts: small launchers that find Python beside themselves."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

_DATE = (1980, 1, 1, 0, 0, 0)
_MAIN = """\
import sys

from app.cli import main

sys.exit(main({arguments}))
"""


@dataclass(frozen=True)
class Launcher:
    """`stub` is distlib's starter; it replaces `<launcher_dir>` by the folder where it lies."""

    name: str
    stub: str
    python: str
    arguments: str

    def content(self) -> bytes:
        """The whole file: starter, the line that names Python, and a zip with the start script.

        No path of the building or of the installing computer is in it: the folder may be moved.
        """
        stub = files("distlib").joinpath(self.stub).read_bytes()
        script = io.BytesIO()
        with zipfile.ZipFile(script, "w", zipfile.ZIP_STORED) as archive:
            info = zipfile.ZipInfo("__main__.py", _DATE)
            archive.writestr(info, _MAIN.format(arguments=self.arguments))
        line = f"#!<launcher_dir>\\python\\{self.python}\r\n"
        return stub + line.encode() + script.getvalue()


CONSOLE = Launcher("mouthpiece.exe", "t64.exe", "python.exe", "")
# Without a console: from the Start menu, and with files that are to be opened.
WINDOWED = Launcher("mouthpiecew.exe", "w64.exe", "pythonw.exe", '["gui", *sys.argv[1:]]')


def write_launchers(folder: Path) -> None:
    """Writes both into `folder`, which holds Python as `python`."""
    for launcher in (CONSOLE, WINDOWED):
        (folder / launcher.name).write_bytes(launcher.content())
