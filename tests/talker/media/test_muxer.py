"""The sound track: the user's recording, in time, at its own rate and channels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from talker.media.audio import open_speech
from talker.media.muxer import SoundTrack
from talker.media.probe import probe
from talker.progress import CancelToken
from tests.talker.sounds import click_time, ffmpeg, write_clicks


def track_of(path: Path, folder: Path) -> Path:
    target = folder / "sound.m4a"
    SoundTrack(open_speech(path), target).wait(CancelToken())
    return target


@pytest.mark.parametrize(
    ("suffix", "codec"),
    [
        *(("wav", "aac"), ("flac", "aac"), ("opus", "aac")),
        *(("mp3", "mp3"), ("m4a", "aac"), ("ac3", "ac3"), ("aac", "aac")),
    ],
)
def test_the_click_stays_where_it_was(tmp_path: Path, suffix: str, codec: str) -> None:
    wav = write_clicks(tmp_path / "a.wav", 3.0, 48000, 2, at=1.0)
    path = tmp_path / f"speech.{suffix}"
    ffmpeg("-i", str(wav), str(path)) if suffix != "wav" else wav.rename(path)
    decoded_at, frames = click_time(path), open_speech(path).duration
    facts = probe(track_of(path, tmp_path)).audio
    assert facts is not None
    assert (facts.codec, facts.sample_rate, facts.channels) == (codec, 48000, 2)
    assert click_time(tmp_path / "sound.m4a") == pytest.approx(decoded_at, abs=0.002)
    assert float(facts.start + facts.duration) == pytest.approx(frames, abs=0.04)


def test_copied_sound_is_bit_identical(tmp_path: Path) -> None:
    wav = write_clicks(tmp_path / "a.wav", 3.0)
    path = tmp_path / "speech.mp3"
    ffmpeg("-i", str(wav), "-b:a", "96k", str(path))
    packets = [
        ffmpeg("-i", str(file), "-map", "0:a:0", "-c", "copy", "-f", "data", "pipe:1")
        for file in (path, track_of(path, tmp_path))
    ]
    assert packets[0] == packets[1]


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (96000, 8), (22050, 2), (44100, 3)])
def test_encoded_sound_keeps_rate_and_channels(tmp_path: Path, rate: int, channels: int) -> None:
    facts = probe(track_of(write_clicks(tmp_path / "a.wav", 2.0, rate, channels), tmp_path)).audio
    assert facts is not None
    assert (facts.codec, facts.sample_rate, facts.channels) == ("aac", rate, channels)


def test_sound_that_begins_late_in_a_video_begins_at_once(tmp_path: Path) -> None:
    wav = write_clicks(tmp_path / "a.wav", 3.0, at=1.0)
    path = tmp_path / "late.mp4"
    ffmpeg(
        *("-f", "lavfi", "-i", "testsrc=s=64x64:d=4", "-itsoffset", "0.5", "-i", str(wav)),
        *("-map", "0", "-map", "1", str(path)),
    )
    samples = np.concatenate(list(open_speech(path).blocks(48000)))
    heard_by_the_engine = float(np.argmax(np.abs(samples) > 0.3)) / 48000
    assert click_time(path) - heard_by_the_engine == pytest.approx(0.5, abs=0.03)
    track = track_of(path, tmp_path)
    joined = tmp_path / "joined.mp4"
    ffmpeg(
        *("-f", "lavfi", "-i", "testsrc=s=64x64:d=3", "-i", str(track), "-map", "0:v"),
        *("-map", "1:a", "-c:a", "copy", str(joined)),
    )
    assert click_time(joined) == pytest.approx(heard_by_the_engine, abs=0.002)


def test_a_finished_track_is_not_made_again(tmp_path: Path) -> None:
    path = write_clicks(tmp_path / "a.wav")
    target = track_of(path, tmp_path)
    before = target.stat().st_mtime_ns
    track_of(path, tmp_path)
    assert target.stat().st_mtime_ns == before


def test_giving_up_leaves_nothing(tmp_path: Path) -> None:
    path = write_clicks(tmp_path / "a.wav", 30.0)
    SoundTrack(open_speech(path), tmp_path / "sound.m4a").abort()
    assert [file.name for file in tmp_path.iterdir()] == ["a.wav"]
