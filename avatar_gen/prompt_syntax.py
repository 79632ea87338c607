"""What the field writes inside prompts besides weights: LoRAs by name, changes from step to step.

    <lora:name:0.8>, <lyco:name:0.8>    a file of the folder for add-ons, and its strength
    [a:b:10], [a:b:0.5]                 a for ten steps, or for half of them; then b
    [b:10], [a::10]                     nothing before, nothing after
    [a|b|c]                             one after the other, step by step
    a AND b :0.8                        two descriptions of the whole picture, with weights

Steps are counted from 0: `[a:b:10]` draws ten steps of a. Brackets may hold each other; a
backslash takes a bracket for itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TAG = re.compile(r"<\s*(lora|lyco|hypernet)\s*:\s*([^:<>]+?)\s*((?::[^<>]*)?)>", re.IGNORECASE)
_AND = re.compile(r"\bAND\b")
_WEIGHT = re.compile(r"^(.*?)\s*:\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*$", re.DOTALL)
_NUMBER = re.compile(r"\s*(\d+\.?\d*|\.\d+)\s*")


@dataclass(frozen=True)
class Tag:
    """A file that a prompt names: `kind` lora, lyco or hypernet; `scales` with their colons."""

    kind: str
    name: str
    scales: str


@dataclass(frozen=True)
class Described:
    """One description of the picture, and how much it counts beside others."""

    text: str
    weight: float = 1.0


def taken_tags(prompt: str) -> tuple[str, tuple[Tag, ...]]:
    """The prompt without tags, and the tags."""
    tags = tuple(Tag(m[1].lower(), m[2], m[3]) for m in _TAG.finditer(prompt))
    return (_TAG.sub("", prompt).strip() if tags else prompt), tags


def descriptions(prompt: str) -> tuple[Described, ...]:
    """The parts between AND; a number behind a colon at the end of a part is its weight."""
    parts = _AND.split(prompt)
    if len(parts) == 1:
        return (Described(prompt),)
    found = []
    for part in parts:
        weighted = _WEIGHT.match(part)
        text, weight = (weighted[1], float(weighted[2])) if weighted else (part, 1.0)
        found.append(Described(text.strip(), weight))
    return tuple(found)


def changes(prompt: str) -> bool:
    """Whether a prompt says something else at some steps."""
    return any(_choice(inner) is not None for inner in _groups(prompt))


def at_step(prompt: str, step: int, steps: int) -> str:
    """The prompt of one step, 0 <= step < steps."""
    made, at = [], 0
    while at < len(prompt):
        letter = prompt[at]
        if letter == "\\":
            made.append(prompt[at : at + 2])
            at += 2
            continue
        end = _end(prompt, at) if letter == "[" else None
        if end is None:
            made.append(letter)
            at += 1
            continue
        inner = prompt[at + 1 : end]
        choice = _choice(inner)
        if choice is None:
            made.append(f"[{at_step(inner, step, steps)}]")
        else:
            made.append(at_step(choice.text(step, steps), step, steps))
        at = end + 1
    return "".join(made)


@dataclass(frozen=True)
class _Choice:
    """`when` None: one text after the other; else the first until then, then the second."""

    texts: tuple[str, ...]
    when: str | None = None

    def text(self, step: int, steps: int) -> str:
        if self.when is None:
            return self.texts[step % len(self.texts)]
        number = float(self.when)
        limit = int(number * steps) if "." in self.when else int(number)
        return self.texts[0 if step < limit else 1]


def _choice(inner: str) -> _Choice | None:
    """What stands between square brackets, when it is more than a weight."""
    if len(parts := _split(inner, "|")) > 1:
        return _Choice(tuple(parts))
    parts = _split(inner, ":")
    if not 2 <= len(parts) <= 3 or not _NUMBER.fullmatch(parts[-1]):
        return None
    first, second = ("", parts[0]) if len(parts) == 2 else (parts[0], parts[1])
    return _Choice((first, second), parts[-1].strip())


def _split(text: str, mark: str) -> list[str]:
    """At the marks that stand in no bracket."""
    parts, depth, start, at = [], 0, 0, 0
    while at < len(text):
        letter = text[at]
        if letter == "\\":
            at += 2
            continue
        depth += (letter in "([") - (letter in ")]")
        if letter == mark and depth == 0:
            parts.append(text[start:at])
            start = at + 1
        at += 1
    return [*parts, text[start:]]


def _groups(text: str) -> list[str]:
    """What stands between square brackets, at any depth."""
    found, at = [], 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        end = _end(text, at) if text[at] == "[" else None
        if end is not None:
            found += [text[at + 1 : end], *_groups(text[at + 1 : end])]
            at = end
        at += 1
    return found


def _end(text: str, start: int) -> int | None:
    """Where the bracket that opens at `start` closes."""
    depth, at = 0, start
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        depth += (text[at] == "[") - (text[at] == "]")
        if depth == 0:
            return at
        at += 1
    return None
