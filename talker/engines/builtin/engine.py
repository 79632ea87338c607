"""The built-in engine: one photograph, moved and redrawn; needs no downloads."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.base import Drive, Portrait, pasted
from talker.engines.builtin.eyes import build_eyes
from talker.engines.builtin.fit import fitted, neutral
from talker.engines.builtin.layers import build_layers
from talker.engines.builtin.mouth import Mouth, MouthShape
from talker.engines.builtin.rig import build_rig, window_texture
from talker.engines.builtin.surround import reach_box
from talker.engines.builtin.warp import Borders, Warp
from talker.engines.by_curves import motion_by_curves
from talker.engines.shown import WHOLE_PICTURE, shown_part
from talker.face.visibility import EyeState, eye_state
from talker.options.picture import Mode
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.scene import Box, Canvas, Motion, alone, square

Floats = NDArray[np.float32]

_REACH = {Mode.CROP: 1.85, Mode.RESIZE: 1.85, Mode.EXTCROP: 1.85, Mode.FULL: 1.7, Mode.EXTFULL: 2.2}
_GAZE_UNIT = 0.8  # pixels per mm below which eyes are too small to look around
_GAZE_FROM_YAW_MM = 0.10  # per degree: the eyes stay on the camera


class BuiltinEngine:
    """Visemes from the speech, motion by rule and seeded noise, pictures by warping."""

    name = "builtin"
    device = "cpu"
    version = "9"
    weights_id = ""
    batch = 8

    def __init__(self) -> None:
        self._begun: _Begun | None = None
        self._cut: _Cut | None = None

    def motion(
        self, drive: Drive, options: RenderOptions, portrait: Portrait, cancel: CancelToken
    ) -> Motion:
        """The motion of the whole speech at `options.fps`; the same for every portrait.

        Meanwhile the portrait is made ready, if it is alone and not yet begun.
        """
        begun = self._begun
        if drive.partner is None and (begun is None or begun.portrait is not portrait):
            worker = ThreadPoolExecutor(1, "portrait")
            self._begun = _Begun(portrait, worker.submit(self._made, portrait, options))
            worker.shutdown(wait=False)
        return motion_by_curves(drive, options, cancel)

    def canvas(self, portrait: Portrait, options: RenderOptions) -> Canvas:
        """Where the engine draws: the cut, the whole picture, or what moves of it."""
        cut = self._cut
        if cut is None or not cut.is_of(portrait, options):
            made = _canvas(portrait, options)
            cut = self._cut = _Cut(portrait, options.mode, options.size, made)
        return cut.canvas

    def renderer(
        self, portrait: Portrait, motion: Motion, canvas: Canvas, options: RenderOptions
    ) -> BuiltinRenderer:
        """Builds the rig: everything that depends only on the portrait; once, while that stays."""
        return BuiltinRenderer(self._figure(portrait, canvas, options.mode), motion, options)

    def _figure(self, portrait: Portrait, canvas: Canvas, mode: Mode) -> Figure:
        begun = self._begun
        if begun is not None and begun.portrait is portrait:
            figure = begun.figure.result()
            if figure.shows(portrait, canvas, mode):
                return figure
        figure = Figure(portrait, canvas, mode)
        self._begun = _Begun(portrait, Future())
        self._begun.figure.set_result(figure)
        return figure

    def _made(self, portrait: Portrait, options: RenderOptions) -> Figure:
        return Figure(portrait, self.canvas(portrait, options), options.mode)


class Figure:
    """A portrait that is ready to move on a canvas, whatever moves it."""

    def __init__(self, portrait: Portrait, canvas: Canvas, mode: Mode) -> None:
        self._made_of = portrait, canvas, mode
        self.view = portrait.face.yaw
        self.rig = build_rig(portrait, canvas)
        layers = build_layers(portrait, canvas, self.rig)
        self.warp = Warp(self.rig, _REACH[mode], _borders(portrait, canvas), layers)
        self.opacity: NDArray[np.uint8] | None = None
        if portrait.opacity is not None:
            opacity, _ = window_texture(cv2.merge([portrait.opacity] * 3), canvas)
            self.opacity = self.warp.fine(opacity)
        opened = eye_state(portrait.image, portrait.face) is EyeState.OPEN
        self.eyes = build_eyes(self.rig) if opened else ()
        self.mouth = Mouth(self.rig)
        self.pool = ThreadPoolExecutor(min(8, os.cpu_count() or 1), initializer=_one_thread)

    def shows(self, portrait: Portrait, canvas: Canvas, mode: Mode) -> bool:
        """Whether it is the figure of this very portrait on this canvas."""
        made_of, made_on, made_for = self._made_of
        return made_of is portrait and (made_on, made_for) == (canvas, mode)


@dataclass(frozen=True)
class _Cut:
    """The canvas of the last portrait: finding what moves of a whole picture takes a rig."""

    portrait: Portrait
    mode: Mode
    size: int
    canvas: Canvas

    def is_of(self, portrait: Portrait, options: RenderOptions) -> bool:
        """Whether it is that of this very portrait with these options."""
        wanted = options.mode, options.size
        return self.portrait is portrait and (self.mode, self.size) == wanted


@dataclass(frozen=True)
class _Begun:
    """The last portrait, and its figure as soon as that is there."""

    portrait: Portrait
    figure: Future[Figure]


class BuiltinRenderer:
    """Draws frames; each depends on its index alone, so any range gives the same pixels."""

    def __init__(self, figure: Figure, motion: Motion, options: RenderOptions) -> None:
        self._rig = figure.rig
        self._neutral = neutral(self._rig.gap, self._rig.smile, motion, options.smile)
        self._motion = fitted(motion, figure.view)
        if not figure.eyes:  # nor do brows and lower lids take part
            self._motion.values[:, motion.channels.index("blink")] = 0
        self._warp = figure.warp
        self._opacity = figure.opacity
        self._eyes = figure.eyes
        self._mouth = figure.mouth
        self._pool = figure.pool

    def render(self, start: int, stop: int) -> NDArray[np.uint8]:
        """Frames `start` to `stop` (exclusive): uint8 [B, h, w, 3], RGB."""
        frames = np.empty((stop - start, self._rig.height, self._rig.width, 3), np.uint8)

        def draw(index: int) -> None:
            frames[index - start] = self._frame(index)

        for _ in self._pool.map(draw, range(start, stop)):
            pass
        return frames

    def opacity(self, start: int, stop: int) -> NDArray[np.uint8] | None:
        """As of CutOutRenderer."""
        fine, motion = self._opacity, self._motion
        if fine is None:
            return None

        def draw(index: int) -> NDArray[np.uint8]:
            placement = self._rig.place(motion, self._neutral, index, index + 1)
            breath = float(motion.values[index, motion.channels.index("breath")])
            return self._warp.carried(fine, placement, 0, breath)

        return np.stack(list(self._pool.map(draw, range(start, stop))))

    def _frame(self, index: int) -> NDArray[np.uint8]:
        motion = self._motion
        value = dict(zip(motion.channels, motion.values[index].tolist(), strict=True))
        placement = self._rig.place(motion, self._neutral, index, index + 1)
        frame = self._warp.draw(placement, 0, value["breath"])
        gaze = np.zeros(2, np.float32)
        if self._rig.unit >= _GAZE_UNIT:
            gaze[0] = value["gaze_x"] - _GAZE_FROM_YAW_MM * value["yaw"]
            gaze[1] = value["gaze_y"]
        for eye in self._eyes:
            eye.draw(frame, placement, 0, value["blink"], gaze)
        self._mouth.draw(
            frame,
            placement,
            0,
            MouthShape(value["jaw"], value["pucker"], value["tongue"]),
        )
        return frame


def _one_thread() -> None:
    """Frames are drawn side by side: OpenCV's own threads would only get in the way."""
    cv2.setNumThreads(1)


def _borders(portrait: Portrait, canvas: Canvas) -> Borders:
    height, width = portrait.image.shape[:2]
    box, scale = canvas.window, canvas.window_size[0] / canvas.window.width
    room = (box.left, box.top, width - box.right, height - box.bottom)
    left, top, right, bottom = (pixels * scale for pixels in room)
    inside = (left > 0, top > 0, right > 0, bottom > 0)
    return Borders(inside if canvas.paste else (False,) * 4, (left, top, right, bottom))


def _canvas(portrait: Portrait, options: RenderOptions) -> Canvas:
    if options.mode in WHOLE_PICTURE:
        return _full_canvas(portrait, _REACH[options.mode])
    shaped = alone if options.mode is Mode.RESIZE else square
    return shaped(shown_part(portrait, options.mode), options.size)


def _full_canvas(portrait: Portrait, reach: float) -> Canvas:
    height, width = portrait.image.shape[:2]
    whole = pasted(Box(0, 0, width // 2 * 2, height // 2 * 2), portrait)
    return pasted(reach_box(build_rig(portrait, whole), reach), portrait)
