"""Processes that the program starts itself run its own code in the same home."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from app.child_process import child_command, child_environment
from app.cli import main


def test_a_child_has_our_code_and_our_home(
    tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOUTHPIECE_HOME", "another")
    monkeypatch.setenv("PYTHONPATH", "another")
    monkeypatch.setenv("KEPT", "kept")
    (tmp_path / "app.py").write_text("raise SystemExit('the current folder was imported')")
    environment = child_environment(tmp_path / "home 家", FURTHER="1")
    assert (environment["KEPT"], environment["FURTHER"]) == ("kept", "1")
    assert environment["MOUTHPIECE_HOME"] == str(tmp_path / "home 家")
    assert environment["PYTHONPATH"].split(os.pathsep)[0] == str(repository)
    assert environment["PYTHONPATH"].endswith("another")
    done = subprocess.run(
        child_command("app.cli", "queue", "list", "--json"),
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "home 家" / "queue" / "queue.sqlite3").is_file()


@pytest.mark.parametrize("said", [{}, {"OMP_WAIT_POLICY": "ACTIVE"}, {"GOMP_SPINCOUNT": "7"}])
def test_threads_of_torch_spin_for_a_moment_unless_the_user_says_how_long(
    said: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT"):
        monkeypatch.setenv(name, "")  # so that it is as before afterwards
        monkeypatch.delenv(name)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        main(["--version"])
    wanted = said or {"GOMP_SPINCOUNT": "2000"}
    found = {name: os.environ[name] for name in os.environ if name.startswith(("OMP_W", "GOMP_"))}
    assert found == wanted


def test_the_environment_is_put_together_in_one_place(repository: Path) -> None:
    putting = [
        path.relative_to(repository).as_posix()
        for path in (repository / "app").rglob("*.py")
        if '"PYTHONPATH"' in path.read_text(encoding="utf-8")
    ]
    assert putting == ["app/child_process.py"]
