"""Draws the frames of a dubbed film: the film's own with new mouths."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.device import usable_cores
from talker.dubbing.base import FaceFrame, Heard, MouthEngine, Patch, Shot, ShotPainter
from talker.dubbing.feed import FrameFeed, ahead
from talker.dubbing.timeline import Timeline
from talker.dubbing.tracks import ShotRange, Tracks
from talker.label.visible_label import VisibleLabel, clear_corner, label_image
from talker.media.film import Film
from talker.media.film_frame import FilmFrame, Overlay
from talker.options.ai_label import Corner, LabelTime
from talker.options.dub import DubOptions
from talker.scene import Box, Image

Range = tuple[int, int]

_SHOTS_HELD = 3
_BACK_SECONDS = 0.24  # over which the film's own mouth comes back after the speech


@dataclass(frozen=True)
class Painted:
    """How many frames have a new mouth, and the pixels that were drawn in them."""

    frames: int = 0
    pixels: int = 0

    def __add__(self, other: Painted) -> Painted:
        return Painted(self.frames + other.frames, self.pixels + other.pixels)


@dataclass(frozen=True)
class Plan:
    """What is drawn: the film with its tracks, the timeline, and what the engine has heard."""

    film: Film
    tracks: Tracks
    timeline: Timeline
    heard: Heard

    def corner(self, options: DubOptions) -> Corner:
        """Where the label stands: where the user says, or clear of most of the film's mouths."""
        if options.ai_label_corner is not Corner.AUTO:
            return options.ai_label_corner
        if options.ai_label is LabelTime.OFF:
            return Corner.BOTTOM_RIGHT
        step = max(1, round(self.film.rate / 2))
        mouths = (
            self.tracks.mouth(number, self.film.size)
            for number in range(0, self.tracks.frames, step)
        )
        return clear_corner(self.film.size, filter(None, mouths))

    def strengths(self, start: int, stop: int) -> NDArray[np.float32]:
        """How much of the new mouth is seen in the frames `start` to `stop` of the video."""
        numbers = np.minimum(self.timeline.numbers[start:stop], self.tracks.frames - 1)
        back = max(1, round(_BACK_SECONDS * float(self.film.rate)))
        left = 1 - (np.arange(start, stop) - self.timeline.spoken + 1) / (back + 1)
        untracked = self.timeline.numbers[start:stop] >= self.tracks.frames
        share = np.clip(np.where(untracked, 0, left), 0, 1)
        return np.asarray(np.minimum(self.tracks.strength[numbers], share), np.float32)

    def meshes(self, numbers: Sequence[int]) -> NDArray[np.float32]:
        """Steadied meshes of frames of the film: float32 [N, 468, 3]."""
        low, high = min(numbers), max(numbers) + 1
        if high - low <= 4 * len(numbers):
            return self.tracks.meshes(low, high)[np.array(numbers) - low]
        return np.concatenate([self.tracks.meshes(number, number + 1) for number in numbers])


class MouthDrawer:
    """Draws frames of one video; each depends on its index alone."""

    def __init__(
        self, plan: Plan, engine: MouthEngine, options: DubOptions, corner: Corner
    ) -> None:
        self._plan = plan
        self._engine = engine
        self._feed = FrameFeed(plan.film)
        self._painters: OrderedDict[ShotRange, ShotPainter] = OrderedDict()
        self._pool = ThreadPoolExecutor(min(8, usable_cores()))
        size = plan.film.size
        self._label = VisibleLabel(options.ai_label, corner, size, float(plan.film.rate))
        self._words = _label_overlay(plan.film, corner)

    def batches(self, ranges: Iterable[Range]) -> Generator[tuple[Range, list[FilmFrame], Painted]]:
        """Finished frames of each range, start to stop (exclusive), in order; those without a new
        mouth and a label are the film's own, bit by bit. While one range is drawn the film is read
        for the next."""
        for (start, stop), frames in ahead(ranges, self._read):
            yield (start, stop), *self._drawn(start, stop, frames)

    def _read(self, frames: Range) -> list[FilmFrame]:
        return self._feed.frames([int(n) for n in self._plan.timeline.numbers[slice(*frames)]])

    def _drawn(
        self, start: int, stop: int, frames: list[FilmFrame]
    ) -> tuple[list[FilmFrame], Painted]:
        plan = self._plan
        numbers = [int(number) for number in plan.timeline.numbers[start:stop]]
        strengths = plan.strengths(start, stop)
        due = np.flatnonzero(strengths > 0)
        patches: list[Patch | None] = [None] * len(frames)
        if len(due):
            meshes = plan.meshes([numbers[index] for index in due])
            faces = [
                FaceFrame(frames[index], numbers[index], mesh, float(strengths[index]))
                for index, mesh in zip(due, meshes, strict=True)
            ]
            rows = plan.heard.rows(start, stop)[due]
            for index, patch in zip(due, self._patches(faces, rows), strict=True):
                patches[index] = patch
        labelled = np.arange(len(frames)) < self._label.due(start, stop - start)
        made = list(self._pool.map(self._finished, frames, patches, strengths, labelled))
        return [frame for frame, _ in made], sum((more for _, more in made), Painted())

    def _finished(
        self, frame: FilmFrame, patch: Patch | None, strength: float, labelled: bool
    ) -> tuple[FilmFrame, Painted]:
        """A frame with its new mouth and its label, where it gets them."""
        painted = Painted()
        if patch is not None or labelled:
            frame = frame.copy()
        if patch is not None:
            mask = patch.mask
            if not self._engine.fades and strength < 1:
                mask = cv2.convertScaleAbs(mask, alpha=float(strength))
            frame.blend(patch.box, patch.picture, mask)
            painted = Painted(1, int(np.count_nonzero(mask)))
        if labelled:
            self._words.lay(frame)
        return frame, painted

    def close(self) -> None:
        """Ends what reads the film and draws."""
        self._pool.shutdown()
        self._feed.close()

    def _patches(self, faces: Sequence[FaceFrame], rows: NDArray[np.floating]) -> list[Patch]:
        """Of frames that may be of several shots."""
        shots = [self._plan.tracks.shot_of(face.number) for face in faces]
        patches: list[Patch] = []
        begin = 0
        for end in range(1, len(faces) + 1):
            if end == len(faces) or shots[end] != shots[begin]:
                painter = self._painter(shots[begin])
                patches += painter.draw(faces[begin:end], rows[begin:end])
                begin = end
        return patches

    def _painter(self, shot: ShotRange) -> ShotPainter:
        found = self._painters.pop(shot, None)
        if found is None:
            found = self._engine.prepare(self._shot(shot))
        self._painters[shot] = found
        while len(self._painters) > _SHOTS_HELD:
            self._painters.popitem(last=False)
        return found

    def _shot(self, shot: ShotRange) -> Shot:
        plan = self._plan
        closed = [int(number) for number in plan.tracks.closed(shot)]
        meshes = np.concatenate([plan.tracks.meshes(number, number + 1) for number in closed])
        reader = plan.film.read(closed[0])
        rest = FaceFrame(next(reader), closed[0], meshes[0])
        reader.close()
        return Shot(shot.start, shot.stop, plan.film.size, rest, meshes)


def _label_overlay(film: Film, corner: Corner) -> Overlay:
    words = label_image(film.size, corner)
    height, width = words.colour.shape
    box = Box(words.left, words.top, words.left + width, words.top + height)
    picture: Image = cv2.merge([words.colour] * 3)
    return Overlay(box, picture, words.opacity, film.colours)
