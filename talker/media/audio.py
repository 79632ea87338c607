"""Speech as a stream: facts about the recording, and samples in blocks."""

from __future__ import annotations

import re
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talker.errors import ErrorCode, InputError
from talker.media import arguments, ffmpeg
from talker.media.file_kinds import kind_of
from talker.media.watchdog import WatchedReader
from talker.progress import CancelToken, Notice, NoticeCode

_SILENT_PEAK = 10 ** (-60 / 20)
_SILENT_RMS = 10 ** (-75 / 20)
_NARROW_RATE = 16000
_CHUNK_BYTES = 1 << 20
_MINUTE = 60.0
_DURATION = re.compile(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
_AUDIO = re.compile(r"Stream #0:\d+.*?: Audio: (\w+)")


@dataclass(frozen=True)
class Speech:
    """A readable recording. `duration` in seconds, decoded length, not the container's claim.

    `silent` says that there is nothing to hear, on purpose.
    """

    path: Path
    duration: float
    sample_rate: int
    channels: int
    codec: str
    silent: bool = False

    def blocks(self, rate: int = 16000, seconds: float = 10.0) -> Iterator[NDArray[np.float32]]:
        """Mono samples in -1..1 at `rate`, in consecutive blocks; memory does not grow.

        Every block but the last holds `seconds` of sound. All channels count alike.
        """
        size = max(1, round(rate * seconds)) * 4
        args = arguments.mono_args(self.path, self.channels, rate)
        with ffmpeg.Running(args, read=True) as decoder:
            while block := decoder.stdout.read(size):
                yield np.frombuffer(block[: len(block) // 4 * 4], "<f4").astype(np.float32)
            if decoder.wait() != 0:
                raise _unreadable(self.path)

    def notices(self) -> tuple[Notice, ...]:
        """Warnings about a recording that works but will not work well."""
        if self.sample_rate >= _NARROW_RATE:
            return ()
        return (
            Notice(
                NoticeCode.AUDIO_NARROW_BAND,
                f"{self.path.name} has telephone quality ({self.sample_rate} Hz): lips follow "
                "hissing sounds better with 16000 Hz or more.",
            ),
        )


def open_speech(
    path: Path, max_minutes: float = 120.0, *, fps: int = 25, cancel: CancelToken | None = None
) -> Speech:
    """Reads a recording (or the sound of a video) once from end to end, in flat memory.

    Raises InputError with an AUDIO_ code when it is missing, a folder, without sound, empty,
    silent, shorter than one frame at `fps`, longer than `max_minutes`, or holds broken samples.
    """
    _check_file(path)
    claims = _claims(path)
    if claims.seconds is not None and claims.seconds > max_minutes * _MINUTE:
        raise too_long(path, max_minutes)
    facts = _scan(path, max_minutes, cancel or CancelToken())
    duration = facts.samples / facts.rate
    if facts.samples == 0:
        raise InputError(ErrorCode.AUDIO_EMPTY, f"{path.name} holds no sound at all.", _GIVE, path)
    if not facts.finite:
        raise InputError(
            ErrorCode.AUDIO_NOT_FINITE,
            f"{path.name} holds samples that are not numbers.",
            "Export the recording again, as WAV with 16 or 24 bits.",
            path,
        )
    if duration < 1 / fps:
        raise InputError(
            ErrorCode.AUDIO_TOO_SHORT,
            f"{path.name} is shorter than one frame ({duration * 1000:.1f} ms).",
            "Give a longer recording.",
            path,
        )
    if facts.peak < _SILENT_PEAK or facts.rms < _SILENT_RMS:
        raise InputError(
            ErrorCode.AUDIO_SILENT,
            f"{path.name} is silent.",
            "Check that the right track was recorded, or make it louder.",
            path,
        )
    return Speech(path, duration, facts.rate, facts.channels, claims.codec)


def claimed_seconds(path: Path) -> float | None:
    """How long a recording says it is, without decoding it; None where it does not say.

    Raises what `open_speech` finds before it reads the sound itself, whatever the length.
    """
    _check_file(path)
    return _claims(path).seconds


def claimed_codec(path: Path) -> str:
    """The codec of the first sound track; raises what `claimed_seconds` does."""
    _check_file(path)
    return _claims(path).codec


_GIVE = "Give a sound file such as WAV, MP3, M4A or FLAC, or a video with sound."


def _check_file(path: Path) -> None:
    try:
        facts = path.stat()
    except FileNotFoundError:
        raise InputError(
            ErrorCode.AUDIO_MISSING, f"{path} does not exist.", "Check the name.", path
        ) from None
    except OSError as error:
        raise _unreadable(path, error.strerror or "") from error
    if stat.S_ISDIR(facts.st_mode):
        raise InputError(
            ErrorCode.AUDIO_IS_FOLDER, f"{path} is a folder, not a recording.", _GIVE, path
        )
    if not stat.S_ISREG(facts.st_mode):
        raise _unreadable(path, "it is a pipe or a device, not a file")
    if facts.st_size == 0:
        raise InputError(ErrorCode.AUDIO_EMPTY, f"{path.name} is empty (0 bytes).", _GIVE, path)


def _unreadable(path: Path, reason: str = "") -> InputError:
    if not reason and (kind := kind_of(path)):
        reason = f"it is {kind}"
    because = f": {reason}" if reason else ""
    message = f"{path.name} cannot be read as sound{because}."
    return InputError(ErrorCode.AUDIO_UNREADABLE, message, _GIVE, path)


def too_long(path: Path, max_minutes: float) -> InputError:
    """The error for a recording beyond the limit."""
    return InputError(
        ErrorCode.AUDIO_TOO_LONG,
        f"{path.name} is longer than {max_minutes:g} minutes.",
        "Cut it, or allow more with --max-minutes.",
        path,
    )


@dataclass(frozen=True)
class _Claims:
    codec: str
    seconds: float | None


def _claims(path: Path) -> _Claims:
    """What the container says of itself, after it was looked at."""
    with ffmpeg.Running(arguments.inspect_args(path)) as look:
        look.wait()
        log = look.log()
    if "Input #0" not in log:
        raise _unreadable(path)
    codec = _AUDIO.search(log)
    if codec is None:
        raise InputError(ErrorCode.AUDIO_NO_TRACK, f"{path.name} has no sound track.", _GIVE, path)
    claim = _DURATION.search(log)
    if claim is None:
        return _Claims(codec.group(1), None)
    hours, minutes, rest = claim.groups()
    seconds = (int(hours) * 60 + int(minutes)) * _MINUTE + float(rest)
    return _Claims(codec.group(1), seconds)


@dataclass(frozen=True)
class _Facts:
    rate: int
    channels: int
    samples: int
    peak: float
    rms: float
    finite: bool


def _scan(path: Path, max_minutes: float, cancel: CancelToken) -> _Facts:
    with ffmpeg.Running(arguments.scan_args(path), read=True) as decoder:
        header = _wav_header(decoder.stdout)
        if header is None:
            if decoder.wait() == 0:
                return _Facts(1, 1, 0, 0.0, 0.0, True)
            raise _unreadable(path)
        rate, channels = header
        limit = max_minutes * _MINUTE * rate * channels
        values, peak, energy, rest = 0, 0.0, 0.0, b""
        while chunk := decoder.stdout.read(_CHUNK_BYTES):
            cancel.check()
            chunk = rest + chunk
            whole = len(chunk) // 4 * 4
            rest = chunk[whole:]
            part = np.frombuffer(chunk[:whole], "<f4")
            square = float(np.dot(part, part))
            if not np.isfinite(square):
                return _Facts(rate, channels, max(values // channels, 1), 0.0, 0.0, False)
            values += part.size
            energy += square
            peak = max(peak, float(part.max(initial=0.0)), -float(part.min(initial=0.0)))
            if values > limit:
                raise too_long(path, max_minutes)
        if decoder.wait() != 0 and values == 0:
            raise _unreadable(path)
    rms = (energy / values) ** 0.5 if values else 0.0
    return _Facts(rate, channels, values // channels, peak, rms, True)


def _wav_header(stream: WatchedReader) -> tuple[int, int] | None:
    """Sample rate and channels of a WAV stream, read up to its samples; None when there is none."""
    if len(stream.read(12)) < 12:
        return None
    rate, channels = 0, 0
    while len(head := stream.read(8)) == 8:
        name, size = struct.unpack("<4sI", head)
        if name == b"data":
            return rate, channels
        body = stream.read(size + size % 2)
        if name == b"fmt ":
            channels, rate = struct.unpack("<HI", body[2:8])
    return None
