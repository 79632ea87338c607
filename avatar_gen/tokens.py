"""Words become token ids, and parts of 75 of them; embeddings stand in as vectors.

Texts are read as OpenCLIP's tokenizer does: wide letters are narrowed, quotes made straight, marks
of HTML resolved. A tokenizer that fills with "!" does not take a "!" of the prompt for filling.
"""

from __future__ import annotations

import html
import json
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tokenizers import Tokenizer
from torch import Tensor

from avatar_gen.embeddings import Embedding
from avatar_gen.weights import Piece
from talker.errors import ErrorCode, UsageError

ROOM = 75  # tokens of a part
MOST_PARTS = 16
# A tag is not cut where a part is full: what follows the last comma moves on, up to so many.
_TAG_TOKENS = 20
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_STRAIGHT = {0x2018: "'", 0x2019: "'", 0x201A: "'", 0x201C: '"', 0x201D: '"', 0x201E: '"'}
_LATIN = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}

_readers: weakref.WeakKeyDictionary[Any, Tokenizer] = weakref.WeakKeyDictionary()


@dataclass(frozen=True)
class Token:
    """A token of a part; `vector` [C] takes the place of what the table has for `number`."""

    number: int
    weight: float = 1.0
    vector: Tensor | None = None


Part = tuple[Token, ...]


class Words:
    """Cuts texts for one text encoder, which knows the `which`-th vectors of the embeddings."""

    def __init__(self, tokenizer: Any, which: int, embeddings: Sequence[Embedding] = ()) -> None:
        self._reader = _reader(tokenizer)
        known = [
            (tuple(self.ids(word)), one.vectors[which]) for one in embeddings for word in one.words
        ]
        # Of those that begin alike the longest counts.
        self._known = sorted((one for one in known if one[0]), key=lambda one: -len(one[0]))
        self._comma = self.ids(",")

    def ids(self, text: str) -> list[int]:
        """The token ids of a text."""
        found: list[int] = self._reader.encode(as_read(text), add_special_tokens=False).ids
        return found

    def parts(self, pieces: Sequence[Piece]) -> list[Part]:
        """Cut at BREAK and wherever a part is full; UsageError PROMPT_TOO_LONG beyond 16."""
        parts: list[list[Token]] = [[]]
        for piece in pieces:
            if piece.breaks:
                parts.append([])
                continue
            for tokens in self._units(piece):
                if len(parts[-1]) + len(tokens) > ROOM:
                    parts.append(self._moved(parts[-1]))
                parts[-1] += tokens
        if len(parts) > MOST_PARTS:
            raise UsageError(
                ErrorCode.PROMPT_TOO_LONG,
                f"The prompt has more than {MOST_PARTS * ROOM} tokens.",
                f"Shorten it; about {MOST_PARTS * 50} words fit.",
            )
        return [tuple(part) for part in parts]

    def _units(self, piece: Piece) -> list[list[Token]]:
        """Single tokens, and the vectors of an embedding together."""
        ids = self.ids(piece.text)
        units: list[list[Token]] = []
        at = 0
        while at < len(ids):
            for word, vectors in self._known:
                if tuple(ids[at : at + len(word)]) == word:
                    units.append([Token(0, piece.weight, vector) for vector in vectors])
                    at += len(word)
                    break
            else:
                units.append([Token(ids[at], piece.weight)])
                at += 1
        return units

    def _moved(self, part: list[Token]) -> list[Token]:
        """Takes from a full part what follows its last comma, if that is near its end."""
        for back in range(1, min(_TAG_TOKENS, len(part) - 1) + 1):
            token = part[-back]
            if token.vector is None and [token.number] == self._comma:
                moved = part[len(part) - back + 1 :]
                del part[len(part) - back + 1 :]
                return moved
        return []


def as_read(text: str) -> str:
    """A text in the letters that the vocabulary was made of."""
    plain = text.translate(_NARROW).translate(_STRAIGHT).translate(_LATIN)
    return html.unescape(html.unescape(plain))


def _reader(tokenizer: Any) -> Tokenizer:
    """The tokenizer itself, without the word that it fills with; kept as long as the tokenizer."""
    if tokenizer not in _readers:
        facts = json.loads(tokenizer.backend_tokenizer.to_str())
        facts["added_tokens"] = [
            one for one in facts["added_tokens"] if one["content"].startswith("<|")
        ]
        facts["truncation"] = facts["padding"] = None
        _readers[tokenizer] = Tokenizer.from_str(json.dumps(facts))
    return _readers[tokenizer]
