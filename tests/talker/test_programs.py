"""Programs are found where the system keeps them, never beside the user's files."""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path

import pytest

from talker.programs import find_program


def program(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(b"")
    path.chmod(0o755)
    return path


@pytest.fixture
def windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Windows whose folders lie below the one that is returned; the current one is `zip`."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path / "Windows"))
    monkeypatch.setenv("ProgramFiles", str(tmp_path / "Program Files"))
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", str(tmp_path / "on the path")]))
    program(tmp_path / "zip", "nvidia-smi.exe")
    program(tmp_path / "on the path", "nvidia-smi.exe")
    monkeypatch.chdir(tmp_path / "zip")
    return tmp_path


def test_windows_never_runs_what_lies_beside_the_files_or_on_the_path(windows: Path) -> None:
    assert find_program("nvidia-smi") is None
    driver = program(windows / "Program Files" / "NVIDIA Corporation" / "NVSMI", "nvidia-smi.exe")
    assert find_program("nvidia-smi") == driver
    system = program(windows / "Windows" / "System32", "nvidia-smi.exe")
    assert find_program("nvidia-smi") == system


def test_elsewhere_the_current_folder_is_no_place_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.chdir(program(tmp_path / "zip", "nvidia-smi").parent)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "sub", str(tmp_path / "bin")]))
    assert find_program("nvidia-smi") is None
    assert find_program("tool") is None
    tool = program(tmp_path / "bin", "tool")
    assert find_program("tool") == tool
    tool.chmod(0o644)
    if os.name == "posix":
        assert find_program("tool") is None


def test_nobody_searches_in_another_way(repository: Path) -> None:
    """`shutil.which` begins in the current folder on Windows."""
    searching = [
        path.relative_to(repository).as_posix()
        for part in ("app", "talker", "avatar_gen")
        for path in (repository / part).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "which"
    ]
    assert not searching
