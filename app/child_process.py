"""Processes of this program that it starts itself: how they are called, and in what environment."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import app
from talker.inference.at_work import withdraw

_WAITING = ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT")  # what says how long threads spin for work
_SPINS = "2000"


def let_others_compute() -> None:
    """Has torch's threads wait for each other without taking cores from other programs.

    For this process, before torch is loaded, and those that it starts. By itself OpenMP of GCC
    spins until there is work: where two programs share two cores each then pays for the other's
    turn too. A short spin costs nothing where the computer is free; none at all does
    (docs/backends.md has the figures). What the user has set counts.
    """
    if not any(name in os.environ for name in _WAITING):
        os.environ[_WAITING[-1]] = _SPINS


def child_command(module: str, *arguments: str) -> list[str]:
    """Runs a module of ours with this Python; nothing in the current folder is imported."""
    return [sys.executable, "-P", "-m", module, *arguments]


def python_path() -> str:
    """PYTHONPATH of our own processes: this program first, then what this process was given."""
    root = str(Path(app.__file__).resolve().parent.parent)
    given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return os.pathsep.join(dict.fromkeys([root, *filter(None, given)]))


def own_variables(home: Path) -> dict[str, str]:
    """What a process of ours is told: the code and the user's folder are those of this one."""
    return {"PYTHONPATH": python_path(), "MOUTHPIECE_HOME": str(home)}


def end_children() -> None:
    """Kills all processes that this one has started."""
    import psutil

    with suppress(psutil.Error):
        for child in psutil.Process().children(recursive=True):
            with suppress(psutil.Error):
                child.kill()


def end_process(status: int) -> NoReturn:
    """Ends this process at once from any thread, and before it those that it started.

    What stands in buffers is lost, parts of files stay until the program starts again.
    """
    withdraw()
    end_children()
    os._exit(status)


def child_environment(home: Path, **further: str) -> dict[str, str]:
    """The whole environment of a process of ours, with `further` variables."""
    return os.environ | own_variables(home) | further
