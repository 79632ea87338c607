"""Parted lips: what shows between them in the photograph is taken out of the picture once.

So lips that close show lips, not the teeth or the dark slit that the photograph has there.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin import topology as topo
from talker.engines.builtin.membrane import flown
from talker.engines.builtin.outline import box_around, filled
from talker.raster import blur, disc, nearest_free, resize

Floats = NDArray[np.float32]

PARTED_MM = 0.5  # opening from which on there is something between the lips
_EDGE_MM = 0.9  # by which the mesh's inner edge of the lips may be wrong
_AROUND_MM, _CORNER_MM = 8.0, 9.0
_FAR_MM, _FAR_SHARE = 2.2, 1.2  # the same at most, and of the gap
_RIM_MM = 0.5  # about what is no lip: it is blurred into them
_LINE_MM, _LINE = 3.0, 0.15  # how thick the dark line of a corner is, and darker than its skin
_CELLS_PER_MM = 3.0
_GRAIN_MM, _GRAIN_LEVELS = 1.2, 24.0  # what is finer is grain; stronger is no lip's
_PALE, _SLIT, _BRIGHT = 0.72, 0.6, 1.35  # redness and light of what is no lip, relative to lips


@dataclass(frozen=True)
class Between:
    """What a photograph shows between parted lips: `pixels` uint8 [h, w, 3] of the texture, from
    `left`, `top` on."""

    pixels: NDArray[np.uint8]
    left: int
    top: int


def without_gap(
    texture: NDArray[np.uint8], points: Floats, unit: float
) -> tuple[NDArray[np.uint8], Between]:
    """The texture with lip skin where teeth or a slit were, and what was there.

    `points` [468, 2] in pixels of the texture, `unit` pixels per mm.
    """
    inner = points[[*topo.UPPER_INNER, *topo.LOWER_INNER[-2:0:-1]]]
    outer = points[[*topo.UPPER_OUTER, *topo.LOWER_OUTER[-2:0:-1]]]
    box = box_around(outer, _AROUND_MM * unit, texture.shape[1::-1])
    place = slice(box.top, box.bottom), slice(box.left, box.right)
    part, corner = np.ascontiguousarray(texture[place]), (box.left, box.top)
    between = Between(part, *corner)
    hole = _hole(part, inner - corner, outer - corner, unit)
    if not hole.any() or hole.all():
        return texture, between
    closed = texture.copy()
    closed[place] = _closed(part, hole, filled(outer - corner, part.shape[:2]), unit)
    return closed, between


def _hole(part: NDArray[np.uint8], inner: Floats, outer: Floats, unit: float) -> NDArray[np.bool_]:
    """What is between the lips by the mesh, and what beside it does not look like lips."""
    shape = part.shape[:2]
    mouth = filled(outer, shape)
    core = _wider(filled(inner, shape), _EDGE_MM * unit)
    lips = mouth & ~core
    if lips.sum() < 16:
        return core
    color = blur(part, max(0.5, 0.3 * unit)).astype(np.float64)
    light = color.mean(2)
    red = (color[..., 0] - color[..., 1:].mean(2)) / np.maximum(light, 8)
    usual_light, usual_red = float(np.median(light[lips])), float(np.median(red[lips]))
    other = (light < _SLIT * usual_light) | (light > _BRIGHT * usual_light)
    if usual_red > 0.1:
        other |= red < _PALE * usual_red
    strange = other & _near(inner, shape, unit) & mouth
    strange |= _slit(light, usual_light, unit) & _corners(inner, shape, unit)
    _, pieces = cv2.connectedComponents((strange | (core & mouth)).astype(np.uint8))
    found = np.isin(pieces, np.unique(pieces[core & mouth]))  # lights on lips lie by themselves
    whole = cv2.morphologyEx(found.astype(np.uint8), cv2.MORPH_CLOSE, _disc(_EDGE_MM * unit))
    return _wider(whole > 0, _RIM_MM * unit)


def _near(inner: Floats, shape: tuple[int, ...], unit: float) -> NDArray[np.bool_]:
    """What lies so near to the gap between the lips that it may belong to it: where they part
    wide, the mesh may be further off; at their corners it would be the skin beside them."""
    count = len(topo.UPPER_INNER)
    upper = inner[:count]
    lower = np.concatenate([inner[:1], inner[count:][::-1], inner[count - 1 : count]])
    steps = np.linspace(0, count - 1, 8 * count)
    top, bottom = (
        np.stack([np.interp(steps, np.arange(count), row[:, k]) for k in range(2)], 1)
        for row in (upper, lower)
    )
    gaps = np.linalg.norm(bottom - top, axis=1)
    found = np.zeros(shape, np.uint8)
    for middle, gap in zip(np.rint((top + bottom) / 2).astype(int).tolist(), gaps, strict=True):
        beyond = min(_FAR_MM * unit, _EDGE_MM * unit / 2 + _FAR_SHARE * gap)
        cv2.circle(found, middle, max(1, round(gap / 2 + beyond)), (1,), -1)
    return found > 0


def _slit(light: NDArray[np.float64], usual: float, unit: float) -> NDArray[np.bool_]:
    """The dark line where a mouth ends: darker than lips, or than the skin about it."""
    shown = light.astype(np.float32)
    around = cv2.morphologyEx(shown, cv2.MORPH_CLOSE, _disc(_LINE_MM * unit / 2))
    return np.asarray((light < _SLIT * usual) | (around - shown > _LINE * around))


def _corners(inner: Floats, shape: tuple[int, ...], unit: float) -> NDArray[np.bool_]:
    """About the corners of the mouth, where the dark between the lips ends."""
    found = np.zeros(shape, np.uint8)
    for x, y in np.rint(inner[[0, len(topo.UPPER_INNER) - 1]]).astype(int).tolist():
        cv2.circle(found, (x, y), max(1, round(_CORNER_MM * unit)), (1,), -1)
    return found > 0


def _closed(
    part: NDArray[np.uint8], hole: NDArray[np.bool_], mouth: NDArray[np.bool_], unit: float
) -> NDArray[np.uint8]:
    """The part with lips where the `hole` is in the `mouth`, and skin where it is beside it."""
    height, width = hole.shape
    scale = min(1.0, _CELLS_PER_MM / unit)
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    weight = resize((~hole).astype(np.float32), size, cv2.INTER_AREA)
    known = resize(part.astype(np.float32) * ~hole[..., None], size, cv2.INTER_AREA)
    known /= np.maximum(weight, 1e-3)[..., None]  # pixels of the hole do not count
    inside = resize(mouth.astype(np.float32), size, cv2.INTER_AREA) > 0.5
    flow = flown(known.astype(np.float64), weight < 0.5, inside)
    flow = resize(flow, (width, height), cv2.INTER_CUBIC) + _grain(part, hole, unit)
    soft = blur(_wider(hole, max(2.0, _RIM_MM * unit)).astype(np.float32), 1.0)
    result = part + soft[..., None] * (flow - part)
    return np.clip(result + 0.5, 0, 255).astype(np.uint8)


def _wider(mask: NDArray[np.bool_], pixels: float) -> NDArray[np.bool_]:
    grown: NDArray[np.uint8] = cv2.dilate(mask.astype(np.uint8), _disc(pixels))
    return grown > 0


def _disc(pixels: float) -> NDArray[np.uint8]:
    return disc(max(1, round(pixels)))


def _grain(part: NDArray[np.uint8], hole: NDArray[np.bool_], unit: float) -> Floats:
    """Fine structure [h, w, 3] for the hole: that of the lips as far beyond its edge as each pixel
    is within. Their creases go on across it; without them lips would seem hazy."""
    sigma = max(0.8, _GRAIN_MM * unit)
    beside = _wider(hole, _RIM_MM * unit)
    if beside.all():
        return np.zeros((*hole.shape, 3), np.float32)
    free = (~beside).astype(np.float32)
    share = np.maximum(blur(free, sigma), 1e-3)[..., None]
    smooth = blur(part.astype(np.float32) * free[..., None], sigma) / share
    fine = (part - smooth) * free[..., None]
    edge, _ = nearest_free(beside)
    here = np.dstack(np.meshgrid(*(np.arange(n) for n in hole.shape[::-1])))
    across = np.rint(2 * edge - here).astype(np.int64)
    across = np.clip(across, 0, np.array(hole.shape[::-1]) - 1)
    found = fine[across[..., 1], across[..., 0]] * hole[..., None]
    return np.asarray(_GRAIN_LEVELS * np.tanh(found / _GRAIN_LEVELS), np.float32)
