"""Kokoro speaks for real: words where they are heard, as fast, high and loud as is asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.models.store import ModelStore
from speech_gen.delivery import Delivery
from speech_gen.kokoro import network
from speech_gen.kokoro.synthesizer import RATE, Kokoro, load_network
from speech_gen.kokoro.vocabulary import numbers
from speech_gen.kokoro.voices import MODEL, NETWORK_FILE
from speech_gen.providers import PROVIDERS
from speech_gen.registry import VoiceRegistry
from speech_gen.speech import Samples, SpokenSentence
from speech_gen.utterance import Utterance
from talker.errors import Cancelled, ErrorCode, InputError, ModelDamaged, ModelMissing
from talker.model_files import NoModelFiles
from talker.progress import CancelToken

REGISTRY = VoiceRegistry(PROVIDERS)
ENGLISH = "Our new office opens on Monday, and everybody is welcome."


def speak(
    kokoro: Kokoro,
    text: str,
    voice: str = "af_heart",
    language: str = "en",
    delivery: Delivery = Delivery(),  # noqa: B008 - frozen
    pronounce: dict[str, str] | None = None,
) -> SpokenSentence:
    found = REGISTRY.find_voice(f"kokoro:{voice}")
    utterance = Utterance(text, found, language, delivery, pronounce or {})
    return kokoro.synthesise(utterance, CancelToken())


@pytest.fixture(scope="module")
def english(kokoro: Kokoro) -> SpokenSentence:
    return speak(kokoro, ENGLISH)


def level(samples: Samples) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(samples.astype(np.float64) ** 2)) + 1e-9))


def pitch(samples: Samples) -> float:
    """The middle pitch of the voiced frames in Hz, by autocorrelation."""
    found = []
    for start in range(0, len(samples) - 1200, 600):
        frame = samples[start : start + 1200] - samples[start : start + 1200].mean()
        if level(frame) < -30:
            continue
        same = np.correlate(frame, frame, "full")[1199:]
        lag = 60 + int(np.argmax(same[60:400]))  # 400 to 60 Hz
        if same[lag] > 0.5 * same[0]:
            found.append(RATE / lag)
    return float(np.median(found))


@pytest.mark.slow
def test_every_word_is_told_in_order_and_is_heard_where_it_is_told(english: SpokenSentence) -> None:
    said = [word.text for word in english.words]
    assert said == [
        "Our",
        "new",
        "office",
        "opens",
        "on",
        "Monday",
        "and",
        "everybody",
        "is",
        "welcome",
    ]
    times = [time for word in english.words for time in (word.start, word.stop)]
    assert times == sorted(times)
    assert 2.0 < english.seconds < 6.0
    assert times[-1] <= english.seconds
    for word in english.words:
        sound = english.samples[round(word.start * RATE) : round(word.stop * RATE)]
        assert level(sound) > -45
    comma = english.words[5].stop, english.words[6].start
    pause = english.samples[round(comma[0] * RATE) : round(comma[1] * RATE)]
    assert level(pause) < level(english.samples) - 10


def test_the_same_sentence_sounds_the_same_each_time(
    kokoro: Kokoro, english: SpokenSentence
) -> None:
    assert np.array_equal(speak(kokoro, ENGLISH).samples, english.samples)


def test_speed_pitch_and_volume_do_what_they_say(kokoro: Kokoro, english: SpokenSentence) -> None:
    fast = speak(kokoro, ENGLISH, delivery=Delivery(speed=1.4))
    slow = speak(kokoro, ENGLISH, delivery=Delivery(speed=0.7))
    assert 1.6 < slow.seconds / fast.seconds < 2.4
    high = speak(kokoro, ENGLISH, delivery=Delivery(pitch=6, volume=-10))
    assert high.seconds == english.seconds
    assert 1.25 < pitch(high.samples) / pitch(english.samples) < 1.6  # 1.41 is asked for
    assert level(high.samples) - level(english.samples) == pytest.approx(-10, abs=1.5)


@pytest.mark.slow
def test_voices_are_equally_loud(kokoro: Kokoro, english: SpokenSentence) -> None:
    for voice in ("am_michael", "bf_emma"):
        other = speak(kokoro, ENGLISH, voice)
        assert level(other.samples) == pytest.approx(level(english.samples), abs=2)


def test_chinese_is_spoken_with_the_latin_words_in_it(kokoro: Kokoro) -> None:
    spoken = speak(kokoro, "大家好，我们用 WeChat 联系客户。", "zf_xiaoxiao", "zh-CN")
    words = [word.text for word in spoken.words]
    assert "".join(words) == "大家好我们用WeChat联系客户"
    assert "WeChat" in words
    assert 2 < spoken.seconds < 7


def test_a_pronunciation_changes_the_word_and_no_other(kokoro: Kokoro) -> None:
    plain = speak(kokoro, "Ask Nguyen today.")
    for sound in ("win", "/wˈɪn/"):
        other = speak(kokoro, "Ask Nguyen today.", pronounce={"nguyen": sound})
        assert [word.text for word in other.words] == [word.text for word in plain.words]
        assert not np.array_equal(other.samples[:20_000], plain.samples[:20_000])


@pytest.mark.slow
def test_a_sentence_that_is_too_long_for_the_network_is_spoken_in_pieces(kokoro: Kokoro) -> None:
    text = ", ".join(["one two three four five six seven"] * 20)
    assert len(text) > 600
    spoken = speak(kokoro, text, delivery=Delivery(speed=1.4))
    assert [word.text for word in spoken.words] == text.replace(",", "").split()
    assert spoken.words[-1].stop <= spoken.seconds


def test_nothing_to_say_is_no_sound(kokoro: Kokoro) -> None:
    assert speak(kokoro, " … ").words == ()


def test_another_language_is_refused_before_anything_is_loaded() -> None:
    with pytest.raises(InputError) as caught:
        speak(Kokoro(NoModelFiles(), Path("nowhere")), "Guten Tag", language="de")
    assert caught.value.code is ErrorCode.VOICE_LANGUAGE
    assert "en-US" in caught.value.message


def test_without_the_model_it_is_said_which_is_missing() -> None:
    with pytest.raises(ModelMissing) as caught:
        speak(Kokoro(NoModelFiles(), Path("nowhere")), "Hello.")
    assert caught.value.model_id == MODEL


def test_a_cancelled_sentence_is_not_spoken(kokoro: Kokoro) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        kokoro.synthesise(Utterance(ENGLISH, REGISTRY.find_voice("kokoro:af_heart"), "en"), cancel)


@pytest.mark.slow
def test_a_damaged_copy_of_the_changed_network_is_made_again(
    kokoro_models: ModelStore, tmp_path: Path, english: SpokenSentence
) -> None:
    assert len(speak(Kokoro(kokoro_models, tmp_path), "Hello.").words) == 1
    (copy,) = (tmp_path / "cache" / "voices").glob("*.onnx")
    copy.write_bytes(b"damaged")
    again = speak(Kokoro(kokoro_models, tmp_path), ENGLISH)
    assert np.array_equal(again.samples, english.samples)
    assert copy.stat().st_size > 80_000_000


def test_another_network_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.onnx"
    other.write_bytes(b"no network")
    with pytest.raises(ModelDamaged):
        network.changed(other)


@pytest.mark.slow
def test_the_quicker_network_says_what_the_published_one_says(kokoro_models: ModelStore) -> None:
    source = kokoro_models.path(MODEL, NETWORK_FILE)
    tokens = [0, *numbers("həlˈO wˈɜɹld."), 0]
    style = np.fromfile(kokoro_models.path(MODEL, "voices/af_heart.bin"), np.float32)
    given = {
        "tokens": np.array([tokens], np.int64),
        "style": style.reshape(-1, 1, 256)[len(tokens) - 2],
        "speed": np.ones(1, np.float32),
        "pitch": np.ones(1, np.float32),
    }

    def run(changes: tuple[network.Change, ...]) -> list[Samples]:
        changed = network.changed(source, changes).SerializeToString()
        return [np.asarray(one).reshape(-1) for one in load_network(changed).run(None, given)]

    published, published_frames = run((network.open_inside,))
    wide, wide_frames = run((network.open_inside, network.widen))
    quick, quick_frames = run(network.CHANGES)
    assert np.array_equal(quick_frames, wide_frames)
    noise = np.sum((quick - wide) ** 2)
    assert 10 * np.log10(np.sum(wide**2) / noise) > 15  # phases wander; nobody hears it
    # 8-bit arithmetic rounds: a sound may last a frame more or less.
    assert np.abs(published_frames - wide_frames).max() <= 2
    assert len(published) == pytest.approx(len(wide), rel=0.1)


def test_a_missing_model_is_told_before_anything_is_loaded_and_may_come_later(
    kokoro_models: ModelStore, tmp_path: Path
) -> None:
    voice = REGISTRY.find_voice("kokoro:af_heart")
    with pytest.raises(ModelMissing):
        Kokoro(NoModelFiles(), tmp_path).prepare(voice)
    kokoro = Kokoro(kokoro_models, tmp_path)
    kokoro.prepare(voice)
    assert len(speak(kokoro, "Hello.").words) == 1
