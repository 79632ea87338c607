"""A film as it is dubbed: at one constant rate, upright, progressive, frames as they are stored."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np

from talker.media import ffmpeg, picture_arguments
from talker.media.film_frame import Colours, FilmFrame
from talker.media.probe import VideoTrack, check_video, probe, unreadable
from talker.media.video_frames import VideoForm, form_notices, form_of, picture_claims
from talker.progress import Notice, NoticeCode
from talker.scene import Size

_PIXELS = re.compile(
    r"\b((?:yuv|rgb|bgr|gbr|gray|nv|argb|abgr|bgra|rgba|pal8|p0)\w*)(?:\(([^)]*)\))?"
)
_USUAL = tuple(Fraction(n, d) for n, d in (
    (24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (48, 1), (50, 1), (60000, 1001),
    (60, 1), (12, 1), (15, 1), (100, 1), (120000, 1001), (120, 1),
))  # fmt: skip
_SAME_RATE = 0.002  # of a rate: what containers round
_NEAR_RATE = 0.03  # the same for a film of changing rate, whose frames come as the camera could
_FASTEST, _SLOWEST = Fraction(120), Fraction(1)
_JITTER = 0.3  # of a frame's time by which times may be off in a film of constant rate
_PREROLL = 1.0  # seconds decoded before the first frame that is wanted
_MATRICES = {
    "bt709": "bt709", "smpte170m": "bt601", "bt470bg": "bt601", "fcc": "bt601",
    "smpte240m": "bt709", "bt2020nc": "bt2020", "bt2020c": "bt2020",
}  # fmt: skip
_LARGE = 720  # lines from which on pictures that do not say so are in BT.709


@dataclass(frozen=True)
class ColourTags:
    """What a film says of its colours, in ffmpeg's words; "" for what it does not say."""

    range: str = ""
    matrix: str = ""
    primaries: str = ""
    transfer: str = ""

    @property
    def filter(self) -> str:
        """ffmpeg's filter that says the same of other frames; "" where nothing is said."""
        words = {
            "range": self.range,
            "colorspace": self.matrix,
            "color_primaries": self.primaries,
            "color_trc": self.transfer,
        }
        said = ":".join(f"{name}={word}" for name, word in words.items() if word)
        return f"setparams={said}" if said else ""


_BT709 = ColourTags("tv", "bt709", "bt709", "bt709")


@dataclass(frozen=True)
class Film:
    """A film at `rate` frames a second, exact, with `frames` of them, both sides of `size` (width,
    height) even.

    `steady`: its frames come at that rate already. `start`: when its first frame is shown, in
    seconds of the file. `bits` of a stored frame on average. `tags`: its colours.
    """

    path: Path
    size: Size
    rate: Fraction
    frames: int
    start: Fraction
    steady: bool
    form: VideoForm
    tags: ColourTags
    codec: str
    pixels: str
    bits: float

    @property
    def duration(self) -> Fraction:
        """Seconds."""
        return self.frames / self.rate

    @property
    def colours(self) -> Colours:
        """How its frames become RGB."""
        by_size = "bt709" if min(self.size) >= _LARGE else "bt601"
        return Colours(_MATRICES.get(self.tags.matrix, by_size), self.tags.range == "pc")

    def notices(self) -> tuple[Notice, ...]:
        """What is said of a film whose frames are not taken just as they are stored."""
        name, found = self.path.name, list(form_notices(self.path, self.form))
        if not self.steady:
            text = f"{name} has a changing frame rate; it is dubbed at {_said(self.rate)} frames/s."
            found.append(Notice(NoticeCode.FILM_RATE, text))
        if self.form.interlaced:
            text = f"{name} is interlaced; its half pictures are made whole ones."
            found.append(Notice(NoticeCode.FILM_INTERLACED, text))
        if not self.form.hdr and self.pixels not in {"yuv420p", "yuvj420p", "nv12"}:
            text = f"{name} is stored as {self.pixels}; the dubbed film is 8-bit 4:2:0 (yuv420p)."
            found.append(Notice(NoticeCode.FILM_PIXELS, text))
        return tuple(found)

    def read(self, start: int = 0) -> Generator[FilmFrame]:
        """Its frames in order from `start` on. Raises InputError VIDEO_UNREADABLE."""
        wanted = self.start + start / self.rate
        second = max(Fraction(0), wanted - Fraction(_PREROLL))
        args = picture_arguments.film_frames_args(
            self.path, self._filters(float(wanted - second)), float(second)
        )
        with ffmpeg.Running(args, read=True) as decoder:
            lines = decoder.stdout.lines()
            header = next(lines, b"")
            size = _size_of(header)
            if size is None:
                raise unreadable(self.path)
            length, mark = size[0] * size[1] * 3 // 2, len(b"FRAME\n")
            decoder.stdout.read(mark)
            data = decoder.stdout.read(length)
            while len(data) == length:
                yield FilmFrame(np.frombuffer(data, np.uint8), size, self.colours)
                decoder.stdout.read(mark)
                data = decoder.stdout.read(length)
            if decoder.wait() != 0:
                raise unreadable(self.path)

    def _filters(self, early: float) -> str:
        """What makes usual frames at the rate, the first one `early` seconds after the seek."""
        shift = f"setpts=PTS-{early:.9f}/TB"
        rate = f"fps={self.rate.numerator}/{self.rate.denominator}:start_time=0:round=near"
        even = "crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0"
        # The full range is kept: asked for under another name, ffmpeg does not convert it.
        steps = [shift, rate, self.form.filters, _usual(self.pixels), even]
        return ",".join([*filter(None, steps), "format=yuv420p|yuvj420p"])


