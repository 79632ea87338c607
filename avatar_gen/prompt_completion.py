"""Completes the word of a prompt that is being typed, in Chinese or in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from avatar_gen.glossary import Term, portrait_glossary
from avatar_gen.prompt_translation import has_chinese

_LAST = re.compile("[^,()\\[\\]|:<>\n\\\\，、；。（）：｜]*$")
_LONGEST = 40  # letters of a tag that are looked at
_MOST = 12  # words that are offered
_SHORTEST = 2  # letters from which words are offered that hold them further on, or in English


@dataclass(frozen=True)
class Completion:
    """`text` takes the place of `typed`, the end of what was typed; `term` is its translation."""

    typed: str
    text: str
    term: Term | None = None


def completions(
    before: str, favourites: Sequence[str] = (), *, traditional: bool = False
) -> tuple[Completion, ...]:
    """How the text before the cursor may go on, favourites first, then the shortest ones.

    The longest end of the tag counts that is the beginning of anything. What is written alike in
    both scripts so far goes on in the one that is wanted.
    """
    find = portrait_glossary().find
    for typed in _ends(before):
        found: dict[str, Completion] = {}
        for word in _words(typed, favourites):
            one = Completion(typed, word, find(word))
            if word.casefold() != typed.casefold() and not _in_other_script(one, traditional):
                found[word] = one
            if len(found) == _MOST:
                break
        if found:
            return tuple(found.values())
        if find(typed) is not None:
            break
    return ()


def _in_other_script(one: Completion, traditional: bool) -> bool:
    if one.term is None or not has_chinese(one.text):
        return False
    wanted = one.term.traditional if traditional else one.term.simplified
    return one.text not in wanted and any(one.typed in word for word in wanted)


def last_tag(before: str) -> str:
    """The tag that the cursor stands in, up to the cursor."""
    match = _LAST.search(before)
    return "" if match is None else match[0].lstrip()


def _ends(before: str) -> Iterator[str]:
    """The ends of the last tag at which a word may begin, the longest first."""
    tag = last_tag(before)[-_LONGEST:]
    for at in range(len(tag)):
        end = tag[at:]
        inside = at > 0 and tag[at - 1].isascii() and tag[at - 1].isalnum() and end[0].isascii()
        if end[0].isspace() or inside:
            continue
        if len(end) >= _SHORTEST or has_chinese(end):
            yield end


def _words(typed: str, favourites: Sequence[str]) -> Iterator[str]:
    glossary = portrait_glossary()
    folded = typed.casefold()
    liked = (word for word in favourites if word.casefold().startswith(folded))
    begun = sorted(glossary.beginning(typed), key=glossary.rank)
    held = sorted(glossary.holding(typed), key=glossary.rank) if len(typed) >= _SHORTEST else ()
    return chain(liked, begun, held)
