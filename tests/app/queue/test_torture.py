"""The torture program, short: see tests/app/queue/torture.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.queue.job import State
from tests.app.queue.torture import Plan, torture


@pytest.mark.slow
def test_whatever_is_killed_and_changed_every_job_ends_well(tmp_path: Path) -> None:
    plan = Plan(jobs=5, workers=2, every=1.0, calm_after=5, variants=3)
    verdict = torture(tmp_path, plan)
    assert verdict.wrong == []
    assert sum(verdict.troubles.values()) >= 2
    assert verdict.ends[State.DONE] > verdict.jobs / 3
