"""The arguments that ffmpeg gets for sound, as pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from talker.media.common_arguments import DECODER, QUIET
from talker.media.ffmpeg_inputs import (
    media_input,
    pipe_input,
)
from talker.media.file_arguments import container_args
from talker.media.sound_source import MixedSource, SoundSource

_AAC_RATES = (7350, 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200)
_AAC_MAX_RATE = 96000
_AAC_MAX_CHANNELS = 8


def samples_args(source: SoundSource, seconds: float | None = None) -> list[str]:
    """Decodes what is heard to a WAV of 32-bit floats on stdout, with an account in the log.

    `seconds`: only so much of the beginning.
    """
    end = () if seconds is None else ("-t", f"{seconds:g}")
    if isinstance(source, MixedSource):
        inputs = [media_input(one.source.path, *DECODER) for one in source.voices]
        return [
            *(*QUIET[:-1], "verbose", *inputs[0], *inputs[1], "-filter_complex", source.graph),
            *("-map", "[mix]", *end, "-c:a", "pcm_f32le", "-f", "wav", "pipe:1"),
        ]
    return [
        *_decode(source, "verbose"),
        *(*_filtered(source.filters), *end, "-c:a", "pcm_f32le", "-f", "wav", "pipe:1"),
    ]


def mono_args(source: SoundSource, channels: int, rate: int) -> list[str]:
    """Decodes what is heard, of `channels`, to raw mono 32-bit floats at `rate` on stdout.

    A source that changes comes as the WAV of `samples_args` on stdin: each new set of filters
    would lose a millisecond.
    """
    mix: tuple[str, ...] = ()
    if channels > 1:
        terms = "+".join(f"{1 / channels:.6f}*c{index}" for index in range(channels))
        mix = (f"pan=mono|c0={terms}",)
    if source.changes:
        words = [*QUIET, *pipe_input("wav"), *_filtered(mix)]
    else:
        words = [*_decode(source), *_filtered((*source.filters, *mix))]
    return [*words, "-ar", str(rate), "-f", "f32le", "pipe:1"]


def aac_rate(rate: int) -> int:
    """The recording's own sample rate, or the next one that AAC has."""
    return next((known for known in _AAC_RATES if known >= rate), _AAC_MAX_RATE)


def aac_channels(channels: int) -> int:
    """The recording's own channel count; stereo for more than AAC can hold."""
    return channels if channels <= _AAC_MAX_CHANNELS else 2


def aac_bits(rate: int, channels: int) -> int:
    """Bits a second at which speech and music sound like the original."""
    per_channel = 96_000 if rate >= 32000 else 64_000 if rate >= 16000 else 32_000
    return per_channel * channels


def audio_copy_args(source: SoundSource, target: Path) -> list[str]:
    """Puts the track as it is alone into an MP4 container."""
    return [*_decode(source), "-c:a", "copy", *container_args(target)]


def audio_encode_args(target: Path, rate: int, channels: int) -> list[str]:
    """Encodes a WAV from stdin once, to AAC at the recording's own rate and channels."""
    mix: tuple[str, ...] = ()
    if channels > _AAC_MAX_CHANNELS:
        even = "+".join(f"{1 / channels:.6f}*c{index}" for index in range(channels))
        mix = (f"pan=stereo|c0={even}|c1={even}",)
    count = aac_channels(channels)
    return [
        *(*QUIET, *pipe_input("wav"), *_filtered(mix)),
        *("-c:a", "aac", "-ar", str(aac_rate(rate)), "-ac", str(count)),
        *("-b:a", str(aac_bits(rate, count)), "-flags:a", "+bitexact", *container_args(target)),
    ]


def dub_sound_args(graph: str, speech: SoundSource, film: Path | None, repeat: bool) -> list[str]:
    """The inputs of a sound that `graph` makes: the speech, and the film where it is heard too,
    again and again where it is to `repeat`."""
    again = ("-stream_loop", "-1") if repeat else ()
    other = [] if film is None else media_input(film, *DECODER, *again)
    return [*media_input(speech.path, *DECODER), *other, "-filter_complex", graph]


def dub_meter_args(sound: Sequence[str]) -> list[str]:
    """Measures the output `mix` of the `sound`; the figures come on stderr."""
    quiet = ("-hide_banner", "-nostdin", "-nostats", "-loglevel", "info")
    return [*quiet, *sound, "-map", "[mix]", "-f", "null", "-"]


def dub_encode_args(sound: Sequence[str], target: Path, rate: int, channels: int) -> list[str]:
    """Encodes the output `mix` of the `sound` to AAC."""
    return [
        *(*QUIET, *sound, "-map", "[mix]", "-c:a", "aac", "-ar", str(aac_rate(rate))),
        *("-ac", str(channels), "-b:a", str(aac_bits(rate, channels)), "-flags:a", "+bitexact"),
        *container_args(target),
    ]


def _decode(source: SoundSource, log: str = "error") -> list[str]:
    return [
        *(*QUIET[:-1], log, *media_input(source.path, *DECODER)),
        *("-map", f"0:a:{source.track}", "-vn", "-sn", "-dn"),
    ]


def _filtered(filters: Sequence[str]) -> tuple[str, ...]:
    return ("-af", ",".join(filters)) if filters else ()
