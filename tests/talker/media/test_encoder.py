"""Segments: joined they are exactly what was encoded, with exact times and colours."""

from __future__ import annotations

import os
from fractions import Fraction
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, laplace, shift

from talker.errors import Cancelled
from talker.media.audio import open_speech
from talker.media.encoder import SegmentEncoder
from talker.media.images import load_image
from talker.media.muxer import SoundTrack, Tracks, join
from talker.media.probe import probe
from talker.media.segment_files import SegmentFiles
from talker.media.video_frames import read_frames
from talker.progress import CancelToken
from talker.segments import Segment, plan_segments
from tests.skips import AllowedSkip
from tests.talker.sounds import ffmpeg, write_clicks

SIZE = (128, 96)


def picture(index: int) -> NDArray[np.uint8]:
    y, x = np.mgrid[: SIZE[1], : SIZE[0]]
    return np.stack([(x + index) % 200, (y * 2) % 200, (x + y + index) % 200], -1).astype(np.uint8)


def encode(folder: Path, segment: Segment, fps: int) -> Path:
    path = folder / segment.file_name
    encoder = SegmentEncoder(path, SIZE, fps, 18, CancelToken())
    for start, stop in segment.batches(7):
        encoder.write(np.stack([picture(index) for index in range(start, stop)]))
    encoder.finish()
    encoder.wait()
    return path


def hashes(path: Path) -> list[str]:
    raw = ffmpeg("-i", f"file:{path}", "-map", "0:v:0", "-f", "framemd5", "pipe:1").decode()
    return [line.split(",")[-1].strip() for line in raw.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("fps", "frames"), [(25, 61), (30, 90), (11, 23)])
def test_joined_segments_are_the_segments_one_behind_the_other(
    tmp_path: Path, fps: int, frames: int
) -> None:
    files = [encode(tmp_path, segment, fps) for segment in plan_segments(frames, fps, 1)]
    speech = open_speech(write_clicks(tmp_path / "a.wav", frames / fps, at=0.1))
    sound = SoundTrack(speech, tmp_path / "sound.m4a")
    sound.wait(CancelToken())
    joined = tmp_path / "joined.mp4"
    seen: list[int] = []
    tracks = Tracks(files, fps, tmp_path / "sound.m4a", joined)
    join(tracks, joined, CancelToken(), seen.append)
    assert seen == list(range(1, len(files) + 1))
    assert hashes(joined) == [digest for file in files for digest in hashes(file)]
    track = probe(joined).video
    assert track is not None
    assert track.times == tuple(Fraction(index, fps) for index in range(frames))
    assert track.duration == Fraction(frames, fps)
    assert track.fps == fps
    assert b"moov" in joined.read_bytes()[:64]  # plays before it is loaded to the end


