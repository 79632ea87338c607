"""Which voices there are, what they speak, what is spoken once, and espeak-ng."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from speech_gen.cached import CachedSynthesizer, sound_digest
from speech_gen.delivery import Delivery
from speech_gen.espeak.synthesizer import Espeak
from speech_gen.providers import PROVIDERS
from speech_gen.registry import VoiceRegistry
from speech_gen.sound import levelled
from speech_gen.speech import SpokenSentence
from speech_gen.utterance import Utterance
from speech_gen.voice import Voice
from speech_gen.word_times import spread
from talker.errors import ErrorCode, InputError
from talker.model_files import NoModelFiles
from talker.progress import CancelToken

REGISTRY = VoiceRegistry(PROVIDERS)
PLAIN = Delivery()

needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="espeak-ng is not installed"
)


def espeak(text: str, language: str = "en-us", **more: float) -> SpokenSentence:
    voice = REGISTRY.find_voice(f"espeak:{language}")
    return Espeak().synthesise(Utterance(text, voice, language, Delivery(**more)), CancelToken())


class Counting:
    """espeak-ng, and how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def prepare(self, voice: Voice) -> None:
        """Nothing is loaded."""

    def synthesise(self, utterance: Utterance, cancel: CancelToken) -> SpokenSentence:
        self.asked.append(utterance.text)
        return Espeak().synthesise(utterance, cancel)


def test_voices_are_found_by_language_whatever_the_country_and_the_spelling() -> None:
    mandarin = {voice.id for voice in REGISTRY.voices("zh-Hant-TW")}
    assert "kokoro:zf_xiaoxiao" in mandarin
    assert mandarin >= {voice.id for voice in REGISTRY.voices("cmn")}
    assert "kokoro:af_heart" not in mandarin
    assert {"kokoro:af_heart", "kokoro:bm_george"} <= {one.id for one in REGISTRY.voices("en-AU")}


def test_every_voice_says_what_it_speaks_and_whether_it_may_be_sold() -> None:
    for voice in REGISTRY.voices():
        assert voice.languages
        assert voice.title
        assert voice.licence
        assert voice.commercial
        assert REGISTRY.find_voice(voice.id) == voice


@pytest.mark.parametrize("name", ["kokoro:af_hart", "nobody", "", "kokoro:", "espeak:-v"])
def test_an_unknown_voice_is_refused_and_the_nearest_named(name: str) -> None:
    with pytest.raises(InputError) as caught:
        REGISTRY.find_voice(name)
    assert caught.value.code is ErrorCode.VOICE_UNKNOWN
    assert caught.value.hint
    if name == "kokoro:af_hart":
        assert "kokoro:af_heart" in caught.value.hint


@needs_espeak
def test_espeak_speaks_and_its_words_lie_in_the_sound() -> None:
    text = "Hello my dear world, -x it works; --version."
    spoken = espeak(text)
    assert [word.text for word in spoken.words] == [
        "Hello",
        "my",
        "dear",
        "world",
        "x",
        "it",
        "works",
        "version",
    ]
    assert 1 < spoken.seconds < 6
    times = [word.start for word in spoken.words] + [spoken.words[-1].stop]
    assert times == sorted(times)
    assert times[-1] <= spoken.seconds
    assert espeak(text, speed=1.4).seconds < spoken.seconds / 1.2


@needs_espeak
def test_espeak_refuses_a_language_that_the_voice_does_not_speak() -> None:
    voice = REGISTRY.find_voice("espeak:fr-fr")
    with pytest.raises(InputError) as caught:
        Espeak().synthesise(Utterance("Hello", voice, "en"), CancelToken())
    assert caught.value.code is ErrorCode.VOICE_LANGUAGE


def test_without_espeak_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    voice = Voice("espeak:en-us", "English", ("en-us",), "GPL-3.0", commercial=True)
    with pytest.raises(InputError) as caught:
        Espeak().synthesise(Utterance("Hello", voice, "en"), CancelToken())
    assert caught.value.code is ErrorCode.COMPONENT_MISSING
    listed = VoiceRegistry(PROVIDERS).voices()
    assert {one.provider for one in listed} == {"kokoro"}
    assert not [one for one in listed if one.languages[0] not in {"en-US", "en-GB", "zh-CN"}]


@needs_espeak
def test_a_sentence_is_spoken_once_and_comes_back_as_it_was(tmp_path: Path) -> None:
    voice = REGISTRY.find_voice("espeak:en-us")
    inner = Counting()

    def speak(text: str, delivery: Delivery = PLAIN, **pronounce: str) -> SpokenSentence:
        made = CachedSynthesizer(inner, tmp_path)  # another process each time
        return made.synthesise(Utterance(text, voice, "en", delivery, pronounce), CancelToken())

    first, again = speak("Hello there."), speak("Hello there.", other="word")
    assert inner.asked == ["Hello there."]
    assert np.array_equal(first.samples, again.samples)
    assert first.words == again.words
    assert first.rate == again.rate
    speak("Hello there.", Delivery(speed=1.2))
    speak("Hello there.", hello="hallo")
    speak("Hello, there.")
    assert len(inner.asked) == 4


def test_digests_name_the_sound_and_nothing_else() -> None:
    voice = REGISTRY.find_voice("kokoro:af_heart")
    other = REGISTRY.find_voice("kokoro:af_bella")
    same = sound_digest(Utterance("Hello", voice, "en"))
    assert same == sound_digest(Utterance("Hello", voice, "en", pronounce={"bye": "by"}))
    assert (
        len(
            {
                same,
                sound_digest(Utterance("Hello!", voice, "en")),
                sound_digest(Utterance("Hello", other, "en")),
                sound_digest(Utterance("Hello", voice, "en", Delivery(pitch=1))),
                sound_digest(Utterance("Hello", voice, "en", pronounce={"HELLO": "hi"})),
            }
        )
        == 5
    )


def test_the_registry_gives_a_synthesizer_that_keeps_what_it_spoke(tmp_path: Path) -> None:
    voice = REGISTRY.find_voice("kokoro:af_heart")
    made = REGISTRY.synthesizer_of(voice, NoModelFiles(), tmp_path)
    assert isinstance(made, CachedSynthesizer)


def test_loudness_is_that_of_the_speech_and_not_of_its_pauses() -> None:
    tone = 0.05 * np.sin(np.arange(24_000) * 0.05).astype(np.float32)
    silent = np.zeros(48_000, np.float32)
    loud = levelled(np.concatenate([tone, silent]), 24_000, 0)
    level = 20 * np.log10(np.sqrt(np.mean(loud[:24_000].astype(np.float64) ** 2)))
    assert level == pytest.approx(-20, abs=0.3)
    assert np.array_equal(levelled(silent, 24_000, 0), silent)
    assert np.abs(levelled(tone, 24_000, 6) / 1).max() <= 10 ** (-1 / 20) + 1e-6


def test_words_are_spread_over_what_is_heard() -> None:
    tone = np.sin(np.arange(10_000) * 0.2).astype(np.float32)
    silent = np.zeros(10_000, np.float32)
    first, second = spread(["four", "more"], np.concatenate([tone, silent, tone]), 10_000)
    assert (first.start, second.stop) == (0.0, 3.0)
    assert first.stop == pytest.approx(1.0, abs=0.02)
    assert second.start == pytest.approx(2.0, abs=0.02)
    assert spread([], tone, 10_000) == ()
