"""The folder that a deliverable of pictures is: what it holds, and how it is told from others."""

from __future__ import annotations

import re
from pathlib import Path

from talker.provenance.embed import has_png_tag
from talker.provenance.record import KEY

_FRAME_NAME = re.compile(r"[0-9]{6,}\.png")


def is_picture_folder(folder: Path) -> bool:
    """Whether there is nothing in a folder but numbered pictures of this program: each of them says
    so itself, because other programs number theirs in the same way."""
    found = False
    for path in folder.iterdir():
        found = True
        if not _FRAME_NAME.fullmatch(path.name) or path.is_symlink() or not path.is_file():
            return False
        if not has_png_tag(path, KEY):
            return False
    return found
