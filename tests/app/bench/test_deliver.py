"""The bench of the deliverables makes what its rows say, and both sides of its ratio."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.bench.deliver import bench_deliver, deliverables


@pytest.mark.slow
def test_every_row_is_a_real_deliverable_and_the_ratio_has_two_measured_sides(
    tmp_path: Path, astronaut: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = bench_deliver(astronaut, (384, 216), 0.2, tmp_path, rounds=1)
    said = capsys.readouterr().out
    for wish in deliverables(tmp_path):
        assert re.search(rf"{wish.name} +\d+\.\d\d s a second", said)
    sizes = [(one.width, one.height) for one in made]
    assert sizes == [(1080, 1920), (216, 216), (384, 216), (384, 216), (384, 216)]
    assert [one.output.suffix for one in made] == [".mp4", ".mp4", ".mp4", ".webm", ".gif"]
    assert all(one.output.stat().st_size > 1000 for one in made)
    renders = {side: len(list((tmp_path / side).glob("render*"))) for side in ("once-0", "apart-0")}
    assert renders == {"once-0": 1, "apart-0": 3}
    wanted = {one.output.name for one in made[:3]}
    for side in renders:
        assert wanted == {path.name for path in (tmp_path / side).glob("[!r]*")}
