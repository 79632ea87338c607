"""Detail stays when the picture moves."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from talker.engines.builtin.texture import fine_texture
from talker.raster import gray, remap, resize
from talker.scene import Box
from tests.talker.engines.builtin.still import portrait

WHOLE = Box(0, 0, 160, 160)


def _detail(picture: NDArray[np.uint8]) -> float:
    return float(cv2.Laplacian(gray(picture), cv2.CV_32F)[4:-4, 4:-4].var())


def _moved(fine: NDArray[np.uint8], by: tuple[float, float]) -> NDArray[np.uint8]:
    """A picture of `fine` moved by a part of one of its pixels in the photograph."""
    side = (fine.shape[0] + 1) // 2 - 2
    steps = np.arange(side, dtype=np.float32) * 2
    x, y = np.meshgrid(steps + np.float32(2 * by[0]), steps + np.float32(2 * by[1]))
    return remap(fine, np.dstack([x, y]))


def _texture(name: str, astronaut: Path) -> NDArray[np.uint8]:
    if name == "noise":
        noise = np.random.default_rng(3).normal(128, 50, (160, 160)).clip(0, 255)
        soft = cv2.GaussianBlur(noise.astype(np.uint8), (0, 0), 0.7)
        return np.repeat(soft[..., None], 3, 2)
    image = portrait(astronaut).image
    if name == "small":
        return np.ascontiguousarray(image[20:180, 150:310])
    return resize(image, (160, 160), cv2.INTER_AREA)  # all the detail that pixels can hold


@pytest.mark.parametrize("name", ["noise", "small", "shrunk"])
def test_a_moving_picture_has_the_detail_of_the_photograph(name: str, astronaut: Path) -> None:
    texture = _texture(name, astronaut)
    fine, zoom = fine_texture(texture, texture, WHOLE)
    assert zoom == 2
    rest = _detail(_moved(fine, (0.0, 0.0)))
    places = np.random.default_rng(5).uniform(0, 1, (40, 2)).tolist()
    moving = [_detail(_moved(fine, (u, v))) for u, v in places]
    assert np.mean(moving) / rest == pytest.approx(1.0, abs=0.08)


def test_what_does_not_move_is_the_photograph(astronaut: Path) -> None:
    texture = _texture("shrunk", astronaut)
    fine, _ = fine_texture(texture, texture, WHOLE)
    assert np.array_equal(fine[::2, ::2], texture)


def test_soft_pictures_are_not_sharpened_and_edges_do_not_ring(astronaut: Path) -> None:
    image = resize(_texture("small", astronaut)[40:80, 40:80], (160, 160), cv2.INTER_CUBIC)
    fine, _ = fine_texture(image, image, WHOLE)
    plain = resize(image, (319, 319), cv2.INTER_CUBIC)
    assert _detail(fine) < 1.3 * max(_detail(plain), 1.0)
    edge = np.full((160, 160, 3), 90, np.uint8)
    edge[:, 80:] = 170
    edge = cv2.GaussianBlur(edge, (0, 0), 0.8)
    fine, _ = fine_texture(edge, edge, WHOLE)
    assert fine.min() > 90 - 8
    assert fine.max() < 170 + 8


def test_a_flat_picture_stays_flat() -> None:
    flat = np.full((160, 160, 3), 77, np.uint8)
    fine, _ = fine_texture(flat, flat, WHOLE)
    assert (fine == 77).all()
