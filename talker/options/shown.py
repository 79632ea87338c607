"""How a form shows what files and command lines write bare: numbers, and words for a model."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic.fields import FieldInfo


@dataclass(frozen=True)
class Shown:
    """Marks the declaration of a number: its `unit`, and the word for its lowest value.

    `lowest` is for a lowest value that is no amount, such as "Any" for an age of 0. `grades` are
    words for ranges of values, each with the value that its range begins with, from the lowest on.
    """

    unit: str = ""
    lowest: str = ""
    grades: tuple[tuple[float, str], ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All words, to be translated."""
        return tuple(filter(None, (self.unit, self.lowest, *(word for _, word in self.grades))))

    def grade(self, value: float) -> str:
        """The word for a value; empty where there are none."""
        return next((word for begin, word in reversed(self.grades) if value >= begin), "")


_BARE = Shown()

DEGREES = Shown("°")
DECIBELS = Shown("dB")
PERCENT = Shown("%")
PIXELS = Shown("pixels")
SECONDS = Shown("s")
STRENGTH = Shown(grades=((0, "off"), (0.05, "weak"), (0.75, "natural"), (1.25, "strong")))


def shown_as(info: FieldInfo) -> Shown:
    """How an option is shown."""
    return next((mark for mark in info.metadata if isinstance(mark, Shown)), _BARE)


class PromptWords:
    """Marks the declaration of a text that is words for the model, in English or in Chinese."""


def holds_prompt(info: FieldInfo) -> bool:
    """Whether the value of an option is words for the model."""
    return any(isinstance(mark, PromptWords) for mark in info.metadata)
