"""Captions edited by hand: words keep their times, files beside the video hold all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.captions import (
    Captions,
    Row,
    captions_file,
    find_captions,
    save_captions,
    second_file,
    write_cues,
)
from talker.errors import ErrorCode, MouthpieceError
from talker.subtitles.cues import Cue
from talker.subtitles.editing import middle_of
from talker.subtitles.translations import parts_for
from talker.words import Word


def said(text: str, start: float, *, blanks: bool = True) -> Cue:
    """Each word takes half a second."""
    words = text.split() if blanks else list(text)
    times = [Word(word, start + at / 2, start + at / 2 + 0.5) for at, word in enumerate(words)]
    return Cue(start, times[-1].stop, text, tuple(times))


CAPTIONS = Captions((Row(said("one two three, four", 0)), Row(said("five six", 4))), "en")


def test_a_row_is_split_where_its_words_are_and_joined_again() -> None:
    halves = CAPTIONS.split(0, CAPTIONS.rows[0].cue.text.index("four"))
    assert [(cue.start, cue.stop, cue.text) for cue in halves.cues[:2]] == [
        (0, 1.5, "one two three,"),
        (1.5, 2, "four"),
    ]
    assert halves.joined(0, 1).rows == CAPTIONS.rows
    with pytest.raises(ValueError, match="nothing"):
        CAPTIONS.split(1, 0)
    wide = Captions((Row(said("大家好", 0, blanks=False)), Row(said("欢迎", 2, blanks=False))))
    assert wide.joined(0, 1).cues[0].text == "大家好欢迎"


@pytest.mark.parametrize(
    ("text", "behind"),
    [("one two three, four five", "one two three,"), ("大家好，我们来了", "大家好，"), ("one", "")],
)
def test_a_text_is_divided_behind_a_mark_near_its_middle(text: str, behind: str) -> None:
    assert text[: middle_of(text)].strip() == behind


def test_words_that_stay_keep_their_times() -> None:
    words = CAPTIONS.rewritten(0, "One two or three four").cues[0].words
    assert [word.text for word in words] == ["One", "two", "or", "three", "four"]
    starts = [word.start for word in words if word.text != "or"]
    assert starts == pytest.approx([0, 0.5, 1, 1.5], abs=0.06)  # a new word takes a moment
    assert CAPTIONS.rewritten(1, " ").rows == CAPTIONS.rows[:1]


def test_rows_are_moved_with_their_words_and_never_before_the_video() -> None:
    moved = CAPTIONS.shifted([1], -10)
    assert [cue.text for cue in moved.cues] == ["one two three, four", "five six"]
    assert (moved.cues[1].start, moved.cues[1].words[1].start) == (0, 0.5)
    assert CAPTIONS.shifted([0], 5).cues[0].text == "five six"  # in the order of their times


def test_what_is_found_is_replaced_in_both_languages() -> None:
    captions = Captions((Row(said("One one (1)", 0), "ONE"),))
    changed, count = captions.replaced("one", "two", capitals=False)
    assert (changed.rows[0].cue.text, changed.rows[0].below, count) == ("two two (1)", "two", 3)
    assert captions.replaced("one", "x", capitals=True)[1] == 1
    assert captions.replaced("(1)", r"\1", capitals=True)[0].cues[0].text == r"One one \1"


def test_a_translation_is_divided_as_the_cues_are() -> None:
    cues = [Cue(0, 2, "Hello there."), Cue(2, 4, "This is a long one, and it"), Cue(4, 6, "ends.")]
    assert parts_for(cues, "eins\n\nzwei\ndrei") == ["eins", "zwei", "drei"]
    german = "Hallo dort. Das hier ist ein ganz langer, und er hört auf."
    parts = parts_for(cues, german)
    assert parts[0] == "Hallo dort."
    assert " ".join(parts) == german
    assert parts_for(cues, "你好。这一句很长，到此为止。")[0] == "你好。"
    assert parts_for(cues, "Nur.")[1:] == ["", ""]


def test_captions_lie_beside_their_video_with_the_second_language(tmp_path: Path) -> None:
    video = tmp_path / "talk 家.mp4"
    assert find_captions(video) == Captions()
    both = CAPTIONS.translated("eins\nzwei")
    save_captions(both, video)
    assert find_captions(video) == both
    assert second_file(video).is_file()
    save_captions(CAPTIONS, video)
    assert find_captions(video) == CAPTIONS
    assert not second_file(video).exists()
    captions_file(video).write_text('{"cues": [{"start": "x"}]}', "utf-8")
    with pytest.raises(MouthpieceError) as caught:
        find_captions(video)
    assert caught.value.code is ErrorCode.SUBTITLES_INVALID


def test_subtitles_beside_a_video_are_found_and_all_kinds_written(tmp_path: Path) -> None:
    video = tmp_path / "talk.mp4"
    write_cues(CAPTIONS.cues, "en", tmp_path / "talk.srt")
    assert [cue.text for cue in find_captions(video).cues] == [cue.text for cue in CAPTIONS.cues]
    write_cues([Cue(0, 3.9, "eins"), Cue(4, 5, "zwei")], "de", tmp_path / "lower.vtt")
    (tmp_path / "lower.txt").write_text("eins\nzwei", "utf-8")
    for name in ("lower.vtt", "lower.txt"):
        both = CAPTIONS.with_second_file(tmp_path / name)
        assert [row.below for row in both.rows] == ["eins", "zwei"]
    with pytest.raises(MouthpieceError) as caught:
        write_cues(CAPTIONS.cues, "", tmp_path / "a.docx")
    assert caught.value.code is ErrorCode.OPTION_INVALID
