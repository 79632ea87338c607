"""The seven networks of the official files, each loaded when it is first needed and then kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

import psutil
import torch
from torch import nn

from talker.checkpoint import load_network
from talker.device import Device, batch_size
from talker.engines.liveportrait import files as official
from talker.engines.liveportrait import motion_extractor, retargeting
from talker.engines.liveportrait.appearance import Appearance
from talker.engines.liveportrait.files import LivePortraitFiles
from talker.engines.liveportrait.generator import Generator
from talker.engines.liveportrait.motion_extractor import MotionExtractor
from talker.engines.liveportrait.retargeting import Retargeting
from talker.engines.liveportrait.warping import WarpingNetwork
from talker.face.drawn_lips import drawn_gap
from talker.inference.accelerated import accelerated
from talker.inference.smaller_numbers import says_difference
from talker.networks.frame_renderer import Drawing, FrameRenderer
from talker.networks.layers import fold_norms
from talker.networks.warping import Widths

_FRAME_BYTES = 700 << 20  # working memory for one frame
_WRAPPED = "module."  # what a wrapper of the training put into the keys
Network = TypeVar("Network", bound=nn.Module)


@dataclass(frozen=True)
class NetworkWidths:
    """Channels of the networks; the official ones unless a test wants them small."""

    motion: int = motion_extractor.OFFICIAL_WIDTH
    generator: Widths = field(default_factory=Widths)


class Networks:
    """All but the renderer compute in float32: they are small or run once for a picture."""

    def __init__(
        self,
        files: LivePortraitFiles,
        device: Device,
        home: Path,
        *,
        widths: NetworkWidths | None = None,
        compiled: bool = False,
    ) -> None:
        self.files = files
        self._device = device
        self._home = home
        self._widths = widths or NetworkWidths()
        self._compiled = compiled
        torch.set_num_threads(device.threads)

    @property
    def identity(self) -> str:
        """Changes when another file takes the place of one of them."""
        return self.files.identity

    @property
    def torch_device(self) -> torch.device:
        """Where tensors for appearance, motion and renderer belong."""
        return torch.device(self._device.name)

    @cached_property
    def appearance(self) -> Appearance:
        """A picture to its feature volume (F)."""
        network = self._load(lambda: Appearance(self._widths.generator), self.files.appearance)
        fold_norms(network)
        return network.to(self._device.name)

    @cached_property
    def motion(self) -> MotionExtractor:
        """A picture to its keypoints, head pose and expression (M)."""
        network = self._load(lambda: MotionExtractor(self._widths.motion), self.files.motion)
        return network.to(self._device.name)

    @cached_property
    def renderer(self) -> FrameRenderer:
        """Keypoints to frames (W and G); on a processor several at a time, as memory allows."""
        widths = self._widths.generator
        drawing = Drawing(
            device=self._device.name,
            dtype=getattr(torch, self._device.precision),
            compiled=self._compiled and self._device.kind == "cuda",
            through=accelerated(self._home, 255, fast=self._device.fast, gap=drawn_gap),
            compared=says_difference("LivePortrait", drawn_gap),
            workers=batch_size(
                psutil.virtual_memory().available, _FRAME_BYTES, self._device.threads
            ),
        )
        return FrameRenderer(
            self._load(lambda: WarpingNetwork(widths), self.files.warping),
            self._load(lambda: Generator(widths), self.files.generator),
            drawing,
        )

    @cached_property
    def stitching(self) -> Retargeting:
        """Keypoints to where they leave the shoulders in place (S)."""
        return self._retargeting(official.STITCHING, retargeting.STITCHING)

    @cached_property
    def eyes(self) -> Retargeting:
        """How far eyes are open to what opens or closes them."""
        return self._retargeting(official.EYES, retargeting.EYES)

    @cached_property
    def lips(self) -> Retargeting:
        """How far lips are open to what opens or closes them."""
        return self._retargeting(official.LIPS, retargeting.LIPS)

    def _load(self, build: Callable[[], Network], path: Path) -> Network:
        return load_network(build, path, home=self._home)

    def _retargeting(self, name: str, widths: tuple[int, ...]) -> Retargeting:
        """Stays on the processor: a GPU would take longer to be asked than this to be done."""
        path = self.files.retargeting
        flat = path.suffix == ".safetensors"
        return load_network(
            lambda: Retargeting(widths),
            path,
            prefix=f"{name}_module." if flat else "",
            entry="" if flat else name,
            rename=lambda key: key.replace(_WRAPPED, ""),
            home=self._home,
        )


def load_networks(
    files: LivePortraitFiles,
    device: Device,
    home: Path,
    *,
    widths: NetworkWidths | None = None,
    compiled: bool = False,
) -> Networks:
    """The networks of `files`: those of the last render, still loaded, when they are the same."""
    # How much memory is free at the moment makes no other networks.
    device = replace(device, memory=0)
    return _loaded(files, files.identity, device, home, widths or NetworkWidths(), compiled)


@lru_cache(maxsize=1)
def _loaded(
    files: LivePortraitFiles,
    identity: str,
    device: Device,
    home: Path,
    widths: NetworkWidths,
    compiled: bool,
) -> Networks:
    del identity  # other files in the same places are other networks
    return Networks(files, device, home, widths=widths, compiled=compiled)
