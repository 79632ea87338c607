"""Two voices on one clock: the sound of the video, and what each of them says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation

from talker.errors import ErrorCode, InputError
from talker.media.audio import Speech, open_speech
from talker.media.conversation import Conversation, channels_apart, recordings_together
from talker.media.muxer import SoundTrack
from talker.media.probe import probe
from talker.progress import CancelToken, NoticeCode
from tests.talker.sounds import ffmpeg
from tests.talker.two import RATE, SECONDS, dialogue, speaks, voices, with_bleed, written

Floats = NDArray[np.float32]


def sound(speech: Speech) -> Floats:
    return np.concatenate(list(speech.blocks(RATE)))


def together(first: Path, second: Path, panning: float = 0.0) -> Conversation:
    both = open_speech(first), open_speech(second)
    return recordings_together(*both, panning, 600, CancelToken())


def heard(conversation: Conversation, folder: Path, channels: int) -> Floats:
    """What is in the sound track of the video: [N, channels]."""
    target = folder / "sound.m4a"
    SoundTrack(conversation.heard, target).wait(CancelToken())
    raw = ffmpeg("-i", str(target), "-ar", str(RATE), "-f", "f32le", "pipe:1")
    return np.frombuffer(raw, "<f4").reshape(-1, channels)


def alone_in(other: Floats, own: Floats) -> NDArray[np.bool_]:
    """When the other one speaks, and nobody else within a quarter of a second."""
    return speaks(other) & ~binary_dilation(speaks(own), iterations=25)


def likeness(one: Floats, two: Floats) -> float:
    count = min(len(one), len(two))
    return float(np.corrcoef(one[:count], two[:count])[0, 1])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, two = voices()
    return written(tmp_path / "anna.wav", one), written(tmp_path / "ben 本.wav", two)


def test_each_channel_is_a_voice_and_the_sound_stays(tmp_path: Path) -> None:
    recording = open_speech(dialogue(tmp_path / "call.wav"))
    found = channels_apart(recording, 0, 2, CancelToken())
    assert found.heard == replace(recording, told=())
    for voice, own, other in zip(found.voices, voices(), reversed(voices()), strict=True):
        assert voice.duration == recording.duration == SECONDS
        assert likeness(sound(voice), own) > 0.98
        assert speaks(sound(voice))[alone_in(other, own)].mean() < 0.03


@pytest.mark.parametrize(
    ("first", "second", "swapped"), [(0, 1, True), (2, 1, True), (1, 2, False)]
)
def test_the_channels_may_be_named(tmp_path: Path, first: int, second: int, swapped: bool) -> None:
    recording = open_speech(dialogue(tmp_path / "call.wav"))
    found = channels_apart(recording, first, second, CancelToken())
    assert likeness(sound(found.voices[swapped]), voices()[0]) > 0.98


def test_a_recording_without_the_channel_is_refused(tmp_path: Path) -> None:
    recording = open_speech(written(tmp_path / "mono.wav", voices()[0]))
    with pytest.raises(InputError) as caught:
        channels_apart(recording, 0, 2, CancelToken())
    assert caught.value.code is ErrorCode.AUDIO_NO_CHANNEL
    assert "--second-speech" in caught.value.hint


def test_a_silent_channel_and_the_same_twice_are_refused(tmp_path: Path) -> None:
    one, _ = voices()
    cases = {ErrorCode.AUDIO_SILENT: 0 * one, ErrorCode.AUDIO_ONE_VOICE: 0.5 * one}
    for code, other in cases.items():
        path = written(tmp_path / f"{code}.wav", np.stack([one, other], 1))
        with pytest.raises(InputError) as caught:
            channels_apart(open_speech(path), 0, 2, CancelToken())
        assert caught.value.code is code


def test_two_recordings_are_mixed(tmp_path: Path, files: tuple[Path, Path]) -> None:
    found = together(*files)
    assert (found.heard.channels, found.heard.duration) == (1, SECONDS)
    mixed = heard(found, tmp_path, 1)[:, 0]
    one, two = voices()
    assert likeness(mixed, one + two) > 0.98
    np.testing.assert_allclose(sound(found.heard), one + two, atol=1e-4)
    assert found.heard.told == ()


def test_the_same_recording_twice_is_refused(files: tuple[Path, Path]) -> None:
    with pytest.raises(InputError) as caught:
        together(files[0], files[0])
    assert caught.value.code is ErrorCode.AUDIO_ONE_VOICE


def test_the_longer_recording_counts_and_the_shorter_falls_silent(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    short = written(tmp_path / "short.wav", voices()[1][: 5 * RATE])
    for pair in ((files[0], short), (short, files[0])):
        found = together(*pair)
        assert found.heard.duration == SECONDS
        assert [voice.duration for voice in found.voices] == [SECONDS, SECONDS]
        late = sound(found.voices[pair.index(short)])
        assert len(late) == round(SECONDS * RATE)
        assert not late[5 * RATE :].any()
        (notice,) = found.heard.told
        assert notice.code is NoticeCode.AUDIO_SHORTER
        assert "short.wav ends 4.0 s before anna.wav" in notice.message


def test_stereo_stays_stereo_and_other_rates_are_met(tmp_path: Path) -> None:
    one, two = voices()
    wide = written(tmp_path / "wide.wav", np.stack([one, 0.2 * one], 1))
    fine = tmp_path / "fine.wav"
    ffmpeg("-i", str(written(tmp_path / "two.wav", two)), "-ar", "44100", str(fine))
    found = together(wide, fine)
    assert (found.heard.channels, found.heard.sample_rate) == (2, 44100)
    left, right = heard(found, tmp_path, 2).T
    assert likeness(left, one + two) > 0.97
    assert likeness(right, 0.2 * one + two) > 0.97


def test_panning_puts_the_voices_to_their_sides(tmp_path: Path, files: tuple[Path, Path]) -> None:
    left, right = heard(together(*files, panning=1.0), tmp_path, 2).T
    one, two = voices()
    assert likeness(left, one) > 0.98
    assert likeness(right, two) > 0.98
    assert abs(likeness(left, two)) < 0.1


def test_what_would_clip_is_softened_as_a_whole(tmp_path: Path) -> None:
    one, two = voices()
    files = [
        written(tmp_path / f"{name}.wav", (1.9 * samples).astype(np.float32))
        for name, samples in (("one", one), ("two", two))
    ]
    mixed = sound(together(files[0], files[1]).heard)
    assert 0.9 < np.abs(mixed).max() <= 0.99
    assert likeness(mixed, one + two) > 0.999


def test_what_leaks_from_one_recording_into_the_other_is_no_speech(tmp_path: Path) -> None:
    one, two = voices()
    files = [
        written(tmp_path / "one.wav", with_bleed(one, two, -14)),
        written(tmp_path / "two.wav", with_bleed(two, one, -14)),
    ]
    found = together(files[0], files[1])
    for voice, own, other in zip(found.voices, (one, two), (two, one), strict=True):
        assert speaks(sound(voice))[alone_in(other, own)].mean() < 0.03


def test_two_voices_in_one_recording_are_told(tmp_path: Path) -> None:
    one, two = voices()

    def codes(name: str, channels: list[Floats]) -> list[str]:
        speech = open_speech(written(tmp_path / name, np.stack(channels, 1)))
        return [one.code for one in speech.notices()]

    assert codes("call.wav", [one, two]) == [NoticeCode.AUDIO_TWO_VOICES]
    assert codes("room.wav", [one + two, one + 0.6 * two]) == []
    assert codes("alone.wav", [one, 0.001 * one]) == []


def test_the_mix_of_a_video_is_encoded_once(tmp_path: Path, files: tuple[Path, Path]) -> None:
    target = tmp_path / "sound.m4a"
    SoundTrack(together(*files).heard, target).wait(CancelToken())
    audio = probe(target).audio
    assert audio is not None
    assert (audio.codec, audio.sample_rate, audio.channels) == ("aac", RATE, 1)
