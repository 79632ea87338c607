"""Whisper's tokens: its languages, its prompts, and how tokens become words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

_BROKEN = "\ufffd"  # of a letter whose other bytes are in the next token
_UNSPACED = frozenset({"zh", "yue", "ja", "th", "lo", "my"})  # written without blanks
_OPENING = frozenset("\"'“‘¿¡([{（「『《〈【-")
_CLOSING = frozenset("\"'”’.,!?:;…)]}%，。！？：；、）」』》〉】")
# After such a sentence it writes full stops, and the characters of the script that is meant.
_PROMPTS = {
    "zh": "以下是普通话的句子。",
    "zh-Hant": "以下是普通話的句子。",
    "yue": "以下係廣東話嘅句子。",
}
_TRADITIONAL = frozenset({"zh-Hant", "zh-TW", "zh-HK", "zh-MO"})


@dataclass(frozen=True)
class WordTokens:
    """A word with the marks that belong to it, made of `count` tokens."""

    text: str
    count: int


class Vocabulary:
    """The tokens of one model, by its `tokenizer.json`."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._end = self._special("<|endoftext|>")

    def knows(self, language: str) -> bool:
        """Whether a language (two or three letters) is one of the model's."""
        return self._tokenizer.token_to_id(f"<|{language}|>") is not None

    def start(self, language: str) -> list[int]:
        """The tokens before a text in a language."""
        names = ("<|startoftranscript|>", f"<|{language}|>", "<|transcribe|>")
        return [self._special(name) for name in names]

    def prompt(self, tag: str) -> list[int]:
        """What the network goes on from, for a text without times; `tag` may name a script too."""
        code = tag.partition("-")[0]
        said = _PROMPTS["zh-Hant"] if tag in _TRADITIONAL else _PROMPTS.get(code, "")
        before = [self._special("<|startofprev|>"), *self._encode(said)] if said else []
        return [*before, *self.start(code), self._special("<|notimestamps|>")]

    def text_tokens(self, tokens: Iterable[int]) -> list[int]:
        """Those that are text."""
        return [token for token in tokens if token < self._end]

    def words(self, tokens: Sequence[int], language: str) -> list[WordTokens]:
        """The words that the tokens write, marks joined to their words; all tokens are in them."""
        parts = self._letters(tokens)
        if language.partition("-")[0] not in _UNSPACED:
            parts = _joined(parts)
        return _with_marks(list(parts))

    def _letters(self, tokens: Sequence[int]) -> Iterator[WordTokens]:
        """The smallest pieces that are whole letters."""
        waiting: list[int] = []
        for token in tokens:
            waiting.append(token)
            text = self._tokenizer.decode(waiting, skip_special_tokens=False)
            if _BROKEN not in text:
                yield WordTokens(text, len(waiting))
                waiting = []
        if waiting:
            yield WordTokens("", len(waiting))

    def _encode(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(f" {text}", add_special_tokens=False).ids
        return ids

    def _special(self, name: str) -> int:
        number: int | None = self._tokenizer.token_to_id(name)
        if number is None:
            raise ValueError(f"has no token {name}")
        return number


def _joined(parts: Iterator[WordTokens]) -> Iterator[WordTokens]:
    """Pieces up to the next blank, marks apart."""
    text, count = "", 0
    for part in parts:
        begins = part.text.startswith(" ") or (bool(part.text.strip()) and not _lettered(part.text))
        if count and (begins or (text.strip() and not _lettered(text))):
            yield WordTokens(text, count)
            text, count = "", 0
        text, count = text + part.text, count + part.count
    if count:
        yield WordTokens(text, count)


def _with_marks(parts: list[WordTokens]) -> list[WordTokens]:
    """Opening marks go to the word after them, all others to the one before."""
    found: list[WordTokens] = []
    opening = WordTokens("", 0)
    for part in parts:
        stripped = part.text.strip()
        if stripped and set(stripped) <= _OPENING and part.text.startswith(" "):
            opening = WordTokens(opening.text + part.text, opening.count + part.count)
            continue
        if found and not _lettered(stripped):
            found[-1] = WordTokens(found[-1].text + part.text, found[-1].count + part.count)
            continue
        found.append(WordTokens(opening.text + part.text, opening.count + part.count))
        opening = WordTokens("", 0)
    if opening.count and found:
        found[-1] = WordTokens(found[-1].text + opening.text, found[-1].count + opening.count)
    return found


def _lettered(text: str) -> bool:
    return not set(text.strip()) <= _CLOSING | _OPENING
