"""Builds an ffmpeg filter graph, chain by chain."""

from __future__ import annotations

from pathlib import Path

from talker.media.ffmpeg_inputs import media_input, still_input, subtitle_input


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

    def input(self, path: Path, *options: str) -> int:
        """Adds a recording or video, with its own `options`; its index."""
        return self._add_input(media_input(path, *options))

    def still(self, path: Path, *options: str) -> int:
        """Adds a picture that we have written; its index."""
        return self._add_input(still_input(path, *options))

    def subtitles(self, path: Path) -> int:
        """Adds a subtitle file that we have written; its index."""
        return self._add_input(subtitle_input(path))

    def _add_input(self, words: list[str]) -> int:
        self.inputs += words
        self._count += 1
        return self._count - 1

    def chain(self, source: str, filters: str, name: str) -> str:
        """Adds one chain from `source` to `name`, which is returned."""
        self._chains.append(f"[{source}]{filters}[{name}]")
        return name

    def add(self, chain: str) -> None:
        """Adds a chain of several sources or results."""
        self._chains.append(chain)
