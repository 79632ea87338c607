"""Which frame of the film each frame of the video shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talker.media.clip import to_and_fro
from talker.options.dub import Ending, Extend

Numbers = NDArray[np.int64]

REST_SECONDS = 1.0  # after the speech in which a film is ended at rest
_LEAST_LOOP = 0.4  # of the film: what is repeated is at least so long
_MOST_COMPARED = 1200  # frames of either end, that are compared at first
_LIPS_OPEN = 0.5  # levels that a mm of opening counts for where a film may end


@dataclass(frozen=True)
class Timeline:
    """`numbers` int64 [T]: the frame of the film that is seen in each frame of the video; the first
    `spoken` of them are dubbed. `joins`: frames of the video that do not follow, in the film, the
    one before them nor turn back from it."""

    numbers: Numbers
    spoken: int
    joins: tuple[int, ...] = ()

    @property
    def frames(self) -> int:
        """Of the video."""
        return len(self.numbers)


def plan_timeline(
    film: int, speech: int, extend: Extend, ending: Ending, ends: Ends, rate: float
) -> Timeline:
    """The timeline of a film of `film` frames and a speech of `speech`; `ends` knows where the film
    can be cut and joined."""
    if film >= speech:
        if ending is Ending.KEEP:
            return Timeline(np.arange(film), speech)
        last = ends.at_rest(speech, min(film, speech + round(REST_SECONDS * rate)))
        return Timeline(np.arange(last), speech)
    if extend is Extend.HOLD:
        return Timeline(np.minimum(np.arange(speech), film - 1), speech)
    if extend is Extend.BOUNCE:
        return Timeline(to_and_fro(speech, film), speech)
    first, last = ends.loop()
    inside = last - first + 1
    numbers = np.arange(speech)
    after = numbers > last
    numbers[after] = first + (numbers[after] - last - 1) % inside
    joins = tuple(int(index) for index in np.flatnonzero(np.diff(numbers) < 0) + 1)
    return Timeline(numbers, speech, joins)


class Ends:
    """Finds where a film ends well and where it joins itself, by pictures in small.

    `thumbs` gives those of frames from one number to another, [N, 18, 32]; `gaps` [N]: how far the
    lips are open in each, in mm.
    """

    def __init__(
        self, thumbs: Callable[[int, int], NDArray[np.uint8]], gaps: NDArray[np.float32]
    ) -> None:
        self._thumbs = thumbs
        self._gaps = gaps

    def at_rest(self, start: int, stop: int) -> int:
        """After which of the frames `start` to `stop` the film ends: where least moves and the lips
        are shut; `start` at least, so that all of the speech is seen."""
        if stop - start < 3:
            return start
        thumbs = self._thumbs(start - 1, stop).astype(np.float32)
        moves = np.abs(np.diff(thumbs, axis=0)).mean((1, 2))
        return start + int(np.argmin(moves + _LIPS_OPEN * self._gaps[start:stop]))

    def loop(self) -> tuple[int, int]:
        """Frames `first` and `last`: after `last` the film goes on with `first`, and the step is as
        small as it can be: the picture after `last` would be like `first`, moving alike."""
        count = len(self._gaps)
        least = max(2, round(_LEAST_LOOP * count))
        step = max(1, -(-(count - least) // _MOST_COMPARED))
        early = np.arange(1, count - least, step)
        late = np.arange(least, count - 1, step)
        if not len(early) or not len(late):
            return 0, count - 1
        first, last = self._nearest(early, late, least)
        if step > 1:
            early = np.arange(max(1, first - step), min(count - 1, first + step + 1))
            late = np.arange(max(1, last - step), min(count - 1, last + step + 1))
            first, last = self._nearest(early, late, least)
        return first, last - 1

    def _nearest(self, early: Numbers, late: Numbers, least: int) -> tuple[int, int]:
        one, two = self._moving(early), self._moving(late)
        apart = (one**2).sum(1)[:, None] + (two**2).sum(1)[None] - 2 * one @ two.T
        length = late[None] - early[:, None]
        # Of steps that are about as small as those of the film itself the longest loop is taken.
        usual = float((np.diff(two, axis=0) ** 2).sum(1).mean()) if len(two) > 1 else 0.0
        apart += np.float32(usual) * (1 - length / len(self._gaps)).astype(np.float32)
        apart[length < least] = np.inf
        best = np.unravel_index(int(np.argmin(apart)), apart.shape)
        return int(early[best[0]]), int(late[best[1]])

    def _moving(self, numbers: Numbers) -> NDArray[np.float32]:
        """Each frame with the one before it: alike in picture and motion."""
        low, high = int(numbers[0]) - 1, int(numbers[-1]) + 1
        thumbs = self._thumbs(low, high).reshape(high - low, -1).astype(np.float32)
        here = thumbs[numbers - low]
        return np.concatenate([here, 2 * (here - thumbs[numbers - low - 1])], 1)
