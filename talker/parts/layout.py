"""Where the parts of a spoken script lie: on whole frames, with the silence that joins them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from talker.files import atomic_write
from talker.media.audio import Speech
from talker.media.sound_source import SoundSource
from talker.motion.joints import LEAD_SECONDS, TAIL_SECONDS
from talker.options.cues import Cue
from talker.spoken import SpokenPart
from talker.words import Word

Samples = NDArray[np.float32]

_ALMOST = 1e-6  # of a frame: what rounding adds to a whole number


@dataclass(frozen=True)
class PlacedPart:
    """A part on frames `start` to `stop` (exclusive) at `fps`, of a sound at `rate`.

    `samples`: its own sound with the silence around it, from its first frame to its last. The
    same part has the same samples and as many frames wherever it stands.
    """

    said: SpokenPart
    start: int
    stop: int
    samples: Samples
    rate: int
    fps: int

    @property
    def frames(self) -> int:
        """How many frames it takes."""
        return self.stop - self.start

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Its cues, in seconds from its first frame."""
        return tuple(cue.later(LEAD_SECONDS) for cue in self.said.cues)

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words, in seconds from its first frame."""
        return tuple(
            replace(word, start=word.start + LEAD_SECONDS, stop=word.stop + LEAD_SECONDS)
            for word in self.said.words
        )

    def speech(self, path: Path) -> Speech:
        """The sound of the part alone, written to `path`, as an engine hears it."""
        with atomic_write(path) as part, part.open("wb") as file:
            soundfile.write(file, self.samples, self.rate, "FLOAT", format="WAV")
        silent = not self.samples.any()
        source = SoundSource(path)
        return Speech(source, self.frames / self.fps, self.rate, 1, "pcm_f32le", silent=silent)


def place_part(said: SpokenPart, start: int, rate: int, fps: int) -> PlacedPart:
    """A part on the frames from `start` on."""
    said_seconds = len(said.samples) / rate
    rest = max(said.pause - LEAD_SECONDS, TAIL_SECONDS)
    frames = math.ceil((LEAD_SECONDS + said_seconds + rest) * fps - _ALMOST)
    lead = round(LEAD_SECONDS * rate)
    # Of a part alone: as many as its frames take, whatever place it has.
    samples = np.zeros(max(math.ceil(frames * rate / fps), lead + len(said.samples)), np.float32)
    samples[lead : lead + len(said.samples)] = said.samples
    return PlacedPart(said, start, start + frames, samples, rate, fps)


class SpokenSound:
    """The sound of a whole script at `rate`, written part by part behind each other."""

    def __init__(self, file: soundfile.SoundFile, rate: int, fps: int) -> None:
        self._file = file
        self._rate = rate
        self._fps = fps
        self.frames = 0

    @property
    def seconds(self) -> float:
        """How long it is so far."""
        return self.frames / self._fps

    def add(self, said: SpokenPart) -> PlacedPart:
        """Puts a part on the next frames."""
        rate, fps = self._rate, self._fps
        placed = place_part(said, self.frames, rate, fps)
        first, last = (round(frame * rate / fps) for frame in (placed.start, placed.stop))
        self._file.write(np.clip(placed.samples[: last - first], -1, 1))
        self.frames = placed.stop
        return placed


@contextmanager
def spoken_sound(path: Path, rate: int, fps: int) -> Iterator[SpokenSound]:
    """The sound of a script, which is called `path` when the block ends well: a FLAC file."""
    with (
        atomic_write(path, parents=True) as part,
        soundfile.SoundFile(part, "w", rate, 1, "PCM_16", format="FLAC") as file,
    ):
        yield SpokenSound(file, rate, fps)


def whole_speech(path: Path, rate: int, seconds: float) -> Speech:
    """The finished sound of a script as a recording."""
    return Speech(SoundSource(path), seconds, rate, 1, "flac")
