"""Font lookup: a font of this computer with every glyph of a text, CJK too."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageFont

_WINDOWS = ("segoeui.ttf", "arial.ttf", "msyh.ttc", "simhei.ttf", "msjh.ttc", "YuGothM.ttc")
_MAC = ("Helvetica.ttc", "PingFang.ttc", "Hiragino Sans GB.ttc", "STHeiti Medium.ttc")
_LINUX = ("NotoSans-Regular.ttf", "DejaVuSans.ttf", "LiberationSans-Regular.ttf")
_CJK = ("NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "SourceHanSansCN-Regular.otf")
_MORE = ("wqy-microhei.ttc", "wqy-zenhei.ttc", "DroidSansFallbackFull.ttf", "malgun.ttf")
_ANYWHERE = ("AppleSDGothicNeo.ttc", "Arial Unicode.ttf", "unifont.ttf")
_PREFERRED = (*_WINDOWS, *_MAC, *_LINUX, *_CJK, *_MORE, *_ANYWHERE)
_TRIAL = 24
_ABSENT = "\U0010fffd"  # a private character that no font has: its picture is that of a gap
_FACES = 12
_SIMPLIFIED = " SC"


@dataclass(frozen=True)
class Font:
    """A font file, the face in it, and the family name that libass knows it by."""

    path: Path
    index: int
    family: str


def find_font(text: str) -> Font | None:
    """The first font that has every letter of `text`; None when there is none."""
    letters = "".join(sorted({letter for letter in text if letter.isprintable()} - {" "}))
    files = {path.name.lower(): path for path in _files()}
    for name in _PREFERRED:
        path = files.get(name.lower())
        font = None if path is None else _fitting_face(path, letters)
        if font is not None:
            return font
    return None


def _fitting_face(path: Path, letters: str) -> Font | None:
    found = None
    for index in range(_FACES):
        try:
            face = ImageFont.truetype(str(path), _TRIAL, index=index)
        except OSError:
            break
        family = face.getname()[0] or path.stem
        # A collection for all of East Asia: one face is enough, best the one for Simplified.
        if found is None and _covers(face, letters):
            found = Font(path, index, family)
        if found is not None and family.endswith(_SIMPLIFIED):
            return Font(path, index, family)
    return found


def _covers(face: ImageFont.FreeTypeFont, letters: str) -> bool:
    gap = bytes(face.getmask(_ABSENT))
    return all(bytes(face.getmask(letter)) != gap for letter in letters)


def _files() -> Iterator[Path]:
    for folder in _folders():
        yield from (path for path in folder.rglob("*.[toTO][tT][fcFC]") if path.is_file())


def _folders() -> list[Path]:
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
        own = Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft" / "Windows" / "Fonts"
        return [windows, own]
    if sys.platform == "darwin":
        return [
            Path("/System/Library/Fonts"),
            Path("/Library/Fonts"),
            Path.home() / "Library/Fonts",
        ]
    return [
        *(Path("/usr/share/fonts"), Path("/usr/local/share/fonts")),
        *(Path.home() / ".local/share/fonts", Path.home() / ".fonts"),
    ]
