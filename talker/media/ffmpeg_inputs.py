"""Every input that ffmpeg is given, with what it may open: kinds of files, and no other files.

Playlists and manifests (HLS, DASH, concat, IMF) and numbered pictures name other files: they are
on no list, so ffmpeg reads just the file that was chosen. `-i` is written nowhere else.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from talker.errors import ErrorCode, InputError
from talker.files import NoFile, exists, read_error, regular_file

# Sound and video that people have, in files that hold all of it themselves.
_CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,asf,flv,mpegts,mpeg,mxf,ogg,nut,rm,wtv,dv"
_SOUND = (
    "wav,w64,aiff,au,caf,mp3,aac,loas,ac3,eac3,ac4,dts,dtshd,truehd,mlp,flac,amr,amrnb,amrwb,ape,"
    "wv,tta,tak,mpc,mpc8,shn,dsf,iff,voc,gsm,qcp,oma,xwma,sox,nistsphere,ircam,spdif,aa,dss,qoa,lc3"
)
_PICTURES = "gif,apng,webp_anim,ivf,obu,av1,h264,hevc,vvc,m4v,mpegvideo,h263,vc1,mjpeg,yuv4mpegpipe"
MEDIA = f"{_CONTAINERS},{_SOUND},{_PICTURES}"
_FILES = "file,pipe"
_FILE = "file:"
FRAME_NAMES = "%06d.png"  # of the pictures of a video, as ffmpeg numbers them
# Here samples just follow each other: what ffmpeg says of their times is its own count.
_COUNTED = frozenset(f"{_SOUND},avi".split(","))


def location(path: Path) -> str:
    """A path as ffmpeg must see it: never taken for an option, a protocol or a pattern."""
    return f"{_FILE}{path.absolute()}"


def numbered_location(folder: Path) -> str:
    """Where ffmpeg puts the pictures of a video, one file for each; a % in the path is none of
    the pattern's."""
    return f"{_FILE}{str(folder.absolute()).replace('%', '%%')}/{FRAME_NAMES}"


def written_file(args: Sequence[str]) -> Path | None:
    """The file that ffmpeg makes, of numbered pictures their folder; None where it makes none."""
    last = args[-1]
    if not last.startswith(_FILE):
        return None
    path = last.removeprefix(_FILE)
    if path.endswith(f"/{FRAME_NAMES}"):
        return Path(path.removesuffix(f"/{FRAME_NAMES}").replace("%%", "%"))
    return Path(path)


def read_files(args: Sequence[str]) -> list[Path]:
    """The files that ffmpeg reads."""
    return [
        Path(name.removeprefix(_FILE))
        for word, name in pairwise(args)
        if word == "-i" and name.startswith(_FILE)
    ]


def media_input(path: Path, *options: str) -> list[str]:
    """A recording or video, whoever has made it; `options` count for this input."""
    return _input(location(path), MEDIA, *options)


def still_input(path: Path, *options: str) -> list[str]:
    """A PNG that we have written."""
    return _input(location(path), "image2", "-f", "image2", "-pattern_type", "none", *options)


def subtitle_input(path: Path) -> list[str]:
    """A SubRip file that we have written."""
    return _input(location(path), "srt", "-f", "srt")


def pipe_input(kind: str, *options: str) -> list[str]:
    """What we write into ffmpeg's stdin, in the format `kind`."""
    return _input("pipe:0", kind, "-f", kind, *options)


def drawn_input(source: str) -> list[str]:
    """A picture that ffmpeg draws itself."""
    return _input(source, "lavfi", "-f", "lavfi")


def counts_samples(formats: str) -> bool:
    """Whether files of these formats (ffmpeg's names, comma-separated) keep no times."""
    return not _COUNTED.isdisjoint(formats.split(","))


def check_regular(args: Sequence[str]) -> None:
    """Raises INPUT_UNREADABLE when an input is no regular file: a pipe may never end."""
    for path in read_files(args):
        if exists(path):  # ffmpeg says that it is not there
            regular_file(path, partial(_no_file, path))


def _no_file(path: Path, _: NoFile, words: str) -> InputError:
    return InputError(ErrorCode.INPUT_UNREADABLE, f"{path.name} {words}.", "Give a file.", path)


def vanished(args: Sequence[str], target: Path) -> InputError | None:
    """What was there when the process began and is gone, by the name that its user knows: an input
    or the folder of `target`, which it makes under another name."""
    for path in read_files(args):
        if not path.exists():
            return read_error(FileNotFoundError(errno.ENOENT, ""), path)
    made = written_file(args)
    if made is not None and not made.parent.is_dir():
        return InputError(
            ErrorCode.OUTPUT_UNWRITABLE,
            f"{target} cannot be written: its folder was removed.",
            "Choose another place.",
            target,
        )
    return None


def _input(name: str, kinds: str, *options: str) -> list[str]:
    return [*options, "-protocol_whitelist", _FILES, "-format_whitelist", kinds, "-i", name]
