"""Faster ways to convolve give what the library's convolution gives."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from talker.networks.enlarged import EnlargedConv
from talker.networks.fourier import FourierConv3d
from talker.networks.winograd import WinogradConv
from tests.talker.networks.seeded import noise

_MAPS = [(1, 3, 4, 4), (2, 5, 9, 14), (1, 2, 64, 130), (1, 3, 1, 1)]
_VOLUMES = [(1, 3, 1, 4, 4), (2, 5, 3, 9, 14), (1, 2, 16, 12, 40)]


def _direct(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    convolve = functional.conv2d if x.dim() == 4 else functional.conv3d
    return convolve(x, weight, bias, padding=weight.shape[-1] // 2)


def _close(ours: Tensor, expected: Tensor) -> bool:
    return ours.shape == expected.shape and bool((ours - expected).abs().max() < 1e-4)


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("shape", [*_MAPS, *_VOLUMES])
@torch.inference_mode()
def test_minimal_filtering_is_a_convolution(shape: tuple[int, ...], last: bool) -> None:
    x = noise("x", *shape)
    if last:
        order = torch.channels_last if x.dim() == 4 else torch.channels_last_3d
        x = x.contiguous(memory_format=order)
    weight, bias = noise("w", 7, shape[1], *[3] * (len(shape) - 2)), noise("b", 7)
    assert _close(WinogradConv(weight, bias)(x), _direct(x, weight, bias))


@torch.inference_mode()
def test_bands_are_the_result_in_order() -> None:
    x, weight, bias = noise("x", 2, 3, 70, 200), noise("w", 4, 3, 3, 3), noise("b", 4)
    conv = WinogradConv(weight, bias)
    whole = _direct(x, weight, bias)
    bands = list(conv.bands(x))
    assert len(bands) > 2
    assert [(b.pictures.start, b.rows.start) for b in bands] == sorted(
        (b.pictures.start, b.rows.start) for b in bands
    )
    assert sum(b.values.shape[2] for b in bands) == 140
    for band in bands:
        assert _close(band.values, whole[band.pictures, :, band.rows])


@pytest.mark.parametrize("factor", [2, 4])
@pytest.mark.parametrize("shape", [*_MAPS, *_VOLUMES])
@torch.inference_mode()
def test_an_enlarged_map_is_convolved_without_enlarging(
    shape: tuple[int, ...], factor: int
) -> None:
    x = noise("x", *shape)
    weight, bias = noise("w", 7, shape[1], *[3] * (len(shape) - 2)), noise("b", 7)
    factors = (1, factor, factor)[5 - len(shape) :]
    larger = functional.interpolate(x, scale_factor=factors)
    assert _close(EnlargedConv(weight, bias, factor)(x), _direct(larger, weight, bias).relu())


@pytest.mark.parametrize("shape", [*_VOLUMES, (1, 2, 4, 32, 64), (1, 2, 2, 33, 70)])
@torch.inference_mode()
def test_transforms_convolve(shape: tuple[int, ...]) -> None:
    x = noise("x", *shape)
    weight, bias = noise("w", 3, shape[1], 7, 7, 7) / 5, noise("b", 3)
    assert _close(FourierConv3d(weight, bias)(x), _direct(x, weight, bias))
