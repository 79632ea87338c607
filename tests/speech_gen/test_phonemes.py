"""Letters to sounds: English and Chinese as Kokoro was trained with them."""

from __future__ import annotations

import pytest

from speech_gen.kokoro.vocabulary import SYMBOLS
from speech_gen.phonemes.english import English
from speech_gen.phonemes.mandarin import Mandarin
from speech_gen.phonemes.sounded import sounds_of
from speech_gen.phonemes.unknown_words import guess

AMERICAN = English()
BRITISH = English(british=True)
MANDARIN = Mandarin(AMERICAN)


def said(text: str, reader: English | Mandarin = AMERICAN) -> str:
    return "".join(one.phonemes for one in reader(text))


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("the lazy dog", "ðə lˈAzi dˈɔɡ"),
        ("the apple, to apples, to dogs", "ði ˈæpᵊl, tʊ ˈæpᵊlz, tə dˈɔɡz"),
        ("a cat", "ɐ kˈæt"),
        ("Vitamin A.", "vˈITəmən ˈA."),
        ("We have read it; I will read it.", "wi hæv ɹˈɛd ɪt; ˌI wɪl ɹˈid ɪt."),
        ("They live here, a live show", "ðA lˈɪv hˈɪɹ, ɐ lˈIv ʃˈO"),
        ("the CEO of NASA", "ðə sˌiˌiˈO ʌv nˈæsə"),
        ("the US is in BA", "ðə jˌuˈɛs ɪz ɪn bˌiˈA"),
        ("The U.S. is in the U.S.", "ðə jˌuˈɛs ɪz ɪn ðə jˌuˈɛs."),
        ("PDFs", "pˌidˌiˈɛfs"),
        ("boxes stopped", "bˈɑksᵻz stˈɑpt"),
        ("café", "kæfˈA"),
    ],
)
def test_english(text: str, sounds: str) -> None:
    assert said(text) == sounds


def test_american_and_british_differ() -> None:
    assert said("bath", BRITISH) == "bˈɑːθ"
    assert said("bath") == "bˈæθ"


def test_a_word_in_no_dictionary_is_guessed_from_its_letters() -> None:
    assert guess("mouthpiece") == "mˈWθpˌis"
    assert said("Kubernetes").startswith("kəbˈɜɹn")


@pytest.mark.parametrize("text", ["WeChat", "iPhone", "e-mail", "McDonald's", "COVID", "x", "Zz"])
def test_names_have_sounds_that_kokoro_knows(text: str) -> None:
    sounds = said(text)
    assert sounds.strip()
    assert set(sounds) <= set(SYMBOLS)


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("你好。", "ni↓xau↓."),
        ("重庆，重要", "ꭧʰʊ↗ŋʨʰi↘ŋ, ꭧʊ↘ŋjau↘"),
        ("我用 iPhone。", "wo↓jʊ↘ŋ ˈIfˈOn."),
        ("知识", "ꭧɨ→ʂɨ↗"),
    ],
)
def test_mandarin(text: str, sounds: str) -> None:
    assert said(text, MANDARIN) == sounds


def test_mandarin_uses_no_symbol_that_kokoro_lacks() -> None:
    text = "女儿去学校，老师说：“日子过得真快！”儿童、雪人、云南、军队、春天、翁先生。"
    assert {*said(text, MANDARIN)} <= {*SYMBOLS}


def test_words_sound_as_the_user_wants_as_whole_words_and_whatever_their_capitals() -> None:
    wanted = {"xiaomi": "shao me", "ai": "/ˈA ˈI/"}
    sounds = sounds_of("Xiaomi said AI aims.", wanted, AMERICAN)
    by_word = {one.word: one.phonemes for one in sounds if one.word}
    assert by_word["Xiaomi"] == said("shao me")
    assert by_word["AI"] == "ˈA ˈI"
    assert by_word["aims"] == said("aims")


def test_chinese_words_sound_as_the_user_wants_in_the_middle_of_a_text() -> None:
    sounds = sounds_of("我姓单。", {"单": "善"}, MANDARIN)
    assert [one.phonemes for one in sounds if one.word == "单"] == [said("善", MANDARIN)]
