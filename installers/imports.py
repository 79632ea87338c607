"""Finds what our own code imports and a payload lacks."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

_OURS = ("talker", "app", "avatar_gen", "speech_gen")


def unresolved_imports(packages: Path) -> list[str]:
    """`module, by file` for each import of our packages that finds nothing in `packages`.

    An import inside `try` is one that the code can do without.
    """
    there = {path.name.split(".")[0] for path in packages.iterdir()} | sys.stdlib_module_names
    return [
        f"{name}, by {path.relative_to(packages).as_posix()}"
        for package in _OURS
        for path in sorted((packages / package).rglob("*.py"))
        for name in sorted(set(_imported(ast.parse(path.read_bytes()))))
        if name not in there
    ]


def _imported(node: ast.AST) -> Iterator[str]:
    """The first parts of the names that are imported somewhere below `node`."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Try):
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name.split(".")[0] for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.level == 0 and child.module:
            yield child.module.split(".")[0]
        yield from _imported(child)
