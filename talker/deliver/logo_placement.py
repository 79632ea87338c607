"""Where a logo goes on a canvas: pure geometry."""

from __future__ import annotations

from talker.options.deliver import Place
from talker.scene import Size, Window


def logo_window(picture: Size, canvas: Size, place: Place, size: float, margin: float) -> Window:
    """Where a logo of the size `picture` goes; `size` and `margin` in percent of the short side."""
    short = min(canvas)
    scale = short * size / 100 / max(picture)
    width, height = (max(1, round(side * scale)) for side in picture)
    width, height = min(width, canvas[0]), min(height, canvas[1])
    gap = round(short * margin / 100)
    right, bottom = max(0, canvas[0] - gap - width), max(0, canvas[1] - gap - height)
    if place is Place.CENTER:
        return Window((canvas[0] - width) // 2, (canvas[1] - height) // 2, width, height)
    left = min(gap, canvas[0] - width) if place.endswith("left") else right
    top = min(gap, canvas[1] - height) if place.startswith("top") else bottom
    return Window(left, top, width, height)
