"""start.py itself: which Python it accepts, and what it says to the others."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import start
from tests.skips import AllowedSkip


@pytest.mark.parametrize("version", [(3, 11), (3, 12)])
def test_supported_versions_pass(version: tuple[int, int]) -> None:
    assert start.version_problem(version, "Linux") is None


@pytest.mark.parametrize(
    ("system", "way"),
    [("Windows", "winget install"), ("Darwin", "brew install"), ("Linux", "apt-get install")],
)
def test_other_versions_are_told_how_to_get_one(system: str, way: str) -> None:
    text = start.version_problem((3, 14), system)
    assert text is not None
    assert "this is Python 3.14" in text
    assert way in text


def test_start_can_be_read_by_old_pythons_so_that_they_can_say_so(repository: Path) -> None:
    source = (repository / "start.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))


_LIGHT = {"talker.processes", "talker.programs"}  # of the program itself, nothing behind them


def test_setting_up_needs_the_standard_library_alone(repository: Path) -> None:
    own = {"app", "__future__"}
    files = [repository / "start.py", *(repository / "app" / "setup").glob("*.py")]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            roots = {name.split(".")[0] for name in names if name not in _LIGHT}
            assert roots <= own | set(sys.stdlib_module_names), f"{file.name} imports {names}"
    modules = [f"app.setup.{file.stem}" for file in files[1:] if file.stem != "__init__"]
    subprocess.run(  # -S: without any installed package
        [sys.executable, "-S", "-c", f"import start, {', '.join(modules)}"],
        cwd=repository,
        check=True,
    )


@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("the stand-in is a shell script")
)
def test_every_check_runs_even_when_one_fails(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    python = tmp_path / "python"  # says what it was asked for; mypy "fails"
    python.write_text('#!/bin/sh\necho "asked $*"\n[ "$2" != mypy ]\n', encoding="utf-8")
    python.chmod(0o755)
    assert start.run_checks(python, ["-k", "x"]) == 1
    said = capfd.readouterr().out
    assert said.count("asked") == 5
    assert "asked -m pytest -k x" in said
    assert said.rstrip().endswith("Failed: mypy")
