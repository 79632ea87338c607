"""The one reader of a video's frames, whoever has recorded it: upright, with square pixels, whole
frames in BT.709, at the times at which they are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talker.media import ffmpeg, file_arguments, picture_arguments
from talker.media.probe import unreadable
from talker.progress import Notice, NoticeCode

_STREAM = re.compile(r"^ *Stream #0:\d+.*?: Video: (.*)$", re.MULTILINE)
_ASPECT = re.compile(r"SAR (\d+):(\d+)")
_FIELDS = re.compile(r"\b(?:top|bottom) (?:coded )?first\b|^dvvideo\b")
_EMPTY, _THERE, _FADE_FRAMES = 20.0, 0.9, 150  # levels of contrast, a share of the most, frames
_CLEAR = re.compile(r", (?:yuva|rgba|bgra|argb|abgr|gbrap|ya8|ya16)")
_HDR = re.compile(r"smpte2084|arib-std-b67")
# Of HDR, white on paper has 203 cd/m2 (BT.2408): what is darker stays as it is, the lights above
# are rolled off. In floating point, and at full size in colour, for odd sizes.
_TO_SDR = (
    "format=yuv444p16le,zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,"
    "tonemap=mobius:param=0.8:peak=5:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv444p10le"
)
# The longer side of a pixel counts: nothing is lost.
_SQUARE = "scale=w='round(iw*max(sar,1)/2)*2':h='round(ih/min(sar,1)/2)*2':flags=bicubic,setsar=1"
_UNKNOWN_HDR = "setparams=color_primaries=bt2020:colorspace=bt2020nc"


@dataclass(frozen=True)
class VideoForm:
    """How the pictures of a video are stored, where that differs from what is usual.

    `hdr`: as PQ or HLG; `names_colors`: whether its primaries and its matrix are named; `clear`: it
    may be transparent, and is shown over black as players do.
    """

    hdr: bool = False
    names_colors: bool = True
    interlaced: bool = False
    square: bool = True
    clear: bool = False
    quarters: int = 0

    def turned(self, quarters: int) -> VideoForm:
        """The same, and the pictures shown so many times 90 degrees anticlockwise."""
        return replace(self, quarters=quarters % 4)

    @property
    def filters(self) -> str:
        """ffmpeg's filters that make them usual, joined; "" where nothing is to be done."""
        steps = ["format=gbrap,premultiply=inplace=1"] if self.clear else []
        if self.interlaced:
            steps.append("bwdif=mode=send_frame:deint=interlaced")
        if self.hdr:
            steps += [_TO_SDR] if self.names_colors else [_UNKNOWN_HDR, _TO_SDR]
        if not self.square:
            steps.append(_SQUARE)
        if self.quarters:
            steps.append(("transpose=cclock", "hflip,vflip", "transpose=clock")[self.quarters - 1])
        return ",".join(steps)


@dataclass(frozen=True)
class FrameTimes:
    """When each frame begins to be shown, and when the last one ends: seconds, exact."""

    starts: tuple[Fraction, ...]
    end: Fraction

    @property
    def duration(self) -> Fraction:
        """Seconds that are shown."""
        return self.end - self.starts[0]

    def spots(self, rate: int, count: int) -> list[Fraction]:
        """Where in the frames the middles of `count` frames at `rate` a second lie: fractions of
        their numbers, whole in the middle of a frame's own time, within 0..N-1."""
        edges = [*self.starts, self.end]
        middles = [(one + two) / 2 for one, two in pairwise(edges)]
        found, frame, last = [], 0, len(middles) - 1
        for index in range(count):
            time = self.starts[0] + Fraction(2 * index + 1, 2 * rate)
            while frame < last and middles[frame + 1] <= time:
                frame += 1
            if time <= middles[0] or frame == last:
                found.append(Fraction(frame))
            else:
                here, there = middles[frame], middles[frame + 1]
                found.append(frame + (time - here) / (there - here))
        return found


def read_form(path: Path) -> VideoForm:
    """How a video is stored, by its header; of what is none, the usual."""
    return form_of(picture_claims(path))


