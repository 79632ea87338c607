"""Encoders of every codec: their arguments, and which of them truly work on this computer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from talker.errors import ErrorCode, MouthpieceError
from talker.media import common_arguments, ffmpeg, picture_arguments
from talker.options.containers import Codec
from talker.options.deliver import DeliverOptions, Grade, Hardware

_GRADES = (Grade.DRAFT, Grade.STANDARD, Grade.BEST)


@dataclass(frozen=True)
class Encoder:
    """One of ffmpeg's encoders: its arguments for a quality, and the pixels that it takes.

    `intra`: every frame stands alone, so that there are no distances between key frames.
    """

    name: str
    arguments: tuple[str, ...]
    pixels: str
    intra: bool = False

    @property
    def hardware(self) -> bool:
        """Whether a graphics card encodes."""
        return self.name.endswith(("_nvenc", "_qsv", "_amf"))


@dataclass(frozen=True)
class CodecSpec:
    """How a codec is encoded, by the processor and by graphics cards, in the order of preference.

    `software` is asked for a quality, and whether the pictures are transparent.
    """

    software: Callable[[Grade, bool], Encoder]
    hardware: Callable[[Grade], tuple[Encoder, ...]] = lambda _: ()


def _x264(grade: Grade, _: bool) -> Encoder:
    rate = _by_grade(grade, 27, 19, 15)
    return Encoder(
        "libx264", ("-preset", "medium", "-crf", rate, *common_arguments.ENCODER_THREADS), "yuv420p"
    )


def _x265(grade: Grade, _: bool) -> Encoder:
    words = (
        "-preset",
        "fast",
        "-crf",
        _by_grade(grade, 30, 22, 18),
        "-x265-params",
        "log-level=error",
    )
    return Encoder("libx265", (*words, *_HEVC_TAG), "yuv420p")


def _svt(grade: Grade, _: bool) -> Encoder:
    words = ("-preset", "8", "-crf", _by_grade(grade, 45, 32, 24), "-svtav1-params", "lp=2")
    return Encoder("libsvtav1", words, "yuv420p")


def _vpx(grade: Grade, alpha: bool) -> Encoder:
    rate = ("-crf", _by_grade(grade, 40, 30, 22), "-b:v", "0")
    words = (*rate, "-row-mt", "1", "-deadline", "good", "-cpu-used", "4")
    if alpha:
        return Encoder("libvpx-vp9", (*words, "-auto-alt-ref", "0"), "yuva420p")
    return Encoder("libvpx-vp9", words, "yuv420p")


def _prores(_: Grade, alpha: bool) -> Encoder:
    words = ("-profile:v", "4444" if alpha else "hq", "-vendor", "apl0")
    return Encoder("prores_ks", words, "yuva444p10le" if alpha else "yuv422p10le", intra=True)


def _hardware_encoders(
    name: str, tag: tuple[str, ...] = ()
) -> Callable[[Grade], tuple[Encoder, ...]]:
    """Encoders of NVIDIA, Intel and AMD; the last two want NV12."""

    def encoders(grade: Grade) -> tuple[Encoder, ...]:
        rate = _by_grade(grade, 32, 24, 19)
        nvenc = ("-preset", "p5", "-rc", "vbr", "-cq", rate, "-b:v", "0", *tag)
        qsv = ("-global_quality", rate, *tag)
        amf = ("-rc", "cqp", "-qp_i", rate, "-qp_p", rate, *tag)
        return (
            Encoder(f"{name}_nvenc", nvenc, "yuv420p"),
            Encoder(f"{name}_qsv", qsv, "nv12"),
            Encoder(f"{name}_amf", amf, "nv12"),
        )

    return encoders


_HEVC_TAG = ("-tag:v", "hvc1")  # Apple's players know no other name
CODECS: Mapping[Codec, CodecSpec] = {
    Codec.H264: CodecSpec(_x264, _hardware_encoders("h264")),
    Codec.HEVC: CodecSpec(_x265, _hardware_encoders("hevc", _HEVC_TAG)),
    Codec.AV1: CodecSpec(_svt, _hardware_encoders("av1")),
    Codec.VP9: CodecSpec(_vpx),
    Codec.PRORES: CodecSpec(_prores),
}


def choose_encoder(options: DeliverOptions) -> Encoder | None:
    """The encoder for a deliverable; None for pictures.

    A graphics card's counts only after it has encoded something. Raises MouthpieceError
    CODEC_MISSING when nothing on this computer makes the codec.
    """
    codec = options.stored_codec
    if codec is None:
        return None
    spec, grade = CODECS[codec], options.finish_quality
    if options.hardware is Hardware.AUTO and options.format.container.hardware:
        for encoder in spec.hardware(grade):
            if works(encoder):
                return encoder
    return _require_working(spec.software(grade, options.transparent), codec.caption)


@cache
def works(encoder: Encoder) -> bool:
    """Whether the encoder makes a tiny video: being in the list of encoders says nothing."""
    with ffmpeg.Running(
        picture_arguments.trial_args(encoder.name, encoder.arguments, encoder.pixels)
    ) as it:
        return it.wait() == 0


def _require_working(encoder: Encoder, title: str) -> Encoder:
    if works(encoder):
        return encoder
    raise MouthpieceError(
        ErrorCode.CODEC_MISSING,
        f"This computer cannot make {title}: ffmpeg's encoder {encoder.name} does not work here.",
        "Choose another codec, such as h264.",
    )


def _by_grade(grade: Grade, *values: int | str) -> str:
    return str(values[_GRADES.index(grade)])
