"""Phones of the synthesisers as visemes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from talker.motion.visemes import VISEMES


@dataclass(frozen=True)
class Phone:
    """One labelled stretch of sound; times in seconds, `viseme` an index of VISEMES."""

    label: str
    viseme: int
    start: float
    end: float


@dataclass(frozen=True)
class Utterance:
    """A synthesised sentence with exact phone times."""

    voice: str
    language: str
    wav: Path
    phones: tuple[Phone, ...]


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """'PP: p b m' lines; a diphthong is written 'aa+I: ay'."""
    found: dict[str, tuple[str, ...]] = {}
    for line in text.strip().splitlines():
        classes, phones = line.split(":", 1)
        for phone in phones.split():
            found[phone] = tuple(classes.strip().split("+"))
    return found


# The English i of "sit" sounds like the closed e of other languages, so it is an E here.
ENGLISH = _table("""
sil: pau sil h# brth # ssil
PP: p b m em
FF: f v
TH: th dh
DD: t d n l el en dx nx
kk: k g ng hh hv
CH: ch jh sh zh
SS: s z
RR: r er axr
aa: aa ae ah
E: eh ih
I: iy y
O: ao
U: uh uw w
ax: ax ix
aa+U: aw
aa+I: ay
E+I: ey
O+U: ow
O+I: oy
""")
ITALIAN = _table("""
sil: # pau
PP: p b m
FF: f v nf
DD: t d n l L J
kk: k g ng
CH: tS dZ S Z
SS: s z ts dz
RR: r rr
aa: a
E: e E
I: i j
O: o O
U: u w
""")
FINNISH = _table("""
sil: # pau
PP: p b m
FF: f v
DD: t d n l
kk: k g N h
SS: s z
CH: S
RR: r
aa: a @
E: e
I: i j
O: o 7
U: u y
""")
CZECH = _table("""
sil: # pau
PP: p b m
FF: f v
DD: t d n l t~ d~ n~
kk: k g ch h n* _
CH: s~ z~ c~ dz~ r~ r~*
SS: s z c dz
RR: r r* l*
aa: a
E: e
I: i j y
O: o
U: u
O+U: ou
aa+U: au
E+U: eu
""")
RUSSIAN = _table("""
sil: pau #
PP: p b m pp bb mm
FF: f v ff vv
DD: t d n l tt dd nn ll
kk: k g h kk gg hh
CH: ch sh sch zh
SS: s z c ss zz
RR: r rr
aa: a aa ae
E: e ee
I: i ii y yy j ay
O: o oo
U: u uu ur
""")
CATALAN = _table("""
sil: pau #
PP: p b m B
FF: f v
DD: t d n l L J D lx
kk: k g ng G x
CH: S Z tS dZ
SS: s z ts dz
RR: r rr
aa: a
E: e E
I: i j y
O: o O
U: u w
ax: ax
""")
INDIAN = _table("""
sil: pau
PP: p b m bh
FF: f v
DD: T D td dh n l
kk: k g kh h
CH: ch j sh
SS: s
RR: r
aa: aa
E: eh ee
I: iy y
O: oh oo
U: uw
aa+I: ay
""")
_IPA = {
    "PP": "pbmɓɸβʘ", "FF": "fvʋɱⱱ", "TH": "θð", "DD": "tdnlɾɖʈɳɭɬɮɲɗʎɺ",
    "kk": "kɡgŋxɣhɦqʔχħʁʀɴɠcɟçʝʕ",
    "CH": "ʃʒɕʑʂʐʄ", "SS": "sz", "RR": "rɹɻɽɜɝɚ", "aa": "aɑæʌɶ", "E": "eɛɪɘɞ", "I": "iɨjɯʝɥ",
    "O": "oɔɒøœɤ", "U": "uʊwyʏʉʍɵ", "ax": "əɐɤᵻ",
}  # fmt: skip
_IPA_CLASS = {letter: name for name, letters in _IPA.items() for letter in letters}
_FIRST_PART = 0.6  # of a diphthong


def festival_classes(label: str, table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Classes of a festival or flite phone; length and stress marks do not count."""
    for name in (label, label.rstrip("0123456789"), label.rstrip("0123456789").rstrip(":")):
        if name in table:
            return table[name]
    raise KeyError(label)


def ipa_classes(label: str) -> tuple[str, ...]:
    """Classes of an IPA symbol as espeak-ng names it; () when nothing in it is known."""
    letters = [c for c in unicodedata.normalize("NFD", label) if c in _IPA_CLASS]
    if not letters:
        return ()
    names = [_IPA_CLASS[letter] for letter in letters]
    vowels = {"aa", "E", "I", "O", "U", "ax"}
    if len(names) > 1 and names[0] == "DD" and names[1] in ("CH", "SS"):
        return (names[1],)
    if len(names) > 1 and names[0] in vowels and names[1] in vowels and names[0] != names[1]:
        return (names[0], names[1])
    return (names[0],)


def spans(label: str, classes: tuple[str, ...], start: float, end: float) -> list[Phone]:
    """One phone, or two for a diphthong."""
    if len(classes) == 1:
        return [Phone(label, VISEMES.index(classes[0]), start, end)]
    middle = start + _FIRST_PART * (end - start)
    first, second = (VISEMES.index(name) for name in classes[:2])
    return [Phone(label, first, start, middle), Phone(label, second, middle, end)]
