"""What it looks like where a film that is too short goes on, or one that is too long ends, as a
short video."""

from __future__ import annotations

from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talker.dubbing.cuts import thumb_of
from talker.dubbing.feed import FrameFeed
from talker.dubbing.preparing import spoken_frames
from talker.dubbing.quality import frame_bytes
from talker.dubbing.timeline import REST_SECONDS, Ends, Timeline, plan_timeline
from talker.dubbing.tracker import FaceTracker
from talker.errors import InputError
from talker.face.geometry import lip_gap
from talker.media import picture_arguments
from talker.media.audio import open_speech
from talker.media.encoder import StreamEncoder
from talker.media.film import Film
from talker.options.dub import DubOptions, Ending
from talker.progress import CancelToken

_AROUND_SECONDS = 1.5  # of the film, that are seen before and after


def write_join(
    film: Film, spoken: int | None, options: DubOptions, target: Path, cancel: CancelToken
) -> None:
    """Writes the place where the film does not simply go on, small and without sound, as MP4.

    `spoken`: how many frames the speech takes; with None, and for a longer speech, it is the first
    place where the film goes on. For a shorter one it is where the film ends, or where its own
    mouth comes back. The mouth is the film's in all of it.
    """
    around = max(2, round(_AROUND_SECONDS * film.rate))
    if spoken is None or film.frames < spoken:
        numbers = whole_timeline(film, options, cancel).numbers
        join = int(np.flatnonzero(np.diff(numbers) != 1)[0]) + 1
        stop = join + around
    elif options.ending is Ending.CUT:
        numbers = _ended(film, spoken, options, cancel).numbers
        join = stop = len(numbers)
    else:
        numbers, join = np.arange(film.frames), spoken
        stop = join + around
    _write(film, [int(number) for number in numbers[max(0, join - around) : stop]], target, cancel)


def speech_frames(path: Path, film: Film, options: DubOptions, cancel: CancelToken) -> int:
    """How many frames of the film a recording takes."""
    speech = open_speech(path, options.max_minutes, choice=options.sound, cancel=cancel)
    return spoken_frames(speech, film)


def whole_timeline(film: Film, options: DubOptions, cancel: CancelToken) -> Timeline:
    """The timeline of a speech that is twice as long as the film, which is read for it once."""
    thumbs = np.stack([thumb_of(frame) for frame in cancel.checked(film.read())])
    count = len(thumbs)
    ends = Ends(lambda start, stop: thumbs[start:stop], np.zeros(count, np.float32))
    return plan_timeline(count, 2 * count, options.extend, Ending.CUT, ends, float(film.rate))


def _ended(film: Film, spoken: int, options: DubOptions, cancel: CancelToken) -> Timeline:
    """The timeline of a shorter speech; only what may be its end is looked at."""
    first = spoken - 1
    count = min(film.frames - first, 1 + round(REST_SECONDS * film.rate))
    reader = film.read(first)
    frames = list(islice(cancel.checked(reader), count))
    reader.close()
    thumbs = np.stack([thumb_of(frame) for frame in frames])
    gaps = np.zeros(film.frames, np.float32)
    from talker.face.mediapipe_dnn import MediaPipeLandmarks

    tracker = FaceTracker(film.path, options.face, MediaPipeLandmarks())
    try:
        for index, seen in enumerate(tracker.follow(cancel.checked(frames))):
            gaps[first + index] = 0 if seen.face is None else lip_gap(seen.face.mesh)
    except InputError:
        gaps[:] = 0  # nobody is seen there: what moves least is all that counts

    def near(start: int, stop: int) -> NDArray[np.uint8]:
        return thumbs[start - first : stop - first]

    ends = Ends(near, gaps)
    return plan_timeline(film.frames, spoken, options.extend, Ending.CUT, ends, float(film.rate))


def _write(film: Film, shown: list[int], target: Path, cancel: CancelToken) -> None:
    rate = f"{film.rate.numerator}/{film.rate.denominator}"
    command = partial(
        picture_arguments.film_preview_args, size=film.size, rate=rate, tags=film.tags.filter
    )
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
