"""The label overlay of a deliverable: drawn where the label in the frames is cut or covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Picture

from talker.deliver.framing import Framing
from talker.deliver.plan import Overlay
from talker.label.visible_label import START_SECONDS, LabelImage, label_image
from talker.options.ai_label import Corner, LabelTime
from talker.scene import Size, Window


@dataclass(frozen=True)
class Labelled:
    """What becomes of the frames that the label belongs to.

    `drawn` is where on the canvas they show it, None where it is cut away: what is left of it is
    covered. `before` are seconds of an intro, `over` are places that get something else, `cut_out`
    says that the background goes.
    """

    frame: Framing
    drawn: Window | None
    before: float = 0.0
    over: Sequence[Window] = ()
    cut_out: bool = False


def label_overlay(
    time: LabelTime, corner: Corner, labelled: Labelled, folder: Path
) -> Overlay | None:
    """The label to be laid over a deliverable, in a `corner` where it is cut away; None when none
    is due or the old one stays.

    Its picture is written into `folder`.
    """
    if time is LabelTime.OFF:
        return None
    frame, before, old = labelled.frame, labelled.before, labelled.drawn
    untouched = not before and not labelled.cut_out
    if old is not None and untouched and _is_intact(old, frame, labelled.over):
        return None
    fresh = label_image(frame.canvas, corner)
    path = folder / "label.png"
    window = _write_label(fresh, old, frame.canvas, path)
    until = None if time is LabelTime.ALWAYS else before + START_SECONDS
    return Overlay(path, window, until=until)


def label_in_frames(frame: Framing, corner: Corner) -> Window | None:
    """Where on the canvas the label is that the frames carry; None when it is cut away."""
    return frame.place(label_image(frame.source, corner).window)


def _is_intact(old: Window, frame: Framing, over: Sequence[Window]) -> bool:
    """Whether the label in the frames is whole, large enough and covered by nothing."""
    drawn = label_image(frame.source, Corner.TOP_LEFT).colour.shape
    whole = old.width >= drawn[1] * frame.scale - 1 and old.height >= drawn[0] * frame.scale - 1
    large = min(frame.source) * frame.scale >= min(frame.canvas) - 1
    return whole and large and not any(old.shared(box) for box in over)


def _write_label(fresh: LabelImage, old: Window | None, canvas: Size, path: Path) -> Window:
    """Writes the label as a PNG; over an old one its plate is opaque and as large as that."""
    grey, opacity = fresh.colour, fresh.opacity
    box = fresh.window
    if old is not None:
        box = _covering(old, box.size, canvas)
        grey = _centred(grey, box)
        opacity = np.full_like(grey, 255)
    Picture.fromarray(np.dstack([grey, grey, grey, opacity])).save(path)
    return box


def _covering(old: Window, size: Size, canvas: Size) -> Window:
    """The smallest rectangle on the canvas that holds the old label and a new one."""
    width, height = max(old.width, size[0]), max(old.height, size[1])
    left = min(max(0, old.left + old.width - width), max(0, canvas[0] - width))
    top = min(max(0, old.top + old.height - height), max(0, canvas[1] - height))
    return Window(left, top, min(width, canvas[0]), min(height, canvas[1]))


def _centred(grey: NDArray[np.uint8], box: Window) -> NDArray[np.uint8]:
    plate = np.zeros((box.height, box.width), np.uint8)
    height, width = min(grey.shape[0], box.height), min(grey.shape[1], box.width)
    top, left = (box.height - height) // 2, (box.width - width) // 2
    plate[top : top + height, left : left + width] = grey[:height, :width]
    return plate
