"""Marks texts for translation that are translated where they are shown."""

from __future__ import annotations

from dataclasses import dataclass


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802
    """Marks a text for lupdate, which knows it by this name; Qt's own function has no types."""
    del context
    return text


@dataclass(frozen=True)
class FindingText:
    """`{name}` is the file; `detailed` where the original names what we cannot know here."""

    text: str
    hint: str = ""
    detailed: bool = False
