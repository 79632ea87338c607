"""Chinese signs to syllables: words, which sound a sign has in them, and how its tone changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from speech_gen.phonemes.polyphones import choose_sounds

_BY_TONE = "一不"  # their tone hangs on what follows, which rules know
# What a sign of a number stands beside; there 一 is counted and keeps its tone.
_NUMERALS = frozenset("零一二三四五六七八九〇十百千万亿点幺")
_DIGITS = frozenset("零一二三四五六七八九〇点幺")
# Behind 一 these number something: 一月, 一号, 一楼, 一等奖, 一级, 一流, 一线, 一期.
_NUMBERED = frozenset("月日号楼等级流线期")
# Words whose 一 at their end belongs to what follows: 这一天, not 统一行动.
_POINTING = frozenset({"这一", "那一", "每一", "某一", "另一", "哪一", "任一", "同一"})
# 得 that stands alone: what is got, and what must be done; behind verbs it has no tone. The network
# was taught too little of it.
_GOT = _NUMERALS | frozenset("了过到分奖第满出")
_WHO_MUST = frozenset("我你他她它您们谁咱都也就还总只必又才便，。！？；：、")


@dataclass(frozen=True)
class PinyinWord:
    """A word, and pinyin for each of its signs, the tone as a digit, 5 for none."""

    text: str
    syllables: tuple[str, ...]


def read_signs(text: str, start: int, stop: int) -> list[PinyinWord]:
    """The words of the Chinese signs from `start` to `stop`; the others tell what they mean."""
    words = list(_words(text, start, stop))
    chosen = choose_sounds(text, list(_doubtful(words)))
    chosen |= {at: _de(text, at) for at, word in words if word == "得"}
    syllables = [
        [
            usual if usual[-1] == "5" and len(word) > 1 else chosen.get(place, usual)
            for place, usual in enumerate(_usual(word), at)
        ]
        for at, word in words
    ]
    changed = iter(_changed([word for _, word in words], syllables))
    return [PinyinWord(word, tuple(next(changed) for _ in word)) for _, word in words]


def _words(text: str, start: int, stop: int) -> Iterator[tuple[int, str]]:
    import rjieba

    at = start
    for word in rjieba.cut(text[start:stop]):
        yield at, word
        at += len(word)


@cache
def _usual(word: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True))


def _doubtful(words: Sequence[tuple[int, str]]) -> Iterator[int]:
    """Places of signs whose sound no dictionary of words says."""
    from pypinyin.seg.mmseg import seg

    for at, word in words:
        for part in seg.cut(word):  # 银行行长: 银行, 行长
            if len(part) == 1 and part not in _BY_TONE:
                yield at
            at += len(part)


def _de(text: str, at: int) -> str:
    """How 得 sounds as a word of its own."""
    before, after = text[:at][-1:], text[at + 1 : at + 2]
    if after in _GOT:
        return "de2"
    return "dei3" if before in _WHO_MUST or not before else "de5"


def _changed(words: Sequence[str], syllables: Sequence[Sequence[str]]) -> list[str]:
    """The syllables of a clause as they are said one behind the other."""
    signs = "".join(words)
    said = [one for word in syllables for one in word]
    ends = {len("".join(words[: count + 1])) - 1: word for count, word in enumerate(words)}
    for place, sign in enumerate(signs[:-1]):
        if sign == "不" or (sign == "一" and not _counts(signs, place, ends.get(place, ""))):
            between = place > 0 and signs[place - 1] == signs[place + 1]  # 想一想, 好不好
            tone = 5 if between else 2 if said[place + 1][-1] in "45" else 4
            said[place] = f"{said[place][:-1]}{tone}"
    return said


def _counts(signs: str, place: int, ended: str) -> bool:
    """Whether the 一 at a place is a number, or the end of a word of its own."""
    before, after = signs[place - 1 : place] or "-", signs[place + 1]
    if before in _NUMERALS or before in "第初比" or after in _DIGITS or after in _NUMBERED:
        return True
    return len(ended) > 1 and ended not in _POINTING
