"""`inspect`: what finished videos say of themselves."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.commands.base import Commands
from app.console.render import Reporter
from talker.errors import ExitCode


def add(commands: Commands) -> None:
    """Adds `inspect`."""
    look = commands.add(
        "inspect", "Say how a video was made and whether it is still as it was signed.", _inspect
    )
    look.add_argument("video", type=Path, metavar="VIDEO", help="A finished video.")


def _inspect(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.inspect import as_json, lines
    from talker.provenance.manifest import inspect

    found = inspect(parsed.video)
    text = as_json(found) if parsed.json else "\n".join(lines(found))
    sys.stdout.write(text + "\n")
    return ExitCode.INPUT if found.problems else ExitCode.DONE
