"""Draws frames: of one picture, or of a clip whose frames take turns as the picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from talker.device import in_batches, to_host
from talker.engines.sadtalker.extract import Source
from talker.engines.sadtalker.keypoints import moved_keypoints, rotation
from talker.engines.sadtalker.mapping import KEYPOINTS
from talker.engines.sadtalker.mel import FPS
from talker.engines.sadtalker.motion import ANGLES, keypoint_motion
from talker.engines.sadtalker.networks import Networks
from talker.engines.sadtalker.renderer import SourceFeatures
from talker.engines.sadtalker.semantics import columns
from talker.face.compositor import Compositor
from talker.media.clip import ClipFrames, to_and_fro
from talker.networks.between import SparseFrames
from talker.options.picture import Mode
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.scene import Canvas, Image, Motion

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Features:
    """What the networks see in a source picture, whatever moves it.

    `canonical`: its keypoints without head pose, float32 [1, 15, 3]; `volume`: as of
    SourceFeatures, float32 or float16.
    """

    canonical: Floats
    volume: NDArray[np.floating]


@dataclass(frozen=True)
class _Ready:
    """A source picture in the networks: its keypoints without head pose, and its features."""

    canonical: torch.Tensor
    features: SourceFeatures


class SadTalkerRenderer:
    """Draws frames of one source."""

    def __init__(
        self,
        networks: Networks,
        source: Source,
        features: Features,
        motion: Motion,
        options: RenderOptions,
    ) -> None:
        self._networks = networks
        self._values = torch.from_numpy(motion.values)
        self._source = _ready(networks, source, features, options.mode)
        self._sparse: SparseFrames | None = None
        if options.draw_every > 1:
            driving = _keypoints(self._source.canonical, self._values)
            self._sparse = networks.renderer.sparse(self._source.features, driving)

    def render(self, start: int, stop: int) -> Image:
        """Frames `start` to `stop` (exclusive): uint8 [B, S, S, 3], RGB."""
        parts = in_batches(start, stop, stop - start, self._draw)
        return np.concatenate([frames for _, _, frames in parts])

    def _draw(self, start: int, stop: int) -> Image:
        if self._sparse is not None:
            return _levels(self._sparse.render(start, stop))
        return _drawn(self._networks, self._source, self._values[start:stop])


@dataclass(frozen=True)
class FollowedClip:
    """A clip whose motion the portrait keeps: its frames, and of each frame the coefficients,
    `rows` float32 [count, 73]."""

    frames: ClipFrames
    rows: Floats


class ClipRenderer:
    """Draws frames of a clip; in the full modes it puts them into the clip's own frames."""

    def __init__(
        self,
        networks: Networks,
        source: Source,
        motion: Motion,
        mode: Mode,
        clip: FollowedClip,
        canvas: Canvas,
    ) -> None:
        self._networks, self._source, self._mode = networks, source, mode
        self._clip, self._canvas = clip, canvas
        self._values = torch.from_numpy(motion.values)
        self._turns = clip_turns(motion.frame_count, motion.fps, clip.frames.count)

    def render(self, start: int, stop: int) -> Image:
        """Frames `start` to `stop` (exclusive): uint8 [B, h, w, 3], RGB."""
        return np.stack([self._draw(index) for index in range(start, stop)])

    def _draw(self, index: int) -> Image:
        turn = int(self._turns[index])
        image = self._clip.frames[turn]
        size = self._source.picture.shape[0]
        shown = replace(
            self._source, picture=self._source.part.show(image, size), row=self._clip.rows[turn]
        )
        features = see(self._networks, shown.picture)
        ready = _ready(self._networks, shown, features, self._mode)
        drawn = _drawn(self._networks, ready, self._values[index : index + 1])
        if self._canvas.paste:
            drawn = Compositor(image, self._canvas).compose(drawn)
        frame: Image = drawn[0]
        return frame


def clip_turns(frames: int, fps: float, count: int) -> NDArray[np.int64]:
    """Which of a clip's `count` frames (25 a second) each frame at `fps` shows: [frames]."""
    steps = np.floor((np.arange(frames) + 0.5) * FPS / fps).astype(int)
    turns: NDArray[np.int64] = to_and_fro(int(steps[-1]) + 1, count)[steps]
    return turns


@torch.inference_mode()
def see(networks: Networks, picture: Image) -> Features:
    """What the networks see in a picture, uint8 [S, S, 3] RGB."""
    pixels = _pixels(picture)
    canonical = networks.keypoints(pixels.to(networks.torch_device))
    volume = networks.renderer.volume(pixels)
    if volume.dtype is torch.bfloat16:  # numpy has none
        volume = volume.float()
    return Features(to_host(canonical), to_host(volume))


@torch.inference_mode()
def _ready(networks: Networks, source: Source, features: Features, mode: Mode) -> _Ready:
    canonical, volume = torch.from_numpy(features.canonical), torch.from_numpy(features.volume)
    rest = keypoint_motion(networks, source.row[None, : columns(mode)], CancelToken())
    at_rest = _keypoints(canonical, torch.from_numpy(rest))
    return _Ready(canonical, networks.renderer.source(_pixels(source.picture), at_rest, volume))


def _pixels(picture: Image) -> torch.Tensor:
    """A picture, uint8 [S, S, 3], as the networks take it: float32 [1, 3, S, S] in 0..1."""
    return torch.from_numpy(picture).permute(2, 0, 1)[None].float() / 255


@torch.inference_mode()
def _drawn(networks: Networks, source: _Ready, values: torch.Tensor) -> Image:
    driving = _keypoints(source.canonical, values)
    return _levels(networks.renderer.render(source.features, driving))


def _levels(drawn: torch.Tensor) -> Image:
    """Frames float32 [B, 3, S, S] in 0..1 as uint8 [B, S, S, 3]."""
    whole = drawn.mul(255).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1)
    frames: Image = to_host(whole)
    return frames


def _keypoints(canonical: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    """Keypoints [B, 15, 3] for values [B, 51] of a motion."""
    turn = rotation(*values[:, : len(ANGLES)].unbind(1))
    t, exp = values[:, len(ANGLES) : 6], values[:, 6:].unflatten(1, (KEYPOINTS, 3))
    return moved_keypoints(canonical, turn, t, exp)
