"""What choices of options are called in the language of the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from PySide6.QtCore import QCoreApplication

from app.gui.texts.markers import QT_TRANSLATE_NOOP
from talker.options.choice import Choice
from talker.options.engines import AUTO, EngineFacts, engine_facts
from talker.options.render import declared_fields

CHOICES = "Choices"

_SHIPPED_PRESETS = {
    "draft": QT_TRANSLATE_NOOP("Choices", "Draft"),
    "standard": QT_TRANSLATE_NOOP("Choices", "Standard"),
    "best": QT_TRANSLATE_NOOP("Choices", "Best"),
    "portrait-9x16": QT_TRANSLATE_NOOP("Choices", "Portrait 9:16"),
}
_BEST = QT_TRANSLATE_NOOP("Choices", "Best available")


def choice_title(value: Choice) -> str:
    """What one of several values is called."""
    if not value.is_translated:
        return str(value.caption)
    return QCoreApplication.translate(CHOICES, value.caption)


def choices_of(declared: type[BaseModel]) -> Iterator[type[Choice]]:
    """The enumerations of a declaration's options."""
    for info in declared_fields(declared).values():
        kind: Any = info.annotation
        if isinstance(kind, type) and issubclass(kind, Choice):
            yield kind


def preset_title(name: str) -> str:
    """What a preset is called; the user's own by the names that they were given."""
    known = _SHIPPED_PRESETS.get(name)
    return QCoreApplication.translate(CHOICES, known) if known else name


def engine_title(engine: str) -> str:
    """What an engine is called; its name where it is not installed."""
    if engine == AUTO:
        return QCoreApplication.translate(CHOICES, _BEST)
    facts = engine_facts(engine)
    return QCoreApplication.translate(CHOICES, facts.title) if facts else engine.capitalize()


def engine_adjective(facts: EngineFacts) -> str:
    """What stands before the word engine in a sentence."""
    return QCoreApplication.translate(CHOICES, facts.adjective or facts.title)
