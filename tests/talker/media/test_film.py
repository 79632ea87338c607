"""Films as they are dubbed: one rate, frames as they are stored, found again by their number."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from talker.dubbing.feed import FrameFeed
from talker.errors import ErrorCode, InputError
from talker.media.film import read_film
from talker.progress import NoticeCode
from tests.talker.dubbing.footage import GOOD, wall, write_film
from tests.talker.sounds import ffmpeg


def _planes(path: Path, *filters: str) -> np.ndarray:
    """All frames as ffmpeg itself decodes them: uint8 [T, bytes]."""
    words = ("-vf", ",".join(filters)) if filters else ()
    raw = ffmpeg("-i", str(path), *words, "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1")
    film = read_film(path)
    return np.frombuffer(raw, np.uint8).reshape(-1, film.size[0] * film.size[1] * 3 // 2)


@pytest.mark.parametrize("name", ["film.mp4", "film.mkv", "film.mov", "film.webm"])
def test_every_frame_is_found_by_its_number_and_is_as_it_is_stored(
    tmp_path: Path, name: str
) -> None:
    codec = (
        ("-c:v", "libvpx-vp9", "-crf", "20", "-cpu-used", "8", "-pix_fmt", "yuv420p")
        if "webm" in name
        else GOOD
    )
    path = write_film(tmp_path / name, wall(90, (64, 48)), *codec, rate="30000/1001")
    film = read_film(path)
    assert (film.rate, film.frames, film.steady) == (Fraction(30000, 1001), 90, True)
    known = _planes(path)
    assert np.array_equal([frame.data for frame in film.read()], known)
    for number in (0, 1, 37, 61, 89):
        (frame,) = islice(film.read(number), 1)
        assert np.array_equal(frame.data, known[number])


def test_a_feed_gives_frames_in_any_order(tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.mp4", wall(100, (64, 48)))
    film = read_film(path)
    known = _planes(path)
    feed = FrameFeed(film)
    order = [0, 1, 2, 2, 3, *range(98, 2, -1), 3, 4, 60, 12]
    for number in order:
        (frame,) = feed.frames([number])
        assert np.array_equal(frame.data, known[number])
    feed.close()


def test_a_changing_rate_becomes_a_constant_one(tmp_path: Path) -> None:
    path = write_film(tmp_path / "even.mp4", wall(60, (64, 48)), rate="30")
    late = tmp_path / "phone.mp4"
    ffmpeg(
        *("-i", str(path), "-vf", r"select=not(eq(mod(n\,7)\,3)),setpts=PTS+0.004*random(1)/TB"),
        *("-fps_mode", "vfr", "-enc_time_base", "1/90000", *GOOD, str(late)),
    )
    film = read_film(late)
    assert round(film.rate) == 30
    assert not film.steady
    assert abs(sum(1 for _ in film.read()) - 60) <= 1
    assert [notice.code for notice in film.notices()] == [NoticeCode.FILM_RATE]
    (frame,) = islice(film.read(40), 1)
    assert np.array_equal(frame.data, next(islice(film.read(), 40, None)).data)


@pytest.mark.parametrize(
    ("words", "colour", "said"),
    [
        (("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"), "bt709", ""),
        (("-colorspace", "smpte170m", "-color_range", "tv"), "bt601", "tv"),
        (("-pix_fmt", "yuvj420p", "-colorspace", "bt470bg"), "bt601", "pc"),
    ],
)
def test_colours_are_taken_as_the_film_says(
    tmp_path: Path, words: tuple[str, ...], colour: str, said: str
) -> None:
    path = write_film(tmp_path / "film.mp4", wall(4, (64, 48)), *GOOD, *words)
    film = read_film(path)
    assert film.colours.matrix == colour
    assert film.colours.full == (said == "pc")
    assert np.array_equal(next(film.read()).data, _planes(path)[0])


def test_what_is_not_usual_is_made_so_and_told(tmp_path: Path) -> None:
    interlaced = write_film(
        tmp_path / "tv.mp4", wall(10, (64, 64)), *GOOD[:-2], "-flags", "+ilme+ildct", 
        "-x264-params", "tff=1",
    )  # fmt: skip
    fine = write_film(
        tmp_path / "fine.mp4", wall(6, (64, 48)), "-c:v", "libx264", "-pix_fmt", "yuv422p10le"
    )
    hlg = write_film(
        tmp_path / "hlg.mp4", wall(6, (64, 48)), "-c:v", "libx265", "-pix_fmt", "yuv420p10le",
        "-x265-params", "log-level=none:colorprim=bt2020:transfer=arib-std-b67:"
        "colormatrix=bt2020nc",
    )  # fmt: skip
    turned = tmp_path / "turned.mp4"
    ffmpeg("-display_rotation", "90", "-i", str(fine), "-c", "copy", str(turned))
    odd = write_film(tmp_path / "odd.mkv", wall(3, (63, 49)), "-c:v", "ffv1", "-pix_fmt", "bgr0")
    told = [
        [notice.code for notice in read_film(path).notices()] for path in (interlaced, fine, hlg)
    ]
    assert told == [
        [NoticeCode.FILM_INTERLACED],
        [NoticeCode.FILM_PIXELS],
        [NoticeCode.HDR_CONVERTED],
    ]
    assert read_film(hlg).tags.transfer == "bt709"
    assert (read_film(turned).size, read_film(odd).size) == ((48, 64), (62, 48))


def test_what_is_no_film_is_refused(tmp_path: Path) -> None:
    whole = write_film(tmp_path / "film.mp4", wall(30, (64, 48)))
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[:2000])
    (text := tmp_path / "film.txt").write_text("no film")
    for path in (cut, text, tmp_path / "none.mp4"):
        with pytest.raises(InputError) as refused:
            read_film(path)
        assert refused.value.code is ErrorCode.VIDEO_UNREADABLE
