"""The one way to a terminal: whatever is printed steers nothing, and a line stays a line. Tables,
bars and colours are app.console.rich_terminal's, which takes longer to load.

Words from outside (names of files, producers, signers, messages of other programs) need no care
of whoever prints them. ruff forbids the other ways (`banned-api` in pyproject.toml).
"""

from __future__ import annotations

import json
import sys
from typing import Any

from app.console.streams import printable


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
