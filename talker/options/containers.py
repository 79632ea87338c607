"""What every kind of file may hold: video codecs, sound, subtitles, transparency, signatures.

A further codec is a value of Codec, its place in CONTAINERS, and its encoders in
talker/deliver/encoders.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from talker.options.choice import Choice, ProperName


class Codec(Choice):
    """How the pictures are stored."""

    AUTO = "auto", "Usual for the kind of file"
    H264 = "h264", ProperName("H.264")
    HEVC = "hevc", ProperName("HEVC")
    AV1 = "av1", ProperName("AV1")
    VP9 = "vp9", ProperName("VP9")
    PRORES = "prores", ProperName("ProRes")


TRANSPARENT_CODECS = frozenset({Codec.VP9, Codec.PRORES})


class AudioCodec(StrEnum):
    """How the sound is stored; the values are ffmpeg's encoders."""

    AAC = "aac"
    OPUS = "libopus"
    PCM = "pcm_s16le"


class SubtitleCodec(StrEnum):
    """How a track of subtitles is stored; the values are ffmpeg's names."""

    MOV_TEXT = "mov_text"
    WEBVTT = "webvtt"


class Format(Choice):
    """The kind of file."""

    MP4 = "mp4", ProperName("MP4")
    WEBM = "webm", ProperName("WebM")
    MOV = "mov", ProperName("MOV")
    GIF = "gif", ProperName("GIF")
    PNG = "png", "PNG pictures"

    @property
    def container(self) -> Container:
        """What a file of this kind may hold."""
        return CONTAINERS[self]


@dataclass(frozen=True)
class Container:
    """What one kind of file may hold.

    `codecs`: the first that fits is the usual one; none for pictures, which have neither codec nor
    sound. `copied_audio` goes in as it is ("aac" is AAC-LC), all else is encoded as `audio`.
    `media_type` is the name by which C2PA knows the file; without one it cannot be signed.
    `in_folder`: one file for each frame, in a folder. `max_fps`: players show no more frames a
    second. `bytes_per_pixel`: of a frame, about the least that was measured on talking heads.
    """

    suffix: str
    muxer: str
    codecs: tuple[Codec, ...] = ()
    alpha: bool = False
    hardware: bool = False
    audio: AudioCodec | None = None
    copied_audio: frozenset[str] = frozenset()
    subtitles: SubtitleCodec | None = None
    muxer_flags: tuple[str, ...] = ()
    media_type: str | None = None
    xmp: bool = False
    in_folder: bool = False
    max_fps: int | None = None
    bytes_per_pixel: float = 0.01

    def fitting(self, *, transparent: bool) -> tuple[Codec, ...]:
        """The codecs that it may hold, the usual one first."""
        return tuple(
            codec for codec in self.codecs if not transparent or codec in TRANSPARENT_CODECS
        )


_ISO_FLAGS = ("-movflags", "+faststart+use_metadata_tags")

CONTAINERS: Mapping[Format, Container] = {
    Format.MP4: Container(
        ".mp4",
        "mp4",
        codecs=(Codec.H264, Codec.HEVC, Codec.AV1, Codec.VP9),
        hardware=True,
        audio=AudioCodec.AAC,
        copied_audio=frozenset({"aac"}),
        subtitles=SubtitleCodec.MOV_TEXT,
        muxer_flags=_ISO_FLAGS,
        media_type="video/mp4",
        xmp=True,
    ),
    Format.WEBM: Container(
        ".webm",
        "webm",
        codecs=(Codec.VP9, Codec.AV1),
        alpha=True,
        audio=AudioCodec.OPUS,
        copied_audio=frozenset({"opus"}),
        subtitles=SubtitleCodec.WEBVTT,
    ),
    Format.MOV: Container(
        ".mov",
        "mov",
        codecs=(Codec.PRORES,),
        alpha=True,
        audio=AudioCodec.PCM,
        copied_audio=frozenset({"aac", "alac"}),
        subtitles=SubtitleCodec.MOV_TEXT,
        muxer_flags=_ISO_FLAGS,
        media_type="video/quicktime",
        xmp=True,
        bytes_per_pixel=0.4,
    ),
    Format.GIF: Container(".gif", "gif", media_type="image/gif", max_fps=50, bytes_per_pixel=0.2),
    Format.PNG: Container(
        ".png",
        "image2",
        alpha=True,
        media_type="image/png",
        in_folder=True,
        bytes_per_pixel=0.7,
    ),
}


def container_of(suffix: str) -> Container | None:
    """The container that an ending such as `.MP4` names."""
    return next(
        (container for container in CONTAINERS.values() if container.suffix == suffix.lower()), None
    )
