"""Font lookup: the fonts of this computer that have the letters of a text, by what they hold."""

from __future__ import annotations

import logging
import os
import struct
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

_WINDOWS = ("segoeui.ttf", "arial.ttf", "msyh.ttc", "simhei.ttf", "msjh.ttc", "YuGothM.ttc")
_MAC = ("Helvetica.ttc", "PingFang.ttc", "Hiragino Sans GB.ttc", "STHeiti Medium.ttc")
_LINUX = ("NotoSans-Regular.ttf", "DejaVuSans.ttf", "LiberationSans-Regular.ttf")
_CJK = ("NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "SourceHanSansCN-Regular.otf")
_MORE = ("wqy-microhei.ttc", "wqy-zenhei.ttc", "DroidSansFallbackFull.ttf", "malgun.ttf")
_ANYWHERE = ("AppleSDGothicNeo.ttc", "Arial Unicode.ttf", "unifont.ttf")
_PREFERRED = (*_WINDOWS, *_MAC, *_LINUX, *_CJK, *_MORE, *_ANYWHERE)
_OUTLINES = ("glyf", "CFF ", "CFF2")  # libass draws no letters that are pictures
# The face of a collection for all of East Asia whose shapes a reader expects.
_FACE_ENDINGS = {"ja": " JP", "ko": " KR", "zh-Hant": " TC", "zh-TW": " TC", "zh-HK": " HK"}
_USUAL_ENDING = " SC"
_REGULAR = 400
_SLANTED = 0x01  # of OS/2's fsSelection
_REMEMBERED = 4096  # files
_UNSAFE_NAME = frozenset("\\{},@")  # these mean something to libass


@dataclass(frozen=True)
class Font:
    """A font file, the face in it, and the family name that libass knows it by.

    `em` is how large an em is drawn, as a share of the size that libass is given: that is the
    height of a line. `letters` are the code points of the text that it has; a `plain` font is
    neither bold nor slanted, and has no serifs.
    """

    path: Path
    index: int
    family: str
    em: float
    letters: frozenset[int]
    plain: bool

    def covers(self, text: str) -> bool:
        """Whether it has every letter of `text`."""
        return all(ord(letter) in self.letters for letter in text if is_drawn(letter))


@dataclass(frozen=True)
class FontChoice:
    """The fonts for a text, the usual one first, and its letters that none of them has.

    `wanted` says whether the font that was asked for is the first.
    """

    fonts: tuple[Font, ...]
    missing: tuple[str, ...]
    wanted: bool = True

    def lent(self, text: str) -> dict[str, str]:
        """The letters of `text` that the first font lacks, by the family of the one that draws
        them."""
        found: dict[str, str] = {}
        for letter in dict.fromkeys(filter(is_drawn, text)):
            font = next((font for font in self.fonts if font.covers(letter)), None)
            if font is not None and font is not self.fonts[0]:
                found[font.family] = found.get(font.family, "") + letter
        return found


def is_drawn(letter: str) -> bool:
    """Whether a letter needs a picture; blanks, joiners, marks of direction and variants do not."""
    category = unicodedata.category(letter)
    return category == "Co" or (category[0] not in "ZC" and not 0xFE00 <= ord(letter) <= 0xFE0F)


def find_fonts(
    text: str,
    language: str = "",
    folders: Sequence[Path] | None = None,
    wanted: str = "",
) -> FontChoice:
    """The font of the family `wanted`, or else one usual font with every letter of `text`; and as
    many of all as are needed for the letters that it lacks.

    `language` is a tag: in East Asia it decides the shapes of the letters. The fonts are looked for
    in `folders`, else in those of the system and the user.
    """
    needed = frozenset(ord(letter) for letter in set(text) if is_drawn(letter))
    files = sorted(_files(font_folders() if folders is None else folders), reverse=True)
    names = {path.name.lower(): path for path in files}
    usual = [names[name.lower()] for name in _PREFERRED if name.lower() in names]
    fonts: list[Font] = []
    chosen: list[Font] = []
    if wanted:
        chosen = _of_family(files, wanted, needed, language)[:1]
    for font in _read_fonts(usual, needed, language):
        if not chosen and needed == font.letters:
            return FontChoice((font,), (), not wanted)
        fonts.append(font)
    found = bool(chosen)
    chosen = chosen or sorted(fonts, key=lambda font: -len(font.letters))[:1]
    rest = needed.difference(*(font.letters for font in chosen))
    if rest.difference(*(font.letters for font in fonts)):
        others = [path for path in files if path not in usual]
        fonts += _read_fonts(others, needed, language)
    while fonts:
        best = max(fonts, key=lambda font: (len(rest & font.letters), font.plain))
        if not rest & best.letters:
            break
        chosen.append(best)
        rest -= best.letters
    return FontChoice(tuple(chosen), tuple(map(chr, sorted(rest))), found or not wanted)


def font_families(folders: Sequence[Path] | None = None) -> list[str]:
    """The families of all fonts that libass could draw with, by name."""
    files = sorted(_files(font_folders() if folders is None else folders))
    found = {family for path in files for family in _families(path)}
    return sorted(found, key=str.casefold)


def _of_family(
    files: Iterable[Path], wanted: str, needed: frozenset[int], language: str
) -> list[Font]:
    """Its faces in these files, the plain one first."""
    paths = [path for path in files if wanted.casefold() in map(str.casefold, _families(path))]
    fonts: list[Font] = []
    for path in paths:
        try:
            font = _read_font(path, needed, language, wanted)
        except _damaged():
            continue
        if font is not None:
            fonts.append(font)
    return sorted(fonts, key=lambda font: not font.plain)


@lru_cache(maxsize=_REMEMBERED)
def _families(path: Path) -> tuple[str, ...]:
    """Of the faces of a file; none where it is no font."""
    try:
        with path.open("rb") as file:
            return tuple(_family(face) for face in _faces(file) if _family(face))
    except _damaged():
        return ()


def copy_fonts(fonts: Sequence[Font], folder: Path, name: str) -> None:
    """Puts fonts into a folder of their own, as `name` and a number: libass reads all of one."""
    for number, font in enumerate(fonts):
        copy = folder / f"{name}{number}{font.path.suffix.lower()}"
        copy.write_bytes(font.path.read_bytes())


def _read_fonts(paths: Iterable[Path], needed: frozenset[int], language: str) -> Iterator[Font]:
    """The fonts among these files that have letters of the text."""
    for path in paths:
        try:
            font = _read_font(path, needed, language)
        except _damaged():
            continue
        if font is not None and font.letters:
            yield font


def _read_font(path: Path, needed: frozenset[int], language: str, wanted: str = "") -> Font | None:
    """The face of a file that is `wanted`, or else suits the language; None when libass could not
    draw with it."""
    with path.open("rb") as file:
        faces = _faces(file)
        families = [_family(face) for face in faces]
        named = [
            number for number, one in enumerate(families) if one.casefold() == wanted.casefold()
        ]
        index = named[0] if wanted and named else _index_for(families, language)
        face, family = faces[index], families[index]
        if not family or _UNSAFE_NAME & set(family) or not any(one in face for one in _OUTLINES):
            return None
        os2 = face.get("OS/2")
        return Font(
            path,
            index,
            family,
            _em(face, os2),
            needed.intersection(face.getBestCmap() or ()),
            _is_plain(family, os2),
        )


def _faces(file: IO[bytes]) -> list[Any]:
    """Those of a font, or of a collection of them; they read on in the file."""
    from fontTools.ttLib import TTCollection, TTFont

    logging.getLogger("fontTools").setLevel(logging.CRITICAL)  # it tells of every oddity
    collection = file.read(4) == b"ttcf"
    file.seek(0)
    return list(TTCollection(file, lazy=True).fonts) if collection else [TTFont(file, lazy=True)]


def _family(face: Any) -> str:
    return face["name"].getDebugName(1) or ""


def _index_for(families: Sequence[str], language: str) -> int:
    """The face made for the language, else the one for Simplified Chinese, else the first."""
    ending = _FACE_ENDINGS.get(language, _FACE_ENDINGS.get(language.partition("-")[0]))
    for wanted in (ending, _USUAL_ENDING):
        for index, family in enumerate(families):
            if wanted and family.endswith(wanted):
                return index
    return 0


def _em(face: Any, os2: Any) -> float:
    """By the height of a line in Windows' table, as VSFilter and libass do."""
    units: int = face["head"].unitsPerEm
    windows = 0 if os2 is None else _signed(os2.usWinAscent) + _signed(os2.usWinDescent)
    height = windows or face["hhea"].ascent - face["hhea"].descent
    return units / height if height > 0 else 1.0


def _is_plain(family: str, os2: Any) -> bool:
    if os2 is None or os2.usWeightClass != _REGULAR or os2.fsSelection & _SLANTED:
        return False
    return not any(word in family for word in ("Serif", "Mono", "Condensed"))


def _signed(value: int) -> int:
    return value - 0x10000 if value & 0x8000 else value


def _damaged() -> tuple[type[Exception], ...]:
    """What fontTools raises on files that are no fonts or damaged ones."""
    from fontTools.ttLib import TTLibError

    common = (ArithmeticError, AssertionError, AttributeError, LookupError, OSError, TypeError)
    return (*common, ValueError, struct.error, TTLibError)


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*.[toTO][tT][fcFC]") if path.is_file())


def font_folders() -> list[Path]:
    """Where the system and the user keep fonts."""
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
        own = Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft" / "Windows" / "Fonts"
        return [windows, own]
    if sys.platform == "darwin":
        return [
            Path("/System/Library/Fonts"),
            *Path("/System/Library/AssetsV2").glob("com_apple_MobileAsset_Font*"),  # PingFang today
            Path("/Library/Fonts"),
            Path.home() / "Library/Fonts",
        ]
    return [
        *(Path("/usr/share/fonts"), Path("/usr/local/share/fonts")),
        *(Path.home() / ".local/share/fonts", Path.home() / ".fonts"),
    ]
