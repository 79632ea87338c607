"""Which distributions an installer holds: the lines of the locks that apply on Windows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import NormalizedName, canonicalize_name

from app.setup.lock import read_lock
from installers.errors import BuildError
from installers.target import applies


@dataclass(frozen=True)
class Pin:
    """One distribution at one version; `sha256` of its files, where the lock says them."""

    name: NormalizedName
    version: str
    sha256: frozenset[str] = field(default=frozenset(), compare=False)

    def __str__(self) -> str:
        return f"{self.name}=={self.version}"


def read_locks(locks: Iterable[Path]) -> tuple[Pin, ...]:
    """The pins of all locks, by name; BuildError when two of them disagree."""
    found: dict[NormalizedName, Pin] = {}
    for lock in locks:
        for pin in _read(lock):
            known = found.setdefault(pin.name, pin)
            if known != pin:
                raise BuildError(
                    f"{lock.name} wants {pin}, another lock wants {known}.\n"
                    "Make the lock for torch again: python installers/build.py lock"
                )
    return tuple(found[name] for name in sorted(found))


def file_only(pyproject: Path) -> dict[NormalizedName, tuple[Requirement, ...]]:
    """Distributions that are there for their files: what they require instead of what they say.

    pyproject.toml says so in `tool.uv.dependency-metadata`, for the locks and for us alike.
    """
    read = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    entries = read.get("tool", {}).get("uv", {}).get("dependency-metadata", [])
    return {
        canonicalize_name(entry["name"]): tuple(map(Requirement, entry.get("requires-dist", [])))
        for entry in entries
    }


def _read(lock: Path) -> list[Pin]:
    pins = []
    try:
        locked = read_lock(lock)
    except OSError as error:
        raise BuildError(f"The lock {lock} cannot be read: {error.strerror}.") from error
    for one in locked.values():
        text = one.requirement
        try:
            requirement = Requirement(text)
        except InvalidRequirement as error:
            raise BuildError(f"{lock} has a line that is no requirement: {text}") from error
        (version, *more) = [
            specifier.version for specifier in requirement.specifier if specifier.operator == "=="
        ]
        if more or len(requirement.specifier) != 1:
            raise BuildError(f"{lock} pins no single version: {text}")
        if applies(requirement.marker):
            pins.append(Pin(canonicalize_name(requirement.name), version, one.sha256))
    return pins
