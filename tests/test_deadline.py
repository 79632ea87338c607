"""A test that hangs fails at its deadline; those after it run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.skips import AllowedSkip

_TESTS = """
import threading

def test_hangs():
    threading.Event().wait()

def test_comes_after():
    pass
"""


@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("there a deadline ends the run")
)
def test_a_test_that_hangs_ends_nothing_but_itself(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    assert 60 <= float(pytestconfig.getini("timeout")) <= 600
    (tmp_path / "test_some.py").write_text(_TESTS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-o", "timeout=1", tmp_path / "test_some.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 failed, 1 passed" in done.stdout
    assert "Timeout" in done.stdout
