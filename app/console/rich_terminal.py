"""A terminal with tables, bars and colours."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import IO, Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.markup import escape
from rich.segment import Segment
from rich.text import Text
from typing_extensions import override

from app.console.streams import PlainStream, plain, printable

_WIDE = 4000  # columns of a file or a pipe: whoever reads it finds whole names


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

    def write_marked(self, colour: str, word: str, text: str, *, whole: bool = False) -> None:
        """A line of plain text after a word in colour; `whole`: however long."""
        self.print(f"[{colour}]{word}[/] {escape(text)}", soft_wrap=whole)

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
