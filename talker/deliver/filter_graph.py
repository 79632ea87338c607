"""Builds an ffmpeg filter graph, chain by chain."""

from __future__ import annotations

from pathlib import Path

from talker.media import arguments


class Graph:
    """Inputs and chains of one run of ffmpeg. `master` is the number of the finished render."""

    def __init__(self, master: Path) -> None:
        self.inputs: list[str] = []
        self._count = 0
        self._chains: list[str] = []
        self.master = self.input(master)

    @property
    def text(self) -> str:
        """The chains as ffmpeg reads them."""
        return ";".join(self._chains)

    def input(self, path: Path, *before: str) -> int:
        """Adds an input file, with its options `before`; its index."""
        self.inputs += [*before, "-i", arguments.location(path)]
        self._count += 1
        return self._count - 1

    def chain(self, source: str, filters: str, name: str) -> str:
        """Adds one chain from `source` to `name`, which is returned."""
        self._chains.append(f"[{source}]{filters}[{name}]")
        return name

    def add(self, chain: str) -> None:
        """Adds a chain of several sources or results."""
        self._chains.append(chain)
