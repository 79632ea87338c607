"""`gui` and `quit`: the window."""

from __future__ import annotations

import argparse
import gc
import os
from pathlib import Path

from app.commands.base import Commands
from app.console.render import Reporter
from app.console.terminal import write_json, write_line


def add(commands: Commands) -> None:
    """Adds `gui` and `quit`."""
    gui = commands.add("gui", "Open the window, or show the open one.", _gui, json=False)
    gui.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="Pictures, recordings, presets, packs."
    )
    commands.add("quit", "Close the window; running videos go on at the next start.", _quit)


def _gui(parsed: argparse.Namespace, reporter: Reporter) -> int:
    del reporter
    from app.doctor.qt import require_window

    require_window()
    gc.disable()  # until the window collects by itself: what is loaded now stays
    from app.gui.early import load_early

    load_early()
    from app.gui.shell.main import run

    # Another window has another current folder.
    files = [path.absolute() for path in parsed.files]
    # A window opened by a double-click starts in the folder of that file, whatever else lies there.
    os.chdir(Path.home())
    return run(parsed.home, files)


def _quit(parsed: argparse.Namespace, reporter: Reporter) -> int:
    del reporter
    from PySide6.QtCore import QCoreApplication

    from app.gui.shell.single_instance import ask
    from app.gui.shell.start_message import Message

    application = QCoreApplication.instance() or QCoreApplication([])
    asked = ask(parsed.home, Message(quit=True))
    del application
    if parsed.json:
        write_json("quit", asked=asked)
    else:
        write_line("The window closes." if asked else "No window is open.")
    return 0
