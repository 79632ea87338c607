"""Probing: what is said about a file is what is in it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from talker.errors import ErrorCode, InputError
from talker.media.probe import AudioTrack, probe, unreadable
from talker.media.video_frames import read_frames
from tests.talker.sounds import ffmpeg, write_clicks


def test_tracks_sizes_rates_and_times(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    wav = write_clicks(tmp_path / "a.wav", 2.0, 32000, 6)
    ffmpeg(
        *("-f", "lavfi", "-i", "testsrc=s=80x60:r=20:d=2", "-i", str(wav)),
        *("-c:v", "libx264", "-c:a", "ac3", "-pix_fmt", "yuv420p", str(path)),
    )
    facts = probe(path)
    assert facts.video is not None
    assert (facts.video.codec, facts.video.width, facts.video.height) == ("h264", 80, 60)
    assert facts.video.frame_count == 40
    assert facts.video.times == tuple(Fraction(index, 20) for index in range(40))
    assert facts.audio is not None
    assert (facts.audio.codec, facts.audio.sample_rate, facts.audio.channels) == ("ac3", 32000, 6)


def test_a_missing_track_is_none(tmp_path: Path) -> None:
    wav = write_clicks(tmp_path / "a.wav", 1.5, 44100)
    assert probe(wav).video is None
    assert probe(wav).audio == AudioTrack("pcm_s16le", 44100, 1, Fraction(0), Fraction(3, 2))


def test_frames_are_read_in_order_as_rgb(tmp_path: Path) -> None:
    path = tmp_path / "colours.mp4"
    ffmpeg(
        *("-f", "lavfi", "-i", "color=c=0xC02010:s=64x48:r=10:d=0.3", "-f", "lavfi"),
        *("-i", "color=c=0x1020C0:s=64x48:r=10:d=0.2", "-filter_complex", "concat"),
        *("-c:v", "libx264", "-crf", "1", "-pix_fmt", "yuv420p", str(path)),
    )
    frames = list(read_frames(path))
    assert [frame.shape for frame in frames] == [(48, 64, 3)] * 5
    for frame, colour in zip(frames, [(192, 32, 16)] * 3 + [(16, 32, 192)] * 2, strict=True):
        np.testing.assert_allclose(frame[20, 20], colour, atol=4)


def test_something_else_cannot_be_probed(tmp_path: Path) -> None:
    path = tmp_path / "text.mp4"
    path.write_text("no video")
    for look in (probe, lambda file: next(read_frames(file))):
        with pytest.raises(InputError) as caught:
            look(path)
        assert caught.value.code is ErrorCode.VIDEO_UNREADABLE


@pytest.mark.parametrize(
    ("name", "words"), [("no.mp4", "does not exist"), (".", "is a folder"), ("0.mp4", "is empty")]
)
def test_what_is_no_video_is_told(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "0.mp4").touch()
    assert f"cannot be read as a video: it {words}." in unreadable(tmp_path / name).message
