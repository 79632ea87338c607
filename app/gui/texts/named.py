"""What a sentence in English names: what has no language, such as files, options and models."""

from __future__ import annotations

import re

# Between quotes; a flag of the command line; a name with an ending; a row or a line by its number.
_NAMED = re.compile(
    r"'(?P<single>[^']{1,200})'|\"(?P<double>[^\"]{1,200})\"|(?P<flag>--[a-z][a-z-]+)"
    r"|(?P<file>[^\s:;,()'\"]+\.[A-Za-z][A-Za-z0-9]{1,4})\b|\b[Rr]ow (?P<row>\d+)"
    r"|\b(?P<title>(?:[A-Z][A-Za-z]*-?[A-Z0-9][\w.-]*)(?: \d[\w.]*)?)"
)
_MOST = 4


def named_in(message: str) -> tuple[str, ...]:
    """The first few names, each once, in their order."""
    found = []
    for match in _NAMED.finditer(message):
        name = match.group("row")
        found.append(f"#{name}" if name else next(filter(None, match.groups())))
    return tuple(dict.fromkeys(found))[:_MOST]
