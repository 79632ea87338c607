"""The stage between renderer and compositor: restores the face and enlarges the frame."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from talker.cache import Cache, Entry
from talker.engines.base import FrameRenderer, Portrait
from talker.enhance.base import FaceRestorer, NoUpscaler, Upscaler
from talker.enhance.files import Weights, find_weights
from talker.enhance.limits import check_size
from talker.enhance.restore import EnlargedFrames, Follower, RestoredFrames
from talker.errors import ErrorCode, InputError
from talker.face.compositor import all_resized, window_in_frame, without_odd_edge
from talker.face.landmarks import Face, LandmarkSource
from talker.home import cache_folder
from talker.inference.kept import backends_identity
from talker.model_files import ModelFiles
from talker.options.render import RenderOptions
from talker.scene import Box, Canvas, Image, Size

if TYPE_CHECKING:
    from talker.device import Device


@dataclass(frozen=True)
class Scene:
    """What the compositor works with: the still `background` (uint8 [H, W, 3]), the `canvas` and
    the `renderer` that draws its window."""

    background: Image
    canvas: Canvas
    renderer: FrameRenderer


class Enhancement:
    """What the options ask for. Made early: ModelMissing for a model that is not installed."""

    def __init__(
        self,
        options: RenderOptions,
        models: ModelFiles,
        home: Path,
        landmarks: LandmarkSource | None = None,
    ) -> None:
        self._options = options
        self._home = home
        self._landmarks = landmarks
        restores = options.enhance_strength > 0
        self._restorer = find_weights(options.enhance, models) if restores else None
        self._upscaler = find_weights(options.upscale, models)
        self._loaded_restorer: FaceRestorer | None = None
        if self._used and not find_spec("torch"):
            raise InputError(
                ErrorCode.COMPONENT_MISSING,
                "Face restoration and upscaling need torch, which is not installed.",
                "See what is missing with: mouthpiece doctor. "
                "Without --enhance and --upscale it is not needed.",
            )

    @property
    def identity(self) -> tuple[str, ...]:
        """Changes whenever the same frames would come out with other pixels; empty for none."""
        if not self._used:
            return ()
        return (*self._computed_by, *(weights.identity for weights in self._used))

    def improved(self, scene: Scene, portrait: Portrait, frames: int) -> Scene:
        """The scene with a better renderer, and a larger canvas where that is asked for.

        `frames` is the length of the whole video.
        """
        if not self._used:
            return scene
        upscaler = self._loaded_upscaler
        larger = _enlarged(scene.canvas, scene.background, upscaler.factor)
        renderer = self._renderer(scene, portrait, frames, upscaler)
        background = self._background(scene, portrait, upscaler)
        if larger.paste:
            background = all_resized(background[None], larger.frame_size)[0]
        return Scene(background, larger, renderer)

    def frame_size(self, canvas: Canvas) -> Size:
        """Width and height of the frames of a canvas when they are enlarged."""
        width, height = canvas.frame_size
        factor = self._options.upscale.factor
        return width * factor, height * factor

    @property
    def _used(self) -> list[Weights]:
        return [weights for weights in (self._restorer, self._upscaler) if weights is not None]

    @property
    def _device(self) -> Device:
        from talker.device import choose_device

        return choose_device(self._options.device.value, fast=self._options.fast)

    @property
    def _computed_by(self) -> tuple[str, ...]:
        """Device, precision and enabled backends."""
        backends = backends_identity(self._home)
        return (*self._device.identity.split(), *([backends] if backends else []))

    @cached_property
    def _loaded_upscaler(self) -> Upscaler:
        if self._upscaler is None:
            return NoUpscaler()
        from talker.enhance.networks import load_upscaler

        return load_upscaler(self._upscaler, self._options.upscale, self._device, self._home)

    def _renderer(
        self, scene: Scene, portrait: Portrait, frames: int, upscaler: Upscaler
    ) -> FrameRenderer:
        shown = window_in_frame(scene.canvas, scene.background)
        size = shown.width, shown.height
        enlarged = EnlargedFrames(scene.renderer, upscaler, size)
        if self._restorer is None:
            return enlarged
        from talker.enhance.networks import load_restorer
        from talker.face.mediapipe_dnn import MediaPipeLandmarks

        follower = Follower(
            self._landmarks or MediaPipeLandmarks(),
            _in_window(portrait.face, scene.canvas.window, size),
            self._options.fps,
        )
        if self._loaded_restorer is None:
            self._loaded_restorer = load_restorer(self._restorer, self._device, self._home)
        strength = self._options.enhance_strength
        return RestoredFrames(enlarged, frames, follower, self._loaded_restorer, strength)

    def _background(self, scene: Scene, portrait: Portrait, upscaler: Upscaler) -> Image:
        """The still portrait, enlarged once for all frames and renders."""
        image = without_odd_edge(scene.background)
        if self._upscaler is None or not scene.canvas.paste:
            return image
        key = (
            *(portrait.digest, "upscaled/1", self._upscaler.identity),
            *self._computed_by,
        )
        cache = Cache(cache_folder(self._home))
        entry = cache.load(*key)
        if entry is not None:
            return np.asarray(entry.arrays["image"], np.uint8)
        larger = upscaler.upscale(image[None])[0]
        cache.store(Entry({"image": larger}, {}), *key)
        return larger


def _enlarged(canvas: Canvas, background: Image, factor: int) -> Canvas:
    """The canvas of a video `factor` times as large, drawn at the size it is shown at.

    UsageError when that is more than players take.
    """
    width, height = (side * factor for side in canvas.frame_size)
    check_size(*canvas.frame_size, factor)
    shown = window_in_frame(canvas, background)
    return replace(
        canvas,
        window=_times(shown, factor) if canvas.paste else canvas.window,
        window_size=(shown.width * factor, shown.height * factor),
        frame_size=(width, height),
        # A network sees the window without what lies around it: its border comes out differently.
        blend=canvas.blend or (canvas.paste and factor > 1),
    )


def _times(box: Box, factor: int) -> Box:
    return Box(box.left * factor, box.top * factor, box.right * factor, box.bottom * factor)


def _in_window(face: Face, window: Box, size: tuple[int, int]) -> Face:
    """The portrait's face in pixels of a window that is shown at `size` (width, height)."""
    scale = np.array([size[0] / window.width, size[1] / window.height])
    mesh = face.mesh.copy()
    mesh[:, :2] = (face.mesh[:, :2] + 0.5 - (window.left, window.top)) * scale - 0.5
    mesh[:, 2] *= scale[0]
    return replace(face, mesh=mesh)
