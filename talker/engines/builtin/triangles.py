"""Paints triangles into a field: between its corners, each has values that change linearly.

All triangles at once: their rows, then the cells of all rows. OpenCV's painter takes one triangle
a call, and a mesh has a thousand for every frame.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Indices = NDArray[np.intp]

_LEAST_AREA = 1e-6  # in cells: what is less has no inside


def paint(back: Floats, target: Floats, source: Floats, step: int) -> None:
    """Paints triangles into a displacement [gh, gw, 2] of cells of `step` pixels, in place.

    `target` and `source` [M, 3, 2]: corners in the frame and where their picture comes from.
    """
    spread(back, target, source.astype(np.float64) - target, step)


def spread(field: Floats, target: Floats, values: NDArray[np.floating], step: int) -> None:
    """Paints triangles into a field [gh, gw, C] of cells of `step` pixels, in place.

    `target` [M, 3, 2]: corners in the frame; `values` [M, 3, C]: what is there. Between them it is
    linear. Every cell whose middle lies in a triangle or on its edge is painted; where triangles
    lie over each other, the last one counts.
    """
    size = field.shape[1], field.shape[0]
    corners = np.ascontiguousarray(target.transpose(2, 1, 0), np.float64)
    corners += 0.5
    corners /= step
    corners -= 0.5
    seen = _seen(corners, size)
    if not len(seen):
        return
    x, y = corners[:, :, seen]
    rows = _rows(x, y, size)
    ends = np.cumsum(rows.cells) - rows.cells
    row = np.repeat(np.arange(len(ends)), rows.cells)
    cell = np.arange(len(row))
    along = (cell - ends.take(row, mode="clip")).astype(np.float32)
    cell += ((rows.y * size[0] + rows.left).astype(np.intp) - ends).take(row, mode="clip")
    flat = field.reshape(-1, field.shape[2])
    planes = np.ascontiguousarray(values[seen].transpose(2, 1, 0), np.float64)
    for channel, plane in enumerate(planes):
        across, begin = _along_rows(x, y, plane, rows)
        found = across.take(row, mode="clip")
        found *= along
        found += begin.take(row, mode="clip")
        flat[:, channel][cell] = found


def _seen(corners: Doubles, size: tuple[int, int]) -> Indices:
    """Which triangles, corners [2, 3, M] in cells, have an inside that may hold a cell."""
    first = np.minimum(np.minimum(corners[:, 0], corners[:, 1]), corners[:, 2])
    last = np.maximum(np.maximum(corners[:, 0], corners[:, 1]), corners[:, 2])
    (ax, ay), (bx, by) = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    found = np.abs(ax * by - bx * ay) > _LEAST_AREA
    for axis in range(2):
        found &= (last[axis] >= 0) & (first[axis] <= size[axis] - 1)
    return np.flatnonzero(found)


@dataclass(frozen=True)
class _Rows:
    """The rows of cells of all triangles, one behind the other: [R] of each.

    `of`: the triangle; `y` and `left`: where it begins; `cells`: how many it has.
    """

    of: Indices
    y: Doubles
    left: Doubles
    cells: Indices


def _rows(x: Doubles, y: Doubles, size: tuple[int, int]) -> _Rows:
    """Of triangles with corners [3, M] in cells.

    Two that share an edge compute the very same crossings of it: no cell falls between them.
    """
    each = np.arange(x.shape[1])
    low, high = y.argmin(0), y.argmax(0)
    order = low, 3 - low - high, high
    (ax, bx, cx), (ay, by, cy) = ([part[k, each] for k in order] for part in (x, y))
    top = np.maximum(np.ceil(ay), 0)
    count = np.maximum(np.minimum(np.floor(cy), size[1] - 1) - top + 1, 0).astype(np.intp)
    of = np.repeat(each, count)
    row = np.arange(len(of)) + (top - (np.cumsum(count) - count)).take(of, mode="clip")
    long = _crossing((ax, ay), (cx, cy), of, row)
    upper, lower = _crossing((ax, ay), (bx, by), of, row), _crossing((bx, by), (cx, cy), of, row)
    short = np.where(row < by.take(of, mode="clip"), upper, lower)
    left = np.maximum(np.ceil(np.minimum(long, short)), 0)
    right = np.minimum(np.floor(np.maximum(long, short)), size[0] - 1)
    return _Rows(of, row, left, np.maximum(right - left + 1, 0).astype(np.intp))


def _crossing(
    start: tuple[Doubles, Doubles], stop: tuple[Doubles, Doubles], of: Indices, row: Doubles
) -> Doubles:
    """Where rows [R] cross the edges [M] of their triangles, which go down from `start`."""
    rise = stop[1] - start[1]
    slope = (stop[0] - start[0]) / np.where(rise > 0, rise, 1.0)
    begin = start[0] - start[1] * slope
    found: Doubles = begin.take(of, mode="clip") + row * slope.take(of, mode="clip")
    return found


def _along_rows(x: Doubles, y: Doubles, values: Doubles, rows: _Rows) -> tuple[Floats, Floats]:
    """How much values [3, M] at the corners change from cell to cell in each row, and what they
    are in its first one: [R] each."""
    ax, ay, bx, by = x[1] - x[0], y[1] - y[0], x[2] - x[0], y[2] - y[0]
    area = ax * by - bx * ay
    c, d = (values[1] - values[0]) / area, (values[2] - values[0]) / area
    across, down = c * by - d * ay, d * ax - c * bx
    origin = values[0] - across * x[0] - down * y[0]
    of = rows.of
    by_cell = across.take(of, mode="clip")
    begin = origin.take(of, mode="clip") + by_cell * rows.left + down.take(of, mode="clip") * rows.y
    return by_cell.astype(np.float32), begin.astype(np.float32)
