"""Subtitle files of all kinds, as programs and people write them."""

from __future__ import annotations

from pathlib import Path

import pysubs2
import pytest

from talker.errors import ErrorCode, InputError
from talker.subtitles.cues import Cue, within
from talker.subtitles.files import read_subtitles
from talker.subtitles.side_files import format_srt

ONE = "1\n00:00:00,200 --> 00:00:01,000\n{}\n"
EXPECTED = (Cue(0.2, 1.0, "First"), Cue(1.1, 2.0, "Second"))


def written(folder: Path, text: str, name: str = "said.srt", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def read(folder: Path, text: str, name: str = "said.srt", **options: float) -> tuple[Cue, ...]:
    return read_subtitles(written(folder, text, name), **options).cues  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "1\n00:00:00,200 --> 00:00:01,000\nFirst\n\n2\n00:00:01,100 --> 00:00:02,000\nSecond\n",
        "1\n0:0:0,2 --> 0:0:1,0\nFirst\n\n2\n0:0:1,1 --> 0:0:2,0\nSecond",
        "1\n00:00:00,200 --> 00:00:01,000\nFirst\n2\n00:00:01,100 --> 00:00:02,000\nSecond",
        "00:00:00,200 --> 00:00:01,000\nFirst\n\n00:00:01,100 --> 00:00:02,000\nSecond",
        "00:00:00,200-->00:00:01,000\nFirst\n00:00:01,100-->00:00:02,000\nSecond",
        "2\n00:00:01,100 --> 00:00:02,000\nSecond\n\n1\n00:00:00,200 --> 00:00:01,000\nFirst",
        "0\n00:00:00:200 -> 00:00:01:000 X1:1 X2:2\n\nFirst\n\n\n1\n"
        "00：00：01，100 --> 00：00：02，000\nSecond",
        "1\r\n00:00:00.200 --> 00:00:01.000\r\n<b>First</b>\r\n\r\n2\r\n"
        "00:00:01.100 --> 00:00:02.000\r\n{\\an8}Second\r\n",
        "1\r00:00:00,200 --> 00:00:01,000\rFirst\r\r2\r00:00:01,100 --> 00:00:02,000\rSecond",
        "\ufeff1\n00:00:00,200 --> 00:00:01,000\nFirst\n\n\ufeff2\n"
        "00:00:01,100 --> 00:00:02,000\nSecond\n\0\0\0",
        "WEBVTT\n\nNOTE a --> b\n\nSTYLE\n::cue { color: red }\n\nid\n00:00.200 --> 00:01.000\n"
        "First\n\n00:01.100 --> 00:02.000 line:0\n<v Anna>Sec<00:01.500><c>ond</c></v>\n\nNOTE\n"
        "the end\n",
        "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n00:00.200 --> 00:01.000\n"
        "First\n\nWEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n"
        "00:01.100 --> 00:02.000\nSecond\n",
        "0:00:00.200,0:00:01.000\nFirst\n\n0:00:01.100,0:00:02.000\nSecond\n",
        "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nStyle: Odd,,,,\n\n[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Comment: 0,0:00:00.00,0:00:09.00,Odd,,0,0,0,,not shown\n"
        "Dialogue: 0,0:00:00.00,0:00:09.00,Odd,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}\n"
        "Dialogue: 0,0:00:00.20,0:00:01.00,Odd,,0,0,0,,{\\i1}First\n"
        "Dialogue: 0,0:00:01.10,0:00:02.00,Odd,,0,0,0,,Second",
        "[Events]\nFormat: Start, End, Text\nDialogue: 0:00:00.20,0:00:01.00,First\n"
        "Dialogue: 0:00:01.10,0:00:02.00,Second",
        "{2}{10}First\n{11}{20}{y:i}Second",
        "{1}{1}10\n{2}{10}First\n{11}{20}Second",
        "[2][10]First\n[11][20]/Second",
        "[ar:Anna]\n[offset:+100]\n[00:00.30]First\n[00:01.10]\n[00:01.20]Second\n[00:02.10]",
        '<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><body><div>'
        '<p begin="200ms" end="1s">First</p><p begin="00:00:01.100" dur="0.9s">Second</p>'
        "</div></body></tt>",
        '<tt xmlns="http://www.w3.org/2006/10/ttaf1" xmlns:p="urn:p" p:frameRate="10" '
        'p:tickRate="100"><body begin="1s"><div><p begin="10t" end="00:00:01:00"><span>Sec</span>'
        "ond</p></div></body></tt>",
    ],
)
def test_the_same_cues_in_all_kinds_of_files(tmp_path: Path, text: str) -> None:
    for name in ("said.srt", "said.vtt", "said.txt"):
        cues = read(tmp_path, text, name, fps=10.0)
        assert [cue.text for cue in cues[-2:]] == [cue.text for cue in EXPECTED[-len(cues) :]]
        for cue, expected in zip(cues[::-1], EXPECTED[::-1], strict=False):
            assert (cue.start, cue.stop) == pytest.approx((expected.start, expected.stop))


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ('<i>Hello</i> <font color="#fff">you</font>', "Hello you"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("if a < b and c > d then", "if a < b and c > d then"),
        ("I <3 you &amp; me &lt;b&gt; {hello}", "I <3 you & me <b> {hello}"),
        ("AT&T & <Anna> <b>", "AT&T & <Anna>"),
        ("Line\\NBreak {\\i1}x{\\i0}", "Line\nBreak x"),
        ("C:\\New\\notes \\\\SERVER\\Notes", "C:\\New\\notes \\\\SERVER\\Notes"),
        ("Press A --> B", "Press A --> B"),
        ("The answer:\n42", "The answer:\n42"),
        ("42", "42"),
        ("one\n\ntwo", "one\ntwo"),
        ("one\u2028two", "one\ntwo"),
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>", "漢字"),
        ("Tab\there\x07\x1b\u00a0now", "Tab here now"),
        ("<" * 2000 + "\n" + "{\\" * 1000, "<" * 2000 + "\n" + "{\\" * 1000),
    ],
)
def test_known_tags_go_and_everything_else_stays(tmp_path: Path, marked: str, text: str) -> None:
    (cue,) = read(tmp_path, ONE.format(marked))
    assert cue.text == text
    more = ONE.format(marked) + "\n2\n00:00:05,000 --> 00:00:06,000\nend\n"
    assert read(tmp_path, more)[0].text == text


