"""The torture program, short: see tests/app/queue/torture.py."""

from __future__ import annotations

from pathlib import Path

from app.queue.job import State
from tests.app.queue.torture import torture


def test_whatever_is_killed_and_changed_every_job_ends_well(tmp_path: Path) -> None:
    verdict = torture(tmp_path, jobs=6, workers=2, kill_every=1.2, calm_after=5, variants=3)
    assert verdict.wrong == []
    assert verdict.kills >= 2
    assert verdict.ends[State.DONE] > verdict.jobs / 3
