"""How far eyes and lips are open, as the retargeting networks were told it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from talker.engines.liveportrait.ratios import Opening, mesh_ratios
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.images import load_image
from tests.talker.engines.liveportrait.stored import EYES_203, LIPS_203, stored_values


def test_ratios_are_those_of_the_published_program() -> None:
    case = stored_values().case("07_ratios")
    for points, eyes, lips in zip(
        case["in_landmarks203"], case["out_eye"], case["out_lip"], strict=True
    ):
        assert [eye.ratio(points) for eye in EYES_203] == pytest.approx(eyes, abs=1e-6)
        assert [LIPS_203.ratio(points)] == pytest.approx(lips, abs=1e-6)
    for mesh, eyes, lips in zip(
        case["in_mesh478"], case["out_mesh_eye"], case["out_mesh_lip"], strict=True
    ):
        found = mesh_ratios(mesh)
        assert found.eyes == pytest.approx(eyes, abs=1e-6)
        assert [found.lips] == pytest.approx(lips, abs=1e-6)


def test_a_face_without_a_size_has_a_ratio() -> None:
    assert Opening(0, 1, 2, 3).ratio(np.ones((4, 2), np.float32)) == 0


def test_a_photograph_has_open_eyes_and_closed_lips(astronaut: Path) -> None:
    (face,) = MediaPipeLandmarks().detect(load_image(astronaut))
    found = mesh_ratios(face.mesh)
    assert min(found.eyes) > 0.2
    assert found.lips < 0.2
