"""Puts the engine where Python finds installed packages, for this process and those it starts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from app.child_process import python_path
from talker.engines.plugins import GROUP, installed_engines
from talker.media.video_frames import read_frames

_NAME = "extra_engine-1.0.dist-info"
_FILES = {
    "METADATA": "Metadata-Version: 2.1\nName: extra-engine\nVersion: 1.0\n",
    "entry_points.txt": f"[{GROUP}]\nextra = tests.extra_engine.spec:EXTRA\n",
}


def write_package(folder: Path, entry_points: str = _FILES["entry_points.txt"]) -> Path:
    """An installed package below `folder`, which is to be on the path."""
    package = folder / _NAME
    package.mkdir(parents=True)
    for name, text in (_FILES | {"entry_points.txt": entry_points}).items():
        (package / name).write_text(text, encoding="utf-8")
    return folder


@contextmanager
def installed(folder: Path) -> Iterator[None]:
    """The packages in `folder` can be found until the end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", f"{python_path()}{os.pathsep}{folder}")
        patch.syspath_prepend(folder)
        installed_engines.cache_clear()
        yield
    installed_engines.cache_clear()


def red_of(video: Path) -> float:
    """How red the middle of a video's first frame is, 0 to 255."""
    frame = next(read_frames(video))
    height, width = frame.shape[:2]
    return float(np.median(frame[height // 3 : height // 2, width // 3 : width // 2, 0]))
