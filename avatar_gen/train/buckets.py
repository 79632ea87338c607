"""Resolution buckets: sizes of about the same number of pixels, one for each shape of picture."""

from __future__ import annotations

from talker.scene import Box, Size

_WIDEST = 2.0  # width over height, or the other way round
_LARGE = 512  # pixels a side from which sizes differ by 64, as trainers do
_STEPS = (8, 64)


def bucket_sizes(side: int, *, square: bool) -> tuple[Size, ...]:
    """Width and height of each bucket: at most `side` x `side` pixels, the square one first."""
    if square:
        return ((side, side),)
    step = _STEPS[side >= _LARGE]
    found = {(side, side)}
    for width in range(step, 2 * side, step):
        height = side * side // width // step * step
        if height and 1 / _WIDEST <= width / height <= _WIDEST:
            found |= {(width, height), (height, width)}
    return tuple(sorted(found, key=lambda size: (size != (side, side), size)))


def nearest_bucket(sizes: tuple[Size, ...], width: float, height: float) -> Size:
    """The bucket whose shape is nearest to that of a picture."""
    wanted = width / height

    def away(size: Size) -> float:
        ratio = size[0] / size[1]
        return max(ratio, wanted) / min(ratio, wanted)

    return min(sizes, key=away)


def cut_to(box: Box, size: Size, middle: tuple[float, float]) -> Box:
    """The largest part of `box` in the shape of `size`, as near to `middle` (x, y) as fits."""
    scale = min(box.width / size[0], box.height / size[1])
    width, height = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    left = round(min(max(middle[0] - width / 2, box.left), box.right - width))
    top = round(min(max(middle[1] - height / 2, box.top), box.bottom - height))
    return Box(left, top, left + width, top + height)
