"""The arguments that ffmpeg gets, as pure functions: one for each thing it does for us."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from talker.media.ffmpeg_inputs import (
    drawn_input,
    location,
    media_input,
    pipe_input,
    still_input,
)
from talker.options.sound import Span
from talker.segments import encodes_lean

_QUIET = ("-hide_banner", "-nostdin", "-nostats", "-loglevel", "error")
# How far a long run is comes on stdout, ten times a second.
REPORTING = (*_QUIET, "-progress", "pipe:1", "-stats_period", "0.1")
_DECODER = ("-threads", "2")
# x264 may decide differently with another number of threads: a fixed one keeps files identical.
ENCODER_THREADS = ("-threads", "4")
# Key frames are no better than others, and detail is rounded away in all of them alike: else a
# still background would jump at each key frame, and skin lose its grain after the first.
_EVEN = "ipratio=1.0:deadzone-inter=16:deadzone-intra=16"
# One frame at a time, cut into slices for the threads, and no look at those to come.
_LEAN = "rc-lookahead=0:sync-lookahead=0:sliced-threads=1:mbtree=0"
_KEY_SECONDS = 2
_BT709 = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
_AAC_RATES = (7350, 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200)
_AAC_MAX_RATE = 96000
_AAC_MAX_CHANNELS = 8
# Packets in their places: holes are filled with silence and overlaps cut where they are longer than
# a frame; what begins again at an earlier time, as in recordings put behind each other, goes on.
GAPLESS = (
    "asetpts='st(1,ld(1)+if(gt(ld(0)-0.1*SR,PTS+ld(1)),ld(0)-PTS-ld(1),0));st(2,PTS+ld(1));"
    "st(0,ld(2)+NB_SAMPLES);ld(2)',aresample=async=1:min_hard_comp=0.04"
)
GAPLESS_FROM_START = f"{GAPLESS}:first_pts=0"


@dataclass(frozen=True)
class SoundSource:
    """What is heard of a file: everybody who decodes it hears the same samples.

    `track` and `channel` count from 0; None is the mix of all channels. `kept` are the stretches of
    it that are heard, one behind the other; none means all of it. `timed`: the times of its
    packets count, and not only their order; `late`: it begins after the file does; `changes`: its
    rate or its channels do on the way, after which ffmpeg sets up all filters anew.
    """

    path: Path
    track: int = 0
    channel: int | None = None
    timed: bool = False
    late: bool = False
    changes: bool = False
    kept: tuple[Span, ...] = ()

    @property
    def filters(self) -> tuple[str, ...]:
        """What turns the decoded sound into what is heard."""
        words = []
        if self.timed:
            words.append(GAPLESS_FROM_START if self.late else GAPLESS)
        if self.channel is not None:
            words.append(f"pan=mono|c0=c{self.channel}")
        if self.kept:
            words.append(_kept_filter(self.kept))
        return tuple(words)


@dataclass(frozen=True)
class MixedVoice:
    """A source that is mixed with another one, of `channels`, and how loud it is left and right."""

    source: SoundSource
    channels: int
    sides: tuple[float, float] = (1.0, 1.0)

    def filters(self, rate: int, channels: int) -> str:
        """What makes it as the mix is: `channels` (1 or 2) at `rate` Hz."""
        left, right = self.sides
        words = [*self.source.filters, f"aresample={rate}", "aformat=sample_fmts=flt"]
        if channels == 1:
            words.append("pan=mono|c0=c0")
        elif self.channels == 1:  # aformat would make it softer
            words.append(f"pan=stereo|c0={left:g}*c0|c1={right:g}*c0")
        else:
            words += [
                "aformat=channel_layouts=stereo",
                f"pan=stereo|c0={left:g}*c0|c1={right:g}*c1",
            ]
        return ",".join(words)


@dataclass(frozen=True, kw_only=True)
class MixedSource(SoundSource):
    """Two voices heard at once, from the beginning to the end of the longer one.

    What a SoundSource tells is that of the first. `gain` keeps the mix from clipping.
    """

    voices: tuple[MixedVoice, MixedVoice]
    rate: int
    gain: float = 1.0

    @property
    def mixed_channels(self) -> int:
        """Stereo where one voice is, or where they are not equally loud on both sides."""
        wide = any(one.channels > 1 or one.sides != (1.0, 1.0) for one in self.voices)
        return 2 if wide else 1

    @property
    def graph(self) -> str:
        """ffmpeg's filter graph that makes the output `mix` of the inputs 0 and 1."""
        chains = []
        for index, one in enumerate(self.voices):
            # The links of a filter that keeps stretches need names of their own in each chain.
            words = one.filters(self.rate, self.mixed_channels).replace("[kept", f"[v{index}kept")
            chains.append(f"[{index}:a:{one.source.track}]{words}[v{index}]")
        mix = "amix=inputs=2:duration=longest:normalize=0"
        volume = f"volume={self.gain:.6f}:precision=float"
        return ";".join([*chains, f"[v0][v1]{mix},{volume}[mix]"])


