"""Where the 68 points of a portrait come from."""

from __future__ import annotations

from pathlib import Path

from talker.engines.spec import is_importable
from talker.face.landmarks68 import Landmarks68, MeshLandmarks68
from talker.home import use_numba_cache
from talker.model_files import ModelFiles

MODEL = "face-alignment"


def installed_landmarks(files: ModelFiles, device: str, home: Path) -> Landmarks68:
    """The network's points where it is installed, else those of the face's mesh."""
    if not files.installed(MODEL) or not is_importable("torch"):
        return MeshLandmarks68()
    use_numba_cache(home)
    from talker.face.fan_landmarks import fan_landmarks

    return fan_landmarks(files, device, home)
