"""Lip sync on voices and languages that the network never heard."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from talker.media.audio import open_speech
from talker.motion.visemes import VISEMES, track
from talker.progress import CancelToken
from training.lips import area_under_curve, best_lag, measure
from training.phones import Phone, Utterance
from training.synthesise import load

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "speech"


def _utterances() -> list[Utterance]:
    return [load(path) for path in sorted(SAMPLES.glob("*.flac"))]


def test_area_under_curve_counts_ordered_pairs() -> None:
    assert area_under_curve([2, 3], [1, 0]) == 1.0
    assert area_under_curve([0, 1], [2, 3]) == 0.0
    assert area_under_curve([1], [1]) == 0.5
    assert area_under_curve([1, 3], [2, 0]) == 0.75


@pytest.mark.parametrize("late", [-0.06, 0.0, 0.06])
def test_the_lag_is_measured(late: float) -> None:
    vowel, pause = VISEMES.index("aa"), VISEMES.index("PP")
    phones = [Phone("x", vowel if i % 2 else pause, 0.2 * i, 0.2 * (i + 1)) for i in range(20)]
    times = (np.arange(100) + 0.5) / 25
    gaps = np.sin(np.pi * np.floor((times - late) / 0.2) / 2) ** 2
    assert best_lag(gaps, 25, phones)[0] == pytest.approx(late, abs=0.021)


def test_visemes_of_unheard_languages_are_recognised() -> None:
    hits = np.zeros(len(VISEMES))
    seen, guessed = hits.copy(), hits.copy()
    for utterance in _utterances():
        found = track(open_speech(utterance.wav), CancelToken())
        times = (np.arange(len(found.probs)) + 0.5) / found.rate
        for phone in utterance.phones:
            inside = (times >= phone.start) & (times < phone.end)
            best = found.probs[inside].argmax(1)
            seen[phone.viseme] += len(best)
            hits[phone.viseme] += (best == phone.viseme).sum()
            np.add.at(guessed, best, 1)
    f1 = (2 * hits / np.maximum(seen + guessed, 1))[seen > 0]
    assert f1.mean() > 0.48
    assert hits[VISEMES.index("PP")] > 0.5 * seen[VISEMES.index("PP")]


def test_lips_in_a_finished_video_close_and_open_with_the_speech(
    astronaut: Path, tmp_path: Path
) -> None:
    utterance = next(one for one in _utterances() if one.language == "fi")
    found = measure(astronaut, utterance, tmp_path)
    assert area_under_curve(found.vowels, found.closures) > 0.9
    assert -0.08 <= found.lag <= 0.02
