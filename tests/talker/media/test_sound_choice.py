"""Which track and which channel of a recording are heard."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from app.demo import demo_speech
from talker.errors import ErrorCode, InputError
from talker.media.audio import Speech, open_speech
from talker.media.muxer import SoundTrack
from talker.media.probe import probe
from talker.options.sound import SoundChoice
from talker.progress import CancelToken, NoticeCode
from tests.talker.sounds import ffmpeg

RATE = 16000
Samples = NDArray[np.float32]


@pytest.fixture(scope="module")
def voice() -> Samples:
    return next(open_speech(demo_speech()).blocks(RATE, 4.0))


@pytest.fixture(scope="module")
def music(voice: Samples) -> Samples:
    time = np.arange(len(voice)) / RATE
    return np.asarray(0.2 * np.sin(2 * np.pi * 220 * time), np.float32)


def written(path: Path, samples: Samples) -> Path:
    soundfile.write(path, samples, RATE)
    return path


def tracks(path: Path, *sounds: Samples, default: tuple[int, ...] = ()) -> Path:
    """A file with a track for each sound; those in `default` are marked."""
    inputs, maps = [], []
    for index, sound in enumerate(sounds):
        file = written(path.with_name(f"{index}.wav"), sound)
        inputs += ["-i", str(file)]
        mark = "default" if index in default else "0"
        maps += ["-map", str(index), f"-disposition:a:{index}", mark]
    ffmpeg(*inputs, *maps, "-c:a", "flac", str(path))
    return path


def likeness(speech: Speech, sound: Samples) -> float:
    """Correlation of what is heard with a sound."""
    heard = np.concatenate(list(speech.blocks(RATE)))
    count = min(len(heard), len(sound))
    return float(np.corrcoef(heard[:count], sound[:count])[0, 1])


def codes(speech: Speech) -> list[str]:
    return [notice.code.value for notice in speech.notices()]


def test_the_default_track_is_heard_and_told(
    tmp_path: Path, voice: Samples, music: Samples
) -> None:
    speech = open_speech(tracks(tmp_path / "a.mkv", voice, music, default=(1,)))
    assert likeness(speech, music) > 0.99
    assert NoticeCode.AUDIO_TRACK_CHOSEN in codes(speech)


@pytest.mark.parametrize("default", [(), (0, 1)])
def test_without_one_default_the_voice_is_heard(
    tmp_path: Path, voice: Samples, music: Samples, default: tuple[int, ...]
) -> None:
    speech = open_speech(tracks(tmp_path / "a.mkv", music, voice, default=default))
    assert likeness(speech, voice) > 0.99
    assert codes(speech) == [NoticeCode.AUDIO_TRACK_CHOSEN]
    assert "track 2" in speech.notices()[0].message


def test_a_silent_default_is_passed_over(tmp_path: Path, voice: Samples) -> None:
    path = tracks(tmp_path / "a.mkv", np.zeros_like(voice), voice, default=(0,))
    assert likeness(open_speech(path), voice) > 0.99


def test_a_default_that_nobody_can_decode_is_passed_over(tmp_path: Path, voice: Samples) -> None:
    path = tracks(tmp_path / "a.mkv", voice, voice, default=(1,))
    content = path.read_bytes()  # as with the spatial sound of new telephones
    at = content.index(b"A_FLAC", content.index(b"A_FLAC") + 1)
    path.write_bytes(content[:at] + b"A_XLAC" + content[at + 6 :])
    speech = open_speech(path)
    assert speech.source.track == 0
    assert likeness(speech, voice) > 0.99
    with pytest.raises(InputError) as caught:
        open_speech(path, choice=SoundChoice(track=2))
    assert caught.value.code is ErrorCode.AUDIO_UNREADABLE


def test_a_chosen_track_is_heard_and_no_news(
    tmp_path: Path, voice: Samples, music: Samples
) -> None:
    path = tracks(tmp_path / "a.mkv", music, voice, default=(0,))
    speech = open_speech(path, choice=SoundChoice(track=2))
    assert likeness(speech, voice) > 0.99
    assert codes(speech) == []
    with pytest.raises(InputError, match="2 sound tracks; there is no track 3") as caught:
        open_speech(path, choice=SoundChoice(track=3))
    assert caught.value.code is ErrorCode.AUDIO_NO_TRACK


@pytest.mark.parametrize("channel", [1, 2])
def test_a_channel_is_heard_by_lips_and_ears(
    tmp_path: Path, voice: Samples, music: Samples, channel: int
) -> None:
    path = written(tmp_path / "a.wav", np.stack([voice, music], 1))
    speech = open_speech(path, choice=SoundChoice(channel=channel))
    assert speech.channels == 1
    assert likeness(speech, (voice, music)[channel - 1]) > 0.99
    target = tmp_path / "heard.m4a"
    SoundTrack(speech, target).wait(CancelToken())
    facts = probe(target).audio
    assert facts is not None
    assert facts.channels == 1
    assert likeness(open_speech(target), (voice, music)[channel - 1]) > 0.98


def test_a_channel_that_is_not_there(tmp_path: Path, voice: Samples) -> None:
    path = written(tmp_path / "a.wav", voice)
    assert likeness(open_speech(path, choice=SoundChoice(channel=1)), voice) > 0.99
    with pytest.raises(InputError, match="1 channel; there is no channel 2") as caught:
        open_speech(path, choice=SoundChoice(channel=2))
    assert caught.value.code is ErrorCode.AUDIO_NO_CHANNEL


@pytest.mark.parametrize("other", [-1.0, -0.7])
def test_channels_that_cancel_each_other_out(tmp_path: Path, voice: Samples, other: float) -> None:
    speech = open_speech(written(tmp_path / "a.wav", np.stack([voice, other * voice], 1)))
    assert codes(speech) == [NoticeCode.AUDIO_CHANNEL_CHOSEN]
    assert speech.channels == 1
    assert abs(likeness(speech, voice)) > 0.99


@pytest.mark.parametrize("silent", [1, 5])
def test_a_voice_in_one_channel_of_several_is_mixed(
    tmp_path: Path, voice: Samples, silent: int
) -> None:
    nothing = [np.zeros_like(voice)] * silent
    speech = open_speech(written(tmp_path / "a.wav", np.stack([*nothing, voice], 1)))
    assert codes(speech) == []
    assert speech.channels == silent + 1
    assert likeness(speech, voice) > 0.99


def test_lack_of_any_voice_is_told(tmp_path: Path, music: Samples) -> None:
    assert codes(open_speech(written(tmp_path / "a.wav", music))) == [NoticeCode.AUDIO_NO_VOICE]


def test_show_notes_and_what_they_say_are_no_tracks(tmp_path: Path, voice: Samples) -> None:
    path = tmp_path / "podcast.mp3"
    notes = "word " * 5000 + "\nStream #0:7: Audio: opus, 48000 Hz, 7.1"
    source = written(tmp_path / "a.wav", voice)
    ffmpeg("-i", str(source), "-metadata", f"comment={notes}", str(path))
    speech = open_speech(path)
    assert (speech.codec, codes(speech)) == ("mp3", [])
