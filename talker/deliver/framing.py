"""Where the picture and a logo go on a canvas of another shape or size: pure geometry."""

from __future__ import annotations

from dataclasses import dataclass

from talker.options.deliver import Aspect, FinishOptions, Fit, Place, Resolution
from talker.scene import Size, Window

_MAX_SIDE = 8192
# Where the middle of a face looks right: a little above the middle of the picture.
_FACE_HEIGHT = 0.45


@dataclass(frozen=True)
class Framing:
    """`crop` of the source is scaled to `picture`, a rectangle of the `canvas` (width, height)."""

    source: Size
    crop: Window
    picture: Window
    canvas: Size

    @property
    def scale(self) -> float:
        """Canvas pixels for one pixel of the source."""
        return self.picture.width / self.crop.width

    @property
    def fills(self) -> bool:
        """Whether the picture covers the whole canvas."""
        return self.picture == Window(0, 0, *self.canvas)

    @property
    def changes(self) -> bool:
        """Whether anything is cut, scaled or moved."""
        return not (self.fills and self.canvas == self.source)

    def place(self, box: Window) -> Window | None:
        """Where a rectangle of the source is seen on the canvas; None when it is cut away."""
        scale, shown = self.scale, self.picture
        left = shown.left + (box.left - self.crop.left) * scale
        top = shown.top + (box.top - self.crop.top) * scale
        right, bottom = left + box.width * scale, top + box.height * scale
        left, top = max(left, shown.left), max(top, shown.top)
        right = min(right, shown.left + shown.width)
        bottom = min(bottom, shown.top + shown.height)
        if right - left < 1 or bottom - top < 1:
            return None
        x, y = int(left), int(top)
        return Window(x, y, -int(-right // 1) - x, -int(-bottom // 1) - y)


def compute_framing(
    source: Size,
    options: FinishOptions,
    face: tuple[float, float] = (0.5, 0.5),
    *,
    stands: bool = False,
) -> Framing:
    """The framing for a video of the size `source`.

    `face` is the middle of the face in shares of width and height: what is cropped is cropped
    around it. With `stands` a picture that is smaller than the canvas stands on its lower edge, as
    a cut-out presenter should.
    """
    ratio = options.aspect.ratio or source
    crop = options.fit is Fit.CROP and options.aspect is not Aspect.SOURCE
    canvas = _canvas(source, ratio, options.resolution, crop=crop)
    if crop:
        cut = _face_crop(source, canvas, face)
        return Framing(source, cut, Window(0, 0, *canvas), canvas)
    width, height = source
    scale = min(canvas[0] / width, canvas[1] / height)
    shown = _even(width * scale, canvas[0]), _even(height * scale, canvas[1])
    top = canvas[1] - shown[1]
    left = (canvas[0] - shown[0]) // 4 * 2  # even: chroma is stored at half the size
    picture = Window(left, top if stands else top // 4 * 2, *shown)
    return Framing(source, Window(0, 0, width, height), picture, canvas)


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


def _canvas(source: Size, ratio: Size, resolution: Resolution, *, crop: bool) -> Size:
    width, height = ratio
    if resolution is not Resolution.SOURCE:
        unit = int(resolution.value) / min(ratio)
    else:
        fits = source[0] / width, source[1] / height
        unit = min(fits) if crop else max(fits)
    return _even(width * unit, _MAX_SIDE), _even(height * unit, _MAX_SIDE)


def _face_crop(source: Size, canvas: Size, face: tuple[float, float]) -> Window:
    width, height = source
    scale = max(canvas[0] / width, canvas[1] / height)
    cut = min(width, round(canvas[0] / scale)), min(height, round(canvas[1] / scale))
    left = round(face[0] * width - cut[0] / 2)
    top = round(face[1] * height - cut[1] * _FACE_HEIGHT)
    return Window(
        min(max(0, left), width - cut[0]), min(max(0, top), height - cut[1]), cut[0], cut[1]
    )


def _even(length: float, most: int) -> int:
    """Encoders want even sides."""
    return max(2, min(round(length / 2) * 2, most // 2 * 2))
