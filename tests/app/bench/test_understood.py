"""How what a recogniser writes back is counted."""

from __future__ import annotations

import re

import pytest

from app.bench.spoken import Sample
from app.bench.understood import _errors


def _signs(text: str) -> list[str]:
    return re.findall(r"\w", text)


@pytest.mark.parametrize(
    ("back", "errors"),
    [
        ("下午三点零五分举行", 0),
        ("下午3:05举行", 0),
        ("下午3.05分举行。", 0),
        ("下午3.06分举行。", 1),
        ("下午3.05分钟举行。", 1),
    ],
)
def test_a_time_counts_as_it_is_heard_however_it_is_written(back: str, errors: int) -> None:
    sentence = Sample("下午3:05举行。", "下午三点零五分举行。")
    assert _errors(sentence, back, "zh", _signs) == (errors, 9)
