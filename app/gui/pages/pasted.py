"""Keeps a picture from the clipboard as a file: a job needs one that stays."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtGui import QImage

from talker.errors import ErrorCode, InputError
from talker.files import atomic_write


def save_pasted(image: QImage, home: Path) -> Path:
    """Writes the picture as PNG among the user's pasted ones; returns where."""
    folder = home / "pasted"
    target = folder / time.strftime("Pasted %Y-%m-%d %H.%M.%S.png")
    with atomic_write(target, ".png", parents=True) as part:
        if not image.save(str(part)):
            raise InputError(
                ErrorCode.IMAGE_UNREADABLE,
                "The picture on the clipboard cannot be used.",
                "Save it as a file in the other program and drop that here.",
            )
    return target
