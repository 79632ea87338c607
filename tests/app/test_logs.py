"""The logs of workers and unexpected errors: the newest stay, all others go."""

from __future__ import annotations

import os
from pathlib import Path

from app.paths import logs_folder, new_log, prune_logs


def test_only_the_newest_logs_stay(tmp_path: Path) -> None:
    folder = logs_folder(tmp_path)
    names = ["worker-{}-1.log", "2026-01-01_10-00-00_{}.log"]
    for number in range(60):
        for name in names:
            path = folder / name.format(number)
            path.touch()
            os.utime(path, (number, number))
    others = [folder / "preview.log", folder / "background.log", folder / "jobs" / "1.log"]
    for path in others:
        path.parent.mkdir(exist_ok=True)
        path.touch()
    prune_logs(tmp_path)
    for name in names:
        assert not (folder / name.format(9)).exists()
        assert all((folder / name.format(number)).exists() for number in range(10, 60))
    assert all(path.exists() for path in others)


def test_a_new_log_makes_room(tmp_path: Path) -> None:
    for number in range(70):
        (logs_folder(tmp_path) / f"2026-01-01_10-00-00_{number}.log").touch()
    new_log(tmp_path)
    assert len(list(logs_folder(tmp_path).iterdir())) == 50
