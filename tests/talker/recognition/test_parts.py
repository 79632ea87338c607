"""Spectrogram, tokens and times of single words."""

from __future__ import annotations

from pathlib import Path

import ctranslate2
import numpy as np
import pytest

from app.models.store import ModelStore
from talker.options.transcribe import RecogniserModel
from talker.recognition.models import find_model
from talker.recognition.network import TimedWord
from talker.recognition.recogniser import Recogniser
from talker.recognition.spectrogram import FRAMES, log_mel
from talker.recognition.timing import timed_by_sound
from talker.recognition.vocabulary import Vocabulary

RATE = 16_000


@pytest.fixture(scope="module")
def vocabulary(whisper: ModelStore) -> Vocabulary:
    return Vocabulary(whisper.path("faster-whisper-base", "tokenizer.json"))


def tokens(vocabulary: Vocabulary, text: str) -> list[int]:
    found: list[int] = vocabulary._tokenizer.encode(text, add_special_tokens=False).ids
    return found


@pytest.mark.slow
@pytest.mark.parametrize("bands", [80, 128])
def test_the_spectrogram_is_that_of_the_transformers(bands: int) -> None:
    from transformers import WhisperFeatureExtractor

    sound = np.random.default_rng(1).normal(0, 0.1, 7 * RATE).astype(np.float32)
    extract = WhisperFeatureExtractor(feature_size=bands)
    theirs = extract(sound, sampling_rate=RATE, return_tensors="np")["input_features"][0]
    np.testing.assert_allclose(log_mel(sound, bands), theirs, atol=1e-5)


def test_a_tone_is_loud_in_its_band_for_as_long_as_it_sounds() -> None:
    tone = np.sin(2 * np.pi * 1000 * np.arange(2 * RATE) / RATE).astype(np.float32)
    found = log_mel(tone, 80)
    assert found.shape == (80, FRAMES)
    assert found[:, 100].argmax() == found[:, 10].argmax()
    assert found[:, 100].max() - found[:, 300].max() == pytest.approx(2.0)


def test_marks_belong_to_their_words_and_blanks_divide(vocabulary: Vocabulary) -> None:
    text = ' He said, "Well... don\'t go!" (Twice.)'
    words = vocabulary.words(tokens(vocabulary, text), "en")
    assert "".join(word.text for word in words) == text
    assert [word.text for word in words] == [
        *(" He", " said,", ' "Well...', " don't", ' go!"', " (Twice.)")
    ]


def test_signs_of_several_tokens_stay_whole(vocabulary: Vocabulary) -> None:
    text = "他造了一艘帆船，𠮷！"
    ids = tokens(vocabulary, text)
    words = vocabulary.words(ids, "zh")
    assert "".join(word.text for word in words) == text
    assert sum(word.count for word in words) == len(ids)
    assert words[-1].text.endswith("𠮷！")
    assert len(words) >= 6


def test_scripts_are_asked_for_by_an_example(vocabulary: Vocabulary) -> None:
    assert vocabulary.prompt("zh-Hant") != vocabulary.prompt("zh")
    assert vocabulary.prompt("en")[:-1] == vocabulary.start("en")
    assert vocabulary.knows("yue") is False or vocabulary.knows("zh")
    assert not vocabulary.knows("xx")


def bursts(*spans: tuple[float, float], seconds: float = 3.0) -> np.ndarray:
    sound = np.random.default_rng(2).normal(0, 1e-4, round(seconds * RATE))
    for start, stop in spans:
        at = slice(round(start * RATE), round(stop * RATE))
        sound[at] += np.random.default_rng(3).normal(0, 0.1, at.stop - at.start)
    return sound.astype(np.float32)


def timed(spans: list[tuple[str, float, float]], sound: np.ndarray) -> list[tuple[float, float]]:
    words = [TimedWord(text, start, stop, 1.0) for text, start, stop in spans]
    return [(word.start, word.stop) for word in timed_by_sound(words, sound)]


def test_a_pause_is_no_part_of_the_word_before_it() -> None:
    sound = bursts((0.3, 1.0), (1.6, 2.2))
    (_, stop), (start, _) = timed([(" one.", 0.2, 1.55), (" two", 1.55, 2.2)], sound)
    assert stop == pytest.approx(1.04, abs=0.02)
    assert start == pytest.approx(1.6, abs=0.02)


def test_a_pause_goes_before_the_word_whose_sound_is_behind_it() -> None:
    sound = bursts((0.3, 0.6), (0.82, 1.5))
    found = timed([(" morning", 0.2, 0.48), (" and", 0.48, 0.9), (" we", 0.9, 1.5)], sound)
    assert found[0][1] == pytest.approx(0.64, abs=0.02)
    assert found[1][0] == pytest.approx(0.82, abs=0.02)


def test_a_quiet_moment_inside_a_word_divides_nothing() -> None:
    sound = bursts((0.2, 0.8), (0.95, 1.6))
    found = timed([(" butter", 0.13, 1.4), (" x", 1.4, 1.6)], sound)
    assert found[0] == pytest.approx((0.2, 1.47), abs=0.01)


def test_times_never_run_backwards() -> None:
    sound = bursts((0.0, 3.0))
    found = timed([("a", 1.0, 1.0), ("b", 1.0, 1.0), ("c", 1.0, 2.9)], sound)
    times = [time for span in found for time in span]
    assert times == sorted(times)
    assert timed_by_sound([], sound) == []


@pytest.mark.parametrize(
    ("cards", "processor_only", "expected"),
    [
        (0, False, ("cpu", "int8")),
        (2, False, ("cuda", "float16")),
        (2, True, ("cpu", "int8")),
    ],
)
def test_the_device_and_its_precision_are_chosen(
    cards: int,
    processor_only: bool,
    expected: tuple[str, str],
    whisper: ModelStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def load(folder: str, *, device: str, compute_type: str, intra_threads: int) -> object:
        asked.append((device, compute_type))
        assert Path(folder).is_dir()
        assert intra_threads > 0
        return object()

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: cards)
    monkeypatch.setattr(ctranslate2.models, "Whisper", load)
    made = Recogniser(whisper.folder("faster-whisper-base"), processor_only=processor_only)
    assert asked == [expected]
    assert made.device == expected[0]


@pytest.mark.parametrize(
    ("cards", "expected"), [(0, "small"), (1, "large-v3-turbo")], ids=["processor", "gpu"]
)
def test_a_gpu_takes_the_larger_model(
    cards: int, expected: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: cards)
    store = ModelStore(tmp_path)
    monkeypatch.setattr(store, "installed", lambda _: True)
    assert find_model(store, RecogniserModel.AUTO) == f"faster-whisper-{expected}"
