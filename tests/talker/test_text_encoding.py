"""Texts in the encodings of Windows, the Mac and UTF-16 are read right, short ones too."""

from __future__ import annotations

import pytest

from talker.options.deliver import SubtitleEncoding
from talker.text_encoding import Decoded, decode

HEAD = "portrait,speech,name\nanna.png,v1.wav,"


@pytest.mark.parametrize(
    "words",
    [
        "王小明",
        "歡迎辭",
        "產品介紹",
        "新年快樂",
        "公司簡介",
        "台北",
        "第一季業績報告",
        "開幕致詞",
    ],
)
def test_traditional_chinese_of_windows_is_read(words: str) -> None:
    read = decode((HEAD + words).encode("cp950"))
    assert (read.text, read.encoding) == (HEAD + words, "big5")


@pytest.mark.parametrize(
    "words",
    [
        "问候一",
        "欢迎辞",
        "产品介绍",
        "新年快乐",
        "公司简介",
        "北京",
        "第一季度业绩报告",
        "开幕致辞",
    ],
)
def test_simplified_chinese_of_windows_is_read(words: str) -> None:
    read = decode((HEAD + words).encode("gbk"))
    assert (read.text, read.encoding) == (HEAD + words, "gb18030")


@pytest.mark.parametrize(
    "words", ["Müller, Gruß", "señor, año", "À bientôt, garçon", "Ærø på Åland"]
)
def test_western_letters_are_no_chinese(words: str) -> None:
    read = decode((HEAD + words).encode("cp1252"))
    assert (read.text, read.encoding) == (HEAD + words, "windows-1252")


SUBTITLES = "1\n00:00:00,200 --> 00:00:01,000\n{}\n"


@pytest.mark.parametrize(
    ("words", "stored", "read_as"),
    [
        ("こんにちは、田中です。", "cp932", "shift_jis"),
        ("はじめまして、コンピューターです。", "euc_jp", "euc-jp"),
        ("안녕하세요", "cp949", "euc-kr"),
        ("서울", "cp949", "euc-kr"),
        ("Привет, как дела", "cp1251", "windows-1251"),
        ("Добро пожаловать", "koi8_r", "koi8-u"),
        ("Żółta łódź płynie", "cp1250", "windows-1250"),
        ("Καλημέρα κόσμε", "cp1253", "windows-1253"),
        ("שלום עולם", "cp1255", "windows-1255"),
        ("مرحبا بالعالم", "cp1256", "windows-1256"),
        ("สวัสดีชาวโลก", "cp874", "windows-874"),
        ("“Hello” – she said… it’s", "cp1252", "windows-1252"),
        ("sœur, cœur", "cp1252", "windows-1252"),
        ("naïve", "cp1252", "windows-1252"),
        ("Schöne Grüße aus Köln", "mac_roman", "macintosh"),
        ("Café à Genève", "mac_roman", "macintosh"),
        ("允许", "gbk", "gb18030"),
        ("图片", "gbk", "gb18030"),
        ("状态", "gbk", "gb18030"),
        ("人像", "gbk", "gb18030"),
        ("欢迎", "gbk", "gb18030"),
        ("深色", "cp950", "big5"),
        ("中文", "cp950", "big5"),
        ("환영 인사", "cp949", "euc-kr"),
        ("김철수", "cp949", "euc-kr"),
        ("ПРИВЕТ", "cp1251", "windows-1251"),
        ("Åland", "cp1252", "windows-1252"),
        ("señor, año", "cp1252", "windows-1252"),
        ("First", "utf-16-le", "utf-16-le"),
        ("First", "utf-16-be", "utf-16-be"),
    ],
)
def test_what_programs_write_is_guessed_and_said_to_be_a_guess(
    words: str, stored: str, read_as: str
) -> None:
    text = SUBTITLES.format(words)
    assert decode(text.encode(stored)) == Decoded(text, read_as, guessed=True)


def test_the_computers_own_encoding_decides_what_two_signs_do_not() -> None:
    text = SUBTITLES.format("東京").encode("cp932")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("locale.getencoding", lambda: "cp932")
        assert "東京" in decode(text).text
        patch.setattr("locale.getencoding", lambda: "cp1252")
        assert "Привет" in decode("Привет, как дела".encode("cp1251")).text


def test_what_is_named_or_marked_is_no_guess() -> None:
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfa").text == "a"  # marked twice
    for name in ("utf-8-sig", "utf-16", "utf-32"):
        assert not decode("né".encode(name)).guessed
        assert decode("né".encode(name)).text == "né"
    assert decode("né".encode("latin-1"), "latin-1") == Decoded("né", "latin-1")
    with pytest.raises(UnicodeDecodeError):
        decode("né".encode("latin-1"), "utf-8")
    with pytest.raises(LookupError):
        decode(b"a", "no-such")


def test_damaged_utf8_stays_utf8() -> None:
    whole = "你好，今天天气很好。" * 3
    cut = decode(whole.encode()[:-1])
    assert (cut.text, cut.encoding) == (whole[:-1] + "\ufffd", "utf-8")
    pasted = decode(whole.encode() + b"caf\xe9")
    assert (pasted.text, pasted.encoding) == (whole + "caf\ufffd", "utf-8")


@pytest.mark.parametrize(
    ("words", "stored"),
    [("こんにちは", "cp932"), ("스러운", "cp949"), ("สวัสดีชาวโลก", "cp874"), ("①你好", "gbk")],
)
def test_what_is_guessed_can_be_named(words: str, stored: str) -> None:
    data = SUBTITLES.format(words * 3).encode(stored)
    guess = decode(data)
    assert words in guess.text
    assert decode(data, guess.encoding) == Decoded(guess.text, guess.encoding)
    assert SubtitleEncoding(guess.encoding).named == guess.encoding