def _kept_filter(kept: Sequence[Span]) -> str:
    """Cuts stretches out to the sample, and puts them one behind the other.

    Their times count the decoded samples, as the length of a recording does.
    """
    count = len(kept)
    copies = "".join(f"[kept{index}]" for index in range(count))
    parts = [f"asettb=1/sr,asetpts=N,asplit={count}{copies}"]
    for index, span in enumerate(kept):
        end = "" if math.isinf(span.stop) else f":end={span.stop:.3f}"
        parts.append(
            f"[kept{index}]atrim=start={span.start:.3f}{end},asetpts=PTS-STARTPTS[kept{index}cut]"
        )
    joined = "".join(f"[kept{index}cut]" for index in range(count))
    return ";".join([*parts, f"{joined}concat=n={count}:v=0:a=1"])


def inspect_args(path: Path) -> list[str]:
    """Prints what the container claims; ffmpeg then stops for want of an output."""
    return ["-hide_banner", "-nostdin", *media_input(path)]


def samples_args(source: SoundSource, seconds: float | None = None) -> list[str]:
    """Decodes what is heard to a WAV of 32-bit floats on stdout, with an account in the log.

    `seconds`: only so much of the beginning.
    """
    end = () if seconds is None else ("-t", f"{seconds:g}")
    if isinstance(source, MixedSource):
        inputs = [media_input(one.source.path, *_DECODER) for one in source.voices]
        return [
            *(*_QUIET[:-1], "verbose", *inputs[0], *inputs[1], "-filter_complex", source.graph),
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
        words = [*_QUIET, *pipe_input("wav"), *_filtered(mix)]
    else:
        words = [*_decode(source), *_filtered((*source.filters, *mix))]
    return [*words, "-ar", str(rate), "-f", "f32le", "pipe:1"]


def bt709_filters(pixels: str) -> str:
    """RGB frames become the pixel format `pixels` in BT.709, and say so."""
    scaled = f"scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd,format={pixels}"
    return f"{scaled},{_BT709}"


def segment_args(path: Path, size: tuple[int, int], fps: int, quality: int) -> list[str]:
    """Encodes raw 4:2:0 frames in BT.709 from stdin to a closed H.264 stream without B-frames.

    Without B-frames decoding order is display order, so segments can be put one behind the
    other and frame i is shown at exactly i / fps.
    """
    how = f"{_EVEN}:{_LEAN}" if encodes_lean(size) else _EVEN
    return [
        *(*_QUIET, *_frames_input("yuv420p", size, str(fps))),
        *("-vf", _BT709, "-c:v", "libx264"),
        *("-preset", "veryfast", "-crf", f"{max(quality - 1, quality / 2):g}"),
        *("-x264-params", how),
        *("-bf", "0", "-g", str(_KEY_SECONDS * fps), *ENCODER_THREADS),
        *("-f", "h264", "-y", location(path)),
    ]


def film_segment_args(
    path: Path, size: tuple[int, int], rate: str, quality: float, tags: str
) -> list[str]:
    """Encodes raw 4:2:0 frames from stdin as `segment_args` does, without touching their values.

    `rate` is a fraction, `tags` the filter that says what their colours are; "" says nothing.
    """
    return [
        *(*_QUIET, *_frames_input("yuv420p", size, rate)),
        *(("-vf", tags) if tags else ()),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", f"{quality:g}"),
        *("-x264-params", "ipratio=1.0", "-bf", "0"),
        *("-g", str(round(_KEY_SECONDS * Fraction(rate))), *ENCODER_THREADS),
        *(_LEAN if encodes_lean(size) else ()),
        *("-f", "h264", "-y", location(path)),
    ]


def film_preview_args(path: Path, size: tuple[int, int], rate: str, tags: str) -> list[str]:
    """Encodes raw 4:2:0 frames from stdin to a small MP4 for the eye; as of `film_segment_args`."""
    small = "scale='min(640,iw)':-2:flags=area"
    return [
        *(*_QUIET, *_frames_input("yuv420p", size, rate)),
        *("-vf", f"{tags},{small}" if tags else small),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", "21", *ENCODER_THREADS),
        *_container(path),
    ]


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
    return [*_decode(source), "-c:a", "copy", *_container(target)]


def audio_encode_args(target: Path, rate: int, channels: int) -> list[str]:
    """Encodes a WAV from stdin once, to AAC at the recording's own rate and channels."""
    mix: tuple[str, ...] = ()
    if channels > _AAC_MAX_CHANNELS:
        even = "+".join(f"{1 / channels:.6f}*c{index}" for index in range(channels))
        mix = (f"pan=stereo|c0={even}|c1={even}",)
    count = aac_channels(channels)
    return [
        *(*_QUIET, *pipe_input("wav"), *_filtered(mix)),
        *("-c:a", "aac", "-ar", str(aac_rate(rate)), "-ac", str(count)),
        *("-b:a", str(aac_bits(rate, count)), "-flags:a", "+bitexact", *_container(target)),
    ]


def dub_sound_args(graph: str, speech: SoundSource, film: Path | None, repeat: bool) -> list[str]:
    """The inputs of a sound that `graph` makes: the speech, and the film where it is heard too,
    again and again where it is to `repeat`."""
    again = ("-stream_loop", "-1") if repeat else ()
    other = [] if film is None else media_input(film, *_DECODER, *again)
    return [*media_input(speech.path, *_DECODER), *other, "-filter_complex", graph]


def dub_meter_args(sound: Sequence[str]) -> list[str]:
    """Measures the output `mix` of the `sound`; the figures come on stderr."""
    quiet = ("-hide_banner", "-nostdin", "-nostats", "-loglevel", "info")
    return [*quiet, *sound, "-map", "[mix]", "-f", "null", "-"]


def dub_encode_args(sound: Sequence[str], target: Path, rate: int, channels: int) -> list[str]:
    """Encodes the output `mix` of the `sound` to AAC."""
    return [
        *(*_QUIET, *sound, "-map", "[mix]", "-c:a", "aac", "-ar", str(aac_rate(rate))),
        *("-ac", str(channels), "-b:a", str(aac_bits(rate, channels)), "-flags:a", "+bitexact"),
        *_container(target),
    ]


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
        *(*_QUIET, *pipe_input("h264", "-framerate", str(rate))),
        *(*media_input(audio), "-map", "0:v:0", "-map", "1:a:0", "-c", "copy"),
        *("-bsf:v", f"setts=prescale=1:time_base={length}:pts=N:dts=N:duration=1"),
        # Never write one track ahead for want of the other: the same input gives the same file.
        *("-max_interleave_delta", "0"),
        *("-video_track_timescale", str(ticks), "-metadata:s:a:0", f"language={language}"),
        *_container(target, tags or {}),
    ]


