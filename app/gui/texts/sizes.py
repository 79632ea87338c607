"""Sizes of files in words, as the language of the window writes numbers."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def size_text(size: int) -> str:
    """`725066984` -> `725 MB`, by thousands as shops and the command line count."""
    form = QLocale.DataSizeFormat.DataSizeSIFormat
    places = 1 if size >= 1_000_000_000 else 0
    return str(QLocale().formattedDataSize(size, places, form))
