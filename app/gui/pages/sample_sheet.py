"""A small sheet to fill in: every batch begins with one that works."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from talker.files import discard, part_name, publish, write_error

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
    part = part_name(path)
    try:
        part.write_bytes(("\ufeff" + text.getvalue()).encode())
        publish(part, path)
    except OSError as error:
        raise write_error(error, path) from error
    finally:
        discard(part)
