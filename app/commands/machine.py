"""`doctor`, `update-check` and `bench`: this computer, this program, and how fast they are."""

from __future__ import annotations

import argparse

from app.commands.base import Commands
from app.commands.benches import add_benches
from app.console.render import Reporter
from app.console.terminal import write_json, write_line


def add(commands: Commands) -> None:
    """Adds `doctor`, `update-check` and `bench`."""
    commands.add("doctor", "Say what this computer can do and what is missing.", _doctor)
    commands.add("update-check", "Ask whether there is a newer version.", _update_check)
    commands.add_group("bench", "Measure how fast this computer is at each part of the work.")
    add_benches(commands)


def _doctor(parsed: argparse.Namespace, _: Reporter) -> int:
    from app.console.doctor import show
    from app.doctor.checks import examine
    from app.models import default_store

    return show(examine(parsed.home, default_store(parsed.home)), as_json=parsed.json)


def _update_check(parsed: argparse.Namespace, _: Reporter) -> int:
    from app import __version__
    from app.updates import newer_release

    release = newer_release(parsed.home)
    if parsed.json:
        found = None if release is None else release.model_dump()
        write_json("update", version=__version__, newer=found)
    elif release is None:
        write_line(f"Mouthpiece {__version__} is the newest version.")
    else:
        write_line(f"Mouthpiece {release.version} is there (this is {__version__}): {release.page}")
    return 0
