"""What the container of a recording says of itself: tracks, length, whether it keeps time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from talker.errors import ErrorCode, InputError
from talker.files import NoFile, regular_file
from talker.media import ffmpeg, file_arguments
from talker.media.ffmpeg_inputs import counts_samples
from talker.media.file_kinds import kind_of

GIVE = "Give a sound file such as WAV, MP3, M4A or FLAC, or a video with sound."

_MINUTE = 60.0
_LOG_BYTES = 1 << 20  # recordings bring their show notes and lyrics along
_FORMATS = re.compile(r"^Input #0, (\S+), from", re.MULTILINE)
_DURATION = re.compile(
    r"^  Duration: (?:N/A|(\d+):(\d\d):(\d\d(?:\.\d+)?))(?:, start: (-?[\d.]+))?", re.MULTILINE
)
_AUDIO = re.compile(r"^  Stream #0:\d+\S*: Audio: (\w+)(?: \(([\w-]+)\))?(.*)$", re.MULTILINE)
_CHANNELS = re.compile(r" Hz, ([^,]+),")
_START = re.compile(r", start (-?[\d.]+)")
_LAYOUTS = {"mono": 1, "stereo": 2, "2.1": 3, "3.0": 3, "quad": 4, "4.0": 4, "5.0": 5, "5.1": 6}
_MORE_LAYOUTS = {"5.0(side)": 5, "5.1(side)": 6, "6.1": 7, "7.0": 7, "7.1": 8, "7.1(wide)": 8}
# Encoders' lead and codecs' delays make a track begin up to this many seconds late.
_LATE = 0.05


@dataclass(frozen=True)
class TrackClaims:
    """One sound track. `codec` is ffmpeg's name, "aac" for AAC-LC alone: other profiles of AAC
    follow it ("aac HE-AAC"). `default`: players take it unasked. `late`: it begins after the
    file does, after the pictures for example. `channels` is 0 where the layout has no name.
    """

    codec: str
    channels: int
    default: bool
    late: bool


@dataclass(frozen=True)
class Claims:
    """`seconds` is None where the file does not say. `timed`: its packets have times of their
    own, with holes where nothing was recorded; elsewhere samples just follow each other.
    """

    seconds: float | None
    timed: bool
    tracks: tuple[TrackClaims, ...]


def read_claims(path: Path) -> Claims:
    """After a look at the header.

    Raises InputError: AUDIO_MISSING, AUDIO_IS_FOLDER, AUDIO_EMPTY (0 bytes), AUDIO_UNREADABLE,
    AUDIO_NO_TRACK.
    """
    _check_file(path)
    with ffmpeg.Running(file_arguments.inspect_args(path)) as look:
        look.wait()
        log = look.log(_LOG_BYTES)
    formats = _FORMATS.search(log)
    if formats is None:
        raise unreadable(path)
    duration = _DURATION.search(log)
    seconds, start = None, 0.0
    if duration is not None:
        hours, minutes, rest, begin = duration.groups()
        start = float(begin or 0)
        if rest is not None:
            seconds = (int(hours) * 60 + int(minutes)) * _MINUTE + float(rest)
    tracks = tuple(_track(found, start) for found in _AUDIO.finditer(log))
    if not tracks:
        raise InputError(ErrorCode.AUDIO_NO_TRACK, f"{path.name} has no sound track.", GIVE, path)
    return Claims(seconds, not counts_samples(formats[1]), tracks)


def channel_count(path: Path) -> int:
    """Of the first sound track; 0 where the layout has no name."""
    return read_claims(path).tracks[0].channels


def _track(found: re.Match[str], start: float) -> TrackClaims:
    codec, profile, rest = found.groups()
    if codec == "aac" and profile not in {None, "LC"}:
        codec = f"aac {profile}"
    layout = _CHANNELS.search(rest)
    begin = _START.search(rest)
    return TrackClaims(
        codec,
        _channels(layout[1]) if layout else 0,
        rest.rstrip().endswith("(default)"),
        begin is not None and float(begin[1]) - start > _LATE,
    )


def _channels(layout: str) -> int:
    if layout.endswith("channels"):
        return int(layout.split()[0])
    return _LAYOUTS.get(layout) or _MORE_LAYOUTS.get(layout) or 0


def _check_file(path: Path) -> None:
    facts = regular_file(path, partial(_no_file, path))
    if facts.st_size == 0:
        raise InputError(ErrorCode.AUDIO_EMPTY, f"{path.name} is empty (0 bytes).", GIVE, path)


def _no_file(path: Path, why: NoFile, words: str) -> InputError:
    if why is NoFile.MISSING:
        return InputError(
            ErrorCode.AUDIO_MISSING, f"{path} does not exist.", "Check the name.", path
        )
    if why is NoFile.FOLDER:
        return InputError(
            ErrorCode.AUDIO_IS_FOLDER, f"{path} is a folder, not a recording.", GIVE, path
        )
    return unreadable(path, f"it {words}")


def unreadable(path: Path, reason: str = "") -> InputError:
    """The error for what is no recording; it says what the file is where that is known."""
    if not reason and (kind := kind_of(path)):
        reason = f"it is {kind}"
    because = f": {reason}" if reason else ""
    message = f"{path.name} cannot be read as sound{because}."
    return InputError(ErrorCode.AUDIO_UNREADABLE, message, GIVE, path)
