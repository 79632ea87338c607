"""Everything that the locks name has its licence in the papers, and its text in installers."""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from app.setup.lock import read_lock
from installers.notices import INSIDE, TEXTS, standard_texts

_ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def table(repository: Path) -> dict[str, str]:
    """The licence of each distribution, or pattern of names, in the paper."""
    text = (repository / "docs" / "licences.md").read_text(encoding="utf-8").replace("\\*", "*")
    rows = [row for row in _ROW.findall(text) if row[0] != "Distribution"]
    return {name: licence for names, licence in rows for name in names.split(", ")}


def locked(repository: Path) -> set[str]:
    """The names in the locks of the program and of torch."""
    program = read_lock(repository / "requirements.lock")
    return set(program) | set(read_lock(repository / "app" / "setup" / "torch.lock"))


def test_every_locked_distribution_has_a_licence_and_no_other_is_listed(repository: Path) -> None:
    rows, names = table(repository), locked(repository)
    assert [name for name in names if not any(fnmatch(name, row) for row in rows)] == []
    assert [row for row in rows if not any(fnmatch(name, row) for name in names)] == []
    assert all(len(licence) > 2 for licence in rows.values())


def test_the_readme_names_every_distribution_that_the_program_asks_for(repository: Path) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8").lower()
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [Requirement(line).name for line in project["project"]["dependencies"]]
    short = {"opencv-python-headless": "opencv"}
    assert [name for name in asked if short.get(name, name.lower()) not in readme] == []


def test_what_lies_inside_is_locked_and_its_texts_are_here(repository: Path) -> None:
    names = locked(repository)
    for part in INSIDE:
        assert canonicalize_name(part.wheel) in names
        assert part.source
        for text in part.texts:
            assert (TEXTS / text).stat().st_size > 5000


def test_standard_texts_follow_what_a_wheel_says() -> None:
    qt = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
    assert standard_texts(qt) == ("LGPL-3.0.txt", "GPL-3.0.txt")
    assert standard_texts("Apache Software License") == ("Apache-2.0.txt",)
    assert standard_texts("MIT") == ()  # it has a line of its own: whose it is
