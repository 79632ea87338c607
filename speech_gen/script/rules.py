"""Rules of a language: what matches a pattern is said as its function says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import regex

Said = Callable[["regex.Match[str]"], str]


@dataclass(frozen=True)
class Rule:
    """`pattern` has no groups that are numbered; `said` gets a match of it alone."""

    name: str
    pattern: str
    said: Said


class Rules:
    """Rules in their order: at each place the first one that matches counts."""

    def __init__(self, rules: Sequence[Rule], flags: int = 0) -> None:
        # A group of a rule is called after it, so that all stand in one pattern.
        self._rules = {rule.name: rule for rule in rules}
        whole = "|".join(f"(?P<{rule.name}>{_unnamed(rule.pattern)})" for rule in rules)
        self._any = regex.compile(whole, flags)
        self._alone = {rule.name: regex.compile(rule.pattern, flags) for rule in rules}

    def apply(self, text: str, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
        """Where something else is said than is written: (start, stop, what), in order."""
        for found in self._any.finditer(text, start, stop):
            name = found.lastgroup
            assert name is not None
            alone = self._alone[name].fullmatch(text, found.start(), found.end())
            if alone is None:  # it looked at what follows
                alone = self._alone[name].match(text, found.start())
            assert alone is not None, name
            yield *found.span(), spaced(text, found.span(), self._rules[name].said(alone))


_GROUP = regex.compile(r"\(\?P<[a-z_]+>")
_LETTER = regex.compile(r"[\p{Latin}\p{N}]")


def _unnamed(pattern: str) -> str:
    return _GROUP.sub("(?:", pattern)


def spaced(text: str, span: tuple[int, int], said: str) -> str:
    """What is said, with one blank where letters of words would touch: 15kg, GPT4.

    The full stop of an abbreviation at the end is that of the sentence, too.
    """
    before, after = text[: span[0]][-1:], text[span[1] : span[1] + 1]
    if before.isspace() or not before:
        said = said.lstrip()
    if after.isspace() or not after:
        said = said.rstrip()
    if not said:
        return said
    left = " " if _LETTER.match(before) and _LETTER.match(said[0]) else ""
    right = " " if _LETTER.match(after) and _LETTER.match(said[-1]) else ""
    ends = text[span[1] - 1] == "." and not text[span[1] :].strip("\"'”’)")
    return f"{left}{said}{'.' if ends else ''}{right}"


def always(said: str) -> Said:
    """The function of a rule that says the same each time."""

    def say(found: regex.Match[str]) -> str:
        del found
        return said

    return say


def joined(words: Sequence[str]) -> str:
    """Words with one blank between; empty ones are left out."""
    return " ".join(word for word in words if word)
