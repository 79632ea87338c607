"""Reads the usual weight syntax of prompts: (word:1.2), ((word)), [word], BREAK, and \\( for (."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_STEP = 1.1
_TOKEN = re.compile(
    r"\\.|\(|\[|:\s*([+-]?\d+(?:\.\d*)?|[+-]?\.\d+)\s*\)|\)|\]|\bBREAK\b|[^\\()\[\]:B]+|[:B\\]"
)
BREAK = "BREAK"


@dataclass(frozen=True)
class Piece:
    """Words that share a weight; a piece of the text BREAK alone begins a new part."""

    text: str
    weight: float = 1.0

    @property
    def breaks(self) -> bool:
        """Whether what follows begins a new part of the prompt."""
        return self.text == BREAK


def parse(prompt: str) -> tuple[Piece, ...]:
    """The pieces of a prompt; brackets that are not closed count to its end.

    Round brackets multiply the weight by 1.1 or by the number given, square ones divide it by 1.1.
    """
    texts: list[str] = []
    weights: list[float] = []
    opened: list[tuple[str, int]] = []

    def close(kind: str, factor: float) -> bool:
        if not opened or opened[-1][0] != kind:
            return False
        _, first = opened.pop()
        for index in range(first, len(weights)):
            weights[index] *= factor
        return True

    for match in _TOKEN.finditer(prompt):
        token = match[0]
        if token in "([":
            opened.append((token, len(texts)))
            continue
        if match[1] is not None and close("(", float(match[1])):
            continue
        if token == ")" and close("(", _STEP):
            continue
        if token == "]" and close("[", 1 / _STEP):
            continue
        texts.append(token[1:] if len(token) == 2 and token[0] == "\\" else token)
        weights.append(1.0)
    while opened:
        kind, _ = opened[-1]
        close(kind, _STEP if kind == "(" else 1 / _STEP)
    return _joined(texts, weights)


def _joined(texts: list[str], weights: list[float]) -> tuple[Piece, ...]:
    """Neighbours of the same weight become one piece."""
    pieces: list[Piece] = []
    for text, weight in zip(texts, weights, strict=True):
        last = pieces[-1] if pieces else None
        alone = text == BREAK or (last is not None and last.breaks)
        if last is not None and not alone and math.isclose(last.weight, weight, rel_tol=1e-9):
            pieces[-1] = Piece(last.text + text, last.weight)
        else:
            pieces.append(Piece(text, weight))
    return tuple(pieces)
