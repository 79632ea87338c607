"""What a preflight finds: the inputs of a request that can be done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from talker.consent import Consent
from talker.engines.base import Partner, Portrait
from talker.media.audio import Speech
from talker.options.cues import Cue
from talker.progress import Notice
from talker.provenance.record import Source
from talker.spoken import SpokenVoice


@dataclass(frozen=True)
class Sources:
    """The inputs as they were when they were read; what comes of the files later is no matter."""

    portrait: Source
    speech: Source
    reference: Source | None = None
    second_speech: Source | None = None


@dataclass(frozen=True)
class SpeakingFace:
    """A face of the picture, and what it says."""

    portrait: Portrait
    speech: Speech


@dataclass(frozen=True)
class Inspected:
    """What is known of a request before its speech: the portrait, read from `source`, where the
    video goes, and warnings; `second` is the picture with the other face where two speak."""

    portrait: Portrait
    source: Source
    output: Path
    consent: Consent | None
    notices: tuple[Notice, ...]
    second: Portrait | None = None


@dataclass(frozen=True)
class Preflight:
    """A request that can be done: its loaded inputs, where the video goes, and warnings; and the
    `cues` of a script that was spoken to a recording.

    `speech` is what is heard in the video, of `voices` where it was made from a text. `pair`: who
    speaks where two do.
    """

    portrait: Portrait
    speech: Speech
    sources: Sources
    output: Path
    frames: int
    consent: Consent | None
    notices: tuple[Notice, ...]
    cues: tuple[Cue, ...] = ()
    pair: tuple[SpeakingFace, SpeakingFace] | None = None
    voices: tuple[SpokenVoice, ...] = ()

    @property
    def faces(self) -> list[SpeakingFace]:
        """One, or two."""
        return [face for face, _ in self.partners()]

    @property
    def portraits(self) -> list[Portrait]:
        """That of each of them."""
        return [face.portrait for face in self.faces]

    def partners(self) -> list[tuple[SpeakingFace, Partner | None]]:
        """Each face with the other one, whom it listens to; None for the only one."""
        if self.pair is None:
            return [(SpeakingFace(self.portrait, self.speech), None)]
        first, second = self.pair
        return [(first, _partner(first, second)), (second, _partner(second, first))]


def _partner(speaker: SpeakingFace, other: SpeakingFace) -> Partner:
    here, there = (one.portrait.face.mesh[:, :2].mean(0) for one in (speaker, other))
    away = there - here
    across, down = (away / max(float(np.hypot(*away)), 1e-6)).tolist()
    return Partner(other.speech, (across, down))
