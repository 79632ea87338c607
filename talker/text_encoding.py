"""Which characters the bytes of a text file mean, when nobody says it."""

from __future__ import annotations

import codecs
import locale
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from chardetng_py import detect

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings by their names in the web's standard; these hold what they hold and what Windows adds.
_WIDER: Mapping[str, tuple[str, ...]] = {
    "gbk": ("gb18030",),
    "big5": ("cp950", "big5hkscs"),
    "shift_jis": ("cp932", "shift_jis_2004"),
    "euc-kr": ("cp949",),
    "windows-874": ("cp874",),
    "iso-8859-8-i": ("windows-1255",),
}
_WEB_NAMES = {"GBK": "gb18030", "cp874": "windows-874", "mac-roman": "macintosh"}
_WESTERN = "windows-1252"
_LATIN = frozenset({_WESTERN, "windows-1250", "windows-1254", "windows-1257", "ISO-8859-2"})
_ASCII_LETTER = re.compile("[A-Za-z]")
_FOREIGN_WORD = re.compile("[A-Za-z]*(?:[^\x00-\x7f]+[A-Za-z]*)+")
# Some Chinese words of two signs (图片, 状态) are UTF-8 as well: of letters that nobody writes.
_FEW_BYTES = 64
_MISTAKEN = re.compile("[\u0180-\u0385\u0460-\u05cf\u05eb-\u0620\u064b-\u07ff]+")
_KANA = re.compile("[\u3040-\u30ff]")
_PUNCTUATION = re.compile("[\u2000-\u206f\xa0\xa1\xa7\xab\xbb\xbf\u20ac\u2122]")
# Where a text that may be many things most likely comes from: the country, as in addresses of the
# web, of those who have this encoding on their computers.
_COUNTRIES: Mapping[str, bytes] = {
    "cp874": b"th",
    "cp932": b"jp",
    "cp936": b"cn",
    "gbk": b"cn",
    "cp949": b"kr",
    "cp950": b"tw",
    "cp1250": b"pl",
    "cp1251": b"ru",
    "cp1253": b"gr",
    "cp1254": b"tr",
    "cp1255": b"il",
    "cp1256": b"eg",
    "cp1257": b"lt",
    "cp1258": b"vn",
}
# The same by the language of the text, where that is known.
_COUNTRIES_OF_LANGUAGES: Mapping[str, bytes] = {
    "ar": b"eg",
    "bg": b"bg",
    "cs": b"cz",
    "el": b"gr",
    "et": b"ee",
    "fa": b"ir",
    "he": b"il",
    "hr": b"hr",
    "hu": b"hu",
    "ja": b"jp",
    "ko": b"kr",
    "lt": b"lt",
    "lv": b"lv",
    "pl": b"pl",
    "ro": b"ro",
    "ru": b"ru",
    "sk": b"sk",
    "sl": b"si",
    "sr": b"rs",
    "th": b"th",
    "tr": b"tr",
    "uk": b"ua",
    "vi": b"vn",
    "zh": b"cn",
    "zh-hant": b"tw",
    "zh-tw": b"tw",
    "zh-hk": b"hk",
}
_FEW_ERRORS = 8  # so many good signs for each bad one: text in UTF-8 that was damaged
_ENOUGH = 1 << 18  # bytes of lines that are not plain ASCII
_HALF_EMPTY = 0.05  # zero bytes in one half of UTF-16: line ends, blanks and digits
# The signs in daily use come first in both codes: the first bytes of those.
_DAILY = {"GBK": ("gb2312", 0xB0, 0xD7), "Big5": ("big5", 0xA4, 0xC6)}
# Nobody saves a sheet or subtitles in these: two or three Chinese or Korean signs look like them.
_UNLIKELY = re.compile(r"ISO-8859-(?!2$|7$|8)|IBM866|KOI8-U|cp874|EUC-KR|EUC-JP")
# What most syllables of a Korean text are; chance would have one in six.
_KOREAN = frozenset(
    "가각간감강개거건걸것게겠겨격견결경계고곡공과관광교구국군권귀그극근글금급기길김까께끝나난"
    "날남났내너네녀년념노높는늘능니님다단달담답당대더던데도독돈동되된될두드든들등디따때떻또라"
    "락란람랑래량러런럼렇레려력련령례로록론료루류률르른를름리린림립마막만많말맞매머먹면명모목"
    "몸못무문물미민바박반받발방배백버번범법변별병보복본볼부북분불비사산살상새색생서석선설성세"
    "션소속손송수순술스습승시식신실심싶써아안않알았앞애약양어억언얼업없었에여역연열였영예오온"
    "올와완왔외요용우운울움원월위유육은을음응의이익인일임입있자작잘장재저적전절점정제조족존종"
    "좋주준중즈증지직진질집째차착참창책처천첫청체초총최추축출충취치친카코크키타탁태터테토통투"
    "트특티파판패편평포표품프피필하학한할함합해했행향험현형호화환활황회획효후힘"
)
_USUAL = 0.6
_FEW_SYLLABLES = 3  # fewer, and a Chinese name may look the same
# Excel for Mac writes letters where Windows has capitals and signs that stand in no word.
_MAC = "mac-roman"
_MAC_LETTERS = re.compile(rb"(?<=[a-z])(?:[\x87\x88\x8a\x8c-\x90\x98\x9d]|\x96(?=[a-z]))")
_MAC_OR_CZECH = re.compile(rb"(?<=[A-Za-z])[\x9a\x9e\x9f](?=[a-z\xa7])|(?<=[a-z\x9f])\xa7(?=[a-z])")


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding that it was read as, and whether that was only guessed."""

    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes, encoding: str | None = None, language: str = "") -> Decoded:
    """Reads text as `encoding`, or as what it looks like: by its mark, UTF-8 (damaged too), UTF-16
    without a mark, or what Firefox would guess. The hint is the `language` (a tag), else the
    computer's own encoding.

    Raises LookupError for an encoding that does not exist and UnicodeError for one that does not
    fit; without `encoding` everything can be read.
    """
    if encoding:
        return _decode_as(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace").lstrip("\ufeff"), name)
    text = _strict(data, "utf-8")
    wide = _utf16(data)
    if wide is not None:
        return wide
    if text is not None and not _mistaken_for_utf8(data):
        return Decoded(text, "utf-8")
    if text is None:
        damaged = data.decode("utf-8", "replace")
        bad = damaged.count("\ufffd")
        if len(damaged) - len(damaged.encode("ascii", "ignore")) - bad >= _FEW_ERRORS * bad:
            return Decoded(damaged, "utf-8", guessed=True)
    guess = _guess(_foreign_lines(data), _country(language))
    names = _names(guess)
    fitting = (text for name in names if (text := _strict(data, name)) is not None)
    text = next(fitting, None)
    if text is None:
        text = data.decode(names[0], "replace")
    return Decoded(text, _WEB_NAMES.get(guess, guess.lower()), guessed=True)


def _mistaken_for_utf8(data: bytes) -> bool:
    foreign = bytes(byte for byte in _foreign_lines(data)[:_ENOUGH] if byte > 0x7F)
    if not 0 < len(foreign) <= _FEW_BYTES:
        return False
    letters = foreign.decode("utf-8", "replace")
    return bool(_MISTAKEN.fullmatch(letters)) and _all_daily(foreign, *_DAILY["GBK"])


def _foreign_lines(data: bytes) -> bytes:
    """What tells the encoding, as far as it is needed."""
    found, size = list[bytes](), 0
    for line in data.splitlines():
        if not line.isascii():
            found.append(line)
            size += len(line)
            if size > _ENOUGH:
                break
    return b"\n".join(found)


def _country(language: str) -> bytes | None:
    tag = language.lower()
    known = _COUNTRIES_OF_LANGUAGES.get(tag) or _COUNTRIES_OF_LANGUAGES.get(tag.partition("-")[0])
    return known or _COUNTRIES.get(locale.getencoding().lower())


def _guess(lines: bytes, country: bytes | None) -> str:
    """The encoding of these lines by its name in the web's standard, or Python's."""
    guess = detect(lines, tld=country)
    if guess in _LATIN and _is_mac(lines, guess):
        return _MAC
    if guess in _DAILY:
        return "EUC-KR" if _is_korean(lines, _FEW_SYLLABLES) else guess
    if _reads_as_words(lines, guess):
        return guess
    return _east_asian(lines) or (_WESTERN if guess.startswith(("ISO", "IBM")) else guess)


def _names(encoding: str) -> tuple[str, ...]:
    """What Python calls it, and what holds more."""
    return _WIDER.get(encoding.lower(), (encoding,))


def _decode_as(data: bytes, encoding: str) -> Decoded:
    first, *others = _names(encoding)
    for name in others:
        if _strict(data, first) is None and _strict(data, name) is not None:
            first = name
    return Decoded(data.decode(first).removeprefix("\ufeff"), encoding)


def _reads_as_words(data: bytes, guess: str) -> bool:
    """Whether what was guessed is likely, and most foreign words could be words.

    Two or three Chinese signs give letters between signs, capitals behind small letters, or in
    Latin scripts words of accents alone.
    """
    text = _PUNCTUATION.sub(" ", data.decode(_names(guess)[0], "replace"))
    if _UNLIKELY.match(guess):
        return _KANA.search(text) is not None
    words = _FOREIGN_WORD.findall(text)
    odd = sum(
        not word.isalpha()
        or any(one.islower() and other.isupper() for one, other in pairwise(word))
        or (guess in _LATIN and len(word) > 1 and not _ASCII_LETTER.search(word))
        for word in words
    )
    return odd * 2 <= len(words)


def _is_mac(data: bytes, guess: str) -> bool:
    high = sum(byte > 0x7F for byte in data)
    letters, others = len(_MAC_LETTERS.findall(data)), len(_MAC_OR_CZECH.findall(data))
    return (letters + others) * 2 > high and (letters > 0 or guess == _WESTERN)


def _east_asian(data: bytes) -> str | None:
    """Of few signs: Korean by its usual syllables, Chinese by signs in daily use."""
    if _is_korean(data):
        return "EUC-KR"
    return next((name for name, code in _DAILY.items() if _all_daily(data, *code)), None)


def _is_korean(data: bytes, least: int = 1) -> bool:
    signs = [sign for sign in _strict(data, "cp949") or "" if not sign.isascii()]
    usual = sum(sign in _KOREAN for sign in signs)
    return len(signs) >= least and usual >= _USUAL * len(signs)


def _all_daily(data: bytes, code: str, first: int, last: int) -> bool:
    signs = [sign for sign in _strict(data, code) or "" if sign >= "\u2e80"]
    signs = [sign for sign in signs if not "\u3000" <= sign <= "\u303f"]  # punctuation
    return len(signs) > 1 and all(first <= sign.encode(code)[0] <= last for sign in signs)


def _utf16(data: bytes) -> Decoded | None:
    """Where one byte of each pair is often zero and the other never."""
    halves = [data[start::2].count(0) / (len(data) // 2 or 1) for start in (0, 1)]
    even, odd = halves
    for name, empty, full in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if empty > _HALF_EMPTY and not full and not len(data) % 2:
            return Decoded(data.decode(name, "replace"), name, guessed=True)
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
