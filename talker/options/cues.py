"""Cues: what a script tells a face to do, and when. Declared once; the marks of scripts follow."""

from __future__ import annotations

from dataclasses import dataclass, replace

from talker.options.choice import Choice


class CueKind(Choice):
    """What a face can be told. Left and right are those of who looks at the video."""

    NOD = "nod", "Nod"
    SHAKE = "shake", "Shake of the head"
    BLINK = "blink", "Blink"
    BROWS = "brows", "Raised brows"
    FROWN = "frown", "Frown"
    SMILE = "smile", "Smile"
    SERIOUS = "serious", "Serious face"
    EMPHASIS = "emphasis", "Emphasis"
    LOOK_LEFT = "look-left", "Look left"
    LOOK_RIGHT = "look-right", "Look right"
    LOOK_UP = "look-up", "Look up"
    LOOK_DOWN = "look-down", "Look down"
    LOOK_CAMERA = "look-camera", "Look at the camera"

    @property
    def mark(self) -> str:
        """How a script writes it, without brackets: `look left`."""
        return self.value.replace("-", " ")

    @property
    def spans(self) -> bool:
        """Whether it can hold longer than is usual, up to an end of its own."""
        return self not in {CueKind.NOD, CueKind.SHAKE, CueKind.BLINK}

    @property
    def seconds(self) -> float:
        """How long it lasts that is given no end."""
        return _USUAL_SECONDS.get(self, 1.2)


POSE_CUES = frozenset(
    {
        *(CueKind.NOD, CueKind.SHAKE, CueKind.EMPHASIS, CueKind.BLINK, CueKind.LOOK_CAMERA),
        *(CueKind.LOOK_LEFT, CueKind.LOOK_RIGHT, CueKind.LOOK_UP, CueKind.LOOK_DOWN),
    }
)
"""Those that a head shows which turns and blinks, without an expression and a gaze of its own."""

_USUAL_SECONDS = {
    CueKind.NOD: 0.7,
    CueKind.BLINK: 0.2,
    CueKind.BROWS: 0.9,
    CueKind.SMILE: 2.0,
    CueKind.SERIOUS: 2.0,
    CueKind.EMPHASIS: 0.6,
    CueKind.LOOK_CAMERA: 2.0,
}


@dataclass(frozen=True)
class Cue:
    """`kind` from `start` to `stop`, in seconds; without a stop for as long as is usual.

    `strength`: 1 is the usual size, 0 nothing.
    """

    kind: CueKind
    start: float
    stop: float | None = None
    strength: float = 1.0

    @property
    def end(self) -> float:
        """When it is over, in seconds."""
        return self.start + self.kind.seconds if self.stop is None else self.stop

    def later(self, seconds: float) -> Cue:
        """The same, so much later."""
        stop = None if self.stop is None else self.stop + seconds
        return replace(self, start=self.start + seconds, stop=stop)
