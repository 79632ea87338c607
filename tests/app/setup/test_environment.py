"""The environment's bookkeeping; making one for real is what `python start.py` does daily."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path

import pytest

from app.setup.environment import Environment, SetupError
from tests.app.setup.conftest import make_wheel


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with an empty lock, and a wheel-less, index-less pip."""
    (tmp_path / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("MOUTHPIECE_TORCH_INDEX", "http://127.0.0.1:9/whl")  # nobody answers
    return tmp_path


def test_setting_up_happens_once_and_again_when_something_changed(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = Environment(checkout)
    first.prepare()
    assert {"environment", "packages", "torch"} == set(first.took)
    assert "torch" in capsys.readouterr().out  # could not be had: a warning, not a stop

    second = Environment(checkout)
    second.prepare()
    assert set(second.took) == {"torch"}  # tried again, and only that

    (checkout / "requirements.lock").write_text("# changed\n", encoding="utf-8")
    third = Environment(checkout)
    third.prepare()
    assert "packages" in third.took

    pointer = first.packages / "mouthpiece-checkout.pth"
    assert pointer.read_text(encoding="utf-8").strip() == str(checkout)

    assert third.works()
    shutil.rmtree(first.packages / "pip")
    assert not third.works()  # so the next start makes it anew


def test_an_interrupted_step_is_done_again(checkout: Path) -> None:
    environment = Environment(checkout)
    (environment.folder / "mouthpiece").mkdir(parents=True)
    marker = environment.folder / "mouthpiece" / "packages.txt"
    marker.write_text("incomplete", encoding="utf-8")
    assert not environment._is_done(marker, "digest")
    environment._write_done(marker, "digest", set())
    assert environment._is_done(marker, "digest")
    assert not environment._is_done(marker, "another digest")


def test_a_package_that_vanished_is_noticed(checkout: Path) -> None:
    environment = Environment(checkout)
    info = environment.packages / "Some_Thing-1.0.dist-info"
    info.mkdir(parents=True)
    other = environment.packages / "setuptools-65.5.0.dist-info"
    other.mkdir()
    marker = checkout / "marker.txt"
    environment._write_done(marker, "digest", {"some-thing"})
    other.rmdir()
    assert environment._is_done(marker, "digest")
    info.rmdir()
    assert not environment._is_done(marker, "digest")


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    with pytest.raises(SetupError, match=r"\.venv cannot be written"):
        Environment(tmp_path).prepare()


def test_a_file_that_the_lock_does_not_know_is_not_installed(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = make_wheel(checkout / "wheels")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))
    lock = checkout / "requirements.lock"
    lock.write_text(f"tinything==1.0 \\\n    --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    environment = Environment(checkout)
    with pytest.raises(SetupError, match="its SHA-256 is another"):
        environment.prepare()
    assert not (environment.packages / "tinything.py").exists()

    sha256 = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lock.write_text(f"tinything==1.0 \\\n    --hash=sha256:{sha256}\n", encoding="utf-8")
    environment.prepare()
    assert (environment.packages / "tinything.py").is_file()


def test_a_lock_without_hashes_is_refused(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_FIND_LINKS", str(make_wheel(checkout / "wheels").parent))
    (checkout / "requirements.lock").write_text("tinything==1.0\n", encoding="utf-8")
    with pytest.raises(SetupError, match="Hashes are required"):
        Environment(checkout).prepare()
