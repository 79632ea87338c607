"""The home of tests/data/old_home, unpacked: it was made before the house was rebuilt."""

from __future__ import annotations

import sqlite3
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_ARCHIVE = Path(__file__).parents[1] / "data" / "old_home" / "home.zip"
_ROOT = "/tmp/mouthpiece-as-it-was"
_TEXTS = frozenset({".json", ".txt", ".csv", ".log", ".html"})
_COLUMNS = ("request", "target", "affinity", "output", "notices", "error")


@dataclass(frozen=True)
class OldHome:
    """Everything is below `root`, as if it had been made there."""

    root: Path

    @classmethod
    def unpack(cls, root: Path) -> Self:
        """Unpacks it and lets all absolute paths in it lead into `root`."""
        with zipfile.ZipFile(_ARCHIVE) as archive:
            archive.extractall(root)
        for path in root.rglob("*"):
            if path.suffix in _TEXTS:
                text = path.read_text(encoding="utf-8")
                path.write_text(text.replace(_ROOT, root.as_posix()), encoding="utf-8")
        old = cls(root)
        old._move_jobs()
        return old

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def inputs(self) -> Path:
        return self.root / "inputs"

    @property
    def videos(self) -> Path:
        return self.root / "videos"

    @property
    def made_videos(self) -> list[str]:
        """The names of all videos, in order."""
        return sorted(path.name for path in self.videos.glob("*.mp4"))

    def _move_jobs(self) -> None:
        connection = sqlite3.connect(self.home / "queue" / "queue.sqlite3")
        try:
            for column in _COLUMNS:
                connection.execute(
                    f"UPDATE jobs SET {column} = replace({column}, ?, ?)",
                    (_ROOT, self.root.as_posix()),
                )
            # However the clocks stand here and there, the killed worker is gone for long.
            connection.execute("UPDATE jobs SET lease = ? WHERE lease > 0", (time.time() - 3600,))
            connection.commit()
        finally:
            connection.close()
