"""Lock files as uv writes them: one exact version a line, and the SHA-256 of each of its files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Locked:
    """One distribution of a lock; `requirement` is its line with the marker but no hashes."""

    name: str
    requirement: str
    sha256: frozenset[str]

    def line(self) -> str:
        """The line for a requirements file of pip's: version, marker and hashes."""
        return " ".join(
            [self.requirement, *(f"--hash=sha256:{one}" for one in sorted(self.sha256))]
        )


def read_lock(lock: Path) -> dict[str, Locked]:
    """What a lock holds, by normalised name; a line that pins nothing is in it as it stands."""
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        whole = line.partition("#")[0]
        requirement = whole.partition("--hash")[0].strip()
        if requirement:
            name = normal_name(re.split(r"[=<>!~;\[ ]", requirement, maxsplit=1)[0])
            found[name] = Locked(name, requirement, frozenset(_HASH.findall(whole)))
    return found


def write_pins(locked: Iterable[Locked], path: Path) -> None:
    """Writes the versions alone: hashes in a constraint would make pip ask for them everywhere."""
    path.write_text("".join(f"{one.requirement}\n" for one in locked), encoding="utf-8")


def normal_name(name: str) -> str:
    """A distribution's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