def read_film(path: Path) -> Film:
    """The facts of a film. Raises InputError VIDEO_UNREADABLE."""
    check_video(path)
    video = probe(path).video
    if video is None or video.frame_count < 2:
        raise unreadable(path)
    claims = picture_claims(path)
    form = form_of(claims)
    pixels, tags = _pixels(claims)
    if form.hdr or _usual(pixels):
        tags = _BT709
    rate, steady = constant_rate(video)
    count = video.frame_count if steady else max(2, round(video.duration * rate))
    film = Film(
        path=path,
        size=(2, 2),
        rate=rate,
        frames=count,
        start=video.times[0],
        steady=steady,
        form=form,
        tags=tags,
        codec=video.codec,
        pixels=pixels,
        bits=8 * video.size / video.frame_count,
    )
    first = next(film.read(), None)
    if first is None:
        raise unreadable(path)
    return replace(film, size=first.size)


def constant_rate(video: VideoTrack) -> tuple[Fraction, bool]:
    """The rate at which a film is dubbed, and whether its frames come at it already."""
    times = video.times
    seconds = times[-1] - times[0]
    if seconds <= 0:
        return Fraction(25), False
    average = (len(times) - 1) / seconds
    rate = _usual_rate(average, _SAME_RATE) or average.limit_denominator(1001)
    away = max(abs((time - times[0]) * rate - index) for index, time in enumerate(times))
    if away < _JITTER and _SLOWEST <= rate <= _FASTEST:
        return rate, True
    gaps = sorted(float(after - before) for before, after in pairwise(times))
    usual = Fraction(1 / max(gaps[len(gaps) // 2], 1e-3)).limit_denominator(1001)
    found = _usual_rate(usual, _NEAR_RATE) or _usual_rate(average, _NEAR_RATE)
    return found or Fraction(min(max(round(usual), 10), 60)), False


def _usual_rate(rate: Fraction, off: float) -> Fraction | None:
    near = min(_USUAL, key=lambda one: abs(one - rate))
    return near if abs(near / rate - 1) < off else None


def _usual(pixels: str) -> str:
    """The filter that makes Y, U and V of pixels that are stored as RGB or grey."""
    if pixels.startswith(("yuv", "nv", "p0")):
        return ""
    return "scale=out_color_matrix=bt709:out_range=tv"


def _pixels(claims: str) -> tuple[str, ColourTags]:
    """How the pixels of a film are stored, and its colours."""
    found = _PIXELS.search(claims)
    if found is None:
        return "yuv420p", ColourTags()
    words = [word.strip() for word in (found[2] or "").split(",")]
    full = found[1].startswith("yuvj") or "pc" in words
    colours = next((word for word in words if word.split("/")[0] in _MATRICES or "/" in word), "")
    parts = colours.split("/") if "/" in colours else [colours] * 3
    known = [part if part != "unknown" else "" for part in parts]
    said = "pc" if full else "tv" if "tv" in words else ""
    return found[1], ColourTags(said, *known)


def _size_of(header: bytes) -> Size | None:
    words = {word[:1]: word[1:] for word in header.split()[1:]}
    if not header.startswith(b"YUV4MPEG2") or b"W" not in words or b"H" not in words:
        return None
    return int(words[b"W"]), int(words[b"H"])


def _said(rate: Fraction) -> str:
    return f"{float(rate):.3f}".rstrip("0").rstrip(".")
