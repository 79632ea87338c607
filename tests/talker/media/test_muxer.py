"""The sound track: the user's recording, in time, at its own rate and channels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from talker.errors import InputError
from talker.media.audio import open_speech
from talker.media.muxer import SoundTrack
from talker.media.probe import packet_times, probe
from talker.progress import CancelToken, NoticeCode
from tests.talker.sounds import click_time, ffmpeg, write_clicks


def track_of(path: Path, folder: Path) -> Path:
    target = folder / "sound.m4a"
    SoundTrack(open_speech(path), target).wait(CancelToken())
    return target


@pytest.mark.parametrize("suffix", ["wav", "flac", "opus", "mp3", "m4a", "ac3", "aac", "alac.m4a"])
def test_the_click_stays_where_it_was_in_sound_that_everybody_plays(
    tmp_path: Path, suffix: str
) -> None:
    wav = write_clicks(tmp_path / "a.wav", 3.0, 48000, 2, at=1.0)
    path = tmp_path / f"speech.{suffix}"
    codec = ["-c:a", "alac"] if suffix.startswith("alac") else []
    ffmpeg("-i", str(wav), *codec, str(path)) if suffix != "wav" else wav.rename(path)
    decoded_at, frames = click_time(path), open_speech(path).duration
    facts = probe(track_of(path, tmp_path)).audio
    assert facts is not None
    assert (facts.codec, facts.sample_rate, facts.channels) == ("aac", 48000, 2)
    assert click_time(tmp_path / "sound.m4a") == pytest.approx(decoded_at, abs=0.002)
    assert float(facts.start + facts.duration) == pytest.approx(frames, abs=0.04)


def packets(path: Path) -> bytes:
    return ffmpeg("-i", str(path), "-map", "0:a:0", "-c", "copy", "-f", "data", "pipe:1")


@pytest.mark.parametrize("suffix", ["m4a", "mkv"])
def test_aac_without_holes_is_copied_bit_by_bit(tmp_path: Path, suffix: str) -> None:
    wav = write_clicks(tmp_path / "a.wav", 3.0)
    path = tmp_path / f"speech.{suffix}"
    ffmpeg("-i", str(wav), "-c:a", "aac", str(path))
    assert packets(path) == packets(track_of(path, tmp_path))


def holed(folder: Path, name: str, *codec: str) -> Path:
    """Clicks every second from 0.5 s on, of which nothing was recorded from 1.7 to 2.9 s."""
    wav = folder / "whole.wav"
    beat = np.where(np.arange(48000 * 5) % 48000 == 24000, 0.9, 0.0)
    soundfile.write(wav, np.convolve(beat, np.ones(200), "same").astype(np.float32), 48000)
    path = folder / name
    keep = "aselect='lt(t,1.7)+gte(t,2.9)'"
    ffmpeg("-i", str(wav), "-af", keep, *codec, str(path))
    return path


def click_times(samples: np.ndarray, rate: int) -> list[float]:
    """When each click begins, to 20 ms."""
    loud = np.flatnonzero(np.abs(samples) > 0.3) / rate
    starts = [time for time, before in zip(loud, [-1, *loud], strict=False) if time - before > 0.1]
    return [round(float(time) / 0.02) * 0.02 for time in starts]


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.m4a", "aac"), ("a.mkv", "aac"), ("a.webm", "libopus"), ("a.ts", "aac")],
)
def test_after_a_hole_lips_and_sound_stay_in_time(tmp_path: Path, name: str, codec: str) -> None:
    speech = open_speech(holed(tmp_path, name, "-c:a", codec))
    assert speech.duration == pytest.approx(5.0, abs=0.05)
    assert NoticeCode.AUDIO_HAS_HOLES in [notice.code for notice in speech.notices()]
    heard = np.concatenate(list(speech.blocks(48000)))
    expected = pytest.approx([0.5, 1.5, 3.5, 4.5], abs=0.04)
    assert click_times(heard, 48000) == expected
    track = track_of(speech.path, tmp_path)
    raw = ffmpeg("-i", str(track), "-ac", "1", "-ar", "48000", "-f", "f32le", "pipe:1")
    assert click_times(np.frombuffer(raw, "<f4"), 48000) == expected
    facts = probe(track).audio
    assert facts is not None
    assert float(facts.start + facts.duration) == pytest.approx(speech.duration, abs=0.03)


def test_a_recording_of_several_put_behind_each_other_is_heard_whole(tmp_path: Path) -> None:
    wav = write_clicks(tmp_path / "a.wav", 2.0, 48000, at=1.0)
    one, joined = tmp_path / "one.webm", tmp_path / "joined.webm"
    ffmpeg("-i", str(wav), "-c:a", "libopus", str(one))
    joined.write_bytes(one.read_bytes() * 2)  # as browsers record in pieces: time begins again
    speech = open_speech(joined)
    assert speech.duration == pytest.approx(4.0, abs=0.05)
    heard = np.concatenate(list(speech.blocks(48000)))
    assert click_times(heard, 48000) == pytest.approx([1.0, 3.0], abs=0.04)


def test_pieces_of_mp3_do_not_drift(tmp_path: Path) -> None:
    wav = write_clicks(tmp_path / "a.wav", 1.0, 44100, at=0.5)
    piece, joined = tmp_path / "piece.mp3", tmp_path / "joined.mp3"
    ffmpeg("-i", str(wav), str(piece))
    joined.write_bytes(piece.read_bytes() * 15)
    speech = open_speech(joined)
    heard = click_times(np.concatenate(list(speech.blocks(48000))), 48000)
    track = track_of(joined, tmp_path)
    raw = ffmpeg("-i", str(track), "-ac", "1", "-ar", "48000", "-f", "f32le", "pipe:1")
    assert len(heard) == 15
    assert click_times(np.frombuffer(raw, "<f4"), 48000) == pytest.approx(heard, abs=0.021)
    facts = probe(track).audio
    assert facts is not None
    assert float(facts.start + facts.duration) == pytest.approx(speech.duration, abs=0.03)


@pytest.mark.parametrize("second", [("-ar", "24000"), ("-ac", "2")])
def test_a_rate_or_channels_that_change_on_the_way(tmp_path: Path, second: tuple[str, str]) -> None:
    wav = write_clicks(tmp_path / "a.wav", 2.0, 48000, at=1.0)
    path = tmp_path / "changes.aac"
    for number, options in enumerate(((), second)):
        ffmpeg("-i", str(wav), *options, "-c:a", "aac", str(tmp_path / f"{number}.aac"))
    path.write_bytes(b"".join((tmp_path / f"{number}.aac").read_bytes() for number in (0, 1)))
    speech = open_speech(path)
    assert speech.duration == pytest.approx(4.0, abs=0.15)
    track = track_of(path, tmp_path)
    heard = click_times(np.concatenate(list(speech.blocks(48000))), 48000)
    raw = ffmpeg("-i", str(track), "-ac", "1", "-ar", "48000", "-f", "f32le", "pipe:1")
    assert len(heard) == 2
    assert click_times(np.frombuffer(raw, "<f4"), 48000) == pytest.approx(heard, abs=0.021)


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (96000, 8), (22050, 2), (44100, 3)])
def test_encoded_sound_keeps_rate_and_channels(tmp_path: Path, rate: int, channels: int) -> None:
    facts = probe(track_of(write_clicks(tmp_path / "a.wav", 2.0, rate, channels), tmp_path)).audio
    assert facts is not None
    assert (facts.codec, facts.sample_rate, facts.channels) == ("aac", rate, channels)


def test_many_changes_lose_no_time(tmp_path: Path) -> None:
    wav = write_clicks(tmp_path / "a.wav", 0.5, 44100, at=0.2)
    for name, options in (("mono", ()), ("stereo", ("-ac", "2"))):
        ffmpeg("-i", str(wav), *options, str(tmp_path / f"{name}.mp3"))
    pieces = [(tmp_path / f"{name}.mp3").read_bytes() for name in ("mono", "stereo")]
    (tmp_path / "joined.mp3").write_bytes(b"".join(pieces * 15))
    speech = open_speech(tmp_path / "joined.mp3")
    heard = sum(block.size for block in speech.blocks(16000))
    assert heard / 16000 == pytest.approx(speech.duration, abs=0.002)


@pytest.mark.parametrize("hidden", [0.0, 2.0])
def test_aac_that_hides_seconds_is_encoded(tmp_path: Path, hidden: float) -> None:
    wav = write_clicks(tmp_path / "a.wav", 4.0, 48000, at=3.0)
    whole, cut = tmp_path / "whole.m4a", tmp_path / "cut.m4a"
    ffmpeg("-i", str(wav), "-c:a", "aac", str(whole))
    ffmpeg("-ss", str(hidden), "-i", str(whole), "-c", "copy", str(cut))
    speech = open_speech(cut)
    assert speech.duration == pytest.approx(4.0 - hidden, abs=0.03)
    track = track_of(cut, tmp_path)
    assert click_time(track) == pytest.approx(3.0 - hidden, abs=0.03)
    begins = next(packet_times(track))
    assert begins > -0.07  # priming alone: not all players read edit lists


@pytest.mark.parametrize("name", ["late.mp4", "late.mkv", "late.mov"])
def test_sound_that_begins_late_in_a_video_begins_with_silence(tmp_path: Path, name: str) -> None:
    wav = write_clicks(tmp_path / "a.wav", 3.0, at=1.0)
    path = tmp_path / name
    ffmpeg(
        *("-f", "lavfi", "-i", "testsrc=s=64x64:d=4", "-itsoffset", "0.5", "-i", str(wav)),
        *("-map", "0", "-map", "1", "-c:a", "pcm_s16le" if name == "late.mov" else "aac"),
        str(path),
    )
    speech = open_speech(path)
    samples = np.concatenate(list(speech.blocks(48000)))
    heard_by_the_engine = float(np.argmax(np.abs(samples) > 0.3)) / 48000
    assert heard_by_the_engine == pytest.approx(1.5, abs=0.03)
    assert speech.duration == pytest.approx(3.5, abs=0.03)
    assert click_time(track_of(path, tmp_path)) == pytest.approx(heard_by_the_engine, abs=0.002)


def test_a_finished_track_is_not_made_again(tmp_path: Path) -> None:
    path = write_clicks(tmp_path / "a.wav")
    target = track_of(path, tmp_path)
    before = target.stat().st_mtime_ns
    track_of(path, tmp_path)
    assert target.stat().st_mtime_ns == before


def test_a_recording_that_went_away_is_named(tmp_path: Path) -> None:
    path = write_clicks(tmp_path / "a.wav")
    speech = open_speech(path)
    path.unlink()
    with (
        pytest.raises(InputError, match=r"a\.wav"),
        SoundTrack(speech, tmp_path / "x.m4a") as sound,
    ):
        sound.wait(CancelToken())
    assert list(tmp_path.iterdir()) == []


def test_giving_up_leaves_nothing(tmp_path: Path) -> None:
    path = write_clicks(tmp_path / "a.wav", 30.0)
    SoundTrack(open_speech(path), tmp_path / "sound.m4a").abort()
    assert [file.name for file in tmp_path.iterdir()] == ["a.wav"]
