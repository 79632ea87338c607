"""A script is timed by the pauses of its speech."""

from __future__ import annotations

import numpy as np
import pytest

from talker.errors import Cancelled
from talker.progress import CancelToken
from talker.subtitles.alignment import RATE, align, voiced_spans


def test_sentences_begin_after_the_pauses_of_the_speech() -> None:
    tone = np.sin(np.arange(RATE * 2) * 0.1).astype(np.float32)
    gap = np.zeros(RATE, np.float32)
    spans = voiced_spans([np.concatenate([gap, tone, gap]), tone])
    assert np.allclose(spans, [(1, 3), (4, 6)], atol=0.03)
    first, second = align(["One two three four.", "Five six seven eight nine."], spans)
    assert first.start == pytest.approx(1, abs=0.03)
    assert first.stop == pytest.approx(3, abs=0.03)
    assert second.start == pytest.approx(4, abs=0.03)
    assert second.stop == pytest.approx(6, abs=0.03)


def test_timing_a_script_stops_when_it_is_cancelled() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        align(["One.", "Two."], [(0.0, 1.0)], cancel)
    with pytest.raises(Cancelled):
        list(cancel.checked([1]))
