"""Faces go into the restorers' square and come back to where they were."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from talker.enhance import faces
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.images import load_image

Image = NDArray[np.uint8]


@pytest.fixture(scope="module")
def portrait(astronaut: Path) -> Image:
    return load_image(astronaut)


@pytest.fixture(scope="module")
def mesh(portrait: Image) -> NDArray[np.float32]:
    return MediaPipeLandmarks().detect(portrait)[0].mesh


@given(
    st.floats(-3.1, 3.1),
    st.floats(0.05, 20),
    st.floats(-1000, 1000),
    st.floats(-1000, 1000),
)
def test_a_turn_scale_and_shift_is_found_exactly(
    angle: float, scale: float, x: float, y: float
) -> None:
    cos, sin = scale * np.cos(angle), scale * np.sin(angle)
    true = np.array([[cos, -sin, x], [sin, cos, y]])
    moved = faces.TEMPLATE @ true[:, :2].T + true[:, 2]
    assert np.allclose(faces.similarity(faces.TEMPLATE, moved), true, atol=1e-6 * (1 + scale))


def test_eyes_and_mouth_come_to_the_template(mesh: NDArray[np.float32]) -> None:
    matrix = faces.align(mesh).matrix
    points = faces.five_points(mesh[:, :2].astype(float)) @ matrix[:, :2].T + matrix[:, 2]
    assert np.abs(points - faces.TEMPLATE).max() < 20


def test_the_mask_is_full_in_the_face_and_nothing_outside(mesh: NDArray[np.float32]) -> None:
    place = faces.align(mesh)
    for x, y in np.rint(faces.TEMPLATE).astype(int):
        assert place.mask[y, x] == 1
    points = mesh[:, :2] @ place.matrix[:, :2].T + place.matrix[:, 2]
    hull = cv2.convexHull(points.astype(np.float32))
    outside = cv2.fillConvexPoly(np.ones((512, 512), np.uint8), np.rint(hull).astype(int), 0)
    assert (place.mask[outside == 1] == 0).all()
    steps = np.abs(np.diff(place.mask, axis=0)).max()
    assert 0 < steps < 0.08


@pytest.mark.parametrize("factor", [1, 2, 4])
def test_pixels_outside_the_mask_stay_as_they_are(
    portrait: Image, mesh: NDArray[np.float32], factor: int
) -> None:
    place = faces.align(mesh)
    before = portrait.repeat(factor, 0).repeat(factor, 1)
    after = before.copy()
    faces.paste(after, np.full((512, 512, 3), 255, np.uint8), place, strength=1.0, factor=factor)
    size = before.shape[1], before.shape[0]
    reached = cv2.warpAffine(place.mask, place.inverse(factor), size, flags=cv2.INTER_LINEAR) > 0
    assert np.array_equal(after[~reached], before[~reached])
    # The eyes, in the middle of the mask, are all restored face.
    for x, y in faces.five_points(mesh[:, :2].astype(float)) * factor:
        assert (after[int(y), int(x)] == 255).all()


def test_an_unchanged_face_comes_back_to_its_place(
    portrait: Image, mesh: NDArray[np.float32]
) -> None:
    place = faces.align(mesh)
    picture = portrait.copy()
    faces.paste(picture, faces.cut(portrait, place), place, strength=1.0)
    difference = np.abs(picture.astype(int) - portrait)
    assert difference.mean() < 0.2
    shifted = np.abs(np.roll(picture, 1, 1).astype(int) - portrait)
    assert difference.mean() < shifted.mean() / 10


def test_a_restored_face_lies_in_an_enlarged_frame_where_the_face_is(
    portrait: Image, mesh: NDArray[np.float32]
) -> None:
    place = faces.align(mesh)
    large = cv2.resize(portrait, None, fx=4, fy=4, interpolation=cv2.INTER_LINEAR)
    pasted = large.copy()
    faces.paste(pasted, faces.cut(portrait, place), place, strength=1.0, factor=4)
    right = np.abs(pasted.astype(int) - large).mean()
    wrong = [
        np.abs(np.roll(pasted, (dy, dx), (0, 1)).astype(int) - large).mean()
        for dy, dx in ((2, 0), (-2, 0), (0, 2), (0, -2))
    ]
    assert right < min(wrong) / 3


@pytest.mark.parametrize("factor", [1, 2, 4])
def test_a_pixel_of_the_frame_is_the_middle_of_its_enlarged_pixels(factor: int) -> None:
    place = faces.Alignment(np.array([[2.0, 0.5, 7], [-0.5, 2, 3]]), np.zeros((1, 1), np.float32))
    pixel = np.array([10.0, 20])
    in_square = place.matrix[:, :2] @ pixel + place.matrix[:, 2]
    back = place.inverse(factor)
    block = np.stack(np.meshgrid(*(factor * pixel[:, None] + np.arange(factor))), -1)
    assert np.allclose(back[:, :2] @ in_square + back[:, 2], block.mean((0, 1)))


def test_half_the_strength_is_half_the_change(portrait: Image, mesh: NDArray[np.float32]) -> None:
    place = faces.align(mesh)
    white = np.full((512, 512, 3), 255, np.uint8)
    full, half, none = portrait.copy(), portrait.copy(), portrait.copy()
    faces.paste(full, white, place, strength=1.0)
    faces.paste(half, white, place, strength=0.5)
    faces.paste(none, white, place, strength=0.0)
    assert np.array_equal(none, portrait)
    assert np.abs((full.astype(float) + portrait) / 2 - half).max() <= 1


def test_a_face_half_outside_of_the_picture_is_pasted_as_far_as_it_is_there(
    portrait: Image, mesh: NDArray[np.float32]
) -> None:
    centre = mesh[:, :2].mean(0).astype(int)
    part = portrait[: centre[1], : centre[0]].copy()
    white = np.full((512, 512, 3), 255, np.uint8)
    faces.paste(part, white, faces.align(mesh), strength=1.0)
    whole = portrait.copy()
    faces.paste(whole, white, faces.align(mesh), strength=1.0)
    assert np.abs(part.astype(int) - whole[: centre[1], : centre[0]]).max() <= 1
    far = faces.align(mesh + 5000)
    before = part.copy()
    faces.paste(part, white, far, strength=1.0)
    assert np.array_equal(part, before)


def test_a_large_face_is_averaged_rather_than_picked_from(mesh: NDArray[np.float32]) -> None:
    checkers = (np.indices((2048, 2048)).sum(0) % 2 * 255).astype(np.uint8)
    picture = np.repeat(checkers[..., None], 3, 2)
    square = faces.cut(picture, faces.align(mesh * 6))
    assert square[100:400, 100:400].std() < 25
