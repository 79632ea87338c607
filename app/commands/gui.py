"""`gui`: the window."""

from __future__ import annotations

import argparse

from app.commands.base import Commands
from app.reporters import Reporter


def add(commands: Commands) -> None:
    """Adds `gui`."""
    commands.add("gui", "Open the window.", _gui, json=False)


def _gui(_: argparse.Namespace, reporter: Reporter) -> int:
    del reporter
    from app.qt_libraries import require_window

    require_window()
    from app.gui.main import run

    return run()
