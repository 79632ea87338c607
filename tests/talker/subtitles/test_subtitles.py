"""Subtitles: read from files, timed by pauses, broken into lines."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import ImageFont

from talker.deliver.inputs import subtitle_texts
from talker.errors import Cancelled, ErrorCode, InputError
from talker.progress import CancelToken
from talker.subtitles import cues as cues_module
from talker.subtitles.alignment import RATE, align, split_script, voiced_spans
from talker.subtitles.ass import break_lines
from talker.subtitles.cues import Cue, format_srt, read_cues


def written(folder: Path, text: str, name: str = "said.srt", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def test_srt_and_vtt_give_the_same_cues(tmp_path: Path) -> None:
    srt = (
        "1\n00:00:01,500 --> 00:00:02,000\n<i>你好</i>\nthere\n\n2\n00:00:03,000 --> 00:00:04,5\nb"
    )
    vtt = "WEBVTT\n\nNOTE x\n\n00:01.500 --> 00:02.000 align:start\n你好\nthere\n\n"
    vtt += "00:03.000 --> 00:04.500\nb\n"
    expected = (Cue(1.5, 2.0, "你好\nthere"), Cue(3.0, 4.5, "b"))
    assert read_cues(written(tmp_path, srt, encoding="gb18030")) == expected
    assert read_cues(written(tmp_path, vtt, "said.vtt")) == expected
    assert read_cues(written(tmp_path, format_srt(expected), encoding="utf-16")) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1\n00:00:05,000 --> 00:00:01,000\na", "line 2"),
        ("1\n00:00:xx --> 00:00:01,000\na", "bad time in line 2"),
        ("1\n00:00:05,0 --> 00:00:06,0\na\n\n2\n00:00:01,0 --> 00:00:02,0\nb", "line 6"),
        ("", "no subtitles"),
        ("a\0b", "no text"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read_cues(written(tmp_path, text))
    assert caught.value.code is ErrorCode.SUBTITLES_INVALID


def test_sentences_begin_after_the_pauses_of_the_speech() -> None:
    tone = np.sin(np.arange(RATE * 2) * 0.1).astype(np.float32)
    gap = np.zeros(RATE, np.float32)
    spans = voiced_spans([np.concatenate([gap, tone, gap]), tone])
    assert np.allclose(spans, [(1, 3), (4, 6)], atol=0.03)
    first, second = align(["One two three four.", "Five six seven eight nine."], spans)
    assert first.start == pytest.approx(1, abs=0.03)
    assert first.stop == pytest.approx(3, abs=0.03)
    assert second.start == pytest.approx(4, abs=0.03)
    assert second.stop == pytest.approx(6, abs=0.03)


def test_a_script_is_cut_at_sentences_and_nothing_is_lost() -> None:
    assert split_script("One. Two!\n你好。再见。") == ["One.", "Two!", "你好。", "再见。"]
    long = "word " * 60
    assert " ".join(split_script(long)).split() == long.split()
    assert "".join(split_script("很" * 100)) == "很" * 100


def test_lines_fit_and_never_begin_with_a_full_stop() -> None:
    face = ImageFont.load_default(20)
    assert isinstance(face, ImageFont.FreeTypeFont)
    lines = break_lines("these are quite a few words for a narrow video.", face, 160)
    assert len(lines) > 1
    assert all(face.getlength(line) <= 160 for line in lines)
    wide = break_lines("你好世界" * 6 + "。", face, 200)
    assert len(wide) > 1
    assert "".join(wide) == "你好世界" * 6 + "。"
    assert not any(line.startswith("。") for line in wide)


def test_markup_goes_and_open_tags_are_looked_at_once(tmp_path: Path) -> None:
    begin = "1\n00:00:01,000 --> 00:00:02,000\n"
    (cue,) = read_cues(written(tmp_path, begin + "{\\an8}<b>so</b> it is\n"))
    assert cue.text == "so it is"
    open_tags = "<" * 2000 + "\n" + "{\\" * 1000 + "\n"
    pattern = cues_module._MARKUP.pattern
    assert "[^>]*" not in pattern  # what may cross the beginning of a tag takes n * n steps
    assert "[^}]*" not in pattern
    (cue,) = read_cues(written(tmp_path, begin + open_tags))
    assert cue.text.count("<") == 2000


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1\n00:00:01,0 --> 00:00:02,0\n" + "a" * 2001, "2,000 characters in line 3"),
        ("1\n" + "9" * 400 + ":00:00,0 --> 00:00:02,0\na", "bad time in line 2"),
        ("a" * 1_000_001, "1,000,000 characters"),
        ("00:01,0 --> 00:02,0\na\n\n" * 20_001, "20,000 texts"),
    ],
)
def test_lines_texts_and_hours_are_bounded(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read_cues(written(tmp_path, text))
    assert caught.value.code is ErrorCode.SUBTITLES_INVALID
    assert len(caught.value.message) < 300


def test_a_script_of_signs_alone_is_cut_like_any_other(tmp_path: Path) -> None:
    for sign in (",", "-", ", ", "。"):
        pieces = split_script(sign * 3000)
        assert max(map(len, pieces)) <= 210
    with pytest.raises(InputError, match="20,000 texts"):
        subtitle_texts(written(tmp_path, "a.\n" * 20_001, "said.txt"))


def test_timing_a_script_stops_when_it_is_cancelled() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        align(["One.", "Two."], [(0.0, 1.0)], cancel)
    with pytest.raises(Cancelled):
        list(cancel.checked([1]))
