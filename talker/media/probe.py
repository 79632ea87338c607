"""Typed facts about a video file, read with ffmpeg itself."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from talker.errors import ErrorCode, InputError
from talker.files import regular_file
from talker.media import ffmpeg, file_arguments
from talker.media.claims import channel_count
from talker.media.file_kinds import kind_of

_HEADER = re.compile(r"#(\w+) (\d+): (.+)")
_DISCARDED = 4  # a flag of ffmpeg's packets


@dataclass(frozen=True)
class VideoTrack:
    """`times`: the second at which each frame is shown, exact; `size`: bytes of all that are."""

    codec: str
    width: int
    height: int
    times: tuple[Fraction, ...]
    duration: Fraction
    size: int = 0

    @property
    def frame_count(self) -> int:
        """How many frames are shown."""
        return len(self.times)

    @property
    def fps(self) -> Fraction:
        """Frames a second on average, exact."""
        return self.frame_count / self.duration


@dataclass(frozen=True)
class AudioTrack:
    """`start` and `duration` in seconds, as stored (lossy codecs add a few milliseconds)."""

    codec: str
    sample_rate: int
    channels: int
    start: Fraction
    duration: Fraction


@dataclass(frozen=True)
class VideoFacts:
    """What a finished file holds; a track that is missing is None."""

    video: VideoTrack | None
    audio: AudioTrack | None


@dataclass
class _Packets:
    """Those of one track, in ticks, as plain numbers: hours of them take some megabytes."""

    shown: array[int] = field(default_factory=lambda: array("q"))
    end: int = 0
    size: int = 0

    def add(self, cells: Sequence[str]) -> None:
        pts, length = int(cells[2]), int(cells[3])
        self.end = max(self.end, pts + length) if self.shown else pts + length
        self.shown.append(pts)
        self.size += int(cells[4])


def probe(path: Path) -> VideoFacts:
    """Facts of a media file from its packets; nothing is decoded."""
    headers: dict[tuple[int, str], str] = {}
    packets: dict[int, _Packets] = {}
    with ffmpeg.Running(file_arguments.packets_args(path), read=True) as reader:
        for raw in reader.stdout.lines():
            line = raw.decode("ascii", "replace").rstrip()
            if found := _HEADER.match(line):
                headers[int(found[2]), found[1]] = found[3]
            elif line and not line.startswith("#"):
                cells = [cell.strip() for cell in line.split(",")]
                if not _hidden(cells):
                    packets.setdefault(int(cells[0]), _Packets()).add(cells)
        if reader.wait() != 0:
            raise unreadable(path)
    video, audio = None, None
    for index, track in packets.items():
        if headers[index, "tb"].endswith("/0"):  # what has no time is no track
            continue
        tick, codec = Fraction(headers[index, "tb"]), headers[index, "codec_id"]
        first = min(track.shown)
        duration = tick * (track.end - first)
        if headers[index, "media_type"] == "video" and video is None:
            width, height = headers[index, "dimensions"].split("x")
            times = tuple(tick * pts for pts in sorted(track.shown))
            video = VideoTrack(codec, int(width), int(height), times, duration, track.size)
        elif headers[index, "media_type"] == "audio" and audio is None:
            rate = int(headers[index, "sample_rate"])
            audio = AudioTrack(codec, rate, channel_count(path), tick * first, duration)
    return VideoFacts(video, audio)


def packet_times(path: Path) -> Iterator[float]:
    """When each packet of a file with one track begins, in seconds, one after the other."""
    tick = 0.0
    with ffmpeg.Running(file_arguments.packets_args(path), read=True) as reader:
        for line in reader.stdout.lines():
            text = line.decode("ascii", "replace")
            if not text.startswith("#"):
                yield int(text.split(",")[2]) * tick
            elif (found := _HEADER.match(text)) and found[1] == "tb":
                tick = float(Fraction(found[3]))


def check_video(path: Path) -> None:
    """Raises InputError with VIDEO_UNREADABLE unless the file holds a picture track."""
    facts = regular_file(path, lambda _, words: unreadable(path, words))
    if not facts.st_size:
        raise unreadable(path)
    held = probe(path)
    if _moves(held):
        return
    if held.video is not None:
        raise unreadable(path, "holds one picture alone")
    raise unreadable(path, "holds sound and no pictures" if held.audio is not None else "")


def is_video(path: Path) -> bool:
    """Whether the file holds pictures that move: more than one frame."""
    try:
        return _moves(probe(path))
    except InputError:
        return False


def _moves(held: VideoFacts) -> bool:
    return held.video is not None and held.video.frame_count > 1


def _hidden(cells: list[str]) -> bool:
    """Whether an edit list leaves the packet out: it is decoded for others, and not shown."""
    flags = next((cell for cell in cells[6:] if cell.startswith("F=")), "F=0")
    return bool(int(flags.removeprefix("F="), 16) & _DISCARDED)


def _what_it_is(path: Path) -> str:
    try:
        facts = regular_file(path, lambda _, words: LookupError(words))
    except LookupError as error:
        return str(error)
    kind = kind_of(path) if facts.st_size else None
    return "" if kind is None and facts.st_size else f"is {kind or 'empty'}"


def unreadable(path: Path, why: str = "") -> InputError:
    """The error for what is no video, because it "does not exist", for example; without a reason it
    says what the file is where that is known."""
    why = why or _what_it_is(path)
    return InputError(
        ErrorCode.VIDEO_UNREADABLE,
        f"{path} cannot be read as a video{why and f': it {why}'}.",
        "Check the name, and that the file plays.",
        path,
    )
