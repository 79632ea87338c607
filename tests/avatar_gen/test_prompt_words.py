"""Chinese prompts: the glossary, what is sent, and what is offered while typing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from avatar_gen.glossary import Topic, portrait_glossary
from avatar_gen.judge import Verdict
from avatar_gen.metadata import PictureRecord, parameters, read_record
from avatar_gen.prompt_completion import completions
from avatar_gen.prompt_translation import Translation, has_chinese, translated
from avatar_gen.redraw import values_of_picture
from avatar_gen.request import AvatarOptions, AvatarRequest
from avatar_gen.sent import in_english
from talker.media.images import load_image
from talker.progress import NoticeCode
from tests.avatar_gen.conftest import Draw


def test_every_word_of_the_glossary_means_one_thing_and_is_found() -> None:
    glossary = portrait_glossary()
    assert len(glossary.terms) > 400
    assert {term.topic for term in glossary.terms} == set(Topic)
    owners: dict[str, str] = {}
    for term in glossary.terms:
        assert term.simplified
        assert term.traditional
        assert not has_chinese(term.english)
        for word in term.chinese:
            assert owners.setdefault(word, term.english) == term.english
            assert re.fullmatch(r"[\w]+", word), word
            assert glossary.longest(f"{word}", 0) == word
            assert translated(word).unknown == ()


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("微笑", "smile"),
        ("穿着红色连衣裙的中国女人", "Chinese woman wearing red dress"),
        ("戴眼镜的漂亮的女人", "beautiful woman wearing glasses"),
        (
            "一位穿藏青色西装外套的中年男士站在现代办公室里",
            "a middle-aged man wearing navy blazer standing in modern office",
        ),
        ("穿著紅色洋裝的女人，背景虛化", "woman wearing red dress, blurred background"),
        (
            "35岁，三十五歲，二十岁，十八岁",
            "35 years old, 35 years old, 20 years old, 18 years old",
        ),
        ("85mm镜头，8K画质，白T恤", "85mm lens, 8k, white T-shirt"),
        ("blazer外套 and 微笑", "blazer jacket and smile"),
    ],
)
def test_tags_are_translated_by_their_longest_words(typed: str, sent: str) -> None:
    assert translated(typed) == Translation(sent)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("(微笑:1.2), ((长发)), [胡子]", "(smile:1.2), ((long hair)), [beard]"),
        ("（微笑：1。2）", "(smile:1.2)"),
        (
            "[黑发:金发:0.5] BREAK 女人 AND 海边 :0.8",
            "[black hair:blonde hair:0.5] BREAK woman AND sea :0.8",
        ),
        ("<lora:我的脸:0.8> 女人", "<lora:我的脸:0.8> woman"),
        ("女人，＜lora：a_b：0.8＞", "woman, <lora:a_b:0.8>"),
        (r"女人 \(微笑\)", r"woman \(smile\)"),
        ("  女人 ,\n 微笑 ", "  woman ,\n smile "),
    ],
)
def test_marks_of_prompts_stay(typed: str, sent: str) -> None:
    assert translated(typed) == Translation(sent)


def test_what_has_no_chinese_stays_to_the_letter() -> None:
    for text in ("", "a  woman ,（smile：1.2）", "Ärztin, 100 %"):
        assert translated(text) == Translation(text)


def test_unknown_words_are_named_and_stay() -> None:
    assert translated("魔法少女，魔法") == Translation("魔法 girl, 魔法", ("魔法",))
    assert translated("笑顔の女性") == Translation("笑顔の女性", ("笑顔の女性",))
    assert translated("微笑脸，微笑", ["微笑脸"]) == Translation("微笑脸, smile")


def test_sentences_take_over_where_words_fail() -> None:
    asked: list[str] = []

    def sentences(text: str) -> str:
        asked.append(text)
        return "a wizard"

    assert translated("微笑, 一个魔法师 ", sentences=sentences) == Translation("smile, a wizard ")
    assert asked == ["一个魔法师"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("红色连", ("连", "连衣裙", "dress")),
        ("女人, 看鏡", ("看鏡", "看鏡頭", "looking at the viewer")),
        ("(a beaut", ("beaut", "beautiful", "beautiful")),
        ("young wom", ("young wom", "young woman", "young woman")),
        ("西装", ("西装", "西装外套", "blazer")),
    ],
)
def test_the_word_that_is_typed_is_completed(typed: str, offered: tuple[str, str, str]) -> None:
    found = [(one.typed, one.text, one.term and one.term.english) for one in completions(typed)]
    assert offered in found
    assert 0 < len(found) <= 12


def test_favourites_come_first_and_scripts_do_not_mix() -> None:
    assert completions("na", ["navy pier"])[0].text == "navy pier"
    assert "看鏡頭" not in [one.text for one in completions("看")]
    assert "看鏡頭" in [one.text for one in completions("看", traditional=True)]
    assert completions("") == completions("女人, ") == completions("x") == ()


def test_only_words_are_translated_and_only_where_that_is_wanted() -> None:
    options = AvatarOptions(prompt="女人", negative="模糊", clothing="西装", model="我的.ckpt")
    sent = in_english(options)
    assert sent.texts == {"prompt": "woman", "negative": "blurry", "clothing": "suit"}
    assert sent.options.model == "我的.ckpt"
    plain = options.model_copy(update={"prompt_as_typed": True})
    assert in_english(plain).options == plain


def test_a_picture_is_drawn_by_english_words_and_remembers_both(draw: Draw, tmp_path: Path) -> None:
    typed = draw(prompt="a 微笑, 魔法", negative="模糊", output=tmp_path / "typed")
    assert [(one.code, one.message.rpartition(": ")[2]) for one in typed.notices] == [
        (NoticeCode.PROMPT_TRANSLATED, "a smile, 魔法"),
        (NoticeCode.PROMPT_TRANSLATED, "blurry"),
        (NoticeCode.PROMPT_WORDS_UNKNOWN, "魔法"),
    ]
    picture = typed.candidates[0].path
    record = read_record(picture)
    assert record.request.prompt == "a 微笑, 魔法"
    assert (record.prompt, record.negative) == ("a smile, 魔法", "blurry")
    assert parameters(record).startswith("a smile, 魔法\nNegative prompt: blurry\n")
    english = draw(prompt="a smile, 魔法", negative="blurry", output=tmp_path / "english")
    assert (load_image(picture) == load_image(english.candidates[0].path)).all()


def test_a_picture_is_drawn_again_by_the_words_that_were_sent(tmp_path: Path) -> None:
    record = PictureRecord(
        request=AvatarRequest(prompt="微笑", model="sd15"),
        seed=3,
        width=64,
        height=64,
        prompt="smile",
        negative="",
        model="sd15",
        hashes={},
        verdict=Verdict(score=1),
        translated={"prompt": "smile"},
    )

    def again(**changes: object) -> AvatarRequest:
        told = record.model_copy(update=changes).model_dump_json()
        return AvatarRequest.model_validate(values_told(told, tmp_path))

    assert again().prompt == "微笑"
    assert again(translated={"prompt": "grin"}).prompt == "grin"
    before = again(translated=None)  # as before words were translated
    assert (before.prompt, before.prompt_as_typed) == ("微笑", True)


def values_told(told: str, home: Path) -> dict[str, object]:
    """What is read of a picture that tells this record."""
    info = PngImagePlugin.PngInfo()
    info.add_itxt("mouthpiece", told)
    path = home / "told.png"
    Image.new("RGB", (8, 8)).save(path, pnginfo=info)
    return dict(values_of_picture(path, {}, home).values)
