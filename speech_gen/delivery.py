"""How a sentence is delivered. Apart from the sound, so that who only writes needs no numbers."""

from __future__ import annotations

from dataclasses import dataclass

SPEEDS = (0.7, 1.4)
"""How slow and how fast a voice speaks; 1 is as it was recorded."""
PITCHES = (-6.0, 6.0)
"""How much deeper and higher, in semitones."""
VOLUMES = (-20.0, 6.0)
"""How much quieter and louder, in dB."""


@dataclass(frozen=True)
class Delivery:
    """How a sentence is delivered: speed as a factor, pitch in semitones, volume in dB."""

    speed: float = 1.0
    pitch: float = 0.0
    volume: float = 0.0

    def __post_init__(self) -> None:
        for name, (low, high) in (("speed", SPEEDS), ("pitch", PITCHES), ("volume", VOLUMES)):
            value = getattr(self, name)
            if not low <= value <= high:
                raise ValueError(f"{name} is {value}, not between {low} and {high}")