def trial_args(encoder: str, words: Sequence[str], pixels: str) -> list[str]:
    """Encodes a few frames to nowhere: shows whether an encoder works on this computer."""
    return [
        *(*_QUIET, *drawn_input("testsrc2=size=320x256:rate=25:duration=0.2")),
        *("-pix_fmt", pixels, "-c:v", encoder, *words, "-f", "null", "-"),
    ]


def packets_args(path: Path) -> list[str]:
    """Lists every packet of a finished file on stdout, without decoding."""
    return [
        # V: no covers, which are pictures of their own.
        *(*_QUIET, *media_input(path), "-map", "0:V?", "-map", "0:a?", "-c", "copy"),
        *("-f", "framecrc", "pipe:1"),
    ]


def repeated_args(path: Path, target: Path, seconds: float) -> list[str]:
    """Copies a video again and again until `seconds` are full; nothing is encoded."""
    again = media_input(path, "-stream_loop", "-1")
    return [*_QUIET, *again, "-t", f"{seconds:g}", "-c", "copy", "-y", location(target)]


def annexb_args(path: Path) -> list[str]:
    """Writes the packets of an H.264 track to stdout as they are, in the byte format of annex B."""
    return [
        *(*_QUIET, *media_input(path), "-map", "0:v:0", "-c", "copy"),
        *("-bsf:v", "h264_mp4toannexb", "-f", "h264", "pipe:1"),
    ]


def frames_args(path: Path, filters: str = "") -> list[str]:
    """Decodes the picture track to RGB frames on stdout, each a PPM; after `filters`."""
    colour = "scale=flags=bicubic+accurate_rnd+full_chroma_int,format=rgb24"
    chain = f"{filters},{colour}" if filters else colour
    return [
        *(*_QUIET, *media_input(path, *_DECODER), "-map", "0:V:0", "-fps_mode", "passthrough"),
        *("-vf", chain, "-c:v", "ppm", "-f", "image2pipe", "pipe:1"),
    ]


def film_frames_args(path: Path, filters: str, second: float) -> list[str]:
    """Decodes the picture track from about `second` on; after `filters` the frames come on stdout
    as YUV4MPEG, which says how large they are."""
    begin = ("-ss", f"{second:.6f}") if second > 0 else ()
    return [
        *(*_QUIET, *media_input(path, *_DECODER, *begin), "-map", "0:V:0"),
        *("-fps_mode", "passthrough", "-vf", filters, "-strict", "-1"),
        *("-f", "yuv4mpegpipe", "pipe:1"),
    ]


