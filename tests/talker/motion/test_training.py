"""What the viseme network is trained on and measured by."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from talker.motion.visemes import SAMPLE_RATE, VISEMES
from training import texts
from training.phones import ENGLISH, INDIAN, Phone, Utterance
from training.train import closures, respoken

LIPS = VISEMES.index("PP")


def _said(rows: str) -> np.ndarray:
    return np.array([LIPS if row == "p" else 0 for row in rows])


def test_closures_are_met_missed_and_false() -> None:
    meant = _said("..pp......ppp.....pp......")
    heard = _said("...pp........pp.........pp")
    assert closures(heard, meant, LIPS) == (2, 3, 1)
    assert closures(meant, meant, LIPS) == (3, 3, 0)


@pytest.mark.parametrize(
    ("consonants", "vowels", "table"),
    [
        (texts.CMU_CONSONANTS, texts.CMU_VOWELS, ENGLISH),
        (texts.INDIAN_CONSONANTS, texts.INDIAN_VOWELS, INDIAN),
    ],
)
def test_nonsense_is_made_of_phones_that_have_a_viseme(
    consonants: dict[str, float], vowels: dict[str, float], table: dict[str, tuple[str, ...]]
) -> None:
    said = texts.nonsense(consonants, vowels, np.random.default_rng(1))
    assert said[0] == said[-1] == "pau"
    assert set(vowels) & set(said)
    assert set(consonants) | set(vowels) | {"pau"} <= set(table)


def test_a_smaller_speaker_says_the_same_sooner() -> None:
    times = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    tone = np.sin(2 * np.pi * 1000 * times).astype(np.float32)
    one = Utterance("v", "en", Path("x.wav"), (Phone("aa", 9, 0.2, 0.6),))
    other, faster = respoken(one, tone, 1.2)
    assert len(faster) == pytest.approx(SAMPLE_RATE / 1.2, abs=2)
    assert other.phones[0].start == pytest.approx(0.2 / 1.2)
    spectrum = np.abs(np.fft.rfft(faster * np.hanning(len(faster))))
    assert spectrum.argmax() * SAMPLE_RATE / len(faster) == pytest.approx(1200, abs=3)
