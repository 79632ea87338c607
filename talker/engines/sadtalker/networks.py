"""The networks of one checkpoint, each loaded when it is first needed and then kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

import numpy as np
import psutil
import torch
from numpy.typing import NDArray
from torch import nn

from talker.checkpoint import load_network
from talker.device import Device, batch_size
from talker.engines.sadtalker import audio_encoder, coefficients, keypoints, pose_unet
from talker.engines.sadtalker import mapping as mapping_network
from talker.engines.sadtalker.audio2exp import Audio2Exp
from talker.engines.sadtalker.audio2pose import Audio2Pose
from talker.engines.sadtalker.coefficients import CoefficientNetwork
from talker.engines.sadtalker.files import SMALL, WHOLE_PICTURE, Weights
from talker.engines.sadtalker.generator import Generator
from talker.engines.sadtalker.keypoints import KeypointExtractor
from talker.engines.sadtalker.mapping import Mapping
from talker.engines.sadtalker.renderer import Renderer
from talker.engines.sadtalker.semantics import columns
from talker.face.drawn_lips import drawn_gap
from talker.inference.accelerated import accelerated
from talker.inference.smaller_numbers import says_difference
from talker.networks.frame_renderer import Drawing
from talker.networks.layers import fold_norms
from talker.networks.warping import Widths
from talker.options.picture import Mode

_FRAME_BYTES = 700 << 20  # working memory for one frame of 256 pixels
Network = TypeVar("Network", bound=nn.Module)


@dataclass(frozen=True)
class NetworkWidths:
    """Channels of the networks; the official ones unless a test wants them small."""

    audio: int = audio_encoder.OFFICIAL_WIDTH
    pose: int = pose_unet.OFFICIAL_WIDTH
    mapping: int = mapping_network.OFFICIAL_WIDTH
    face: int = coefficients.OFFICIAL_WIDTH
    keypoints: int = keypoints.OFFICIAL_WIDTH
    generator: Widths = field(default_factory=Widths)


class Networks:
    """All but the renderer compute in float32: they are small, and errors would add up."""

    def __init__(
        self,
        weights: Weights,
        mode: Mode,
        device: Device,
        widths: NetworkWidths,
        home: Path,
        *,
        compiled: bool = False,
    ) -> None:
        self._compiled = compiled
        self._weights = weights
        self._mode = mode
        self._device = device
        self._widths = widths
        self._home = home
        torch.set_num_threads(device.threads)

    @property
    def identity(self) -> str:
        """Changes when another file takes the place of one of them."""
        return self._weights.identity

    @torch.inference_mode()
    def read_faces(self, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Coefficients float32 [B, 257] of aligned faces, uint8 [B, 224, 224, 3] RGB."""
        seen = torch.from_numpy(pictures).to(self.torch_device).permute(0, 3, 1, 2).float() / 255
        found = self.coefficients(seen)
        parts = [getattr(found, part.name) for part in fields(found)]
        values: NDArray[np.float32] = torch.cat(parts, 1).cpu().numpy()
        return values

    @property
    def torch_device(self) -> torch.device:
        """Where tensors for these networks belong."""
        return torch.device(self._device.name)

    @cached_property
    def audio2exp(self) -> Audio2Exp:
        """Mel windows to expressions."""
        return self._ready(self._part(lambda: Audio2Exp(self._widths.audio), "audio2exp."))

    @cached_property
    def audio2pose(self) -> Audio2Pose:
        """Mel windows and noise to head poses."""
        widths = self._widths
        return self._ready(self._part(lambda: Audio2Pose(widths.audio, widths.pose), "audio2pose."))

    @cached_property
    def coefficients(self) -> CoefficientNetwork:
        """An aligned face to its 3DMM coefficients."""
        return self._ready(
            self._part(lambda: CoefficientNetwork(self._widths.face), "face_3drecon.")
        )

    @cached_property
    def keypoints(self) -> KeypointExtractor:
        """A portrait to its canonical keypoints."""
        return self._ready(
            self._part(lambda: KeypointExtractor(self._widths.keypoints), "kp_extractor.")
        )

    @cached_property
    def mapping(self) -> Mapping:
        """Coefficients over time to the motion of the keypoints; its layout depends on the mode."""
        rows = columns(self._mode)
        return self._ready(
            load_network(
                lambda: Mapping(rows, self._widths.mapping),
                self._weights.mapping,
                entry="mapping",
                home=self._home,
            )
        )

    @cached_property
    def renderer(self) -> Renderer:
        """Keypoints to frames; on a processor several frames at a time, as memory allows."""
        need = _FRAME_BYTES * (self._weights.side // SMALL) ** 2
        drawing = Drawing(
            device=self._device.name,
            dtype=getattr(torch, self._device.precision),
            compiled=self._compiled and self._device.kind == "cuda",
            through=accelerated(self._home, 255, fast=self._device.fast, gap=drawn_gap),
            compared=says_difference("SadTalker", drawn_gap),
            workers=batch_size(psutil.virtual_memory().available, need, self._device.threads),
        )
        return Renderer(
            self._part(lambda: Generator(self._widths.generator), "generator."), drawing
        )

    def _part(self, build: Callable[[], Network], prefix: str) -> Network:
        return load_network(build, self._weights.checkpoint, prefix=prefix, home=self._home)

    def _ready(self, network: Network) -> Network:
        fold_norms(network)
        return network.to(self._device.name)


def warm_networks(
    weights: Weights,
    mode: Mode,
    device: Device,
    widths: NetworkWidths,
    home: Path,
    *,
    compiled: bool = False,
) -> Networks:
    """The networks of `weights`: those of the last render, still loaded, when they are the same."""
    kind = Mode.FULL if mode in WHOLE_PICTURE else Mode.CROP
    # How much memory is free at the moment makes no other networks.
    device = replace(device, memory=0)
    return _loaded(_Wanted(weights, weights.identity, kind, device, widths, home, compiled))


@dataclass(frozen=True)
class _Wanted:
    """Which networks to load; equal as long as they would be the same ones, files included."""

    weights: Weights
    identity: str
    mode: Mode
    device: Device
    widths: NetworkWidths
    home: Path
    compiled: bool


@lru_cache(maxsize=1)
def _loaded(wanted: _Wanted) -> Networks:
    return Networks(
        wanted.weights,
        wanted.mode,
        wanted.device,
        wanted.widths,
        wanted.home,
        compiled=wanted.compiled,
    )
