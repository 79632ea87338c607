"""The points of a portrait for a look at it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from talker.engines.base import Portrait
from talker.engines.sadtalker import landmarks
from talker.face.landmarks import Face
from talker.face.landmarks68 import MeshLandmarks68, Points
from talker.model_files import NoModelFiles
from talker.scene import Box, Image


class Installed(NoModelFiles):
    """The network is there."""

    def installed(self, model_id: str) -> bool:
        return model_id == landmarks.MODEL


class Counting(MeshLandmarks68):
    """Stands for the network, and shifts what it finds."""

    calls = 0

    def find(self, image: Image, face: Face) -> Points:
        Counting.calls += 1
        return super().find(image, face) + np.float32(2)


def test_the_networks_points_are_found_once_for_a_portrait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landmarks, "is_importable", lambda _: True)
    monkeypatch.setattr(landmarks, "installed_landmarks", lambda *_: Counting())
    rng = np.random.default_rng(1)
    mesh = rng.uniform(0, 100, (468, 3)).astype(np.float32)
    face = Face(Box(0, 0, 100, 100), 1.0, 1.0, mesh, 0.0, 0.0, 0.0)
    portrait = Portrait(np.zeros((100, 100, 3), np.uint8), face, "a" * 64)
    plain = landmarks.portrait_points(portrait, NoModelFiles(), tmp_path)
    once, again = (landmarks.portrait_points(portrait, Installed(), tmp_path) for _ in range(2))
    assert Counting.calls == 1
    assert np.array_equal(once, again)
    assert np.allclose(once, plain + 2)