def test_a_transcript_as_youtube_shows_it(tmp_path: Path) -> None:
    text = "0:00\nhello and\nwelcome\n\n0:07\nat 10:30\n1:00:02\nthe end\n"
    assert read(tmp_path, text, "said.txt") == (
        Cue(0.0, 7.0, "hello and\nwelcome"),
        Cue(7.0, 3602.0, "at 10:30"),
        Cue(3602.0, 3607.0, "the end"),
    )
    for script in ("10:30\nhe came", "We met.\n0:05\nThen.\n0:07", "10:30\na\n9:00\nb"):
        assert read_subtitles(written(tmp_path, script, "said.txt")).cues == ()
    (cue, _) = read(tmp_path, "[01:00:05]a\n[01:00:06.5]b", "said.txt")
    assert cue == Cue(3605.0, 3606.5, "a")


@pytest.mark.parametrize("kind", ["srt", "vtt", "ass", "ttml", "microdvd"])
def test_pysubs2_reads_the_same_where_it_reads_rightly(tmp_path: Path, kind: str) -> None:
    source = ONE.format("<i>Hello</i>\nyou") + "\n2\n01:02:03,456 --> 01:02:04,560\n你好 < 3\n"
    text = pysubs2.SSAFile.from_string(source, "srt").to_string(kind, fps=1000.0)
    expected = [
        (one.start / 1000, one.end / 1000, one.plaintext)
        for one in pysubs2.SSAFile.from_string(text, kind)
    ]
    found = read(tmp_path, text, f"said.{kind}")
    assert [(cue.start, cue.stop, cue.text) for cue in found] == expected
    assert expected[1] == (3723.456 if kind != "ass" else 3723.46, 3724.56, "你好 < 3")


def test_youtubes_lines_with_one_blank_are_not_empty(tmp_path: Path) -> None:
    text = (
        "WEBVTT\nKind: captions\nLanguage: en\n\n00:00:00.200 --> 00:00:01.000 align:start\n \n"
        "hello<00:00:00.400><c> world</c>\n\n00:00:01.000 --> 00:00:01.010\nhello world\n \n"
    )
    assert read(tmp_path, text) == (Cue(0.2, 1.0, "hello world"), Cue(1.0, 1.01, "hello world"))
    assert read_subtitles(written(tmp_path, text)).language == "en"


def test_texts_without_a_length_are_left_out_and_counted(tmp_path: Path) -> None:
    text = ONE.format("a") + "\n2\n00:00:03,000 --> 00:00:03,000\nb\n\n3\n0:0:5,0 --> 0:0:4,0\nc\n"
    found = read_subtitles(written(tmp_path, text))
    assert (found.cues, found.skipped) == ((Cue(0.2, 1.0, "a"),), 2)
    assert read(tmp_path, "1\n-00:00:01,0 --> 00:00:01,0\na\n") == (Cue(0.0, 1.0, "a"),)


