"""Recordings: facts, blocks, and every kind that is refused."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import soundfile

from talker.errors import ErrorCode, InputError
from talker.media import sound_arguments
from talker.media.audio import open_speech
from talker.progress import NoticeCode
from tests.talker.sounds import clicks, ffmpeg, write_clicks


def refused(path: Path, max_minutes: float = 120.0) -> InputError:
    with pytest.raises(InputError) as caught:
        open_speech(path, max_minutes)
    assert path.name in caught.value.message
    assert caught.value.hint
    assert caught.value.path == path
    return caught.value


@pytest.mark.parametrize("suffix", ["wav", "flac", "mp3", "ogg"])
def test_facts_come_from_the_decoded_sound(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"speech.{suffix}"
    soundfile.write(path, clicks(2.5, 44100, 2), 44100)
    speech = open_speech(path)
    assert (speech.sample_rate, speech.channels) == (44100, 2)
    assert speech.duration == pytest.approx(2.5, abs=0.03)
    assert speech.notices() == ()


def test_96_khz_with_8_channels_keeps_rate_and_channels(tmp_path: Path) -> None:
    path = write_clicks(tmp_path / "wide.wav", 1.5, 96000, 8)
    speech = open_speech(path)
    assert (speech.sample_rate, speech.channels, speech.duration) == (96000, 8, 1.5)
    assert sum(block.size for block in speech.blocks(16000)) == 24000


def test_8_khz_mono_works_with_a_warning(tmp_path: Path) -> None:
    speech = open_speech(write_clicks(tmp_path / "phone.wav", 2.0, 8000))
    assert speech.duration == 2.0
    assert [notice.code for notice in speech.notices()] == [NoticeCode.AUDIO_NARROW_BAND]


def test_blocks_are_consecutive_mono_samples(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    stereo = rng.uniform(-0.5, 0.5, (16000 * 2 + 77, 2)).astype(np.float32)
    path = tmp_path / "noise.wav"
    soundfile.write(path, stereo, 16000, subtype="FLOAT")
    blocks = list(open_speech(path).blocks(16000, 0.5))
    assert [block.size for block in blocks] == [8000] * 4 + [77]
    np.testing.assert_allclose(np.concatenate(blocks), stereo.mean(axis=1), atol=1e-5)


def test_an_unread_rest_of_the_blocks_ends_the_decoder(tmp_path: Path) -> None:
    path = write_clicks(tmp_path / "long.wav", 60.0)
    blocks = open_speech(path).blocks(16000, 1.0)
    assert next(blocks).size == 16000
    blocks.close()  # type: ignore[attr-defined]


def test_the_sound_of_a_video_is_read(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    wav = write_clicks(tmp_path / "a.wav")
    ffmpeg("-f", "lavfi", "-i", "testsrc=s=64x64:d=3", "-i", str(wav), str(path))
    assert open_speech(path).duration == pytest.approx(3.0, abs=0.03)


@pytest.mark.parametrize("name", ["-y.wav", "a:b.wav", "100%d.wav", "quote ' \" ö.wav", "x;ls.wav"])
def test_any_file_name_is_only_a_file_name(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_clicks(tmp_path / name, 1.5)
    assert open_speech(Path(name)).duration == 1.5


def test_memory_does_not_grow_with_the_recording(tmp_path: Path) -> None:
    path = tmp_path / "long.flac"
    ffmpeg("-f", "lavfi", "-i", "sine=300:d=600:r=16000", str(path))
    tracemalloc.start()
    speech = open_speech(path)
    blocks = sum(1 for _ in speech.blocks(16000, 10.0))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert blocks == 60
    assert peak < 6e6


def test_a_missing_recording_has_its_own_code(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.wav").code is ErrorCode.AUDIO_MISSING


def test_a_folder_has_its_own_code(tmp_path: Path) -> None:
    folder = tmp_path / "folder.wav"
    folder.mkdir()
    assert refused(folder).code is ErrorCode.AUDIO_IS_FOLDER


def test_text_called_wav_has_its_own_code(tmp_path: Path) -> None:
    path = tmp_path / "text.wav"
    path.write_text("This is not a recording.\n" * 50)
    assert refused(path).code is ErrorCode.AUDIO_UNREADABLE


def test_a_voice_message_of_wechat_is_named(tmp_path: Path) -> None:
    path = tmp_path / "voice.amr"
    path.write_bytes(b"\x02#!SILK_V3" + bytes(range(256)) * 20)
    error = refused(path)
    assert error.code is ErrorCode.AUDIO_UNREADABLE
    assert "WeChat" in error.message


def test_a_picture_or_a_silent_film_has_its_own_code(tmp_path: Path) -> None:
    path = tmp_path / "mute.mp4"
    ffmpeg("-f", "lavfi", "-i", "testsrc=s=64x64:d=1", str(path))
    assert refused(path).code is ErrorCode.AUDIO_NO_TRACK


def test_no_bytes_and_no_samples_have_the_same_code(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.wav"
    nothing.touch()
    header = tmp_path / "header.wav"
    soundfile.write(header, np.zeros(0, np.float32), 16000)
    assert refused(nothing).code is ErrorCode.AUDIO_EMPTY
    assert refused(header).code is ErrorCode.AUDIO_EMPTY


@pytest.mark.parametrize("level", [0.0, 10 ** (-66 / 20)])
def test_silence_has_its_own_code(tmp_path: Path, level: float) -> None:
    path = tmp_path / "silent.wav"
    tone = level * np.sin(np.arange(32000) * 0.1)
    soundfile.write(path, tone.astype(np.float32), 16000, subtype="FLOAT")
    assert refused(path).code is ErrorCode.AUDIO_SILENT


def test_a_quiet_recording_is_not_silence(tmp_path: Path) -> None:
    path = tmp_path / "quiet.wav"
    tone = 10 ** (-50 / 20) * np.sin(np.arange(32000) * 0.1)
    soundfile.write(path, tone.astype(np.float32), 16000, subtype="FLOAT")
    assert open_speech(path).duration == 2.0


def test_shorter_than_a_frame_has_its_own_code(tmp_path: Path) -> None:
    path = tmp_path / "blip.wav"
    soundfile.write(path, np.full(600, 0.5, np.float32), 16000)
    assert refused(path).code is ErrorCode.AUDIO_TOO_SHORT


def test_three_hours_are_refused_before_decoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound_arguments, "samples_args", lambda *_: pytest.fail("decoding began"))
    path = write_clicks(tmp_path / "day.wav", 1.0, 8000, at=0.5)
    size = 3 * 3600 * 8000 * 2
    with path.open("rb+") as file:
        header = file.read(44)
        file.seek(40)
        file.write(size.to_bytes(4, "little"))
        file.truncate(len(header) + size)
    error = refused(path)
    assert error.code is ErrorCode.AUDIO_TOO_LONG
    assert "--max-minutes" in error.hint


def test_too_long_is_also_found_when_the_container_does_not_say(tmp_path: Path) -> None:
    path = tmp_path / "stream.flac"
    path.write_bytes(ffmpeg("-f", "lavfi", "-i", "sine=300:d=20:r=16000", "-f", "flac", "pipe:1"))
    assert refused(path, max_minutes=0.2).code is ErrorCode.AUDIO_TOO_LONG
    assert open_speech(path, max_minutes=0.5).duration == 20.0


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_samples_that_are_no_numbers_have_their_own_code(tmp_path: Path, value: float) -> None:
    path = tmp_path / "broken.wav"
    samples = clicks(2.0)
    samples[44100] = value
    soundfile.write(path, samples, 44100, subtype="FLOAT")
    assert refused(path).code is ErrorCode.AUDIO_NOT_FINITE
