"""The bench of the MuseTalk networks, with few channels."""

from __future__ import annotations

import re

import pytest

from app.bench.musetalk import bench_musetalk
from tests.talker.dubbing.musetalk.reduced import FEW


@pytest.mark.slow
def test_both_sides_have_a_line_with_their_speed_and_difference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bench_musetalk(quick=True, sizes=FEW)
    printed = capsys.readouterr().out
    found = re.findall(
        r"^  (\w+) +([\d.]+) frames/s .* by core seconds ([\d.]+)x   off by .* ([\d.]+) at most",
        printed,
        re.MULTILINE,
    )
    assert [side[0] for side in found] == ["reference", "ours", "reference", "ours"]
    assert all(float(rate) > 0 for _, rate, *_ in found)
    assert all(float(furthest) <= 1 for *_, furthest in found)
    assert "peak memory" in printed
