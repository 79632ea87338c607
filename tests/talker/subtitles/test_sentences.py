"""A script is divided where people pause; numbers, addresses and abbreviations stay whole."""

from __future__ import annotations

import pytest

from talker.subtitles.sentences import split_script


@pytest.mark.parametrize(
    ("script", "pieces"),
    [
        ("One. Two!\n你好。再见。", ["One.", "Two!", "你好。", "再见。"]),
        (
            "Version 3.5 costs $1,200.50. See www.example.com at 10:30! Mail me@example.co.uk.",
            [
                "Version 3.5 costs $1,200.50.",
                "See www.example.com at 10:30!",
                "Mail me@example.co.uk.",
            ],
        ),
        (
            "Dr. Li (e.g. from the U.S. Army) paid 3,000,000. Then... silence.",
            ["Dr. Li (e.g. from the U.S. Army) paid 3,000,000.", "Then... silence."],
        ),
        ("He said: “Go!” She left.", ["He said: “Go!”", "She left."]),
        (
            "版本3.14元，价格1,000元。他说：“你好！你在哪？”然后走了。",
            ["版本3.14元，价格1,000元。", "他说：“你好！你在哪？”", "然后走了。"],
        ),
        ("真的……吗？太好了！！", ["真的……吗？", "太好了！！"]),
        ("「是的。」他笑了。", ["「是的。」", "他笑了。"]),
        ("今天Dr. 王来了。Hello world. 你好。", ["今天Dr. 王来了。", "Hello world.", "你好。"]),
        ("聞いた。3.5円です。", ["聞いた。", "3.5円です。"]),
        ("مرحبا! كيف حالك؟ جيد.", ["مرحبا!", "كيف حالك؟", "جيد."]),
        ("नमस्ते। ठीक।", ["नमस्ते।", "ठीक।"]),
    ],
)
def test_sentences(script: str, pieces: list[str]) -> None:
    assert split_script(script) == pieces


def test_the_language_tells_abbreviations() -> None:
    german = "Das ist z. B. Herr Dr. Müller, geb. am 3. Mai. Gut."
    assert split_script(german, "de") == [
        "Das ist z. B. Herr Dr. Müller, geb. am 3. Mai.",
        "Gut.",
    ]


def test_long_sentences_are_cut_and_nothing_is_lost() -> None:
    long = "word " * 60
    assert " ".join(split_script(long)).split() == long.split()
    assert "".join(split_script("很" * 100)) == "很" * 100
    clauses = "首先你需要准备一张清晰的照片，然后录制一段语音，最后把它们放进软件里等待几分钟。"
    pieces = split_script(clauses * 2)
    assert "".join(pieces) == clauses * 2
    assert all(piece[-1] in "，。" for piece in pieces)
    one_line = "This is a sentence of its own. " * 2_000
    assert set(split_script(one_line)) == {"This is a sentence of its own."}


@pytest.mark.parametrize("sign", [",", "-", ", ", "。", "“", "(", "1."])
def test_a_script_of_signs_alone_is_cut_like_any_other(sign: str) -> None:
    pieces = split_script(sign * 3000)
    assert max(map(len, pieces)) <= 210
