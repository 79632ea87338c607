"""What it looks like where a film that is too short goes on, as a short video."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np

from talker.dubbing.cuts import thumb_of
from talker.dubbing.feed import FrameFeed
from talker.dubbing.quality import frame_bytes
from talker.dubbing.timeline import Ends, Timeline, plan_timeline
from talker.media import arguments
from talker.media.encoder import StreamEncoder
from talker.media.film import Film
from talker.options.dub import Ending, Extend
from talker.progress import CancelToken

_AROUND_SECONDS = 1.5  # of the film, that are seen before and after


def whole_timeline(film: Film, extend: Extend, cancel: CancelToken) -> Timeline:
    """The timeline of a speech that is twice as long as the film, which is read for it once."""
    thumbs = np.stack([thumb_of(frame) for frame in cancel.checked(film.read())])
    count = len(thumbs)
    ends = Ends(lambda start, stop: thumbs[start:stop], np.zeros(count, np.float32))
    return plan_timeline(count, 2 * count, extend, Ending.CUT, ends, float(film.rate))


def write_join(film: Film, extend: Extend, target: Path, cancel: CancelToken) -> None:
    """Writes the first place where the film does not simply go on, small and without sound, as
    MP4."""
    numbers = whole_timeline(film, extend, cancel).numbers
    join = int(np.flatnonzero(np.diff(numbers) != 1)[0]) + 1
    around = max(2, round(_AROUND_SECONDS * film.rate))
    shown = [int(number) for number in numbers[max(0, join - around) : join + around]]
    rate = f"{film.rate.numerator}/{film.rate.denominator}"
    command = partial(arguments.film_preview_args, size=film.size, rate=rate, tags=film.tags.filter)
    encoder = StreamEncoder(target, command, (frame_bytes(film.size),), cancel)
    feed = FrameFeed(film)
    try:
        for number in shown:
            (frame,) = feed.frames([number])
            encoder.write(frame.data[None])
        encoder.finish()
        encoder.wait()
    finally:
        encoder.abort()
        feed.close()
