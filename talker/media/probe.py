"""Typed facts about a video file, read with ffmpeg itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from talker.errors import ErrorCode, InputError
from talker.files import regular_file
from talker.media import arguments, ffmpeg
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


def probe(path: Path) -> VideoFacts:
    """Facts of a media file from its packets; nothing is decoded."""
    with ffmpeg.Running(arguments.packets_args(path), read=True) as reader:
        lines = reader.stdout.read().decode("ascii", "replace").splitlines()
        if reader.wait() != 0:
            raise unreadable(path)
    headers: dict[tuple[int, str], str] = {}
    packets: dict[int, list[tuple[int, int]]] = {}
    sizes: dict[int, int] = {}
    for line in lines:
        if found := _HEADER.match(line):
            headers[int(found[2]), found[1]] = found[3]
        elif not line.startswith("#"):
            cells = [cell.strip() for cell in line.split(",")]
            if _hidden(cells):
                continue
            packets.setdefault(int(cells[0]), []).append((int(cells[2]), int(cells[3])))
            sizes[int(cells[0])] = sizes.get(int(cells[0]), 0) + int(cells[4])
    video, audio = None, None
    for index, rows in packets.items():
        if headers[index, "tb"].endswith("/0"):  # what has no time is no track
            continue
        tick, codec = Fraction(headers[index, "tb"]), headers[index, "codec_id"]
        times = sorted(tick * pts for pts, _ in rows)
        duration = tick * (max(pts + length for pts, length in rows) - min(rows)[0])
        if headers[index, "media_type"] == "video" and video is None:
            width, height = headers[index, "dimensions"].split("x")
            video = VideoTrack(codec, int(width), int(height), tuple(times), duration, sizes[index])
        elif headers[index, "media_type"] == "audio" and audio is None:
            rate = int(headers[index, "sample_rate"])
            audio = AudioTrack(codec, rate, channel_count(path), times[0], duration)
    return VideoFacts(video, audio)


def packet_times(path: Path) -> Iterator[float]:
    """When each packet of a file with one track begins, in seconds, one after the other."""
    tick = 0.0
    with ffmpeg.Running(arguments.packets_args(path), read=True) as reader:
        for line in reader.stdout.lines():
            text = line.decode("ascii", "replace")
            if not text.startswith("#"):
                yield int(text.split(",")[2]) * tick
            elif (found := _HEADER.match(text)) and found[1] == "tb":
                tick = float(Fraction(found[3]))


def check_video(path: Path) -> None:
    """Raises InputError with VIDEO_UNREADABLE unless the file holds a picture track."""
    regular_file(path, lambda *_: unreadable(path))
    if not is_video(path):
        raise unreadable(path)


def is_video(path: Path) -> bool:
    """Whether the file holds pictures that move: more than one frame."""
    try:
        video = probe(path).video
    except InputError:
        return False
    return video is not None and video.frame_count > 1


def _hidden(cells: list[str]) -> bool:
    """Whether an edit list leaves the packet out: it is decoded for others, and not shown."""
    flags = next((cell for cell in cells[6:] if cell.startswith("F=")), "F=0")
    return bool(int(flags.removeprefix("F="), 16) & _DISCARDED)


def unreadable(path: Path) -> InputError:
    """The error for what is no video; it says what the file is where that is known."""
    kind = kind_of(path)
    return InputError(
        ErrorCode.VIDEO_UNREADABLE,
        f"{path} cannot be read as a video{'' if kind is None else f': it is {kind}'}.",
        "Check the name, and that the file plays.",
        path,
    )
