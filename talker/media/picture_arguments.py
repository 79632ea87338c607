"""The arguments that ffmpeg gets for pictures, as pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from talker.media.common_arguments import DECODER, ENCODER_THREADS, QUIET
from talker.media.ffmpeg_inputs import (
    drawn_input,
    location,
    media_input,
    pipe_input,
    still_input,
)
from talker.media.file_arguments import container_args
from talker.segments import encodes_lean

# Key frames are no better than others, and detail is rounded away in all of them alike: else a
# still background would jump at each key frame, and skin lose its grain after the first.
_EVEN = "ipratio=1.0:deadzone-inter=16:deadzone-intra=16"
# Blocks between key frames are not split, and motion is searched in small steps: a sixth of the
# encoder's time for 3 % more bytes, at a quality that hardly differs (SSIM -0.0002).
_QUICK = "partitions=i8x8,i4x4:me=dia"
# One frame at a time, cut into slices for the threads, and no look at those to come.
_LEAN = "rc-lookahead=0:sync-lookahead=0:sliced-threads=1:mbtree=0"
_KEY_SECONDS = 2
_BT709 = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"


def bt709_filters(pixels: str) -> str:
    """RGB frames become the pixel format `pixels` in BT.709, and say so."""
    scaled = f"scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd,format={pixels}"
    return f"{scaled},{_BT709}"


def segment_args(path: Path, size: tuple[int, int], fps: int, quality: int) -> list[str]:
    """Encodes raw 4:2:0 frames in BT.709 from stdin to a closed H.264 stream without B-frames.

    Without B-frames decoding order is display order, so segments can be put one behind the
    other and frame i is shown at exactly i / fps.
    """
    how = ":".join((_EVEN, _QUICK, *_lean(size)))
    return [
        *(*QUIET, *_frames_input("yuv420p", size, str(fps))),
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
        *(*QUIET, *_frames_input("yuv420p", size, rate)),
        *(("-vf", tags) if tags else ()),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", f"{quality:g}"),
        *("-x264-params", ":".join(("ipratio=1.0", *_lean(size))), "-bf", "0"),
        *("-g", str(round(_KEY_SECONDS * Fraction(rate))), *ENCODER_THREADS),
        *("-f", "h264", "-y", location(path)),
    ]


def film_preview_args(path: Path, size: tuple[int, int], rate: str, tags: str) -> list[str]:
    """Encodes raw 4:2:0 frames from stdin to a small MP4 for the eye; as of `film_segment_args`."""
    small = "scale='min(640,iw)':-2:flags=area"
    return [
        *(*QUIET, *_frames_input("yuv420p", size, rate)),
        *("-vf", f"{tags},{small}" if tags else small),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", "21", *ENCODER_THREADS),
        *container_args(path),
    ]


def trial_args(encoder: str, words: Sequence[str], pixels: str) -> list[str]:
    """Encodes a few frames to nowhere: shows whether an encoder works on this computer."""
    return [
        *(*QUIET, *drawn_input("testsrc2=size=320x256:rate=25:duration=0.2")),
        *("-pix_fmt", pixels, "-c:v", encoder, *words, "-f", "null", "-"),
    ]


def frames_args(path: Path, filters: str = "") -> list[str]:
    """Decodes the picture track to RGB frames on stdout, each a PPM; after `filters`."""
    colour = "scale=flags=bicubic+accurate_rnd+full_chroma_int,format=rgb24"
    chain = f"{filters},{colour}" if filters else colour
    return [
        *(*QUIET, *media_input(path, *DECODER), "-map", "0:V:0", "-fps_mode", "passthrough"),
        *("-vf", chain, "-c:v", "ppm", "-f", "image2pipe", "pipe:1"),
    ]


def film_frames_args(path: Path, filters: str, second: float) -> list[str]:
    """Decodes the picture track from about `second` on; after `filters` the frames come on stdout
    as YUV4MPEG, which says how large they are."""
    begin = ("-ss", f"{second:.6f}") if second > 0 else ()
    return [
        *(*QUIET, *media_input(path, *DECODER, *begin), "-map", "0:V:0"),
        *("-fps_mode", "passthrough", "-vf", filters, "-strict", "-1"),
        *("-f", "yuv4mpegpipe", "pipe:1"),
    ]


def times_args(path: Path, seconds: float | None = None) -> list[str]:
    """Decodes the picture track (its first `seconds`); lists the times of its frames on stdout."""
    part = () if seconds is None else ("-t", f"{seconds:.3f}")
    return [
        *(*QUIET, *media_input(path, *DECODER, *part), "-map", "0:V:0"),
        *("-fps_mode", "passthrough"),
        *("-enc_time_base:v", "demux", "-c:v", "wrapped_avframe", "-f", "framecrc", "pipe:1"),
    ]


def frame_at_args(path: Path, second: float) -> list[str]:
    """Decodes the one frame that is shown at `second` to raw RGB on stdout."""
    return [
        *(*QUIET, *media_input(path, "-ss", f"{second:.3f}"), "-map", "0:v:0"),
        *("-frames:v", "1", "-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1"),
    ]


def lossless_args(path: Path, pixels: str, size: tuple[int, int], rate: str) -> list[str]:
    """Stores raw frames from stdin, `pixels` such as gray or rgb24, without any loss."""
    return [
        *(*QUIET, *_frames_input(pixels, size, rate)),
        *("-c:v", "ffv1", "-level", "3", *ENCODER_THREADS, "-y", location(path)),
    ]


def burning_filter(subtitles: str) -> str:
    """Draws a file for libass into pictures; it lies where ffmpeg runs, and so do its fonts."""
    return f"subtitles={subtitles}:fontsdir=."


def burned_still_args(picture: Path, subtitles: str, second: float, target: Path) -> list[str]:
    """A still picture of ours as it is with subtitles at `second`, as a PNG."""
    filters = f"setpts=PTS+{second:.3f}/TB,{burning_filter(subtitles)}"
    return [
        *(*QUIET, *still_input(picture), "-vf", filters),
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
        *(*QUIET, *drawn_input(source), "-vf", f"{drawn},{bt709_filters('yuv444p')}"),
        *("-frames:v", str(frames), "-c:v", "ffv1", "-level", "3", *ENCODER_THREADS),
        *("-y", location(path)),
    ]


def thumbnail_args(path: Path, width: int, filters: str = "") -> list[str]:
    """Writes the first frame as a JPEG of `width` pixels to stdout; after `filters`."""
    small = f"scale={width}:-2:flags=area,format=yuvj420p"
    return [
        *(*QUIET, *media_input(path, *DECODER), "-map", "0:V:0"),
        *("-frames:v", "1", "-vf", f"{filters},{small}" if filters else small),
        *("-q:v", "4", "-f", "mjpeg", "pipe:1"),
    ]


def _lean(size: tuple[int, int]) -> tuple[str, ...]:
    return (_LEAN,) if encodes_lean(size) else ()


def _frames_input(pixels: str, size: tuple[int, int], rate: str) -> list[str]:
    facts = ("-pixel_format", pixels, "-video_size", f"{size[0]}x{size[1]}", "-framerate", rate)
    return pipe_input("rawvideo", *facts)
