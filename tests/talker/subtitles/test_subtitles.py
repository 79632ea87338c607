"""Subtitles: read from files, timed by pauses, broken into lines."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import ImageFont

from talker.errors import ErrorCode, InputError
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