def test_the_same_frames_make_the_same_file(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    segment = Segment(0, 0, 40)
    assert encode(first, segment, 25).read_bytes() == encode(second, segment, 25).read_bytes()


def test_colours_survive_as_bt709(tmp_path: Path) -> None:
    path = tmp_path / "colour.h264"
    colours = [
        (255, 0, 0),
        (0, 255, 0),
        (0, 0, 255),
        (255, 255, 255),
        (12, 12, 12),
        (200, 150, 120),
    ]
    frames = np.array(colours, np.uint8)[:, None, None].repeat(SIZE[1], 1).repeat(SIZE[0], 2)
    encoder = SegmentEncoder(path, SIZE, 25, 10, CancelToken())
    encoder.write(frames)
    encoder.finish()
    encoder.wait()
    raw = ffmpeg("-i", f"file:{path}", "-f", "rawvideo", "-pix_fmt", "yuv420p", "pipe:1")
    luma = np.frombuffer(raw, np.uint8).reshape(len(colours), -1)[:, 5]
    red, green, blue = np.array(colours).T / 255
    expected = 16 + 219 * (0.2126 * red + 0.7152 * green + 0.0722 * blue)
    np.testing.assert_allclose(luma, expected, atol=2)
    for frame, colour in zip(read_frames(path), colours, strict=True):
        np.testing.assert_allclose(frame[40, 40], colour, atol=5)


def test_no_file_appears_before_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "segment.h264"
    encoder = SegmentEncoder(target, SIZE, 25, 18, CancelToken())
    encoder.write(np.stack([picture(index) for index in range(10)]))
    assert not target.exists()
    encoder.abort()
    assert list(tmp_path.iterdir()) == []


def test_writing_and_waiting_stop_when_cancelled(tmp_path: Path) -> None:
    cancel = CancelToken()
    encoder = SegmentEncoder(tmp_path / "segment.h264", SIZE, 25, 18, cancel)
    cancel.cancel()
    with pytest.raises(Cancelled):
        encoder.write(picture(0)[None])
    with pytest.raises(Cancelled):
        encoder.wait()
    encoder.abort()


def test_a_segment_with_all_its_frames_is_closed_whoever_stops(tmp_path: Path) -> None:
    cancel, names = CancelToken(), [tmp_path / f"{name}.h264" for name in "abc"]
    frames = np.stack([picture(index) for index in range(60)])

    def draw() -> None:
        def encoders(*names: Path) -> list[SegmentEncoder]:
            return [SegmentEncoder(name, SIZE, 25, 18, cancel) for name in names]

        with SegmentFiles() as files:
            files.begin(partial(encoders, *names[:2]))
            files.write(frames, frames)
            files.finish()
            files.begin(partial(encoders, names[2]))
            files.write(frames)
            files.finish()
            cancel.cancel()
            cancel.check()

    with pytest.raises(Cancelled):
        draw()
    assert [len(hashes(name)) for name in names] == [60, 60, 60]


def test_no_two_segments_are_encoded_at_once(tmp_path: Path) -> None:
    names = [tmp_path / f"{name}.h264" for name in "abc"]

    def encoders(index: int) -> list[SegmentEncoder]:
        there = [name.exists() for name in names]
        assert there == [index > 0, index > 1, False]
        return [SegmentEncoder(names[index], SIZE, 25, 18, CancelToken())]

    with SegmentFiles() as files:
        for index in range(len(names)):
            files.begin(partial(encoders, index))
            files.write(np.stack([picture(index)] * 4))
            files.finish()
    assert [len(hashes(name)) for name in names] == [4, 4, 4]


def test_a_segment_that_lacks_frames_is_given_up(tmp_path: Path) -> None:
    def draw() -> None:
        with SegmentFiles() as files:
            files.begin(lambda: [SegmentEncoder(tmp_path / "a.h264", SIZE, 25, 18, CancelToken())])
            files.write(picture(0)[None])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        draw()
    assert list(tmp_path.iterdir()) == []


def test_frames_of_another_size_are_refused(tmp_path: Path) -> None:
    encoder = SegmentEncoder(tmp_path / "segment.h264", SIZE, 25, 18, CancelToken())
    with pytest.raises(ValueError, match="segment"):
        encoder.write(np.zeros((1, 10, 10, 3), np.uint8))
    encoder.abort()


@pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity"),
    reason=AllowedSkip.SYSTEM.reason("counts processes in /proc"),
)
def test_no_process_is_left_behind(tmp_path: Path) -> None:
    def children() -> set[str]:
        return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())

    before = children()
    encode(tmp_path, Segment(0, 0, 5), 25)
    encoder = SegmentEncoder(tmp_path / "other.h264", SIZE, 25, 18, CancelToken())
    encoder.abort()
    assert children() <= before


def test_a_still_background_does_not_jump_at_key_frames(tmp_path: Path, astronaut: Path) -> None:
    photo = load_image(astronaut)[:256, :256]
    height, width = photo.shape[:2]
    frames = np.repeat(photo[None], 75, 0)
    for index in range(75):  # a part that moves, as a face does
        shift = round(4 * np.sin(index / 3))
        frames[index, 90:170, 90:170] = photo[90 + shift : 170 + shift, 90:170]
    path = tmp_path / "segment.h264"
    encoder = SegmentEncoder(path, (width, height), 25, 18, CancelToken())
    encoder.write(frames)
    encoder.finish()
    encoder.wait()
    shown = np.stack(list(read_frames(path))).astype(np.int16)
    background = np.concatenate([shown[:, :60], shown[:, 200:]], axis=1)
    jumps = np.abs(np.diff(background, axis=0)).mean((1, 2, 3))
    assert len(shown) == 75
    assert jumps.max() < 0.6  # levels of 255 on average; key frames that are better: 1.5 and more


def test_what_moves_keeps_the_detail_that_the_first_frame_shows(
    tmp_path: Path, astronaut: Path
) -> None:
    face = gaussian_filter(load_image(astronaut)[40:240, 140:340].astype(float), (0.6, 0.6, 0))
    ways = [(3 * np.sin(index / 7), 4.5 * np.sin(index / 9), 0) for index in range(30)]
    moved = np.array([shift(face, way, order=3)[36:-36, 36:-36] for way in ways])
    frames = np.rint(moved).clip(0, 255).astype(np.uint8)
    path = tmp_path / "segment.h264"
    encoder = SegmentEncoder(path, (128, 128), 25, 18, CancelToken())
    encoder.write(frames)
    encoder.finish()
    encoder.wait()
    shown = np.stack(list(read_frames(path)))
    kept = _detail(shown) / _detail(frames)
    assert np.median(kept[5:]) > 0.925 * kept[0]


def _detail(frames: NDArray[np.uint8]) -> NDArray[np.float64]:
    return np.array([laplace(frame[..., 1].astype(float)).var() for frame in frames])
