"""What is kept of a recording while somebody edits it: its ends, and stretches cut out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from talker.options.sound import Span, kept_seconds, kept_spans, read_span

_LEAST = 0.1  # seconds that are always left between the ends
_NONE = 0.001  # seconds that nobody can cut out
_QUIET = 0.03  # of the loudest part
_AROUND = 0.15  # seconds of quiet that are left before the first and after the last word


@dataclass(frozen=True)
class Trimming:
    """A recording of `seconds`, heard from `start` to `stop` without its `cuts`.

    Cuts are in their order, apart from each other. Every method gives another Trimming.
    """

    seconds: float
    start: float
    stop: float
    cuts: tuple[Span, ...] = ()

    @classmethod
    def of(cls, seconds: float, trim: str = "", cuts: Iterable[str] = ()) -> Trimming:
        """As the options `trim` and `cut` say it; what lies behind the end is no matter."""
        whole = Span(0.0, seconds)
        span = read_span(trim) if trim else whole
        start = min(span.start, max(0.0, seconds - _LEAST))
        stop = max(min(span.stop, seconds), min(start + _LEAST, seconds))
        inside = [_within(read_span(cut), whole) for cut in cuts]
        return cls(seconds, start, stop, _merged(cut for cut in inside if cut.stop > cut.start))

    @property
    def trim(self) -> str:
        """The option `trim`; empty where both ends are those of the recording."""
        if self.start <= 0 and self.stop >= self.seconds:
            return ""
        return str(Span(self.start, math.inf if self.stop >= self.seconds else self.stop))

    @property
    def cut(self) -> tuple[str, ...]:
        """The option `cut`."""
        return tuple(map(str, self.cuts))

    @property
    def kept(self) -> tuple[Span, ...]:
        """The stretches that are heard; all of it is one."""
        spans = kept_spans(self.trim, self.cut) or (Span(0.0, self.seconds),)
        return tuple(_within(span, Span(0.0, self.seconds)) for span in spans)

    @property
    def heard(self) -> float:
        """How many seconds are heard."""
        return kept_seconds(self.kept, self.seconds)

    @property
    def whole(self) -> bool:
        """Whether all of it is heard."""
        return not self.trim and not self.cuts

    @property
    def edges(self) -> tuple[float, ...]:
        """What can be moved, in seconds: start, stop, then both ends of each cut."""
        return (self.start, self.stop, *(edge for cut in self.cuts for edge in cut))

    def moved(self, edge: int, to: float) -> Trimming:
        """With the edge of this number in `edges` elsewhere, as far as the others leave room.

        A cut that is left without length is none.
        """
        to = min(max(to, 0.0), self.seconds)
        if edge == 0:
            return replace(self, start=min(to, self.stop - _LEAST))
        if edge == 1:
            return replace(self, stop=max(to, self.start + _LEAST))
        number, end = divmod(edge - 2, 2)
        cut = self.cuts[number]
        low = 0.0 if number == 0 else self.cuts[number - 1].stop
        high = self.seconds if number + 1 == len(self.cuts) else self.cuts[number + 1].start
        stop = min(max(to, cut.start), high) if end else cut.stop
        start = cut.start if end else max(min(to, cut.stop), low)
        cuts = (*self.cuts[:number], Span(start, stop), *self.cuts[number + 1 :])
        return replace(self, cuts=cuts)

    def settled(self) -> Trimming:
        """Without cuts that have no length, and with those that touch as one."""
        return replace(self, cuts=_merged(cut for cut in self.cuts if cut.stop - cut.start > _NONE))

    def without(self, span: Span) -> Trimming:
        """With one more stretch cut out; as it was where that would leave nothing."""
        cut = replace(self, cuts=_merged((*self.cuts, _within(span, Span(0.0, self.seconds)))))
        return cut if cut.heard >= _LEAST else self

    def next_kept(self, second: float) -> float | None:
        """Where playing goes on from `second`: there where it is kept, else at the next stretch;
        None behind the last one."""
        return next((max(second, span.start) for span in self.kept if second < span.stop), None)

    def without_quiet_ends(self, peaks: Sequence[float]) -> Trimming:
        """From shortly before the first sound to shortly after the last; `peaks` are of equal parts
        of the whole recording."""
        loudest = max(peaks, default=0.0)
        loud = [index for index, peak in enumerate(peaks) if peak > _QUIET * loudest]
        if not loud:
            return self
        part = self.seconds / len(peaks)
        start = max(0.0, loud[0] * part - _AROUND)
        stop = min(self.seconds, (loud[-1] + 1) * part + _AROUND)
        return replace(self, start=start, stop=stop) if stop - start >= _LEAST else self


def _within(span: Span, bounds: Span) -> Span:
    return Span(max(span.start, bounds.start), min(span.stop, bounds.stop))


def _merged(cuts: Iterable[Span]) -> tuple[Span, ...]:
    """In their order; those that overlap or touch are one."""
    found: list[Span] = []
    for cut in sorted(cuts):
        if found and cut.start <= found[-1].stop:
            found[-1] = Span(found[-1].start, max(found[-1].stop, cut.stop))
        else:
            found.append(cut)
    return tuple(found)
