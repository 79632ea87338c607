"""Subtitles in two languages at once: one above the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from talker.subtitles.cues import Cue


def together(upper: Sequence[Cue], lower: Sequence[Cue]) -> list[Cue]:
    """The upper cues, below each what is shown in the other language at most of the same time.

    Both are in order. A lower cue that is shown with none of the upper ones stands alone.
    """
    below: list[list[Cue]] = [[] for _ in upper]
    alone, first = [], 0
    for cue in lower:
        while first < len(upper) and upper[first].stop <= cue.start:
            first += 1
        best, most = -1, 0.0
        for index in range(first, len(upper)):
            if upper[index].start >= cue.stop:
                break
            shared = min(upper[index].stop, cue.stop) - max(upper[index].start, cue.start)
            if shared > most:
                best, most = index, shared
        if best < 0:
            alone.append(cue)
        else:
            below[best].append(cue)
    joined = [
        replace(cue, text="\n".join((cue.text, " ".join(one.text for one in some))))
        if some
        else cue
        for cue, some in zip(upper, below, strict=True)
    ]
    return sorted([*joined, *alone], key=lambda cue: cue.start)
