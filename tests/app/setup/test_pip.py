"""pip run for real, without any network: what is said when it fails."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.setup.pip import PipFailure, run_pip
from tests.app.setup.conftest import make_wheel


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """pip sees only the (empty) folder `wheels`."""
    (tmp_path / "wheels").mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))


@pytest.mark.usefixtures("offline")
def test_a_package_that_cannot_be_found_is_named_with_what_to_do(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("tinything==1.0\n", encoding="utf-8")
    with pytest.raises(PipFailure) as caught:
        run_pip(Path(sys.executable), ["install", "--target", str(tmp_path / "t"), "-r", str(lock)])
    assert caught.value.missing == "tinything==1.0"
    text = caught.value.explain(lock)
    assert "tinything==1.0" in text
    assert "pip download" in text


@pytest.mark.usefixtures("offline")
def test_the_users_own_wheel_folder_is_respected(tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels")
    target = tmp_path / "target"
    run_pip(Path(sys.executable), ["install", "--target", str(target), "tinything==1.0"])
    assert (target / "tinything.py").is_file()


def test_an_index_that_is_away_is_told_from_a_package_that_is_missing() -> None:
    away = PipFailure(
        [
            "WARNING: Retrying after connection broken by 'NewConnectionError(... [Errno -3] "
            "Temporary failure in name resolution')': /simple/torch/",
            "ERROR: No matching distribution found for torch==2.13.0",
        ]
    )
    assert away.reason == ("torch==2.13.0 could not be fetched, the package index does not answer")
    missing = PipFailure(["ERROR: No matching distribution found for torch==2.13.0"])
    assert missing.reason == "torch==2.13.0 was not found where pip looks"
