"""Runs picture networks: on the chosen device, in batches that fit, in half precision on a GPU."""

from __future__ import annotations

import copy
import logging
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from talker.device import Device, batch_size, in_batches, to_host
from talker.enhance.tiles import enlarged
from talker.face.drawn_lips import drawn_gap
from talker.inference.accelerated import Accelerated
from talker.inference.limits import Setting
from talker.inference.smaller_numbers import says_difference

Image = NDArray[np.uint8]

_log = logging.getLogger(__name__)
_LARGEST_BATCH = 16
_LARGEST_BATCH_OF_A_PROCESSOR = 4


class PictureNetwork:
    """A network from pictures to pictures, with uint8 on both sides.

    It takes pictures between `low` and 1, and needs about `bytes_per_pixel` (in float32) for
    each pixel that it is given. Backends that are enabled in `home` may compute it.
    """

    def __init__(
        self, network: nn.Module, device: Device, home: Path, *, low: float, bytes_per_pixel: int
    ) -> None:
        self._low = low
        self._device = device
        self._bytes = bytes_per_pixel
        self._dtype: torch.dtype = getattr(torch, device.precision)
        # The first picture shows what smaller numbers cost.
        self._exact = copy.deepcopy(network) if self._dtype is torch.bfloat16 else None
        self._network = network.to(device.name, self._dtype)
        for module in network.modules():
            if isinstance(module, nn.Conv2d):
                module.weight.data = module.weight.contiguous(memory_format=torch.channels_last)
        setting = Setting(home, device.threads, 255 / (1 - low), fast=device.fast)
        self._compute = Accelerated(self._network, self._network, setting)

    def __call__(self, pictures: Image) -> Image:
        """uint8 [B, H, W, 3] -> uint8 [B, H', W', 3]."""
        pixels = pictures.shape[1] * pictures.shape[2]
        on_cpu = self._device.kind == "cpu"
        largest = _LARGEST_BATCH_OF_A_PROCESSOR if on_cpu else _LARGEST_BATCH
        batch = batch_size(self._device.memory, pixels * self._bytes, largest)
        done = in_batches(0, len(pictures), batch, lambda a, b: self._made(pictures[a:b]))
        return np.concatenate([part for _, _, part in done])

    @torch.inference_mode()
    def _made(self, pictures: Image) -> Image:
        given = torch.from_numpy(np.ascontiguousarray(pictures)).to(self._device.name)
        scale = (1 - self._low) / 255
        wanted = given.permute(0, 3, 1, 2).float() * scale + self._low
        made = self._compute(wanted.to(self._dtype)).float()
        if self._dtype is not torch.float32 and not bool(torch.isfinite(made).all()):
            _log.warning("%s overflowed in %s; float32 from now on", self._name, self._dtype)
            self._dtype = torch.float32
            self._network.float()
            made = self._network(wanted)
        exact, self._exact = self._exact, None
        if exact is not None:
            true = exact.to(self._device.name)(wanted[:1])
            unit = [(values - self._low) / (1 - self._low) for values in (true, made[:1])]
            says_difference(self._name, drawn_gap)(*unit)
        return _as_bytes((made - self._low) / scale)

    @property
    def _name(self) -> str:
        return type(self._network).__name__


def _as_bytes(pictures: Tensor) -> Image:
    rounded = pictures.round().clamp(0, 255).to(torch.uint8)
    return to_host(rounded.permute(0, 2, 3, 1))


class NetworkRestorer:
    """A FaceRestorer by a network."""

    def __init__(self, network: PictureNetwork) -> None:
        self._network = network

    def restore(self, faces: Image) -> Image:
        """Faces aligned to the template, uint8 [B, 512, 512, 3] RGB -> the same, restored."""
        return self._network(faces)


class NetworkUpscaler:
    """An Upscaler by a network, tile by tile."""

    def __init__(self, network: PictureNetwork, factor: int) -> None:
        self._network = network
        self.factor = factor

    def upscale(self, pictures: Image) -> Image:
        """uint8 [B, H, W, 3] RGB -> uint8 [B, factor * H, factor * W, 3]."""
        return np.stack([enlarged(picture, self.factor, self._network) for picture in pictures])
