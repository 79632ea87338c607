"""The bench of the SadTalker networks, with few channels."""

from __future__ import annotations

import re

import pytest

from app.bench.sadtalker import bench_sadtalker
from talker.networks.savings import Savings
from talker.networks.warping import Widths


@pytest.mark.slow
def test_without_and_with_all_savings_have_a_line_with_equal_pixels(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bench_sadtalker(256, quick=True, widths=Widths(picture=4, volume=2, motion=2, hidden=4))
    lines = capsys.readouterr().out.splitlines()
    found = [
        re.match(r"  (\w+) +([\d.]+) frames/s .* ([\d.]+)x   off by ([\d.]+)", t) for t in lines
    ]
    rows = [match.groups() for match in found if match]
    assert [row[0] for row in rows] == ["plain", Savings.steps()[-1][0]]
    assert rows[0][2] == "1.00"
    assert all(float(rate) > 0 and float(off) < 0.1 for _, rate, _, off in rows)
    assert "peak memory" in lines[-1]
    between = [text for text in lines if "frames between are off by" in text]
    assert [("the tracked gap between the lips" in text) for text in between] == [False, True]
