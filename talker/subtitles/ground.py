"""Where in the frame lines of text may stand: clear of the mouth, the label, the logo, and of what
a platform lays over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from talker.scene import Size, Window
from talker.subtitles.platforms import Edges
from talker.subtitles.style import Stand

# Of the frame's height. The buttons of telephones lie over the ends of upright videos.
_EDGE, _EDGE_UPRIGHT = 0.06, 0.16
_LEAST_EDGE = 0.04
_GAP = 0.25  # of a line, between the text and what it keeps off


@dataclass(frozen=True)
class Taken:
    """A place on the canvas that text keeps off, from the beginning until `until` seconds, or to
    the end."""

    window: Window
    until: float | None = None


@dataclass(frozen=True)
class Block:
    """Lines that are shown together, centred: their size in pixels, their times in seconds."""

    width: float
    height: float
    line: float
    start: float


@dataclass(frozen=True)
class Band:
    """How far lines stand from the upper edge (`hangs`) or from the lower one, in pixels."""

    hangs: bool
    margin: int


@dataclass(frozen=True)
class Ground:
    """What text is drawn on: the size of the frames, what is taken, where the mouth moves, and the
    `edges` that a platform covers."""

    canvas: Size
    taken: tuple[Taken, ...] = ()
    mouth: Window | None = None
    edges: Edges = field(default_factory=Edges)

    @property
    def width(self) -> int:
        """Pixels between the edges."""
        return self.canvas[0] - self.edges.left - self.edges.right

    @property
    def usual(self) -> Band:
        """Where text stands when nothing is in its way."""
        width, height = self.canvas
        free = round(height * (_EDGE_UPRIGHT if height > width else _EDGE))
        return Band(False, self.edges.bottom or free)

    def band(self, block: Block, stand: Stand = Stand.BOTTOM) -> Band | None:
        """The best place for a block: where it is to `stand`, else low down, else high up; None
        where it would cover what it must keep off."""
        high = stand is Stand.TOP
        bands = sorted(self._bands(block), key=lambda band: band.hangs is not high)
        if stand is Stand.MIDDLE:
            bands.insert(0, Band(False, round((self.canvas[1] - block.height) / 2)))
        return next((band for band in bands if self._is_free(band, block)), None)

    def _bands(self, block: Block) -> Iterator[Band]:
        height, gap = self.canvas[1], round(block.line * _GAP)
        low = self.usual.margin
        high = self.edges.top or low
        due = [one.window for one in self.taken if _due(one, block)]
        yield self.usual
        for one in due:
            yield Band(False, max(low, height - one.top + gap))
        yield Band(True, high)
        for one in due:
            yield Band(True, max(high, one.top + one.height + gap))

    def _is_free(self, band: Band, block: Block) -> bool:
        height = self.canvas[1]
        top = band.margin if band.hangs else height - band.margin - block.height
        left = self.edges.left + (self.width - block.width) / 2
        edge = height * _LEAST_EDGE
        if top < edge or top + block.height > height - edge:
            return False
        avoided = [one.window for one in self.taken if _due(one, block)]
        if self.mouth is not None:
            avoided.append(self.mouth)
        return not any(
            left < one.left + one.width
            and one.left < left + block.width
            and top < one.top + one.height
            and one.top < top + block.height
            for one in avoided
        )


def _due(one: Taken, block: Block) -> bool:
    return one.until is None or block.start < one.until
