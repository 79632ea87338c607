"""Encoders: what each codec is asked for, and which of them truly work on this computer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from talker.errors import ErrorCode, MouthpieceError
from talker.media import arguments, ffmpeg
from talker.options.deliver import Codec, DeliverOptions, FinishOptions, Format, Grade, Hardware

_GRADES = (Grade.DRAFT, Grade.STANDARD, Grade.BEST)


@dataclass(frozen=True)
class Encoder:
    """One of ffmpeg's encoders: its arguments for a quality, and the pixels that it takes."""

    name: str
    arguments: tuple[str, ...]
    pixels: str

    @property
    def hardware(self) -> bool:
        return self.name.endswith(("_nvenc", "_qsv", "_amf"))


def _x264(grade: Grade) -> Encoder:
    rate = _pick(grade, 27, 19, 15)
    return Encoder(
        "libx264", ("-preset", "medium", "-crf", rate, *arguments.ENCODER_THREADS), "yuv420p"
    )


def _x265(grade: Grade) -> Encoder:
    words = ("-preset", "fast", "-crf", _pick(grade, 30, 22, 18), "-x265-params", "log-level=error")
    return Encoder("libx265", (*words, "-tag:v", "hvc1"), "yuv420p")


def _svt(grade: Grade) -> Encoder:
    words = ("-preset", "8", "-crf", _pick(grade, 45, 32, 24), "-svtav1-params", "lp=2")
    return Encoder("libsvtav1", words, "yuv420p")


def _vpx(grade: Grade, pixels: str = "yuv420p") -> Encoder:
    words = ("-crf", _pick(grade, 40, 30, 22), "-b:v", "0", "-row-mt", "1")
    alpha = ("-auto-alt-ref", "0") if pixels == "yuva420p" else ()
    return Encoder("libvpx-vp9", (*words, "-deadline", "good", "-cpu-used", "4", *alpha), pixels)


def _prores(*, alpha: bool) -> Encoder:
    words = ("-profile:v", "4444" if alpha else "hq", "-vendor", "apl0")
    return Encoder("prores_ks", words, "yuva444p10le" if alpha else "yuv422p10le")


def _hardware(codec: Codec, grade: Grade) -> tuple[Encoder, ...]:
    """In the order of preference; AMD and Intel want NV12."""
    if codec is Codec.VP9:
        return ()
    tag = ("-tag:v", "hvc1") if codec is Codec.HEVC else ()
    rate = _pick(grade, 32, 24, 19)
    nvenc = ("-preset", "p5", "-rc", "vbr", "-cq", rate, "-b:v", "0", *tag)
    qsv = ("-global_quality", rate, *tag)
    amf = ("-rc", "cqp", "-qp_i", rate, "-qp_p", rate, *tag)
    return (
        Encoder(f"{codec.value}_nvenc", nvenc, "yuv420p"),
        Encoder(f"{codec.value}_qsv", qsv, "nv12"),
        Encoder(f"{codec.value}_amf", amf, "nv12"),
    )


_SOFTWARE = {Codec.H264: _x264, Codec.HEVC: _x265, Codec.AV1: _svt, Codec.VP9: _vpx}
TITLES: Mapping[Codec, str] = {
    Codec.H264: "H.264",
    Codec.HEVC: "HEVC",
    Codec.AV1: "AV1",
    Codec.VP9: "VP9",
}


def choose(options: DeliverOptions) -> Encoder:
    """The encoder for a deliverable with moving pictures (not gif, not png).

    A graphics card's counts only after it has encoded something. Raises MouthpieceError
    CODEC_MISSING when nothing on this computer makes the codec.
    """
    if options.format is Format.MOV:
        return _working(_prores(alpha=options.transparent), "ProRes")
    grade = options.finish_quality
    if options.format is Format.WEBM and (options.transparent or options.codec is not Codec.AV1):
        pixels = "yuva420p" if options.transparent else "yuv420p"
        return _working(_vpx(grade, pixels), TITLES[Codec.VP9])
    return _of_codec(options, grade)


def _of_codec(options: FinishOptions, grade: Grade) -> Encoder:
    if options.hardware is Hardware.AUTO:
        for one in _hardware(options.codec, grade):
            if works(one):
                return one
    return _working(_SOFTWARE[options.codec](grade), TITLES[options.codec])


@cache
def works(encoder: Encoder) -> bool:
    """Whether the encoder makes a tiny video: being in the list of encoders says nothing."""
    with ffmpeg.Running(
        arguments.trial_args(encoder.name, encoder.arguments, encoder.pixels)
    ) as it:
        return it.wait() == 0


def _working(encoder: Encoder, title: str) -> Encoder:
    if works(encoder):
        return encoder
    raise MouthpieceError(
        ErrorCode.CODEC_MISSING,
        f"This computer cannot make {title}: ffmpeg's encoder {encoder.name} does not work here.",
        "Choose another codec, such as h264.",
    )


def _pick(grade: Grade, *values: int) -> str:
    return str(values[_GRADES.index(grade)])
