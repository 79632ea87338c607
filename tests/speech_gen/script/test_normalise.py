"""What is written becomes what is said, in each language, and what was what is kept."""

from __future__ import annotations

import pytest

from app.bench.spoken import LANGUAGES, Sample, samples
from speech_gen.script.normalise import normalise, word_spans
from speech_gen.script.parse import parse_script

_SAMPLES = [(language, sample) for language in LANGUAGES for sample in samples(language)]


@pytest.mark.parametrize(("language", "sample"), _SAMPLES, ids=lambda value: str(value)[:40])
def test_a_sentence_is_said_as_people_say_it(language: str, sample: Sample) -> None:
    assert normalise(sample.written, language).text == sample.said


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_sixty_sentences_of_each_language(language: str) -> None:
    assert len({sample.written for sample in samples(language)}) >= 60


@pytest.mark.parametrize(("language", "sample"), _SAMPLES, ids=lambda value: str(value)[:40])
def test_pieces_cover_every_letter_once(language: str, sample: Sample) -> None:
    spoken = normalise(sample.written, language)
    edges = [0, *(piece.stop for piece in spoken.pieces)]
    assert [piece.start for piece in spoken.pieces] == edges[:-1]
    assert edges[-1] == len(sample.written)
    assert "".join(piece.said for piece in spoken.pieces) == spoken.text


def test_days_come_first_in_britain() -> None:
    assert normalise("On 4/5/2024.", "en-GB").text == "On May fourth, twenty twenty-four."
    assert normalise("On 4/5/2024.", "en-US").text == "On April fifth, twenty twenty-four."


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("10", "十"),
        ("15", "十五"),
        ("115", "一百一十五"),
        ("1010", "一千零一十"),
        ("10005", "一万零五"),
        ("100010", "十万零一十"),
        ("20,000", "两万"),
        ("120000", "十二万"),
        ("250000000", "二五零零零零零零零"),  # so long, it is the number of something
        ("1,000,000,005", "十亿零五"),
        ("-3.05", "负三点零五"),
        ("007", "零零七"),
    ],
)
def test_chinese_numbers(written: str, said: str) -> None:
    assert normalise(f"{written}。", "zh-Hant").text == f"{said}。"


def test_other_languages_say_plain_numbers() -> None:
    assert normalise("Das kostet 1.250,5 Euro", "de").text.startswith("Das kostet eintausend")
    assert normalise("J'ai 21 ans", "fr-FR").text == "J'ai vingt et un ans"
    assert normalise("qa 21", "tlh").text == "qa 21"  # nobody knows its numbers


def test_the_dictionary_wins_over_all_rules() -> None:
    sounds = {"GPT-4": "gee pee tee four", "nginx": "engine x", "Kim": "/kˈɪm/", "ai": "eye"}
    spoken = normalise("NGINX and GPT-4 know Kim, AI, not Kimberley or maids.", "en", sounds)
    assert spoken.text == ("engine x and gee pee tee four know Kim, eye, not Kimberley or maids.")
    assert spoken.sounds == {"Kim": "/kˈɪm/"}
    assert normalise("kim", "en", sounds).sounds == {}
    assert normalise("重庆银行", "zh", {"重庆": "虫庆"}).text == "虫庆银行"


def test_written_words_know_what_they_became() -> None:
    (sentence,) = parse_script("It costs $5.50 on May 3, 2024.").sentences
    spoken = normalise(sentence.text, "en")
    spans = word_spans(spoken, sentence.words)
    said = [spoken.text[round(start) : round(stop)] for start, stop in spans]
    assert said[:4] == ["It", "costs", "five dollars and fifty cents", "on"]
    # Three words are said as one phrase: each has its share of it, in order.
    phrase = spoken.text.index("May third")
    assert phrase == spans[4][0] < spans[4][1] <= spans[5][0] < spans[5][1] <= spans[6][0]
    assert spans[6][1] == len(spoken.text)


@pytest.mark.parametrize("language", ["en", "zh", "de", "fr"])
def test_numbers_without_a_name_are_said_digit_by_digit(language: str) -> None:
    long = "9" * 5000
    written = ("{}", "{}th", "${}", "${}.50", "{}%", "{}kg", "{0}.{0}", "{0}-{0}", "1/{}", "v{}")
    text = " ".join(one.format(long) for one in written)
    assert normalise(text, language).text
