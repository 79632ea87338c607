"""Engines of other packages: entry points in the group `mouthpiece.engines`, each an EngineSpec."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, distributions

from talker.engines.spec import EngineSpec
from talker.options.engines import AUTO
from talker.options.render import RenderRequest

GROUP = "mouthpiece.engines"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class BrokenEngine:
    """An engine that another package declares and that cannot be used, with the reason."""

    name: str
    reason: str


@dataclass(frozen=True)
class InstalledEngines:
    """The engines that are installed beside those shipped, by name."""

    usable: tuple[EngineSpec, ...]
    broken: tuple[BrokenEngine, ...]


@cache
def installed_engines(shipped: Sequence[EngineSpec]) -> InstalledEngines:
    """What is installed beside the engines shipped; looked for once."""
    usable: list[EngineSpec] = []
    broken: list[BrokenEngine] = []
    for entry in sorted(_entry_points()):
        try:
            spec = entry.load()
            problem = _problem(spec, (*shipped, *usable))
        except Exception as error:  # noqa: BLE001 - another's code: ours works without it
            problem = f"it cannot be loaded ({type(error).__name__}: {error})"
        if problem:
            _log.warning("the engine %s cannot be used: %s", entry.name, problem)
            broken.append(BrokenEngine(entry.name, problem))
        else:
            usable.append(spec)
    return InstalledEngines(tuple(usable), tuple(broken))


def _entry_points() -> Iterator[EntryPoint]:
    """Those of our group. Files that do not name it are not parsed: most do not."""
    seen: set[tuple[str, str]] = set()
    for package in distributions():
        if GROUP not in (package.read_text("entry_points.txt") or ""):
            continue
        for entry in package.entry_points.select(group=GROUP):
            if (entry.name, entry.value) not in seen:  # the same folder twice on the path
                seen.add((entry.name, entry.value))
                yield entry


def _problem(spec: object, others: Sequence[EngineSpec]) -> str:
    """Why a declaration cannot be used; empty if it can."""
    if not isinstance(spec, EngineSpec):
        return "it is no EngineSpec"
    if spec.id == AUTO or spec.id in {other.id for other in others}:
        return f"there is an engine {spec.id} already"
    taken = {*RenderRequest.model_fields}.union(*(other.options.model_fields for other in others))
    for name in spec.options.model_fields:
        if name in taken:
            return f"there is an option {name} already"
    return ""
