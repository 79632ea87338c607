"""Under CI no test is skipped for something that CI's machine could have."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.skip_guard import under_ci
from tests.skips import AllowedSkip, is_allowed

_TESTS = """
import pytest
from tests.skips import AllowedSkip

@pytest.fixture
def wine():
    pytest.skip("not installed: wine")

@pytest.mark.skipif(True, reason=AllowedSkip.GPU.reason("no memory of its own"))
def test_with_a_gpu(): ...

@pytest.mark.xfail
def test_that_is_known_to_fail(): assert False

def test_that_runs(): ...
"""
_UNDER_WINE = "def test_under_wine(wine): ...\n"
_WINDOW = 'import pytest\npytest.skip("Qt lacks libegl1", allow_module_level=True)\n'


def run(folder: Path, ci: str, **files: str) -> subprocess.CompletedProcess[str]:
    """Runs the given modules of tests in a process of their own, with `CI` set to `ci`."""
    for name, source in files.items():
        (folder / f"test_{name}.py").write_text(source, encoding="utf-8")
    root = Path(__file__).parents[1]
    options = ["-p", "tests.skip_guard", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(folder), str(folder)],
        cwd=root,
        env={
            **os.environ,
            "CI": ci,
            "PYTHONPATH": str(root),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_under_ci_a_test_that_was_skipped_is_a_failure_and_is_named(tmp_path: Path) -> None:
    done = run(tmp_path, "true", some=_TESTS + _UNDER_WINE)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout
    assert "test_some.py::test_under_wine: not installed: wine" in done.stdout
    assert "test_some.py::test_with_a_gpu:" not in done.stdout
    assert "test_some.py::test_that_is_known_to_fail:" not in done.stdout


def test_under_ci_a_module_that_was_skipped_is_a_failure_and_is_named(tmp_path: Path) -> None:
    done = run(tmp_path, "true", window=_WINDOW)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout
    assert "test_window.py: Qt lacks libegl1" in done.stdout


def test_under_ci_what_no_machine_of_ci_can_have_may_be_skipped(tmp_path: Path) -> None:
    assert run(tmp_path, "true", some=_TESTS).returncode == 0


@pytest.mark.parametrize("ci", ["", "false"])
def test_elsewhere_a_machine_may_lack_things(ci: str, tmp_path: Path) -> None:
    assert run(tmp_path, ci, some=_TESTS + _UNDER_WINE).returncode == 0


def test_only_the_named_reasons_are_in_order() -> None:
    assert all(is_allowed(one.reason("a reason")) for one in AllowedSkip)
    assert is_allowed("Skipped: " + AllowedSkip.SHARED.reason("no folder"))
    assert not is_allowed("Skipped: not installed: makensis")


def test_every_service_that_sets_ci_counts_as_one() -> None:
    assert under_ci({"CI": "true"})
    assert under_ci({"CI": "1"})
    assert not under_ci({})
    assert not under_ci({"CI": "0"})
