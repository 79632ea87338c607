"""The language of subtitles: what a file is called or says, or which alone has such letters."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

_ASIDE = frozenset({"forced", "sdh", "cc", "hi", "default"})  # of names such as film.en.sdh.srt
_HEADERS = (
    re.compile(r"\AWEBVTT[^\n]*\n(?:[^\n]+\n){0,20}?Language:[ \t]*([\w-]{2,35})", re.IGNORECASE),
    re.compile(r"^\[(?:la|language):\s*([\w-]{2,35})\s*\]", re.IGNORECASE | re.MULTILINE),
    re.compile(r"\A\s*\{[^{}\[\]]{0,200}\"language\":\s*\"([\w-]{2,35})\""),
    re.compile(r"<(?:\w+:)?tt\b[^<>]*?\bxml:lang=[\"']([\w-]{2,35})"),
)
# Scripts of one language each (Arabic, Cyrillic, Latin and others are of many).
_SCRIPTS = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "zh": re.compile("[\u3400-\u9fff]"),
    "th": re.compile("[\u0e01-\u0e5b]"),
    "he": re.compile("[\u05d0-\u05ea]"),
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "hy": re.compile("[\u0531-\u0589]"),
    "ka": re.compile("[\u10a0-\u10ff]"),
}
_KANA_SHARE = 0.1  # of a Japanese text; Chinese ones quote a word at most


def read_tag(tag: str) -> str | None:
    """A language tag such as `de` or `zh-Hant-TW`, as it is written; None for what is none."""
    from langcodes import Language

    try:
        language = Language.get(tag.strip())
    except ValueError:
        return None
    return language.to_tag() if language.language and language.is_valid() else None


def iso_639_2(tag: str) -> str:
    """The three letters that MP4 and WebM know a language by; `und` for none."""
    if not tag:
        return "und"  # most videos: they need not wait for the library
    from langcodes import Language

    try:
        return Language.get(tag).to_alpha3()
    except (LookupError, ValueError):
        return "und"


def language_of(path: Path, text: str, said: str) -> str:
    """The tag of the language of a file with this `text`, of which `said` is what people read;
    empty when nothing says it.
    """
    headers = filter(None, (header.search(text) for header in _HEADERS))
    stated = next(filter(None, (read_tag(found[1]) for found in headers)), "")
    return language_in_name(path) or stated or written_language(said)


def language_in_name(path: Path) -> str:
    """What the name says, as players read it: film.de.srt, film.zh-Hans.srt."""
    parts = [part for part in path.stem.split(".")[1:] if part.lower() not in _ASIDE]
    if not parts or not re.fullmatch(r"[a-zA-Z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}", parts[-1]):
        return ""
    return read_tag(parts[-1].replace("_", "-")) or ""


def written_language(text: str) -> str:
    """The language that alone is written with the letters of a text; empty for Latin and others."""
    counts = Counter({tag: len(pattern.findall(text)) for tag, pattern in _SCRIPTS.items()})
    if counts["ja"] > _KANA_SHARE * counts["zh"]:
        counts["ja"] += counts.pop("zh")
    (tag, count), *_ = counts.most_common(1)
    letters = sum(letter.isalpha() for letter in text)
    return tag if count * 2 > letters else ""
