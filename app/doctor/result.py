"""The result of one check of the machine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a check ended; only `fail` keeps videos from being made."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Sentence:
    """A sentence whose places `{}` take `values`, so that it can be told in other languages."""

    text: str
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text.format(*self.values)


def say(text: str, *values: object) -> Sentence:
    """A sentence; app.gui.texts.translate finds it by the name of this function."""
    return Sentence(text, tuple(str(value) for value in values))


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; `advice` says what to do and is empty when all is well."""

    name: str
    verdict: Verdict
    finding: Sentence
    advice: Sentence = Sentence("")

    @property
    def sentence(self) -> str:
        """What was found, in English."""
        return str(self.finding)

    @property
    def hint(self) -> str:
        """What to do about it, in English; empty when all is well."""
        return str(self.advice)
