"""A small sheet to fill in: every batch begins with one that works."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from talker.files import atomic_write

_ROWS = (
    ("portrait", "speech", "name", "preset"),
    ("anna.png", "welcome.wav", "01 welcome", "standard"),
    ("anna.png", "chapter one.mp3", "02 chapter one", ""),
    ("ben.jpg", "goodbye.m4a", "", "best"),
)


def write_sample(path: Path) -> None:
    """Writes it as CSV with the mark by which Excel knows UTF-8; InputError where it cannot."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(_ROWS)
    with atomic_write(path) as part:
        part.write_bytes(("\ufeff" + text.getvalue()).encode())
