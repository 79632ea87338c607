"""The pronunciation dictionary: kept, taken from files, given to files, and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from speech_gen.pronunciations import (
    Entry,
    Pronunciations,
    load_pronunciations,
    read_pronunciations,
    save_pronunciations,
    write_pronunciations,
)
from talker.errors import ErrorCode, InputError

_ENTRIES = (
    Entry("en", 'say "hi"', "say hi"),
    Entry("en", "nginx", "engine x"),
    Entry("zh", "重庆", "/ʈʂʰʊŋ/"),
)


def test_they_are_kept_in_the_home(tmp_path: Path) -> None:
    assert load_pronunciations(tmp_path) == Pronunciations()
    words = Pronunciations().having(*_ENTRIES)
    save_pronunciations(words, tmp_path)
    assert load_pronunciations(tmp_path) == words
    assert set(words.entries) == set(_ENTRIES)


@pytest.mark.parametrize("name", ["words.toml", "words.csv"])
def test_a_file_that_is_written_is_read_as_the_same(tmp_path: Path, name: str) -> None:
    words = Pronunciations().having(*_ENTRIES)
    write_pronunciations(words, tmp_path / name)
    assert read_pronunciations(tmp_path / name) == words


def test_words_count_in_every_country_of_their_language() -> None:
    words = Pronunciations().having(*_ENTRIES)
    assert words.of("zh-Hant-TW") == {"重庆": "/ʈʂʰʊŋ/"}
    assert "nginx" in words.of("en-GB")
    assert words.of("de") == {}


def test_a_word_may_be_replaced_and_taken_out() -> None:
    words = Pronunciations().having(*_ENTRIES).having(Entry("en", "nginx", "en jinx"))
    assert words.of("en")["nginx"] == "en jinx"
    assert "nginx" not in words.without("en", "nginx").of("en")
    with pytest.raises(InputError) as refused:
        words.without("en", "apache")
    assert refused.value.code is ErrorCode.DICTIONARY_INVALID


@pytest.mark.parametrize(
    "entry",
    [
        Entry("klingon!", "a", "b"),
        Entry("en", " ", "b"),
        Entry("en", "a", ""),
        Entry("en", "a\n", "b\x00"),
        Entry("en", "...", "dots"),
        Entry("en", "a" * 200, "b"),
    ],
)
def test_entries_that_mean_nothing_are_refused(entry: Entry) -> None:
    with pytest.raises(InputError) as refused:
        Pronunciations().having(entry)
    assert refused.value.code is ErrorCode.DICTIONARY_INVALID


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.toml", b"[en\n"),
        ("a.toml", b"en = 3\n"),
        ("a.csv", b"en,nginx\n"),
        ("a.csv", b'en,"ngi\n'),
        ("a.csv", b"\xff\xfe\x00"),
    ],
)
def test_files_that_are_none_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        read_pronunciations(path)
    assert refused.value.code is ErrorCode.DICTIONARY_INVALID
    with pytest.raises(InputError, match="does not exist"):
        read_pronunciations(tmp_path / "missing.toml")
