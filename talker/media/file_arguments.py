"""The arguments that ffmpeg gets for files and streams as they are, as pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from talker.media.common_arguments import QUIET
from talker.media.ffmpeg_inputs import (
    location,
    media_input,
    pipe_input,
)


def inspect_args(path: Path) -> list[str]:
    """Prints what the container claims; ffmpeg then stops for want of an output."""
    return ["-hide_banner", "-nostdin", *media_input(path)]


def join_args(
    audio: Path,
    target: Path,
    fps: Fraction | int,
    tags: Mapping[str, str] | None = None,
    language: str = "und",
) -> list[str]:
    """Joins H.264 from stdin and the finished sound track, without encoding anything.

    `tags` are written into the container under just these names.
    """
    rate = Fraction(fps)
    length = f"{rate.denominator}/{rate.numerator}"
    ticks = rate.numerator * (512 if rate.denominator == 1 else 1)
    return [
        *(*QUIET, *pipe_input("h264", "-framerate", str(rate))),
        *(*media_input(audio), "-map", "0:v:0", "-map", "1:a:0", "-c", "copy"),
        *("-bsf:v", f"setts=prescale=1:time_base={length}:pts=N:dts=N:duration=1"),
        # Never write one track ahead for want of the other: the same input gives the same file.
        *("-max_interleave_delta", "0"),
        *("-video_track_timescale", str(ticks), "-metadata:s:a:0", f"language={language}"),
        *container_args(target, tags or {}),
    ]


def packets_args(path: Path) -> list[str]:
    """Lists every packet of a finished file on stdout, without decoding."""
    return [
        # V: no covers, which are pictures of their own.
        *(*QUIET, *media_input(path), "-map", "0:V?", "-map", "0:a?", "-c", "copy"),
        *("-f", "framecrc", "pipe:1"),
    ]


def repeated_args(path: Path, target: Path, seconds: float) -> list[str]:
    """Copies a video again and again until `seconds` are full; nothing is encoded."""
    again = media_input(path, "-stream_loop", "-1")
    return [*QUIET, *again, "-t", f"{seconds:g}", "-c", "copy", "-y", location(target)]


def annexb_args(path: Path) -> list[str]:
    """Writes the packets of an H.264 track to stdout as they are, in the byte format of annex B."""
    return [
        *(*QUIET, *media_input(path), "-map", "0:v:0", "-c", "copy"),
        *("-bsf:v", "h264_mp4toannexb", "-f", "h264", "pipe:1"),
    ]


def tag_args(tags: Mapping[str, str]) -> list[str]:
    """Writes `tags` into the container; MP4 and MOV keep their names as they are."""
    return [word for key, value in tags.items() for word in ("-metadata", f"{key}={value}")]


def tags_args(path: Path) -> list[str]:
    """Lists the tags of the container on stdout."""
    return [*QUIET, *media_input(path), "-f", "ffmetadata", "pipe:1"]


def container_args(target: Path, tags: Mapping[str, str] | None = None) -> list[str]:
    """The output: what the container says of itself, and nothing of its inputs."""
    return [
        *("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"),
        *(() if tags is None else (*tag_args(tags), "-movflags", "+faststart+use_metadata_tags")),
        *("-f", "mp4", "-y", location(target)),
    ]
