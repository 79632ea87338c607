"""Latin letters in Chinese have their Chinese names; words and what stands among words do not."""

from __future__ import annotations

import pytest

from speech_gen.kokoro.vocabulary import numbers
from speech_gen.phonemes.letters import NAMES, letter_syllables
from speech_gen.phonemes.readers import Readers
from speech_gen.script.normalise import normalise


def latin(text: str) -> dict[str, str]:
    sounds = Readers().read(text, "zh-CN", {})
    return {one.word: one.phonemes for one in sounds if one.word.isascii() and one.word}


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("五G网络和四K视频", {"G": "ʨi↘", "K": "kʰei↘"}),
        ("请登录App查看GDP", {"App": "ei→pʰi↘pʰi↘", "GDP": "ʨi↘ti↘pʰi↘"}),
        ("NASA的计划", {"NASA": "nˈæsə"}),
        ("我在Apple买了Plan B", {"Apple": "ˈæpᵊl", "Plan": "plˈæn", "B": "bˈi"}),
    ],
)
def test_letters_are_called_as_in_chinese_and_words_are_english(
    text: str, sounds: dict[str, str]
) -> None:
    assert latin(text) == sounds


def test_every_letter_has_a_name_of_sounds_that_the_network_knows() -> None:
    assert len(NAMES) == 26
    assert letter_syllables("W") == ("da2", "bu5", "liu5")
    for letter in NAMES:
        sound = latin(f"看{letter.upper()}图")[letter.upper()]
        assert len(numbers(sound)) == len(sound) > 0


def test_a_word_of_the_dictionary_wins_without_blanks_around_it() -> None:
    said = normalise("请登录App查看MyApp", "zh-CN", {"app": "/ˈæp/"})
    sounds = Readers().read(said.text, "zh-CN", said.sounds)
    assert [one.phonemes for one in sounds if one.word == "App"] == ["ˈæp"]
    assert "MyApp" in [one.word for one in sounds]
    assert normalise("用App看", "zh-CN", {"app": "应用"}).text == "用应用看"
