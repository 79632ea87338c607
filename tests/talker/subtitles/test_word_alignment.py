"""A script gets its times from the words that were heard."""

from __future__ import annotations

import pytest

from talker.subtitles.word_alignment import align_words
from talker.words import Word


def heard(text: str, start: float = 1.0, each: float = 0.4) -> list[Word]:
    return [
        Word(f" {word}", start + at * each, start + at * each + each)
        for at, word in enumerate(text.split())
    ]


def test_words_that_were_heard_have_their_own_times() -> None:
    pieces = ["“It's cold,” said Zoë.", "We left!"]
    laid = align_words(pieces, heard("its cold said zoe we left"))
    assert [cue.text for cue in laid.cues] == pieces
    assert [(cue.start, pytest.approx(cue.stop)) for cue in laid.cues] == [
        (1.0, pytest.approx(2.6)),
        (2.6, pytest.approx(3.4)),
    ]
    assert (laid.found, laid.total, laid.share) == (6, 6, 1.0)
    assert [word.text for word in laid.cues[0].words] == ["It's", "cold", "said", "Zoë"]


def test_what_was_said_otherwise_shares_the_time_between() -> None:
    laid = align_words(["one two hundred four five"], heard("one twenty four five"))
    (cue,) = laid.cues
    assert laid.found == 3
    assert cue.words[0].stop == pytest.approx(cue.words[1].start) == pytest.approx(1.4)
    assert cue.words[3].start == pytest.approx(1.8)
    assert laid.adrift == pytest.approx(0.4)
    assert laid.adrift_at == pytest.approx(1.4)


def test_words_that_nobody_said_get_a_moment_and_break_no_order() -> None:
    laid = align_words(["a b c d e f g", "never said at all"], heard("a b c f g"))
    times = [t for cue in laid.cues for word in cue.words for t in (word.start, word.stop)]
    assert times == sorted(times)
    assert laid.found == 5


def test_chinese_is_laid_sign_by_sign_over_words_of_several() -> None:
    words = [Word("大家好，", 0.0, 0.9), Word("欢迎", 0.9, 1.5), Word("收看。", 1.5, 2.1)]
    laid = align_words(["大家好，", "欢迎收看。"], words)
    assert [(cue.start, pytest.approx(cue.stop)) for cue in laid.cues] == [
        (0.0, pytest.approx(0.9)),
        (pytest.approx(0.9), pytest.approx(2.1)),
    ]
    assert laid.share == 1.0


def test_nothing_heard_or_written_times_nothing() -> None:
    assert align_words(["a"], []).cues == ()
    assert align_words(["!?"], heard("a b")).cues == ()
    assert align_words(["x y z"], heard("a b c")).share == 0.0
