"""Chinese signs to syllables: sounds by the sentence, tones by what follows."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import pytest

from speech_gen.phonemes.pinyin import read_signs
from speech_gen.phonemes.polyphones import Numbers


def said(text: str) -> str:
    return " ".join("".join(word.syllables) for word in read_signs(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "sign", "syllables"),
    [
        ("这件事我得想一想再告诉你", "得", ["dei3"]),
        ("他得了一百分", "得", ["de2"]),
        ("他跑得很快", "得", ["de5"]),
        ("这条路长二点五公里", "长", ["chang2"]),
        ("他是我们的校长", "长", ["zhang3"]),
        ("有效期为五分钟", "为", ["wei2"]),
        ("重庆很重要，请重新说", "重", ["chong2", "zhong4", "chong2"]),
    ],
)
def test_a_sign_sounds_as_its_sentence_wants(text: str, sign: str, syllables: list[str]) -> None:
    found = [one for word in read_signs(text, 0, len(text)) for one in word.syllables]
    assert [one for at, one in zip(text, found, strict=False) if at == sign] == syllables


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("一定", "yi2ding4"),
        ("一天", "yi4tian1"),
        ("第一天", "di4yi1tian1"),
        ("统一", "tong3yi1"),
        ("不是", "bu2shi4"),
        ("不好", "bu4hao3"),
    ],
)
def test_tones_of_one_and_not_hang_on_what_follows(text: str, spoken: str) -> None:
    assert said(text).replace(" ", "") == spoken


def test_a_file_of_numbers_runs_nothing(tmp_path: Path) -> None:
    class Harmful:
        def __reduce__(self) -> tuple[object, tuple[Path]]:
            return Path.touch, (tmp_path / "harm",)

    with pytest.raises(pickle.UnpicklingError):
        Numbers(io.BytesIO(pickle.dumps(Harmful()))).load()
    assert not (tmp_path / "harm").exists()
