"""Big5 and GBK are told from each other, and Western letters from both."""

from __future__ import annotations

import pytest

from app.batch.encoding import decode

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
    assert (read.text, read.encoding) == (HEAD + words, "cp950")


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
    assert (read.text, read.encoding) == (HEAD + words, "cp1252")
