"""Measures and divides the text of subtitles as libass draws it: fonts, lines, directions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageFont

from talker.subtitles.fonts import Font, is_drawn

_UNITS = re.compile(
    "[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]|\\s+|[^\\s\u3000-\uffef]+"
)
_NEVER_FIRST = frozenset("，。、；：？！）」』”’》〉】…,.;:?!)]")
_NEVER_LAST = frozenset("（「『“‘《〈【([")
_ADDRESS_PART = re.compile(r"[^/?&=_-]*[/?&=_-]+|[^/?&=_-]+")
_BALANCE = 1.08  # of the mean length of the lines: the last one is not left alone
_REMEMBERED = 20_000  # letters, words
_MEASURED = 256  # pixels of an em: so large, hinting rounds nothing away
_LEFT_TO_RIGHT_MARK, _RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"


@dataclass(frozen=True)
class Run:
    """Letters that one font draws."""

    font: Font
    text: str


class Typesetter:
    """Sets text in lines of at most `room` pixels, with letters of a `size` as libass takes it."""

    def __init__(self, fonts: Sequence[Font], size: int, room: float) -> None:
        self._fonts = fonts
        self.size = size
        self._room = room
        self._drawn = lru_cache(maxsize=_REMEMBERED)(self._choose)
        self._width = lru_cache(maxsize=_REMEMBERED)(self._measure)

    @property
    def usual(self) -> Font:
        """The font of whatever it can draw."""
        return self._fonts[0]

    @property
    def highest(self) -> float:
        """Pixels of the highest line that there can be."""
        return max(map(self.size_of, self._fonts))

    def size_of(self, font: Font) -> float:
        """What libass must be given for letters as large as those of the usual font."""
        return self.size * self.usual.em / font.em

    def lines(self, text: str) -> list[str]:
        """The lines of a text, of about equal length in each paragraph."""
        return [line for part in text.split("\n") for line in self._paragraph(part)]

    def holds_words(self, text: str) -> bool:
        """Whether every word of a text has room in a line, and none is divided."""
        return all(
            self._width(word) <= self._room for word in _UNITS.findall(" ".join(text.split()))
        )

    def runs(self, line: str) -> Iterator[Run]:
        """The line in pieces of one font each; letters that no font has are left out."""
        font, waiting = self.usual, ""
        for cluster in _clusters(line):
            fitting, drawn = self._drawn(cluster)
            if fitting is not None and fitting is not font:
                if waiting:
                    yield Run(font, waiting)
                font, waiting = fitting, ""
            waiting += drawn
        if waiting:
            yield Run(font, waiting)

    def width(self, line: str) -> float:
        """Pixels that libass needs for it."""
        return sum(self._width(unit) for unit in _UNITS.findall(line))

    def _choose(self, cluster: str) -> tuple[Font | None, str]:
        """The first font that has all of a letter with its marks, else the first that has the
        letter, and what it draws of it; no font for what any may stand beside, such as blanks.
        """
        if not any(map(is_drawn, cluster)):
            return None, cluster
        for wanted in (cluster, cluster[0]):
            for font in self._fonts:
                if font.covers(wanted):
                    return font, "".join(sign for sign in cluster if font.covers(sign))
        return None, ""

    def _paragraph(self, text: str) -> list[str]:
        whole = " ".join(text.split())
        units = [piece for unit in _UNITS.findall(whole) for piece in self._fitting(unit)]
        total = sum(map(self._width, units))
        count = max(1, -int(-total // self._room))
        aim = min(self._room, total / count * _BALANCE)
        lines, length = [""], 0.0
        for unit in units:
            wider = length + self._width(unit)
            if lines[-1].strip() and unit[0] not in _NEVER_FIRST and wider > aim and unit.strip():
                kept = lines[-1].rstrip("".join(_NEVER_LAST)) or lines[-1]
                lines[-1], opening = kept, lines[-1][len(kept) :]
                lines.append(opening + unit)
                length = self.width(lines[-1])
            else:
                lines[-1] += unit
                length = wider
        leftward = _runs_to_the_left(whole)
        return [_marked(line.strip(), leftward) for line in lines if line.strip()]

    def _fitting(self, unit: str) -> Iterator[str]:
        """The unit, or where it is wider than a line its parts."""
        if self._width(unit) <= self._room:
            yield unit
            return
        for part in _ADDRESS_PART.findall(unit):
            if self._width(part) <= self._room:
                yield part
                continue
            waiting, length = "", 0.0
            for cluster in _clusters(part):
                more = self._width(cluster)
                if waiting and length + more > self._room:
                    yield waiting
                    waiting, length = "", 0.0
                waiting, length = waiting + cluster, length + more
            yield waiting

    def _measure(self, unit: str) -> float:
        em = self.usual.em * self.size
        runs = self.runs(unit)
        return sum(_face(run.font).getlength(run.text) / _MEASURED * em for run in runs)


def _clusters(text: str) -> list[str]:
    """What people see as one letter each."""
    import regex

    found: list[str] = regex.findall(r"\X", text)
    return found


@lru_cache(maxsize=16)
def _face(font: Font) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font.path), _MEASURED, index=font.index)


def _marked(line: str, leftward: bool) -> str:
    """With the direction of its paragraph: libass looks at each line for itself."""
    if _runs_to_the_left(line) == leftward:
        return line
    return (_RIGHT_TO_LEFT_MARK if leftward else _LEFT_TO_RIGHT_MARK) + line


def _runs_to_the_left(text: str) -> bool:
    """By the first letter that has a direction."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((one for one in directions if one in {"L", "R", "AL"}), "L") != "L"
