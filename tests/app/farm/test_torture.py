"""The farm's torture program, short: see tests/app/farm/torture.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.app.farm.torture import Plan, torture
from tests.skips import AllowedSkip


@pytest.mark.slow
@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("Windows knows no signals")
)
def test_whatever_is_killed_or_sleeps_every_video_is_made_once_and_right(tmp_path: Path) -> None:
    plan = Plan(jobs=6, nodes=3, every=1.5, scheduler_every=4.0, calm_after=7, longest_sleep=6.0)
    verdict = torture(tmp_path, plan)
    assert verdict.wrong == []
    assert verdict.schedulers >= 1
    assert sum(verdict.troubles.values()) >= 2
