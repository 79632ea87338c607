"""`inspect`: what finished videos say of themselves."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.base import Commands
from app.console.render import Reporter
from app.console.terminal import write_json, write_line
from talker.errors import ExitCode


def add(commands: Commands) -> None:
    """Adds `inspect`."""
    look = commands.add(
        "inspect", "Say how a video was made and whether it is still as it was signed.", _inspect
    )
    look.add_argument("video", type=Path, metavar="VIDEO", help="A finished video.")


def _inspect(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.inspect import facts, lines
    from talker.provenance.manifest import inspect

    found = inspect(parsed.video)
    if parsed.json:
        write_json("inspect", **facts(found))
    else:
        for line in lines(found):
            write_line(line)
    return ExitCode.INPUT if found.problems else ExitCode.DONE
