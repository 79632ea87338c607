"""The square around a face: the published program's, and what ours does better."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from talker import raster
from talker.engines.liveportrait.crop import (
    DRIVING,
    SEEN,
    SIDE,
    Framing,
    TurnedSquare,
    driving_box,
    limited,
    mesh_square,
    seen,
)
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.images import load_image
from tests.talker.engines.liveportrait.stored import Stored, square_of, stored_values, whole

Image = NDArray[np.uint8]


@pytest.fixture(scope="module")
def stored() -> Stored:
    return stored_values()


def differ(ours: Image, theirs: Image, share: float, most: int) -> None:
    """At most one level apart but for a `share` of the pixels, and never by more than `most`."""
    error = np.abs(ours.astype(int) - theirs)
    assert (error > 1).mean() <= share
    assert error.max() <= most


@pytest.mark.parametrize("points", [106, 203, 478])
@pytest.mark.parametrize("number", range(8))
def test_the_square_is_that_of_the_published_program(
    number: int, points: int, stored: Stored
) -> None:
    case = stored.case("09_crop")
    key = f"c{number}_{points}"
    square = square_of(case[f"in_{key}"])
    assert (square.x, square.y) == pytest.approx(case[f"out_{key}_center"], abs=2e-2)
    assert square.side == pytest.approx(case[f"out_{key}_size"][0], abs=2e-2)
    assert whole(square.to_crop) == pytest.approx(case[f"out_{key}_M_o2c"], abs=2e-2)
    assert whole(square.from_crop) == pytest.approx(case[f"out_{key}_M_c2o"], abs=2e-2)
    moved = case[f"in_{key}"] @ square.to_crop[:, :2].T + square.to_crop[:, 2]
    assert moved == pytest.approx(case[f"out_{key}_points"], abs=2e-2)
    if points == 203:
        return
    width, height = (int(side) for side in case["in_cases"][number][:2])
    picture = stored.inputs().image(height, width, number)
    crop = square.show(picture)
    differ(crop[::8, ::8], case[f"out_{key}_picture__every8"], 0.01, 8)
    differ(seen(crop)[::4, ::4], case[f"out_{key}_256__every4"], 0.01, 8)


def test_a_driving_video_is_seen_through_one_box(stored: Stored) -> None:
    case = stored.case("09_crop")
    squares = [square_of(points, DRIVING) for points in case["in_driving_landmarks"]]
    for square, box in zip(squares, case["out_driving_boxes"], strict=True):
        assert driving_box([square]) == pytest.approx(box, abs=2e-2)
    assert driving_box(squares) == pytest.approx(case["out_driving_box"], abs=2e-2)


def test_large_pictures_are_limited_as_published(stored: Stored) -> None:
    case = stored.case("10_resize")
    for height, width, longest, division, down, across in case["out_sizes"].tolist():
        if longest == 0:  # the published program's word for no limit
            longest = max(height, width)
        made = limited(np.zeros((height, width, 3), np.uint8), longest, division)
        assert made.shape == (down, across, 3)
    picture = stored.inputs().image(721, 1283, 0)
    differ(limited(picture, 1280)[::16, ::16], case["out_picture__every16"], 0, 1)


def test_the_mesh_gives_the_square_of_the_reference_s_points(astronaut: object) -> None:
    """With a forehead the square would be about 1.14 times as large."""
    picture = load_image(astronaut)  # type: ignore[arg-type]
    (face,) = MediaPipeLandmarks().detect(picture)
    square = mesh_square(face.mesh)
    mesh = face.mesh[:, :2].astype(np.float64)
    eyes, mouth = mesh[[33, 133, 362, 263]].mean(0), mesh[[61, 291]].mean(0)
    from talker.engines.liveportrait.crop import turned_square

    all_of_it = turned_square(mesh, eyes, mouth, Framing(2.03, 0.08))
    assert square.side == pytest.approx(all_of_it.side, rel=0.08)
    assert np.hypot(square.x - all_of_it.x, square.y - all_of_it.y) < 0.04 * square.side


def test_the_way_there_and_back_ends_where_it_began() -> None:
    square = TurnedSquare(300.0, 200.0, 350.0, 0.4)
    spots = np.array([[10.0, 20.0], [400.0, 90.0]])
    there = spots @ square.to_crop[:, :2].T + square.to_crop[:, 2]
    assert there @ square.from_crop[:, :2].T + square.from_crop[:, 2] == pytest.approx(spots)
    twice = square.scaled(2)
    assert twice.side == 700
    corners = (twice.upright, square.upright)
    assert corners[0].width == pytest.approx(2 * corners[1].width, abs=3)


def test_a_huge_face_is_averaged_not_sampled() -> None:
    """Fine lines of a large picture come out grey, not as other lines."""
    lines = np.zeros((4096, 4096, 3), np.uint8)
    lines[::2] = 255
    shown = TurnedSquare(2048.0, 2048.0, 4000.0, 0.0).show(lines)
    assert shown[60:-60, 60:-60].std() < 15
    plain = raster.warp_affine(lines, TurnedSquare(2048, 2048, 4000, 0).to_crop, (SIDE, SIDE))
    assert plain.std() > 50
    smooth = cv2.GaussianBlur(
        np.random.default_rng(1).integers(0, 255, (4096, 4096, 3), np.uint8), (0, 0), 40
    )
    turned = TurnedSquare(2000.0, 2100.0, 3000.0, 0.3)
    one, other = turned.show(smooth), replace(turned).to_crop
    assert np.abs(one.astype(int) - raster.warp_affine(smooth, other, (SIDE, SIDE))).max() <= 2
    assert seen(one).shape == (SEEN, SEEN, 3)
