"""Speeches of any length are heard without a seam, and frames hear what is said around them."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from talker.dubbing.musetalk.ear import Piece, pieces
from talker.dubbing.musetalk.windows import Window, positions
from talker.errors import Cancelled
from talker.media.audio import Speech, open_speech
from talker.progress import CancelToken
from tests.talker.dubbing.musetalk.reduced import FEW, ear, sound

_RATE = Fraction(30000, 1001)


def _cut(seconds: float) -> list[Piece]:
    samples = np.arange(round(16000 * seconds), dtype=np.float32)
    return list(pieces(np.array_split(samples, 7)))


@pytest.mark.parametrize("seconds", [0.01, 0.05, 1.0, 30.0, 30.01, 50.0, 73.2, 140.0])
def test_every_step_is_heard_once(seconds: float) -> None:
    made = _cut(seconds)
    heard = [step for piece in made for step in range(piece.first, piece.last)]
    assert heard == list(range(int(seconds * 50)))


def test_a_seam_is_heard_with_what_is_around_it() -> None:
    made = _cut(140.0)
    assert len(made) > 4
    for before, after in pairwise(made):
        seam = after.first
        assert before.start * 320 + len(before.samples) - seam * 320 >= 5 * 16000
        assert seam - after.start >= 5 * 50
        assert np.array_equal(after.samples[:1], [after.start * 320])


def _speech(folder: Path, samples: np.ndarray) -> Speech:
    path = folder / "speech.wav"
    soundfile.write(path, samples, 16000, subtype="FLOAT")
    return open_speech(path, max_minutes=5)


def test_frames_of_a_short_speech_hear_its_states(tmp_path: Path) -> None:
    samples, hearing = sound(1.5), ear()
    heard = hearing.hear(_speech(tmp_path, samples), _RATE, tmp_path, CancelToken())
    states = hearing.states(hearing.log_mel(samples))[:75]
    rows = heard.rows(0, 45) - positions(50, FEW.ear)
    assert rows.shape == (45, 50, FEW.ear)
    steps = Window().of_frames(20, 21, _RATE)[0]
    assert steps[0] == int(20 * 50 / _RATE) - 4
    np.testing.assert_allclose(rows[20].reshape(10, 5, -1), states[steps], atol=1e-5)
    assert not rows[0].reshape(10, 5, -1)[:4].any()  # before the speech
    assert np.array_equal(heard.rows(20, 23), heard.rows(0, 45)[20:23])


def test_frames_behind_the_speech_hear_nothing(tmp_path: Path) -> None:
    heard = ear().hear(_speech(tmp_path, sound(0.3)), Fraction(25), tmp_path, CancelToken())
    rows = heard.rows(100, 102)
    np.testing.assert_allclose(rows, np.stack([positions(50, FEW.ear)] * 2), atol=1e-6)


def test_loud_and_quiet_parts_are_measured_alike_across_a_seam(tmp_path: Path) -> None:
    """The loudest second is in the last piece; the first must be floored by it, too."""
    samples = np.concatenate([1e-3 * sound(32.0, "quiet"), 3 * sound(2.0, "loud")])
    hearing = ear()
    heard = hearing.hear(_speech(tmp_path, samples), Fraction(25), tmp_path, CancelToken())
    alone = hearing.states(hearing.log_mel(samples[: 30 * 16000]))
    row = heard.rows(100, 101)[0] - positions(50, FEW.ear)
    own = alone[Window().of_frames(100, 101, Fraction(25))[0]].reshape(50, -1)
    assert np.abs(row - own).max() > 1e-3


def test_hearing_can_be_cancelled(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        ear().hear(_speech(tmp_path, sound(1.0)), _RATE, tmp_path, token)
    assert [path.name for path in tmp_path.iterdir()] == ["speech.wav"]
