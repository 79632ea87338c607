"""Words that were heard become cues, and cues files."""

from __future__ import annotations

from pathlib import Path

import pysubs2
import pytest

from talker.errors import ErrorCode, MouthpieceError
from talker.subtitles.cues import Cue
from talker.subtitles.files import read_subtitles
from talker.subtitles.kinds import KINDS
from talker.subtitles.sentences import LONGEST_TEXT, speaking_weight
from talker.subtitles.side_files import format_vtt, words_in_text
from talker.subtitles.transcript import transcript_cues
from talker.words import Word


def said(text: str, start: float = 0.0, each: float = 0.3) -> list[Word]:
    """The words of a text, one after the other without pauses."""
    words = [f" {word}" for word in text.split()] if " " in text else list(text)
    return [
        Word(word, round(start + at * each, 3), round(start + (at + 1) * each, 3))
        for at, word in enumerate(words)
    ]


def test_sentences_are_cues_from_their_first_to_their_last_word() -> None:
    cues = transcript_cues(said("It is late. Who are you?"), "en")
    assert [(cue.text, cue.start, cue.stop) for cue in cues] == [
        ("It is late.", 0.0, 0.9),
        ("Who are you?", 0.9, 1.8),
    ]
    assert [word.text for word in cues[1].words] == ["Who", "are", "you?"]


def test_a_long_silence_ends_a_cue_without_a_full_stop() -> None:
    cues = transcript_cues([*said("one two"), *said("three four", 3.0)])
    assert [cue.text for cue in cues] == ["one two", "three four"]


def test_long_sentences_are_divided_where_the_speaker_takes_breath() -> None:
    words = said("we went down to the river and looked for the boat that", 0.0)
    words += said("somebody had left there in the reeds before the rain began to fall", 4.1)
    cues = transcript_cues(words, "en")
    assert [cue.text.split()[-1] for cue in cues] == ["that", "fall"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_cue_is_longer_than_can_be_read(language: str) -> None:
    text = "风车在河边转动" * 30 if language == "zh" else "the mill turns by a river " * 30
    cues = transcript_cues(said(text), language)
    assert all(speaking_weight(cue.text) <= LONGEST_TEXT for cue in cues)
    joined = "".join(cue.text for cue in cues).replace(" ", "")
    assert joined == text.replace(" ", "")


def test_a_short_word_stays_until_it_is_read() -> None:
    (cue,) = transcript_cues([Word("No.", 1.0, 1.1)])
    assert cue.start == 1.0
    assert cue.stop == pytest.approx(1.7)
    assert transcript_cues([]) == []


CUES = [
    Cue(0.5, 2.25, "Fish & <chips> --> now", (Word("Fish", 0.5, 0.8), Word("now", 1.9, 2.2))),
    Cue(3.0, 4.0, "第二 行", (Word("第", 3.0, 3.2), Word("行", 3.6, 4.0))),
]


@pytest.mark.parametrize("kind", [".srt", ".vtt", ".json", ".ass"])
def test_what_is_written_is_read_again(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{kind}"
    path.write_text(KINDS[kind](CUES, "zh"), "utf-8")
    read = read_subtitles(path)
    if kind == ".json":
        assert list(read.cues) == CUES
    if kind in {".vtt", ".json"}:
        assert read.language == "zh"
    assert [(cue.start, cue.stop) for cue in read.cues] == [(0.5, 2.25), (3.0, 4.0)]
    assert read.cues[0].text.startswith("Fish & <chips>")
    library = pysubs2.load(str(path)) if kind == ".srt" else None
    assert library is None or [event.start for event in library] == [500, 3000]


def test_editors_are_told_how_long_each_word_is_said() -> None:
    assert r"{\k140}Fish & <chips> --> {\k35}now" in KINDS[".ass"](CUES, "en")


def test_players_are_told_when_each_word_is_said() -> None:
    assert "Fish &amp; &lt;chips&gt; → <00:00:01.900>now" in format_vtt(CUES)


def test_words_that_were_changed_by_hand_have_no_place() -> None:
    words = (Word("a", 0, 1), Word("colour", 1, 2), Word("line", 2, 3))
    assert [w.text for *_, w in words_in_text(Cue(0, 3, "a color line", words))] == ["a", "line"]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "5",
        '{"cues": 5}',
        '{"cues": [{"start": 1, "text": "a"}]}',
        '{"cues": [{"start": "1", "stop": 2, "text": "a"}]}',
        '{"cues": [{"start": 1, "stop": NaN, "text": "a"}]}',
        '{"cues": [{"start": 1, "stop": 2, "text": 7}]}',
        '{"cues": [{"start": 1, "stop": 2, "text": "a", "words": [["a", 1]]}]}',
        "[" * 100_000,
    ],
)
def test_broken_files_of_ours_are_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    with pytest.raises(MouthpieceError) as caught:
        read_subtitles(path)
    assert caught.value.code is ErrorCode.SUBTITLES_INVALID
