"""Where the program keeps the user's things: cache and unfinished work."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import platformdirs

_OWNER_ALONE = 0o700


def home_folder() -> Path:
    """The folder in MOUTHPIECE_HOME, else the platform's.

    Asked once where a program or a call into the library begins, and handed down from there.
    """
    named = os.environ.get("MOUTHPIECE_HOME")
    return Path(named).absolute() if named else usual_home()


def prepare_home(home: Path) -> None:
    """Makes the folder, for its owner alone: it holds keys, passwords of proxies, private files.

    An existing one is closed to others too, unless the user named it: then its rights are theirs.
    """
    with suppress(OSError):  # whoever needs it says what is wrong
        home.parent.mkdir(parents=True, exist_ok=True)
        home.mkdir(mode=_OWNER_ALONE, exist_ok=True)
        if os.name == "posix" and home == usual_home():
            home.chmod(_OWNER_ALONE)


def usual_home() -> Path:
    """The platform's user folder."""
    return Path(platformdirs.user_data_dir("Mouthpiece", False))


def cache_folder(home: Path) -> Path:
    """Results that depend on a portrait alone; may be deleted at any time."""
    return home / "cache"


def use_numba_cache(home: Path) -> None:
    """Has numba store compiled functions in the cache; before librosa or face-alignment load it.

    By default it writes beside the packages, or into another folder of the user.
    """
    os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder(home) / "numba"))


def work_folder(home: Path) -> Path:
    """Unfinished renders, to go on with after a stop."""
    return home / "work"


def backends_folder(home: Path) -> Path:
    """Where packages of backends are installed, each in a folder of its own."""
    return home / "backends"