def picture_claims(path: Path) -> str:
    """What the header of a video tells of its pictures, in ffmpeg's words; "" for what is none."""
    with ffmpeg.Running(file_arguments.inspect_args(path)) as look:
        look.wait()
        streams = _STREAM.findall(look.log())
    return next((stream for stream in streams if "(attached pic)" not in stream), "")


def form_of(stream: str) -> VideoForm:
    """How a video is stored of which ffmpeg tells this."""
    aspect = _ASPECT.search(stream)
    return VideoForm(
        hdr=_HDR.search(stream) is not None,
        names_colors="unknown/" not in stream and "/unknown/" not in stream,
        interlaced=_FIELDS.search(stream) is not None,
        square=aspect is None or aspect[1] == aspect[2],
        clear=_CLEAR.search(stream) is not None,
    )


def form_notices(path: Path, form: VideoForm) -> tuple[Notice, ...]:
    """What is said of a video whose colours are changed."""
    if not form.hdr:
        return ()
    message = (
        f"{path.name} is an HDR video. Its colors are brought into the usual range; the brightest "
        "lights lose some of their drawing."
    )
    return (Notice(NoticeCode.HDR_CONVERTED, message),)


def read_frames(path: Path, form: VideoForm | None = None) -> Iterator[NDArray[np.uint8]]:
    """The frames of a video in order, all of the size of the first: uint8 [H, W, 3], RGB.

    `form` is looked up where it is not given. Raises InputError VIDEO_UNREADABLE.
    """
    form = form or read_form(path)
    with ffmpeg.Running(picture_arguments.frames_args(path, form.filters), read=True) as decoder:
        # Each frame comes as a PPM, which says how large it is.
        lines = decoder.stdout.lines()
        header = [next(lines, b"") for _ in range(3)]
        if header[0] != b"P6\n":
            raise unreadable(path)
        width, height = (int(side) for side in header[1].split())
        size, begin = width * height * 3, sum(map(len, header))
        data = decoder.stdout.read(size)
        while len(data) == size:
            yield np.frombuffer(data, np.uint8).reshape(height, width, 3)
            decoder.stdout.read(begin)
            data = decoder.stdout.read(size)
        if decoder.wait() != 0:
            raise unreadable(path)


def first_picture(path: Path, form: VideoForm) -> NDArray[np.uint8]:
    """The frame that a video begins with, or where it fades in the first that is there: uint8
    [H, W, 3], RGB. As `read_frames`.
    """
    frames = read_frames(path, form)
    first = next(frames, None)
    if first is None:
        raise unreadable(path)
    if _contrast(first) >= _EMPTY:
        return first
    contrasts = [_contrast(frame) for frame in islice(read_frames(path, form), _FADE_FRAMES)]
    there = next(n for n, one in enumerate(contrasts) if one >= _THERE * max(contrasts))
    return next(islice(read_frames(path, form), there, None), first)


def _contrast(frame: NDArray[np.uint8]) -> float:
    return float(frame[::4, ::4].std())


def frame_times(path: Path, seconds: float | None = None) -> FrameTimes:
    """When the frames that `read_frames` gives are shown, or those of the first `seconds`.

    It decodes them: what is stored says neither which frames an edit list hides nor which cannot
    be decoded. Raises InputError VIDEO_UNREADABLE.
    """
    tick, starts, ends = Fraction(1), [], [Fraction(0)]
    with ffmpeg.Running(picture_arguments.times_args(path, seconds), read=True) as decoder:
        for line in decoder.stdout.lines():
            if line.startswith(b"#tb 0:"):
                tick = Fraction(line.split(b":")[1].strip().decode())
            elif not line.startswith(b"#"):
                _, _, start, length, *_ = line.split(b",")
                starts.append(int(start) * tick)
                ends.append((int(start) + int(length)) * tick)
        if decoder.wait() != 0 or not starts:
            raise unreadable(path)
    return FrameTimes(tuple(starts), max(ends))
