"""A real portrait, and a moving one, on their way to coefficients."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from talker.engines.sadtalker.extract import extract_source, extract_video
from talker.face.landmarks import Face
from talker.face.landmarks68 import MeshLandmarks68
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.options.picture import Mode

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


_BLACK = np.zeros((512, 512, 3), np.uint8)


def _brighter(photograph: Picture, count: int) -> list[Picture]:
    """The portrait again and again, ten levels brighter each time."""
    return [
        np.minimum(photograph.astype(int) + 10 * index, 255).astype(np.uint8)
        for index in range(count)
    ]


def _video(frames: list[Picture], batch: int = 16) -> list[Floats]:
    return list(extract_video(frames, MediaPipeLandmarks(), MeshLandmarks68(), _brightness, batch))


@pytest.mark.parametrize("batch", [1, 2, 5, 16])
def test_a_video_gives_a_row_for_each_frame_in_batches(
    photograph: Picture, face: Face, batch: int
) -> None:
    parts = _video(_brighter(photograph, 5), batch)
    assert max(len(part) for part in parts) <= batch
    rows = np.concatenate(parts)
    assert rows.shape == (5, 73)
    assert (np.diff(rows[:, 0]) > 3).all()
    one = extract_source(photograph, face, Mode.CROP, 256, MeshLandmarks68(), _brightness)
    assert np.allclose(rows[0], one.row, atol=1e-4)


def test_all_frames_share_the_cut_of_the_first(photograph: Picture, face: Face) -> None:
    first = extract_source(photograph, face, Mode.CROP, 256, MeshLandmarks68(), _brightness)
    grown = 256 / first.part.window.width
    (rows,) = _video([photograph, np.roll(photograph, (-6, 8), axis=(0, 1))])
    assert rows[1, 71] - rows[0, 71] == pytest.approx(8 * grown, abs=1.5)
    assert rows[1, 72] - rows[0, 72] == pytest.approx(6 * grown, abs=1.5)


def test_a_frame_without_a_face_is_read_where_the_face_was(photograph: Picture) -> None:
    (rows,) = _video([photograph, _BLACK, photograph])
    assert np.array_equal(rows[1, 70:], rows[0, 70:])
    assert rows[1, 0] == 0
    assert np.allclose(rows[2, 70:], rows[0, 70:], atol=0.5)


@pytest.mark.parametrize("batch", [1, 16])
def test_frames_before_the_first_face_get_its_row(photograph: Picture, batch: int) -> None:
    rows = np.concatenate(_video([_BLACK, _BLACK, *_brighter(photograph, 2)], batch))
    assert rows.shape == (4, 73)
    assert (rows[:2] == rows[2]).all()
    assert not np.array_equal(rows[2], rows[3])


def test_a_video_without_a_face_gives_nothing() -> None:
    assert _video([_BLACK, _BLACK]) == []
