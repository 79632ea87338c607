"""Sentences as they are written and as they are said, to test rules and to measure voices with."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Sample:
    """A sentence as a script writes it, and the words that are said."""

    written: str
    said: str


def samples(language: str) -> tuple[Sample, ...]:
    """At least 60 sentences of one of LANGUAGES: names, numbers, dates, money, mixed ones."""
    lines = (files(__name__) / f"{language}.tsv").read_text("utf-8").splitlines()
    return tuple(Sample(*line.split("\t")) for line in lines)


def plain_sentences(language: str) -> list[str]:
    """A dozen sentences of one of LANGUAGES in which each word is written in one way only."""
    return (files(__name__) / f"plain_{language}.txt").read_text("utf-8").splitlines()
