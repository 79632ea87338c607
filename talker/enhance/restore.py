"""Restores the face in a run of frames: aligned steadily, in batches, pasted back softly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from talker.engines.base import FrameRenderer
from talker.enhance import faces
from talker.enhance.base import FaceRestorer, Image, Upscaler
from talker.face.compositor import all_resized
from talker.face.landmarks import Face, LandmarkSource

Floats = NDArray[np.float32]

STEADY_SECONDS = 0.12  # standard deviation of the smoothing: beyond the eye's patience, not a nod's

_FAR = 0.25  # of the face's width, from where a second look is worth it


class Follower:
    """Where the face is in each frame of a renderer, smoothed over time.

    Every frame is looked at alone, from the same `start`: where the face is does not depend on
    where rendering began.
    """

    def __init__(self, landmarks: LandmarkSource, start: Face, fps: float) -> None:
        self._landmarks = landmarks
        self._start = start
        self._size = float(np.ptp(start.mesh[:, 0]))
        reach = max(1, round(3 * STEADY_SECONDS * fps))
        steps = np.arange(-reach, reach + 1) / (STEADY_SECONDS * fps)
        self._weights = np.exp(-(steps**2) / 2).astype(np.float32)
        self.reach = reach

    def find(self, frame: Image) -> Floats:
        """The mesh of one frame, float32 [468, 2]; not a number where there is no face."""
        face = self._landmarks.track(frame, self._start)
        if face is not None and self._away(face) > _FAR * self._size:
            face = self._landmarks.track(frame, face)  # the first look saw it at its edge
        if face is None:
            face = min(self._landmarks.detect(frame), key=self._away, default=None)
        return np.full((468, 2), np.nan, np.float32) if face is None else face.mesh[:, :2]

    def steady(self, meshes: Floats) -> Floats:
        """Smoothed over time: [T + 2 * reach, 468, 2] -> [T, 468, 2].

        A mean of the frames nearby that have a face; one without a face stays without.
        """
        seen = ~np.isnan(meshes[:, 0, 0])
        count = len(meshes) - 2 * self.reach
        known = np.where(seen[:, None, None], meshes, np.float32(0))
        windows = np.lib.stride_tricks.sliding_window_view
        length = 2 * self.reach + 1
        total = windows(known, length, axis=0)[:count] @ self._weights
        weight = windows(seen, length)[:count] @ self._weights
        found = seen[self.reach : self.reach + count]
        weight = np.where(found, weight, np.float32(np.nan))
        return np.asarray(total / weight[:, None, None], np.float32)

    def _away(self, face: Face) -> float:
        return float(np.hypot(*(face.mesh - self._start.mesh)[:, :2].mean(0)))


class EnlargedFrames:
    """What another renderer draws, `size` (width, height) times `factor` large.

    The upscaler sees the frame as it was drawn; the rest of the way is plain resizing.
    """

    def __init__(self, inner: FrameRenderer, upscaler: Upscaler, size: tuple[int, int]) -> None:
        self._inner = inner
        self._upscaler = upscaler
        self.size = size
        self.factor = upscaler.factor

    def render(self, start: int, stop: int) -> Image:
        """Frames `start` to `stop` (exclusive): uint8 [B, factor * h, factor * w, 3], RGB."""
        return self.enlarged(self.draw(start, stop))

    def draw(self, start: int, stop: int) -> Image:
        """The frames as they were drawn."""
        return self._inner.render(start, stop)

    def enlarged(self, drawn: Image) -> Image:
        """`drawn` frames at the size they are shown at."""
        width, height = self.size
        larger = self._upscaler.upscale(drawn)
        return all_resized(larger, (width * self.factor, height * self.factor))


class RestoredFrames:
    """A renderer that restores the face in enlarged frames.

    The face is found and cut out where nothing was invented yet, in the plain frame; it goes
    into the enlarged one, so no detail is lost in between.
    """

    def __init__(
        self,
        inner: EnlargedFrames,
        frames: int,
        follower: Follower,
        restorer: FaceRestorer,
        strength: float,
    ) -> None:
        self._inner = inner
        self._count = frames
        self._follower = follower
        self._restorer = restorer
        self._strength = strength
        self._ready: dict[int, tuple[Image, Floats]] = {}  # drawn frames and their meshes

    def render(self, start: int, stop: int) -> Image:
        """Frames `start` to `stop` (exclusive): uint8 [B, factor * h, factor * w, 3], RGB."""
        reach = self._follower.reach
        self._draw(max(0, start - reach), min(self._count, stop + reach), stop - start)
        # Before the first frame and after the last one the face rests where it is there.
        near = np.clip(np.arange(start - reach, stop + reach), 0, self._count - 1)
        meshes = self._follower.steady(np.stack([self._ready[int(i)][1] for i in near]))
        drawn = np.stack([self._ready[index][0] for index in range(start, stop)])
        shown = self._inner.enlarged(drawn)
        with_face = [index for index, mesh in enumerate(meshes) if not np.isnan(mesh).any()]
        if with_face:
            self._restore(drawn[with_face], meshes[with_face], [shown[i] for i in with_face])
        return shown

    def _restore(self, drawn: Image, meshes: Floats, shown: list[Image]) -> None:
        """Restores the faces of `drawn` frames, at `meshes`, in the enlarged ones."""
        places = [faces.align(mesh) for mesh in meshes]
        plain = all_resized(drawn, self._inner.size)
        squares = [faces.cut(*pair) for pair in zip(plain, places, strict=True)]
        restored = self._restorer.restore(np.stack(squares))
        for frame, face, place in zip(shown, restored, places, strict=True):
            faces.paste(frame, face, place, strength=self._strength, factor=self._inner.factor)

    def _draw(self, start: int, stop: int, batch: int) -> None:
        """Draws what is not there yet of start..stop, and forgets what is outside."""
        self._ready = {i: picture for i, picture in self._ready.items() if start <= i < stop}
        missing = [index for index in range(start, stop) if index not in self._ready]
        for begin in range(0, len(missing), batch):
            first, last = missing[begin], missing[min(begin + batch, len(missing)) - 1]
            drawn = self._inner.draw(first, last + 1)
            plain = all_resized(drawn, self._inner.size)
            for offset, frame in enumerate(drawn):
                self._ready[first + offset] = frame, self._follower.find(plain[offset])
