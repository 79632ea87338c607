"""The one way to a terminal: whatever is printed steers nothing, and a line stays a line.

Words from outside (names of files, producers, signers, messages of other programs) need no care
of whoever prints them. ruff forbids the other ways (`banned-api` in pyproject.toml).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from typing import IO, Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.markup import escape
from rich.segment import Segment
from rich.text import Text
from typing_extensions import override

from app.console.streams import PlainStream, plain, printable

_WIDE = 4000  # columns of a file or a pipe: whoever reads it finds whole names


def write_line(line: str) -> None:
    """One line to standard output; line breaks inside are shown as U+FFFD."""
    sys.stdout.write(printable(line) + "\n")
    sys.stdout.flush()


def write_error_line(line: str) -> None:
    """The same to standard error."""
    sys.stderr.write(printable(line) + "\n")
    sys.stderr.flush()


def write_json(kind: str, /, **facts: Any) -> None:
    """An object of the type `kind`, for programs: as it is, in one line; paths as text."""
    line = json.dumps({"type": kind, **facts}, ensure_ascii=False, default=str)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Terminal(Console):
    """Rich's console for tables, bars and colours. A string is one line of markup."""

    def __init__(self, **given: Any) -> None:
        super().__init__(highlight=False, emoji=False, **given)
        if not self.is_terminal and "width" not in given and "COLUMNS" not in os.environ:
            self.width = _WIDE

    @property
    @override
    def file(self) -> IO[str]:
        """Without the guard of the process's streams: rich's own colours and bars steer."""
        file = super().file
        return file.stream if isinstance(file, PlainStream) else file

    @file.setter
    def file(self, new: IO[str]) -> None:
        self._file = new

    def write_line(self, text: str) -> None:
        """A line of plain text, however long."""
        self.print(escape(text), soft_wrap=True)

    @override
    def render_str(self, text: str, **given: Any) -> Text:
        return super().render_str(printable(text), **given)

    @override
    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            if segment.control:
                yield segment
            else:
                yield Segment(plain(segment.text), segment.style)