def times_args(path: Path, seconds: float | None = None) -> list[str]:
    """Decodes the picture track (its first `seconds`); lists the times of its frames on stdout."""
    part = () if seconds is None else ("-t", f"{seconds:.3f}")
    return [
        *(*_QUIET, *media_input(path, *_DECODER, *part), "-map", "0:V:0"),
        *("-fps_mode", "passthrough"),
        *("-enc_time_base:v", "demux", "-c:v", "wrapped_avframe", "-f", "framecrc", "pipe:1"),
    ]


def frame_at_args(path: Path, second: float) -> list[str]:
    """Decodes the one frame that is shown at `second` to raw RGB on stdout."""
    return [
        *(*_QUIET, *media_input(path, "-ss", f"{second:.3f}"), "-map", "0:v:0"),
        *("-frames:v", "1", "-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1"),
    ]


def lossless_args(path: Path, pixels: str, size: tuple[int, int], rate: str) -> list[str]:
    """Stores raw frames from stdin, `pixels` such as gray or rgb24, without any loss."""
    return [
        *(*_QUIET, *_frames_input(pixels, size, rate)),
        *("-c:v", "ffv1", "-level", "3", *ENCODER_THREADS, "-y", location(path)),
    ]


def burning_filter(subtitles: str) -> str:
    """Draws a file for libass into pictures; it lies where ffmpeg runs, and so do its fonts."""
    return f"subtitles={subtitles}:fontsdir=."


def burned_still_args(picture: Path, subtitles: str, second: float, target: Path) -> list[str]:
    """A still picture of ours as it is with subtitles at `second`, as a PNG."""
    filters = f"setpts=PTS+{second:.3f}/TB,{burning_filter(subtitles)}"
    return [
        *(*_QUIET, *still_input(picture), "-vf", filters),
        *("-frames:v", "1", "-update", "1", "-y", location(target)),
    ]


def card_args(
    path: Path, color: str, size: tuple[int, int], fps: Fraction, frames: int, subtitles: str
) -> list[str]:
    """Stores a card of one `color` with what libass draws on it, in BT.709, without any loss.

    `subtitles` is a file in the folder in which ffmpeg runs, as are its fonts.
    """
    source = f"color=c=0x{color.lstrip('#')}:size={size[0]}x{size[1]}:rate={fps}"
    drawn = f"format=rgb24,{burning_filter(subtitles)}"
    return [
        *(*_QUIET, *drawn_input(source), "-vf", f"{drawn},{bt709_filters('yuv444p')}"),
        *("-frames:v", str(frames), "-c:v", "ffv1", "-level", "3", *ENCODER_THREADS),
        *("-y", location(path)),
    ]


def thumbnail_args(path: Path, width: int, filters: str = "") -> list[str]:
    """Writes the first frame as a JPEG of `width` pixels to stdout; after `filters`."""
    small = f"scale={width}:-2:flags=area,format=yuvj420p"
    return [
        *(*_QUIET, *media_input(path, *_DECODER), "-map", "0:V:0"),
        *("-frames:v", "1", "-vf", f"{filters},{small}" if filters else small),
        *("-q:v", "4", "-f", "mjpeg", "pipe:1"),
    ]


def _frames_input(pixels: str, size: tuple[int, int], rate: str) -> list[str]:
    facts = ("-pixel_format", pixels, "-video_size", f"{size[0]}x{size[1]}", "-framerate", rate)
    return pipe_input("rawvideo", *facts)


def _decode(source: SoundSource, log: str = "error") -> list[str]:
    return [
        *(*_QUIET[:-1], log, *media_input(source.path, *_DECODER)),
        *("-map", f"0:a:{source.track}", "-vn", "-sn", "-dn"),
    ]


def _filtered(filters: Sequence[str]) -> tuple[str, ...]:
    return ("-af", ",".join(filters)) if filters else ()


def tag_args(tags: Mapping[str, str]) -> list[str]:
    """Writes `tags` into the container; MP4 and MOV keep their names as they are."""
    return [word for key, value in tags.items() for word in ("-metadata", f"{key}={value}")]


def tags_args(path: Path) -> list[str]:
    """Lists the tags of the container on stdout."""
    return [*_QUIET, *media_input(path), "-f", "ffmetadata", "pipe:1"]


def _container(target: Path, tags: Mapping[str, str] | None = None) -> list[str]:
    return [
        *("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"),
        *(() if tags is None else (*tag_args(tags), "-movflags", "+faststart+use_metadata_tags")),
        *("-f", "mp4", "-y", location(target)),
    ]
