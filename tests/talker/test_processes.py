"""Programs in the background open no console window on Windows."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from talker.processes import no_window

# They are run in a terminal and share it with what they start, which hears Ctrl-C like they do;
# or they never run on Windows.
IN_A_TERMINAL = {
    *("app/setup/environment.py", "app/setup/indexes.py", "app/setup/pip.py"),
    *("app/bench/avatar_sides.py", "app/bench/gui.py"),
    *("app/bench/models.py", "app/bench/process.py", "app/farm/local.py"),
    "app/bench/serve.py",
    *("app/gui/texts/translate.py", "app/farm/examples/jobqueue.py", "app/doctor/qt.py"),
    "training/synthesise.py",
}


def starts(module: Path) -> Iterator[ast.Call]:
    """The calls that start a program."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "subprocess"
        ):
            yield node


def test_windows_alone_is_told_to_open_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert no_window() == no_window(own_group=True) == 0
    monkeypatch.setattr(sys, "platform", "win32")
    assert no_window() == getattr(subprocess, "CREATE_NO_WINDOW", 0x08000000)
    group = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0x200)
    assert no_window(own_group=True) == no_window() | group


def test_whatever_is_started_in_the_background_opens_no_window(repository: Path) -> None:
    modules = [
        path
        for part in ("app", "talker", "avatar_gen", "training")
        for path in part_of(repository, part)
    ]
    calls = {path.relative_to(repository).as_posix(): list(starts(path)) for path in modules}
    calls = {name: found for name, found in calls.items() if found}
    assert {"app/setup/gpu.py", "talker/media/ffmpeg.py"} < set(calls)
    for name, found in calls.items():
        for call in found:
            told = {keyword.arg for keyword in call.keywords}
            assert name in IN_A_TERMINAL or "creationflags" in told, f"{name}:{call.lineno}"
    assert set(calls) > IN_A_TERMINAL


def part_of(repository: Path, part: str) -> list[Path]:
    return sorted((repository / part).rglob("*.py"))
