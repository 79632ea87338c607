"""The cut and the head angles."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talker.face.geometry import cut_between, head_angles
from talker.scene import Box

_FACE = np.zeros((468, 3), np.float32)
_FACE[33], _FACE[263] = (-45, 0, 0), (45, 0, 0)
_FACE[168], _FACE[152] = (0, -5, 0), (0, 95, 0)


def _turned(yaw: float, pitch: float, roll: float) -> np.ndarray:
    y, p, r = np.radians([yaw, pitch, roll])
    ry = np.array([[np.cos(y), 0, -np.sin(y)], [0, 1, 0], [np.sin(y), 0, np.cos(y)]])
    rx = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    rz = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    return (_FACE @ (rz @ rx @ ry).T).astype(np.float32)


@pytest.mark.parametrize("angles", [(20.0, 0.0, 0.0), (0.0, 15.0, 0.0), (0.0, 0.0, -12.0)])
def test_head_angles_read_back_one_turn(angles: tuple[float, float, float]) -> None:
    assert head_angles(_turned(*angles)) == pytest.approx(angles, abs=1e-3)


def test_the_cut_is_four_eye_distances_wide_for_a_level_face() -> None:
    eye_a, eye_b, mouth = np.array([300.0, 300.0]), np.array([360.0, 300.0]), np.array([330.0, 360])
    cut = cut_between(eye_a, eye_b, mouth, 2000, 2000)
    assert cut.inner.width == pytest.approx(240, abs=1)
    assert cut.inner.height == pytest.approx(240, abs=1)
    assert cut.outer.width == pytest.approx(240 + 2 * 24, abs=2)


def test_a_landscape_picture_limits_the_cut_by_its_height() -> None:
    eye_a, eye_b, mouth = np.array([300.0, 200.0]), np.array([400.0, 200.0]), np.array([350.0, 300])
    cut = cut_between(eye_a, eye_b, mouth, 900, 320)
    assert cut.inner.bottom == cut.outer.bottom == 320


@given(
    st.integers(64, 4000),
    st.integers(64, 4000),
    st.floats(0.1, 0.9),
    st.floats(0.1, 0.9),
    st.floats(0.02, 0.5),
    st.floats(-1.5, 1.5),
)
def test_the_cut_never_leaves_the_picture(
    width: int, height: int, x: float, y: float, size: float, roll: float
) -> None:
    centre = np.array([x * width, y * height])
    half = size * min(width, height) / 2 * np.array([np.cos(roll), np.sin(roll)])
    down = np.array([-half[1], half[0]]) * 2.2
    cut = cut_between(centre - half, centre + half, centre + down, width, height)
    for box in (cut.inner, cut.outer):
        assert 0 <= box.left < box.right <= width
        assert 0 <= box.top < box.bottom <= height
    assert cut.outer.left <= cut.inner.left
    assert cut.inner.right <= cut.outer.right


def test_the_cut_equals_the_reference(shared_parity: Path) -> None:
    golden = np.load(shared_parity / "golden" / "16_crop.npz")
    cases = golden["in_cases_W_H_cx_cy_size_roll"]
    for case in (0, 1, 2, 4):  # 3 shows the defect that is mended here, 5 the shrinking path
        width, height = int(cases[case, 0]), int(cases[case, 1])
        points = golden[f"in_landmarks_{case}"].astype(np.float64)
        cut = cut_between(
            points[36:42].mean(0),
            points[42:48].mean(0),
            (points[48] + points[54]) / 2,
            width,
            height,
        )
        assert cut.outer == Box(*(int(v) for v in golden[f"out_crop_{case}_std"]))
        corner = golden[f"out_crop_{case}_std"][:2]
        left, top, right, bottom = (int(v) for v in golden[f"out_quad_{case}_std"])
        assert cut.inner == Box(
            left + corner[0], top + corner[1], right + corner[0], bottom + corner[1]
        )
