"""What of a recording is to be heard."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SoundChoice:
    """A `track` and a `channel` of a recording, counted from 1.

    0 leaves the choice to the program: the track that its file marks or the one with most speech,
    and the mix of all channels unless they cancel each other out.
    """

    track: int = 0
    channel: int = 0
