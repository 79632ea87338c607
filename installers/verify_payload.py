"""Checks that a payload can work on Windows by itself, without starting it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import parse_tag
from packaging.utils import NormalizedName, canonicalize_name

from installers.binaries import binary_problems
from installers.errors import BuildError
from installers.imports import unresolved_imports
from installers.pins import pins
from installers.target import applies, tags

OWN = canonicalize_name("mouthpiece")
Replaced = Mapping[NormalizedName, Sequence[Requirement]]


def require_sound(packages: Path, python: Path, replaced: Replaced) -> int:
    """Returns the number of distributions, or raises BuildError with everything that is wrong."""
    found = {
        canonicalize_name(installed.name): installed
        for installed in distributions(path=[str(packages)])
    }
    problems = [
        *_tag_problems(found),
        *_record_problems(found, packages),
        *requirement_problems(found, replaced),
        *binary_problems(packages, python),
        *(f"imported, but not there: {name}" for name in unresolved_imports(packages)),
    ]
    if problems:
        raise BuildError(
            "The payload would not work on Windows:\n"
            + "\n".join(f"  {problem}" for problem in problems)
        )
    return len(found)


def requirement_problems(
    found: Mapping[NormalizedName, Distribution], replaced: Replaced
) -> list[str]:
    """What is required on Windows, by us or by anything that we require, and not met inside.

    `replaced` names distributions whose own requirements do not count, and what counts instead.
    """
    if OWN not in found:
        return [f"{OWN} itself is not in it"]
    problems: list[str] = []
    seen: set[tuple[NormalizedName, frozenset[str]]] = set()
    waiting: list[tuple[NormalizedName, frozenset[str]]] = [(OWN, frozenset())]
    reached = {OWN}
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for requirement in _requirements(found[name], replaced.get(name)):
            if not applies(requirement.marker, extras):
                continue
            needed = canonicalize_name(requirement.name)
            problem = _unmet(requirement, found.get(needed))
            if problem:
                problems.append(f"{name} requires {requirement}: {problem}")
            else:
                reached.add(needed)
                waiting.append((needed, frozenset(requirement.extras)))
    version = pins().python.version
    for name, installed in sorted(found.items()):
        if "Requires-Python" not in installed.metadata:
            continue
        wanted = installed.metadata["Requires-Python"]
        if not SpecifierSet(wanted).contains(version):
            problems.append(f"{name} requires Python {wanted}; this is {version}")
    return problems


def _requirements(
    installed: Distribution, instead: Sequence[Requirement] | None
) -> list[Requirement]:
    return (
        list(instead)
        if instead is not None
        else [Requirement(text) for text in installed.requires or ()]
    )


def _unmet(requirement: Requirement, there: Distribution | None) -> str:
    if there is None:
        return "not there"
    if not requirement.specifier.contains(there.version, prereleases=True):
        return f"there is {there.version}"
    return ""


def _tag_problems(found: Mapping[NormalizedName, Distribution]) -> Iterator[str]:
    """Wheels that are for another system or another Python."""
    allowed = frozenset(tags())
    for name, installed in sorted(found.items()):
        text = installed.read_text("WHEEL") or ""
        stated = [line.partition(":")[2].strip() for line in text.splitlines() if "Tag:" in line]
        wheel_tags = {tag for line in stated for tag in parse_tag(line)}
        if not wheel_tags & allowed:
            yield f"{name} is a wheel for {', '.join(stated) or 'nothing'}"


def _record_problems(found: Mapping[NormalizedName, Distribution], packages: Path) -> Iterator[str]:
    for name, installed in sorted(found.items()):
        for row in csv.reader((installed.read_text("RECORD") or "").splitlines()):
            if not packages.joinpath(*row[0].split("/")).is_file():
                yield f"{name} has lost {row[0]}"
