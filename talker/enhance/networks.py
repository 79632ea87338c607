"""Loads restorers and upscalers from the official files, and keeps those of the last render."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from torch import nn

from talker.checkpoint import load_network
from talker.device import Device
from talker.enhance.compact import CompactNet
from talker.enhance.files import Weights
from talker.enhance.gfpgan import GfpGan
from talker.enhance.restoreformer import RestoreFormer
from talker.enhance.rrdb import RrdbNet
from talker.enhance.runner import NetworkRestorer, NetworkUpscaler, PictureNetwork
from talker.options.restoring import Restoration, Upscaling

# Averaged weights where a file has them, else the only ones.
_ENTRIES = ("params_ema", "params")
BUILD: dict[Restoration | Upscaling, Callable[[], nn.Module]] = {
    Restoration.GFPGAN_14: GfpGan,
    Restoration.GFPGAN_13: GfpGan,
    Restoration.RESTOREFORMER: RestoreFormer,
    Upscaling.X2PLUS: lambda: RrdbNet(2),
    Upscaling.X4PLUS: lambda: RrdbNet(4),
    Upscaling.GENERAL: CompactNet,
}
# Bytes that one pixel given needs while it is worked on, in float32: measured, with a margin.
_FACE_BYTES = 4000
_PIXEL_BYTES = {Upscaling.X2PLUS: 4500, Upscaling.X4PLUS: 17000, Upscaling.GENERAL: 2000}


def load_restorer(weights: Weights, device: Device, home: Path) -> NetworkRestorer:
    """ModelDamaged for a file that cannot be read or is another network's."""
    network = _warm(weights, device, home)
    return NetworkRestorer(
        PictureNetwork(network, device, home, low=-1, bytes_per_pixel=_FACE_BYTES)
    )


def load_upscaler(
    weights: Weights, choice: Upscaling, device: Device, home: Path
) -> NetworkUpscaler:
    """ModelDamaged for a file that cannot be read or is another network's."""
    network = _warm(weights, device, home)
    runner = PictureNetwork(network, device, home, low=0, bytes_per_pixel=_PIXEL_BYTES[choice])
    return NetworkUpscaler(runner, choice.factor)


def _warm(weights: Weights, device: Device, home: Path) -> nn.Module:
    # How much memory is free at the moment makes no other network.
    return _loaded(weights, weights.identity, replace(device, memory=0), home)


@lru_cache(maxsize=2)  # one that restores, one that enlarges
def _loaded(weights: Weights, identity: str, device: Device, home: Path) -> nn.Module:
    del identity, device
    return load_network(BUILD[weights.choice], weights.path, entry=_ENTRIES, home=home)