def test_cues_end_with_the_video(tmp_path: Path) -> None:
    cues = (Cue(0.0, 1.0, "a"), Cue(2.0, 9.0, "b"), Cue(5.0, 6.0, "c"))
    assert within(cues, 3.0) == (Cue(0.0, 1.0, "a"), Cue(2.0, 3.0, "b"))
    path = written(tmp_path, format_srt(cues, 1.5), encoding="utf-16")
    assert read_subtitles(path).cues[1] == Cue(3.5, 10.5, "b")


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("talk.de.srt", "Guten Tag", "de"),
        ("talk.zh_Hant.sdh.srt", "你好", "zh-Hant"),
        ("talk.v2.srt", "Hello", ""),
        ("talk.srt", "你好，世界", "zh"),
        ("talk.srt", "こんにちは、世界", "ja"),
        ("talk.srt", "안녕하세요", "ko"),
        ("talk.srt", "שלום", "he"),
        ("talk.srt", "Hello", ""),
        ("talk.en.txt", "你好。", "en"),
    ],
)
def test_the_language_is_what_the_name_or_the_letters_say(
    tmp_path: Path, name: str, text: str, language: str
) -> None:
    content = text if name.endswith(".txt") else ONE.format(text)
    assert read_subtitles(written(tmp_path, content, name)).language == language


def test_headers_name_the_language(tmp_path: Path) -> None:
    ttml = '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="fr"><body><div><p begin="0s" end="1s">'
    assert read_subtitles(written(tmp_path, ttml + "a</p></div></body></tt>")).language == "fr"
    assert read_subtitles(written(tmp_path, "[la:pt-BR]\n[00:01.00]a")).language == "pt-BR"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.srt", b"", "no subtitles"),
        ("a.srt", b"1\n00:00:05,000 --> 00:00:01,000\na", "no subtitles"),
        ("a.srt", b"1\n00:00:xx --> 00:00:01,000\na", "bad time in line 2"),
        ("a.srt", b"a\0b", "is no text"),
        ("a.txt", b" \n", "is empty"),
        ("a.txt", b"{\\rtf1\\ansi Hello}", "is RTF"),
        ("a.html", b"<!DOCTYPE html><p>Hello", "is HTML"),
        ("a.docx", b"Hello", r"a kind that is not read \(\.docx\)"),
        ("a.ttml", b"<tt><body><p begin='1s' end='x'>a</p></body></tt>", "cannot be read"),
        ("a.ttml", b"<tt><body><p begin='1s'", "cannot be read"),
        ("a.ttml", b"<tt><!ENTITY a 'b'></tt>", "cannot be read"),
        ("a.ttml", b"<tt>" + b"<div>" * 500, "cannot be read"),
        ("a.ass", b"[Events]\nDialogue: 0,soon,later,,,0,0,0,,a", "cannot be read"),
        ("a.ass", b"[Events]\nDialogue: 0", "cannot be read"),
        ("a.srt", b"1\n00:00:01,0 --> 00:00:02,0\n" + b"a" * 2001, "2,000 characters in line 3"),
        ("a.ttml", b"<tt><p begin='0s' end='1s'>" + b"a" * 2001 + b"</p></tt>", "2,000 characters"),
        ("a.srt", b"1\n" + b"9" * 400 + b":00:00,0 --> 00:00:02,0\na", "bad time in line 2"),
        ("a.txt", b"a" * 1_000_001, "1,000,000 characters"),
        ("a.vtt", b"00:01,0 --> 00:02,0\na\n\n" * 20_001, "20,000 texts"),
        ("a.txt", b"a.\n" * 20_001, "20,000 texts"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=says) as caught:
        read_subtitles(path)
    assert caught.value.code is ErrorCode.SUBTITLES_INVALID
    assert len(caught.value.message) < 300


def test_a_script_of_a_word_processor(tmp_path: Path) -> None:
    text = "第一行没有标点\x0b第二行\r\nOne line\u2028Another\x07\x0c\n"
    script = read_subtitles(written(tmp_path, text, "said.txt", "utf-16")).script
    assert script == ("第一行没有标点", "第二行", "One line", "Another")


@pytest.mark.parametrize(
    ("name", "words", "encoding"),
    [
        ("said.ja.srt", "東京", "cp932"),
        ("said.zh-Hant.srt", "關閉", "cp950"),
        ("said.zh.srt", "输出", "gbk"),
        ("said.hu.srt", "árvíztűrő tükörfúrógép", "cp1250"),
        ("said.ru.srt", "нет", "cp1251"),
        ("said.el.srt", "κόσμε", "cp1253"),
    ],
)
def test_the_language_in_the_name_tells_the_encoding_of_few_letters(
    tmp_path: Path, name: str, words: str, encoding: str
) -> None:
    path = written(tmp_path, ONE.format(words), name, encoding)
    assert read_subtitles(path).cues[0].text == words


def test_the_encoding_is_guessed_and_can_be_named(tmp_path: Path) -> None:
    path = written(tmp_path, ONE.format("こんにちは、田中です。"), encoding="cp932")
    found = read_subtitles(path)
    assert (found.cues[0].text, found.guessed) == ("こんにちは、田中です。", True)
    named = read_subtitles(path, "shift_jis")
    assert (named.cues[0].text, named.guessed) == ("こんにちは、田中です。", False)
    with pytest.raises(InputError, match="not written in utf-8"):
        read_subtitles(path, "utf-8")
