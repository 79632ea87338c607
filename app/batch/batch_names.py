"""What a batch is called: in the queue the same each time, to people without its mark."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from app.file_names import safe_name

_DIGITS = 6
_MARK = re.compile(f"-[0-9a-f]{{{_DIGITS}}}$")


def batch_name(source: Path, folder: Path) -> str:
    """The name of the batch of this source and these videos, the same each time."""
    facts = f"{source.resolve()}\n{folder.resolve()}"
    mark = hashlib.sha256(facts.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]
    return f"{safe_name(source.resolve().stem)}-{mark}"


def batch_title(name: str) -> str:
    """What people call a batch: the name of its folder or sheet."""
    return _MARK.sub("", name) or name
