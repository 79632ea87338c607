"""The cut and the head angles."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talker.face.geometry import FaceSquare, face_square, head_angles
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
    cut = face_square(eye_a, eye_b, mouth).cut(2000, 2000)
    assert cut.inner.width == pytest.approx(240, abs=1)
    assert cut.inner.height == pytest.approx(240, abs=1)
    assert cut.outer.width == pytest.approx(240 + 2 * 24, abs=2)


def test_a_landscape_picture_limits_the_cut_by_its_height() -> None:
    eye_a, eye_b, mouth = np.array([300.0, 200.0]), np.array([400.0, 200.0]), np.array([350.0, 300])
    cut = face_square(eye_a, eye_b, mouth).cut(900, 320)
    assert cut.inner.bottom == cut.outer.bottom == 320


@st.composite
def placed_faces(draw: st.DrawFn) -> tuple[int, int, FaceSquare]:
    """The width and height of a picture, and the square of a face anywhere in it."""
    width, height = draw(st.integers(64, 4000)), draw(st.integers(64, 4000))
    centre = np.array([draw(st.floats(0.1, 0.9)) * width, draw(st.floats(0.1, 0.9)) * height])
    size, roll = draw(st.floats(0.02, 0.5)), draw(st.floats(-1.5, 1.5))
    half = size * min(width, height) / 2 * np.array([np.cos(roll), np.sin(roll)])
    down = np.array([-half[1], half[0]]) * 2.2
    return width, height, face_square(centre - half, centre + half, centre + down)


@given(placed_faces())
def test_the_cut_never_leaves_the_picture(placed: tuple[int, int, FaceSquare]) -> None:
    width, height, square = placed
    cut = square.cut(width, height)
    for box in (cut.inner, cut.outer):
        assert 0 <= box.left < box.right <= width
        assert 0 <= box.top < box.bottom <= height
    assert cut.outer.left <= cut.inner.left
    assert cut.inner.right <= cut.outer.right


@given(placed_faces())
def test_the_square_cut_is_square_and_shows_what_there_is(
    placed: tuple[int, int, FaceSquare],
) -> None:
    width, height, square = placed
    plain, cut = square.cut(width, height), square.square_cut(width, height)
    for box, limited in ((cut.inner, plain.inner), (cut.outer, plain.outer)):
        assert abs(box.width - box.height) <= 2
        if box.width <= min(width, height) - 2:  # there is room for all of it
            assert 0 <= box.left < box.right <= width
            assert 0 <= box.top < box.bottom <= height
        if limited.left > 0 < limited.top and limited.right < width and limited.bottom < height:
            assert box == limited  # as it always was


def test_a_head_at_the_edge_is_shown_by_moving_the_square() -> None:
    eyes = np.array([300.0, 60.0]), np.array([360.0, 60.0])
    cut = face_square(*eyes, np.array([330.0, 120.0])).square_cut(1000, 1000)
    assert cut.inner.top == 0
    assert (cut.inner.width, cut.inner.height) == pytest.approx((240, 240), abs=2)
    assert cut.inner.left == pytest.approx(210, abs=2)


def test_a_picture_too_small_for_the_square_is_shown_whole() -> None:
    eyes = np.array([120.0, 200.0]), np.array([220.0, 200.0])
    cut = face_square(*eyes, np.array([170.0, 300.0])).square_cut(280, 600)
    side = cut.inner.width
    assert side == cut.inner.height == pytest.approx(0.85 * 400, abs=2)
    assert cut.inner.left <= 0 < 280 <= cut.inner.right
    assert 0 <= cut.inner.top < cut.inner.bottom <= 600


def test_the_cut_equals_the_reference(shared_parity: Path) -> None:
    golden = np.load(shared_parity / "golden" / "16_crop.npz")
    cases = golden["in_cases_W_H_cx_cy_size_roll"]
    for case in (0, 1, 2, 4):  # 3 shows the defect that is mended here, 5 the shrinking path
        width, height = int(cases[case, 0]), int(cases[case, 1])
        points = golden[f"in_landmarks_{case}"].astype(np.float64)
        square = face_square(
            points[36:42].mean(0), points[42:48].mean(0), (points[48] + points[54]) / 2
        )
        cut = square.cut(width, height)
        assert cut.outer == Box(*(int(v) for v in golden[f"out_crop_{case}_std"]))
        corner = golden[f"out_crop_{case}_std"][:2]
        left, top, right, bottom = (int(v) for v in golden[f"out_quad_{case}_std"])
        assert cut.inner == Box(
            left + corner[0], top + corner[1], right + corner[0], bottom + corner[1]
        )
