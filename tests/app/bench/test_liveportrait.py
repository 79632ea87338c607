"""The bench of the LivePortrait networks, with few channels."""

from __future__ import annotations

import re

import pytest

from app.bench.liveportrait import bench_liveportrait
from talker.networks.warping import Widths


@pytest.mark.slow
def test_both_sides_have_a_line_with_their_speed_and_difference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bench_liveportrait(quick=True, widths=Widths(picture=4, volume=2, motion=2, hidden=4))
    printed = capsys.readouterr().out
    found = re.findall(
        r"^  (\w+) +([\d.]+) frames/s .* ([\d.]+)x, by core seconds ([\d.]+)x   off by ([\d.]+)",
        printed,
        re.MULTILINE,
    )
    assert [side[0] for side in found][:2] == ["reference", "exact"]
    assert found[0][2:] == ("1.00", "1.00", "0.000")
    assert all(float(rate) > 0 for _, rate, *_ in found)
    assert float(found[1][4]) < 0.1
    ratio = re.search(r"memory at 2 s .* ([\d.]+) times", printed)
    assert ratio is not None
    assert float(ratio[1]) < 1.2
    assert "peak memory" in printed
