"""What the mapping makes of every viseme, read from the key points.

Prints the table of the docs:

python -m tests.talker.engines.liveportrait.visemes
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talker.engines.liveportrait import mapping
from talker.motion import curves
from talker.motion.visemes import RATE, VISEMES, VisemeTrack
from talker.options.render import RenderOptions

Floats = NDArray[np.float32]

FPS = 50
_SECONDS, _FROM, _TO = 3.0, 1.2, 1.5
_MOUTH_MM = 51.0


@dataclass(frozen=True)
class Reading:
    """How a mouth looks against the source with closed lips.

    `opening`: the lip ratio, height of the gap over width of the mouth; `width`, over that at
    rest; `jaw`: mm that it is lower; no row is the jaw's own, it follows the lips (19.y). `lips`:
    19.y itself.
    """

    opening: float
    width: float
    jaw: float
    lips: float


def said(viseme: str) -> VisemeTrack:
    """A speech that is silent but for one viseme between two neutral vowels."""
    rows = round(_SECONDS * RATE)
    time = (np.arange(rows) + 0.5) / RATE
    probs = np.full((rows, len(VISEMES)), 1e-4, np.float32)
    spoken = (time > _FROM - 0.3) & (time < _TO + 0.3)
    inside = (time > _FROM) & (time < _TO)
    probs[~spoken, VISEMES.index("sil")] = 1
    probs[spoken & ~inside, VISEMES.index("ax")] = 1
    probs[inside, VISEMES.index(viseme)] = 1
    loud = np.where(spoken, -18 + 3 * np.sin(2 * np.pi * 4 * time), -90)
    return VisemeTrack(RATE, probs, loud.astype(np.float32), np.zeros(rows, np.float32))


def expression_of(viseme: str) -> Floats:
    """The change of the expression in the middle of the viseme: float32 [21, 3]."""
    options = RenderOptions(seed=1, still=True, fps=FPS)
    made = curves.motion(said(viseme), options, round(_SECONDS * FPS))
    middle = round((_FROM + _TO) / 2 * FPS)
    change = mapping.expression(mapping.curves_of(made), mapping.MOUTH)
    return np.asarray(change[middle])


def reading(change: Floats) -> Reading:
    """What a change of the expression looks like, by the directions measured in real clips.

    19.y tells the lip ratio; 20.z is moved by spreading alone and 3.y by rounding alone.
    """
    lips = float(change[19, 1])
    spread = -1000 * float(change[20, 2]) / 2.2
    rounded = -1000 * float(change[3, 1]) / 0.45
    width = 1 + (2 * spread - _ROUNDED_SHARE * rounded) / _MOUTH_MM
    opening = lips / mapping.RATIO_OF_OPEN
    return Reading(opening, width, opening * _MOUTH_MM, lips)


_ROUNDED_SHARE = 1.0  # mm by which a mouth is narrower for one mm of rounding


def table() -> str:
    """The table of all visemes."""
    rows = ["| Viseme | Lip ratio | Width | Jaw, mm | 19.y x 1000 |", "|---|---|---|---|---|"]
    for viseme in VISEMES:
        found = reading(expression_of(viseme))
        rows.append(
            f"| {viseme} | {found.opening:.2f} | {found.width:.2f} | {found.jaw:.1f} "
            f"| {1000 * found.lips:.1f} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())  # noqa: T201
