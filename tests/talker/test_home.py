"""The user's folder is the user's alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import talker.home
from talker.home import home_folder, prepare_home
from tests.skips import AllowedSkip


@pytest.fixture(autouse=True)
def _posix() -> None:
    if os.name != "posix":
        pytest.skip(AllowedSkip.SYSTEM.reason("rights are kept otherwise"))


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_new_home_is_closed_to_others(tmp_path: Path) -> None:
    prepare_home(tmp_path / "a" / "home")
    assert rights(tmp_path / "a" / "home") == 0o700


def test_the_usual_home_is_closed_but_one_that_the_user_shares_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, shared = tmp_path / "usual", tmp_path / "shared"
    for folder in (usual, shared):
        folder.mkdir()
        folder.chmod(0o755)
    monkeypatch.setattr(talker.home, "usual_home", lambda: usual)
    prepare_home(usual)
    prepare_home(shared)
    assert (rights(usual), rights(shared)) == (0o700, 0o755)


def test_a_relative_home_stays_the_same_when_the_folder_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MOUTHPIECE_HOME", "relative/home")
    assert home_folder() == tmp_path / "relative" / "home"
