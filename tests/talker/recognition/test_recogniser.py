"""What is said is written down, with its times, by the real network."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.models.store import ModelStore
from talker.errors import Cancelled, ErrorCode, MouthpieceError
from talker.media.audio import open_speech
from talker.options.transcribe import RecogniserModel
from talker.progress import CancelToken, Notice, NoticeCode, Progress, ignore_progress
from talker.recognition.models import find_model, open_recogniser
from talker.recognition.recogniser import Heard, Recogniser

DEMO = (
    "hello and welcome i am the voice of mouthpiece give it one portrait and one recording and it "
    "makes a talking video right here on your own computer my lips follow every word in any "
    "language"
)


@pytest.fixture(scope="module")
def recogniser(whisper: ModelStore) -> Recogniser:
    return open_recogniser(whisper, RecogniserModel.AUTO)


@pytest.fixture(scope="module")
def demo(recogniser: Recogniser, demo_speech: Path) -> Heard:
    return recogniser.hear(open_speech(demo_speech), "", ignore_progress, CancelToken())


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]", " ", text.casefold()).split())


def test_the_demo_is_written_down_word_for_word(demo: Heard) -> None:
    assert demo.language == "en"
    assert plain(demo.text) == DEMO
    assert [plain(word.text) for word in demo.words] == DEMO.split()


def test_words_follow_each_other_and_lie_in_the_recording(demo: Heard, demo_speech: Path) -> None:
    times = [time for word in demo.words for time in (word.start, word.stop)]
    assert times == sorted(times)
    assert times[0] > 0.1  # it begins with silence
    assert times[-1] <= open_speech(demo_speech).duration
    assert all(word.stop > word.start for word in demo.words)
    assert np.mean([word.sure for word in demo.words]) > 0.8


@pytest.mark.parametrize(
    ("name", "language", "word"),
    [("it_pc_diphone", "it", "albero"), ("ru_msu_ru_nsh_clunits", "ru", "книгу")],
)
def test_languages_are_found(
    recogniser: Recogniser, repository: Path, name: str, language: str, word: str
) -> None:
    speech = open_speech(repository / "tests" / "data" / "speech" / f"{name}.flac")
    heard = recogniser.hear(speech, "", ignore_progress, CancelToken())
    assert heard.language == language
    assert word in plain(heard.text)


def test_a_language_that_is_not_spoken_is_told(recogniser: Recogniser, demo_speech: Path) -> None:
    told: list[Progress | Notice] = []
    heard = recogniser.hear(open_speech(demo_speech), "ja", told.append, CancelToken())
    assert [one.code for one in heard.notices] == [NoticeCode.LANGUAGE_DOUBTFUL]
    assert "sounds like the language en, not ja" in heard.notices[0].message
    assert heard.notices[0] in told


def test_a_language_that_nobody_knows_is_refused(recogniser: Recogniser, demo_speech: Path) -> None:
    with pytest.raises(MouthpieceError) as caught:
        recogniser.hear(open_speech(demo_speech), "tlh", ignore_progress, CancelToken())
    assert caught.value.code is ErrorCode.OPTION_INVALID


def test_music_and_noise_hold_no_words(recogniser: Recogniser, tmp_path: Path) -> None:
    seconds = np.arange(8 * 16_000) / 16_000
    chord = sum(np.sin(2 * np.pi * hertz * seconds) for hertz in (220, 277.2, 329.6))
    beat = np.exp(-((seconds % 0.5) * 6))
    noise = np.random.default_rng(3).normal(0, 0.02, len(seconds))
    path = tmp_path / "music.wav"
    soundfile.write(path, 0.2 * chord * beat + noise, 16_000)
    with pytest.raises(MouthpieceError) as caught:
        recogniser.hear(open_speech(path), "", ignore_progress, CancelToken())
    assert caught.value.code is ErrorCode.AUDIO_NO_SPEECH
    assert "music.wav" in caught.value.message


def test_it_stops_when_it_is_asked_to(recogniser: Recogniser, demo_speech: Path) -> None:
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        recogniser.hear(open_speech(demo_speech), "en", lambda _: cancel.cancel(), cancel)


def test_damaged_weights_are_told(whisper: ModelStore, tmp_path: Path) -> None:
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        source = whisper.path("faster-whisper-base", name)
        (tmp_path / name).write_bytes(source.read_bytes())
    (tmp_path / "model.bin").write_bytes(b"\6\0\0\0nothing")
    with pytest.raises(MouthpieceError) as caught:
        Recogniser(tmp_path)
    assert caught.value.code is ErrorCode.MODEL_DAMAGED
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(MouthpieceError) as caught:
        Recogniser(tmp_path)
    assert caught.value.code is ErrorCode.MODEL_DAMAGED


def test_what_is_wanted_and_not_there_is_missing(whisper: ModelStore, tmp_path: Path) -> None:
    assert find_model(whisper, RecogniserModel.AUTO) == "faster-whisper-base"
    with pytest.raises(MouthpieceError) as caught:
        open_recogniser(whisper, RecogniserModel.TURBO)
    assert caught.value.code is ErrorCode.MODEL_MISSING
    with pytest.raises(MouthpieceError) as caught:
        open_recogniser(ModelStore(tmp_path), RecogniserModel.AUTO)
    assert caught.value.code is ErrorCode.MODEL_MISSING
    assert "faster-whisper-base" in caught.value.hint
