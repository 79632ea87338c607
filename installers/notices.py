"""What wheels do not say: the texts of licences that they leave out, and parts with a source offer.

The GPL and the LGPL ask whoever passes a program on to bring their text along, and to offer the
source of exactly what is passed on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).with_name("texts")
# Words in what a wheel says of its licence, and the texts that belong to it.
_STANDARD = {
    "lgpl-3": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "lgpl-2": ("LGPL-2.1.txt",),
    "apache": ("Apache-2.0.txt",),
}


@dataclass(frozen=True)
class Inside:
    """A part with a licence of its own inside another's wheel, and where its source is."""

    name: str
    wheel: str
    licence: str
    texts: tuple[str, ...]
    source: str


INSIDE = (
    Inside(
        "FFmpeg (a program of its own, with x264, x265 and others inside)",
        "imageio-ffmpeg",
        "GPL-3.0-or-later",
        ("GPL-3.0.txt",),
        "https://github.com/FFmpeg/FFmpeg at the commit that `ffmpeg -version` prints after the "
        "letter g; the libraries inside it as its configuration (same command) names them; the "
        "program was taken from https://github.com/imageio/imageio-binaries",
    ),
    Inside(
        "Qt",
        "pyside6-essentials",
        "LGPL-3.0-only",
        ("LGPL-3.0.txt", "GPL-3.0.txt"),
        "https://download.qt.io/official_releases/qt, the version of the wheel",
    ),
    Inside(
        "Qt for Python",
        "shiboken6",
        "LGPL-3.0-only",
        ("LGPL-3.0.txt", "GPL-3.0.txt"),
        "https://download.qt.io/official_releases/QtForPython, the version of the wheel",
    ),
    Inside(
        "Qt Multimedia and the FFmpeg libraries that it uses",
        "pyside6-addons",
        "LGPL-3.0-only; LGPL-2.1-or-later (FFmpeg)",
        ("LGPL-3.0.txt", "GPL-3.0.txt", "LGPL-2.1.txt"),
        "https://download.qt.io/official_releases/qt; https://ffmpeg.org/releases",
    ),
    Inside(
        "libsndfile, with mpg123 and LAME inside",
        "soundfile",
        "LGPL-2.1-or-later",
        ("LGPL-2.1.txt",),
        "https://github.com/libsndfile/libsndfile; "
        "https://github.com/bastibe/libsndfile-binaries (how it was built)",
    ),
    Inside(
        "libsoxr",
        "soxr",
        "LGPL-2.1-or-later",
        ("LGPL-2.1.txt",),
        "https://github.com/dofuuz/python-soxr, the version of the wheel",
    ),
    Inside(
        "libheif and libde265",
        "pillow-heif",
        "LGPL-3.0-or-later",
        ("LGPL-3.0.txt", "GPL-3.0.txt"),
        "https://github.com/strukturag/libheif and https://github.com/strukturag/libde265, the "
        "versions that https://github.com/bigcat88/pillow_heif names for that of the wheel",
    ),
    Inside(
        "x265",
        "pillow-heif",
        "GPL-2.0-or-later",
        ("GPL-3.0.txt",),
        "https://bitbucket.org/multicoreware/x265_git, the version named there too",
    ),
    Inside(
        "The FFmpeg libraries of OpenCV",
        "opencv-python-headless",
        "LGPL-2.1-or-later",
        ("LGPL-2.1.txt",),
        "https://github.com/opencv/opencv_3rdparty, branch ffmpeg/4.x",
    ),
)
_OFFER = (
    "For each of these the complete corresponding source is offered: at the places named, and, for",
    "three years from the day you got this installer, from whoever gave it to you, on a medium for",
    "no more than the cost of the copy. The libraries under the LGPL are files of their own: you",
    "may replace them by others that you have built.",
)


def standard_texts(licence: str) -> tuple[str, ...]:
    """The texts for a licence by what a wheel says of it; () when there is none here."""
    words = licence.lower()
    return next((texts for word, texts in _STANDARD.items() if word in words), ())


def inside(wheel: str) -> tuple[Inside, ...]:
    """The parts inside a wheel that have a licence of their own."""
    return tuple(part for part in INSIDE if part.wheel == wheel)


def source_offer(wheels: Iterable[str]) -> list[str]:
    """The lines that offer the source of what lies inside these wheels."""
    parts = [part for wheel in wheels for part in inside(wheel)]
    if not parts:
        return []
    lines = ["", "Parts inside these, and their source:", *_OFFER, ""]
    for part in parts:
        lines += [f"{part.name}, in {part.wheel}: {part.licence}", f"  source: {part.source}"]
    return lines
