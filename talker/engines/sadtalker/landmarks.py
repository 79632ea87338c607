"""Where the 68 points of a portrait come from."""

from __future__ import annotations

from pathlib import Path

from talker.cache import Cache, Entry
from talker.engines.base import Portrait
from talker.engines.spec import is_importable
from talker.face.landmarks68 import Landmarks68, MeshLandmarks68, Points
from talker.home import cache_folder, use_numba_cache
from talker.model_files import ModelFiles

MODEL = "face-alignment"


def installed_landmarks(files: ModelFiles, device: str, home: Path) -> Landmarks68:
    """The network's points where it is installed, else those of the face's mesh."""
    if not _has_network(files):
        return MeshLandmarks68()
    use_numba_cache(home)
    from talker.face.fan_landmarks import fan_landmarks

    return fan_landmarks(files, device, home)


def portrait_points(portrait: Portrait, files: ModelFiles, home: Path) -> Points:
    """The points of a portrait, found on the processor; the network's are kept for the next time.

    For a look at a portrait before anything is rendered: loading the network takes seconds.
    """
    image, face = portrait.image, portrait.face
    if not _has_network(files):
        return MeshLandmarks68().find(image, face)
    cache = Cache(cache_folder(home))
    key = ("sadtalker-points/1", portrait.digest, str(face.box))
    entry = cache.load(*key)
    if entry is None:
        entry = Entry({"points": installed_landmarks(files, "cpu", home).find(image, face)}, {})
        cache.store(entry, *key)
    return entry.arrays["points"]


def _has_network(files: ModelFiles) -> bool:
    return files.installed(MODEL) and is_importable("torch")
