"""OpenCV's picture operations: kornia says what comes out; OpenCV is many times as fast."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from talker import raster

pytest.importorskip("torch", reason="PyTorch is not installed")

import torch
from kornia.color import rgb_to_grayscale
from kornia.filters import gaussian_blur2d
from kornia.geometry.transform import remap, warp_affine

Floats = NDArray[np.float32]


@pytest.fixture
def picture() -> Floats:
    noise = np.random.default_rng(5).normal(0, 60, (60, 80, 3)) + 128
    return raster.blur(noise.clip(0, 255).astype(np.float32), 1.5)


def as_tensor(picture: Floats) -> torch.Tensor:
    return torch.from_numpy(picture).permute(2, 0, 1)[None]


def as_picture(tensor: torch.Tensor) -> Floats:
    made: Floats = tensor[0].permute(1, 2, 0).numpy()
    return made


@pytest.mark.parametrize("sigma", [0.8, 2.0, 5.0])
def test_blur(picture: Floats, sigma: float) -> None:
    size = (2 * round(4 * sigma) + 1,) * 2
    expected = as_picture(gaussian_blur2d(as_tensor(picture), size, (sigma, sigma), "reflect"))
    assert np.abs(raster.blur(picture, sigma) - expected).max() < 0.1


@pytest.mark.parametrize("repeat", [False, True])
def test_warp_affine(picture: Floats, repeat: bool) -> None:
    """OpenCV knows places to a 32nd of a pixel."""
    matrix = np.array([[1.2, 0.3, -9.5], [-0.25, 1.1, 7.25]])
    got = raster.warp_affine(picture, matrix, (90, 70), repeat=repeat)
    expected = warp_affine(
        as_tensor(picture),
        torch.from_numpy(matrix).float()[None],
        (70, 90),
        padding_mode="border" if repeat else "zeros",
    )
    assert np.abs(got - as_picture(expected)).mean() < 0.3


def test_remap(picture: Floats) -> None:
    chance = np.random.default_rng(6)
    spots = chance.uniform((0, 0), (79, 59), (40, 50, 2)).astype(np.float32)
    x, y = (torch.from_numpy(spots[None, ..., i].copy()) for i in (0, 1))
    expected = as_picture(remap(as_tensor(picture), x, y, align_corners=True))
    assert np.abs(raster.remap(picture, spots) - expected).mean() < 0.3


def test_gray(picture: Floats) -> None:
    pixels = picture.astype(np.uint8)
    expected = rgb_to_grayscale(as_tensor(pixels.astype(np.float32)))[0, 0].numpy()
    assert np.abs(raster.gray(pixels) - expected).max() < 1
