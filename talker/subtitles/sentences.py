"""A script in pieces that can be read at once: sentences, long ones at their commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_TEXT = 84
"""Latin letters, as `speaking_weight` counts, that can be read at once."""
_LONGEST_PIECE = 200  # characters, whatever they weigh: signs alone weigh nothing
_WIDE = 2.4  # a Chinese character takes about as long as so many Latin letters
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# Between the digits of 1,000 and 10:30 nothing follows a comma or colon.
_CLAUSE = re.compile(r"(?<=[,;:])(?=\s)|(?<=[，；：、])")
_WORD = re.compile(r"\s*\S+")
_LINE = re.compile(r"\n+")
_STRETCH = 1_000  # characters that are looked through for sentences at once
_CLOSING = frozenset("\"'”’」』》〉）)】] ")
# Where Chinese follows, the library takes these for ends, and 。 before a digit for none.
_TITLE = re.compile(r"(?:^|[^A-Za-z])(?:Dr|Mrs?|Ms|Prof|St|Sr|Jr|No)\.\s*$")
_MISSED_END = re.compile(r"(?<=[。！？])(?=[0-9])")
_NO_BLANKS = frozenset({"zh", "ja", "th"})


def split_script(script: str, language: str = "") -> list[str]:
    """The script in pieces that can be read at once; `language` is a tag, or empty.

    Numbers, addresses and abbreviations stay whole, closing quotes stay with their sentence.
    """
    return [piece for sentence in sentences(script, language) for piece in _pieces(sentence)]


def speaking_weight(text: str) -> float:
    """How long a text takes to say, in Latin letters."""
    return _weight(text) or 1.0


def sentences(script: str, language: str = "") -> Iterator[str]:
    """The sentences of a text, each with the blanks behind it; every line ends one."""
    for line in _LINE.split(script):
        waiting = ""
        for sentence in _segments(line, language):
            if waiting and (set(sentence) <= _CLOSING or _TITLE.search(waiting)):
                waiting += sentence
                continue
            if waiting:
                yield waiting
            waiting = sentence
        if waiting:
            yield waiting


def _segments(line: str, language: str) -> Iterator[str]:
    """What the library takes for sentences; it gets a stretch at a time, since it needs more time
    for each letter the longer a text is.
    """
    from sentencex import segment

    code = language.partition("-")[0]
    # It knows the full stops of all scripts in every language, but Dr. and e.g. by language.
    code = "en" if code in _NO_BLANKS else code or "en"
    rest = line
    while rest:
        stretch, beyond = rest[:_STRETCH], rest[_STRETCH:]
        found = segment(code, stretch)
        whole = found[:-1] if beyond and len(found) > 1 else found
        for sentence in whole:
            yield from _MISSED_END.split(sentence)
        rest = "".join(found[len(whole) :]) + beyond


def _pieces(sentence: str) -> Iterator[str]:
    waiting, weight = "", 0.0
    for part in (part for clause in _CLAUSE.split(sentence) for part in _words(clause)):
        more = _weight(part)
        if waiting and (len(waiting + part) > _LONGEST_PIECE or weight + more > LONGEST_TEXT):
            yield waiting.strip()
            waiting, weight = "", 0.0
        waiting, weight = waiting + part if waiting else part.lstrip(), weight + more
    if waiting:
        yield waiting.strip()


def _too_long(text: str) -> bool:
    return len(text) > _LONGEST_PIECE or _weight(text) > LONGEST_TEXT


def _weight(text: str) -> float:
    return sum(_WIDE if _CJK.match(letter) else letter.isalnum() * 1.0 for letter in text)


def _words(clause: str) -> list[str]:
    """Pieces of a clause that is too long in itself."""
    if not _too_long(clause):
        return [clause]
    words = _WORD.findall(clause)
    step = int(LONGEST_TEXT / _WIDE)
    # A word without an end, or a script that puts no blanks between its words.
    cut = [len(words) == 1 or len(word) > _LONGEST_PIECE for word in words]
    return [
        word[start : start + step] if apart else word
        for word, apart in zip(words, cut, strict=True)
        for start in range(0, len(word), step if apart else len(word))
    ]
