"""The farm's torture program, short: see tests/app/farm/torture.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.app.farm.torture import torture
from tests.skips import AllowedSkip


@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("Windows knows no signals")
)
def test_whatever_is_killed_or_sleeps_every_video_is_made_once_and_right(tmp_path: Path) -> None:
    verdict = torture(tmp_path, jobs=10, nodes=3, kill_every=2, sleep_at=2.5, calm_after=6)
    assert verdict.wrong == []
    assert verdict.kills >= 1
