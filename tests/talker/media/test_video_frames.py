"""Clips of every kind are read as players show them: upright, in shape and colour, in time."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.errors import ErrorCode, InputError
from talker.media.clip import ClipFrames
from talker.media.portraits import load_portrait
from talker.media.probe import probe
from talker.media.video_frames import FrameTimes, frame_times, read_form, read_frames
from talker.progress import CancelToken, NoticeCode
from tests.talker.sounds import ffmpeg

Frame = NDArray[np.uint8]
LOSSLESS = ("-c:v", "libx264", "-qp", "0", "-pix_fmt", "yuv444p")


def write_frames(path: Path, frames: list[Frame], rate: int = 25, *codec: str) -> Path:
    """A video of RGB frames."""
    height, width = frames[0].shape[:2]
    raw = path.with_suffix(".raw")
    raw.write_bytes(b"".join(frame.tobytes() for frame in frames))
    size = ("-pixel_format", "rgb24", "-video_size", f"{width}x{height}")
    ffmpeg(
        *("-f", "rawvideo", *size, "-framerate", str(rate), "-i", str(raw)),
        *(codec or LOSSLESS),
        str(path),
    )
    return path


def greys(levels: list[int], width: int = 64, height: int = 48) -> list[Frame]:
    """One even frame for each level."""
    return [np.full((height, width, 3), level, np.uint8) for level in levels]


def corners() -> Frame:
    """Another grey in each corner: every turn and mirror image is another picture."""
    frame = np.full((48, 64, 3), 128, np.uint8)
    for top, left, level in [(0, 0, 30), (0, 32, 90), (24, 0, 160), (24, 32, 220)]:
        frame[top : top + 24, left : left + 32] = level
    return frame


def read_all(path: Path) -> Frame:
    return np.stack(list(read_frames(path)))


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("mirror", [(), ("-display_hflip",)])
def test_phones_store_clips_lying_and_say_so(
    tmp_path: Path, degrees: int, mirror: tuple[str, ...]
) -> None:
    plain = write_frames(tmp_path / "plain.mp4", [corners()] * 3)
    turned = tmp_path / "turned.mp4"
    ffmpeg("-display_rotation", str(degrees), *mirror, "-i", str(plain), "-c", "copy", str(turned))
    wanted = np.rot90(corners(), degrees // 90)
    if mirror:
        wanted = wanted[:, ::-1]
    for frame in read_all(turned):
        assert frame.shape == wanted.shape
        np.testing.assert_allclose(frame, wanted, atol=3)
    assert load_portrait(turned).image.shape == wanted.shape


@pytest.mark.parametrize(("aspect", "size"), [("2/1", (128, 48)), ("1/2", (64, 96))])
def test_pixels_that_are_not_square_become_square(
    tmp_path: Path, aspect: str, size: tuple[int, int]
) -> None:
    path = write_frames(
        tmp_path / "wide.mp4", [corners()] * 2, 25, "-vf", f"setsar={aspect}", *LOSSLESS
    )
    frames = read_all(path)
    assert (frames.shape[2], frames.shape[1]) == size
    np.testing.assert_allclose(
        frames[0][[4, -4]][:, [4, -4]],
        [[[30] * 3, [90] * 3]] * 1 + [[[160] * 3, [220] * 3]],
        atol=3,
    )


def hlg(light: NDArray[np.float64]) -> NDArray[np.float64]:
    """The signal of BT.2100 for grey of so many cd/m2 on a display of 1000."""
    scene = (light / 1000) ** (1 / 1.2)
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    log = a * np.log(np.maximum(12 * scene - b, 1e-9)) + c
    return np.where(scene <= 1 / 12, np.sqrt(3 * scene), log)


def pq(light: NDArray[np.float64]) -> NDArray[np.float64]:
    power = (light / 10000) ** 0.1593017578125
    return ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375


@pytest.mark.parametrize(("curve", "name"), [(hlg, "arib-std-b67"), (pq, "smpte2084")])
@pytest.mark.parametrize("named", [True, False])
def test_hdr_is_brought_into_the_usual_range_and_told(
    tmp_path: Path, curve: object, name: str, named: bool
) -> None:
    """Greys up to the white of paper, 203 cd/m2, look as in a usual video; lights keep order."""
    light = np.array([2.0, 20, 60, 120, 160, 203, 400, 900])
    assert callable(curve)
    luma = np.repeat(np.rint(64 + 876 * curve(light)), 16).astype("<u2")
    raw = tmp_path / "raw"
    planes = [np.tile(luma, (33, 1)), np.full((2, 17, 64), 512)]
    raw.write_bytes(b"".join(plane.astype("<u2").tobytes() for plane in planes) * 2)
    path = tmp_path / "phone.mkv"
    rest = ":color_primaries=bt2020:colorspace=bt2020nc:range=tv" if named else ""
    ffmpeg(
        *("-f", "rawvideo", "-pixel_format", "yuv420p10le", "-video_size", "128x33"),
        *("-framerate", "25", "-i", str(raw), "-vf", f"setparams=color_trc={name}{rest}"),
        *("-c:v", "ffv1", str(path)),
    )
    loaded = load_portrait(path)
    seen = loaded.image[16, 8::16].astype(float)
    assert np.ptp(seen, axis=1).max() <= 1  # still grey
    wanted = 255 * (light / 203) ** (1 / 2.4)
    np.testing.assert_allclose(seen[:5, 0], wanted[:5], atol=2.5)
    assert 240 <= seen[5, 0] < seen[6, 0] < seen[7, 0]
    assert [notice.code for notice in loaded.notices] == [NoticeCode.HDR_CONVERTED]
    assert path.name in loaded.notices[0].message


def test_of_usual_clips_nothing_is_said(tmp_path: Path) -> None:
    path = write_frames(tmp_path / "a.mp4", greys([40, 50]))
    assert read_form(path).filters == ""
    assert load_portrait(path).notices == ()


def test_frames_that_an_edit_list_hides_are_not_there(tmp_path: Path) -> None:
    """As a clip that was cut without encoding has them, before the cut."""
    whole = write_frames(
        tmp_path / "whole.mp4", greys(list(range(20, 220, 4))), 25, *LOSSLESS, "-g", "90"
    )
    cut = tmp_path / "cut.mp4"
    ffmpeg("-ss", "0.8", "-i", str(whole), "-c", "copy", str(cut))
    facts = probe(cut).video
    assert facts is not None
    assert facts.frame_count == 30
    assert facts.duration == Fraction(6, 5)
    frames = read_all(cut)
    assert len(frames) == len(frame_times(cut).starts) == 30
    np.testing.assert_allclose(frames[:, 20, 20, 0], range(100, 220, 4), atol=3)
    clip = ClipFrames(cut, 25, CancelToken())
    assert clip.count == 30
    np.testing.assert_allclose([clip[0][0, 0, 0], clip[29][0, 0, 0]], [100, 216], atol=3)


def test_a_clip_that_begins_in_the_middle_of_what_belongs_together(tmp_path: Path) -> None:
    """A recording of a stream: nothing before the first key frame can be decoded."""
    path = tmp_path / "stream.ts"
    write_frames(
        path, greys(list(range(20, 220, 4))), 25, "-c:v", "libx264", "-g", "20", "-bf", "2"
    )
    data = path.read_bytes()
    path.write_bytes(data[len(data) // 188 // 5 * 188 :])
    frames = read_all(path)
    assert len(frames) == len(frame_times(path).starts) == ClipFrames(path, 25, CancelToken()).count
    assert frames[0].min() > 90  # the second key frame is the first that is whole


def test_frames_of_a_variable_rate_are_at_their_own_times(tmp_path: Path) -> None:
    """Thirty a second for one second, then ten: as phones and screen recorders do it."""
    levels = [*range(20, 80, 2), *range(100, 200, 10)]
    first = write_frames(tmp_path / "a.mkv", greys(levels[:30]), 30)
    second = write_frames(tmp_path / "b.mkv", greys(levels[30:]), 10)
    path = tmp_path / "both.mp4"
    ffmpeg(
        *("-i", str(first), "-i", str(second), "-filter_complex"),
        "[0]settb=1/3000[a];[1]settb=1/3000[b];[a][b]concat=n=2",
        *("-fps_mode", "passthrough", "-enc_time_base", "1/3000", *LOSSLESS, str(path)),
    )
    clip = ClipFrames(path, 25, CancelToken())
    assert clip.count == 50
    shown = [int(clip[index][0, 0, 0]) for index in range(50)]
    times = (np.arange(50) + 0.5) / 25
    at = np.where(times < 1, times * 30, 30 + (times - 1) * 10).astype(int)
    np.testing.assert_allclose(shown, np.array(levels)[at], atol=11)  # the frame before or after


@pytest.mark.parametrize(("fps", "rate"), [(25, 25), (30, 25), (24, 25), (50, 25), (60, 25)])
def test_at_a_steady_rate_the_nearest_middles_are_taken(fps: int, rate: int) -> None:
    times = FrameTimes(tuple(Fraction(k, fps) for k in range(2 * fps)), Fraction(2))
    wanted = np.rint((np.arange(50) + 0.5) * fps / rate - 0.5).clip(0, 2 * fps - 1)
    assert [round(spot) for spot in times.spots(rate, 50)] == wanted.astype(int).tolist()


def test_a_late_start_of_the_picture_is_no_frame(tmp_path: Path) -> None:
    path = tmp_path / "late.mkv"
    plain = write_frames(tmp_path / "plain.mkv", greys([40, 60, 80, 100]))
    ffmpeg(
        *("-itsoffset", "0.4", "-i", str(plain), "-f", "lavfi", "-i", "sine=d=1", "-c:v", "copy"),
        *("-c:a", "flac", str(path)),
    )
    clip = ClipFrames(path, 25, CancelToken())
    assert clip.count == 4
    np.testing.assert_allclose([clip[i][0, 0, 0] for i in range(4)], [40, 60, 80, 100], atol=3)


@pytest.mark.parametrize("codec", [("-c:v", "mpeg2video", "-q:v", "2"), ("-c:v", "ffv1")])
def test_fields_of_two_times_are_no_comb(tmp_path: Path, codec: tuple[str, ...]) -> None:
    """An edge that moves by 16 pixels from field to field: no line stands out from the next."""
    frames = []
    for number in range(12):
        frame = np.full((48, 256, 3), 40, np.uint8)
        frame[:, 16 * number :] = 200
        frames.append(frame)
    suffix = "mpg" if "mpeg2video" in codec else "mkv"
    path = write_frames(
        *(tmp_path / f"tv.{suffix}", frames, 50, "-vf"),
        *("tinterlace=mode=interleave_top,setfield=tff,format=yuv422p", *codec),
        *("-flags", "+ilme+ildct", "-field_order", "tt"),
    )
    assert read_form(path).interlaced
    for frame in read_all(path)[1:-1].astype(int):
        combs = np.abs(frame[1:-1] - (frame[:-2] + frame[2:]) / 2) > 60
        assert combs.mean() < 0.01


def test_odd_sides_and_a_change_of_size_keep_the_first_size(tmp_path: Path) -> None:
    odd = write_frames(
        tmp_path / "odd.webm", greys([50, 90], 65, 47), 25, "-c:v", "ffv1", "-f", "matroska"
    )
    assert read_all(odd).shape == (2, 47, 65, 3)
    for name, width in (("a", 64), ("b", 128)):
        write_frames(
            tmp_path / f"{name}.ts", greys([70] * 5, width), 25, "-c:v", "libx264", "-bf", "0"
        )
    both = tmp_path / "call.ts"  # a call whose picture grew
    both.write_bytes((tmp_path / "a.ts").read_bytes() + (tmp_path / "b.ts").read_bytes())
    frames = read_all(both)
    assert frames.shape == (10, 48, 64, 3)
    np.testing.assert_allclose(frames, 70, atol=3)


@pytest.mark.parametrize("quarters", range(4))
def test_a_clip_is_turned_as_its_first_frame_was(tmp_path: Path, quarters: int) -> None:
    path = write_frames(tmp_path / "a.mp4", [corners()] * 3, 25, "-vf", "setsar=2/1", *LOSSLESS)
    plain = read_all(path)[0]
    clip = ClipFrames(path, 25, CancelToken(), quarters)
    np.testing.assert_allclose(clip[2], np.rot90(plain, quarters), atol=2)


def test_a_clip_that_fades_in_is_seen_when_it_is_there(tmp_path: Path) -> None:
    shades = [(corners() * share).astype(np.uint8) for share in (0, 0, 0.05, 0.1, 0.5, 0.97, 1, 1)]
    path = write_frames(tmp_path / "fade.mp4", shades)
    np.testing.assert_allclose(load_portrait(path).image, shades[5], atol=3)
    dark = write_frames(tmp_path / "dark.mp4", greys([3, 3, 3]))
    np.testing.assert_allclose(load_portrait(dark).image, 3, atol=3)
    plain = write_frames(tmp_path / "plain.mp4", [corners(), shades[4], corners()])
    np.testing.assert_allclose(load_portrait(plain).image, corners(), atol=3)


@pytest.mark.parametrize("codec", [("-c:v", "qtrle"), ("-c:v", "prores_ks", "-profile:v", "4444")])
def test_what_is_transparent_in_a_clip_is_black_as_in_players(
    tmp_path: Path, codec: tuple[str, ...]
) -> None:
    """Not the color that is stored where nothing is seen."""
    path = tmp_path / "animation.mov"
    picture = "color=0xC83C28:s=64x48:r=25:d=0.2,format=rgba,drawbox=0:0:32:48:0xC83C28@0:fill:1"
    ffmpeg("-f", "lavfi", "-i", picture, *codec, str(path))
    assert read_form(path).clear
    frame = read_all(path)[1]
    np.testing.assert_allclose(frame[24, 8], (0, 0, 0), atol=4)
    np.testing.assert_allclose(frame[24, 56], (200, 60, 40), atol=4)


def test_something_else_has_no_frames(tmp_path: Path) -> None:
    path = tmp_path / "text.mp4"
    path.write_text("no video")
    for look in (frame_times, lambda file: next(read_frames(file))):
        with pytest.raises(InputError) as caught:
            look(path)
        assert caught.value.code is ErrorCode.VIDEO_UNREADABLE
