"""Subtitles of a spoken text follow the times of its words."""

from __future__ import annotations

import pytest

from talker.subtitles.spoken import SpokenText, SpokenWord, spoken_cues


def words(*said: str, start: float = 0.2, seconds: float = 0.5) -> list[SpokenWord]:
    return [
        (word, start + index * seconds, start + (index + 1) * seconds)
        for index, word in enumerate(said)
    ]


def test_a_sentence_is_shown_while_it_is_said() -> None:
    text = SpokenText("Good morning.", 10.0, 12.0, words("Good", "morning."))
    (cue,) = spoken_cues([text])
    assert cue.text == "Good morning."
    assert (cue.start, cue.stop) == pytest.approx((10.2, 11.2))


def test_a_long_sentence_is_divided_where_its_words_are() -> None:
    said = "When all the leaves of the old tree had fallen in the wind of the north, "
    said += "the children of the village came out of their houses and gathered them."
    tokens = said.split()
    first, second = spoken_cues([SpokenText(said, 0.0, 20.0, words(*tokens))])
    assert first.text.endswith("north,")
    count = len(first.text.split())
    assert first.stop == pytest.approx(0.2 + count * 0.5)
    assert second.start == pytest.approx(0.2 + count * 0.5)
    assert second.stop == pytest.approx(0.2 + len(tokens) * 0.5)


def test_a_word_that_is_said_in_other_letters_is_passed_over() -> None:
    said = [("On", 0.1, 0.3), ("may", 0.3, 0.6), ("third", 0.6, 1.0), ("we", 1.0, 1.2)]
    (cue,) = spoken_cues([SpokenText("On 3/5 we", 5.0, 7.0, said)])
    assert (cue.start, cue.stop) == pytest.approx((5.1, 6.2))


def test_without_words_the_whole_time_counts() -> None:
    (cue,) = spoken_cues([SpokenText("你好。", 3.0, 4.5)], "zh")
    assert (cue.start, cue.stop) == pytest.approx((3.0, 4.5))
