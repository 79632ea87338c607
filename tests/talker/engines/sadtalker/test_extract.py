"""A real portrait, and a moving one, on their way to coefficients."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from talker.engines.sadtalker.extract import extract_source, extract_video
from talker.face.landmarks import Face
from talker.face.landmarks68 import MeshLandmarks68
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.request import Mode

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]


@pytest.fixture(scope="module")
def photograph(astronaut: Path) -> Picture:
    return np.asarray(Image.open(astronaut).convert("RGB"))


@pytest.fixture(scope="module")
def face(photograph: Picture) -> Face:
    (face,) = MediaPipeLandmarks().detect(photograph)
    return face


def _brightness(pictures: Picture) -> Floats:
    """Stands for the coefficient network: the mean of each picture, 257 times."""
    means = pictures.reshape(len(pictures), -1).mean(1, keepdims=True)
    return np.repeat(means, 257, axis=1).astype(np.float32)


@pytest.mark.parametrize("mode", list(Mode))
def test_a_portrait_becomes_a_square_picture_and_a_row(
    photograph: Picture, face: Face, mode: Mode
) -> None:
    source = extract_source(photograph, face, mode, 256, MeshLandmarks68(), _brightness)
    assert source.picture.shape == (256, 256, 3)
    assert source.row.shape == (73,)
    assert source.row.dtype == np.float32
    scale, x, y = source.row[70:]
    box, window = face.box, source.part.window
    middle = (box.left + box.right) / 2 - window.left
    assert x == pytest.approx(middle * 256 / window.width, abs=15)
    assert 60 < y < 200
    eyes = float(np.hypot(*(face.mesh[263, :2] - face.mesh[33, :2])))
    assert scale == pytest.approx(90 * window.width / 256 / eyes, rel=0.2)


def test_a_row_holds_expression_angles_and_translation_in_their_order(
    photograph: Picture, face: Face
) -> None:
    def numbered(pictures: Picture) -> Floats:
        return np.arange(257, dtype=np.float32)[None].repeat(len(pictures), axis=0)

    source = extract_source(photograph, face, Mode.CROP, 256, MeshLandmarks68(), numbered)
    assert source.row[:70].tolist() == [*range(80, 144), 224, 225, 226, 254, 255, 256]


def test_a_larger_picture_of_the_same_part_gives_the_same_face(
    photograph: Picture, face: Face
) -> None:
    small, large = (
        extract_source(photograph, face, Mode.CROP, size, MeshLandmarks68(), _brightness)
        for size in (256, 512)
    )
    assert small.part == large.part
    assert large.row[70] == pytest.approx(small.row[70] / 2, rel=0.01)
    assert large.row[0] == pytest.approx(small.row[0], abs=2)


def _moving(
    photograph: Picture, face: Face, lost: set[int]
) -> Iterator[tuple[Picture, Face | None]]:
    for index in range(5):
        brighter = np.minimum(photograph.astype(int) + 10 * index, 255).astype(np.uint8)
        yield brighter, None if index in lost else face


@pytest.mark.parametrize("batch", [1, 2, 5, 16])
def test_a_video_gives_a_row_for_each_frame_in_batches(
    photograph: Picture, face: Face, batch: int
) -> None:
    frames = _moving(photograph, face, set())
    parts = list(extract_video(frames, MeshLandmarks68(), _brightness, batch))
    assert max(len(part) for part in parts) <= batch
    rows = np.concatenate(parts)
    assert rows.shape == (5, 73)
    assert (np.diff(rows[:, 0]) > 3).all()
    one = extract_source(photograph, face, Mode.CROP, 256, MeshLandmarks68(), _brightness)
    assert np.array_equal(rows[0], one.row)


def test_a_frame_without_a_face_is_read_with_the_face_before_it(
    photograph: Picture, face: Face
) -> None:
    whole, with_gap = (
        np.concatenate(
            list(extract_video(_moving(photograph, face, lost), MeshLandmarks68(), _brightness))
        )
        for lost in (set[int](), {2, 3})
    )
    assert np.array_equal(whole, with_gap)


def test_a_video_that_begins_without_a_face_is_refused(photograph: Picture, face: Face) -> None:
    with pytest.raises(ValueError, match="first frame"):
        list(extract_video(_moving(photograph, face, {0}), MeshLandmarks68(), _brightness))
