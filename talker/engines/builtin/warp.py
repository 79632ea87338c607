"""Moves the picture: face triangles exactly, what surrounds the face by its rings.

The map is built backwards (for every frame pixel, where in the texture it comes from) on a
coarse grid: triangles are painted from far to near.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin import topology as topo
from talker.engines.builtin.fields import FIELDS
from talker.engines.builtin.layers import Layers
from talker.engines.builtin.outline import box_around
from talker.engines.builtin.presence import Part, Presence
from talker.engines.builtin.rig import Placement, Rig
from talker.engines.builtin.shading import Shading
from talker.engines.builtin.surround import Surround
from talker.engines.builtin.texture import fine_texture
from talker.engines.builtin.triangles import paint
from talker.motion.easing import smoothstep
from talker.raster import SUBPIXEL_BITS, blur, fixed_point, over, remap, resize
from talker.scene import Box

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

_GRID_CELLS = 300
_AROUND_CELLS = 64  # of the map around the face, at least: it changes more slowly
_SMOOTH_FACE = 0.012  # blur of the map, in face widths: hides the facets of the triangles
_DETAIL_BLUR, _DETAIL_FADE = 0.7, 1.2  # the same over eyes and lips, and beside them, in cells
_DETAIL_CELLS = 9  # so far about eyes and lips as both blurs reach together
_FADE_SHARE, _PIN_SHARE = 0.12, 0.2  # how far from a side motion is bound, of the shorter side
_PRESSED, _PRESSED_FULLY = 0.3, 0.4  # more of the picture to a pixel than at rest: from, and over
_ROWS = 64  # drawn at once: what lies between stays in the processor's cache
_HALF_APART = 0.25  # pixels from a pixel's middle to each of the two samples that are taken there
_EYES = (
    topo.RIGHT_UPPER_LID + topo.RIGHT_LOWER_LID[-2:0:-1],
    topo.LEFT_UPPER_LID + topo.LEFT_LOWER_LID[-2:0:-1],
)
_LIPS = topo.UPPER_OUTER + topo.LOWER_OUTER[-2:0:-1]
_DETAILED = tuple(sorted({i for ring in (*_EYES, _LIPS) for i in ring}))


@dataclass(frozen=True)
class Borders:
    """What binds the motion at the left, top, right and bottom side of the window.

    `fade`: all motion ends there. `room`: pixels of the photograph beyond the side; less than
    none where it ends inside the window.
    """

    fade: tuple[bool, bool, bool, bool]
    room: tuple[float, float, float, float]


class Warp:
    """Draws the moved picture of one rig."""

    def __init__(self, rig: Rig, reach: float, borders: Borders, layers: Layers | None) -> None:
        """`reach`: where the head's influence ends, in head radii.

        Without `layers` what is behind the head moves with it and comes to rest further out.
        """
        self._rig = rig
        self._layers = layers
        self.step = max(2, -(-max(rig.width, rig.height) // _GRID_CELLS))
        self._grid = (-(-rig.width // self.step), -(-rig.height // self.step))
        self._coarser = max(1, max(self._grid) // _AROUND_CELLS)
        self._coarse = (-(-self._grid[0] // self._coarser), -(-self._grid[1] // self._coarser))
        self._surround = Surround(rig, reach, alone=layers is not None)
        self._around = self._surround.rest[self._surround.triangles]
        self._bounds = _Bounds(rig, self._grid, self.step, borders)
        texture = rig.texture
        if layers is not None:
            texture = layers.presenter
            self._presence = Presence(texture, rig.margin, (rig.width, rig.height))
        self._texture, self._zoom = fine_texture(texture, rig.texture, _upper_face(rig))
        x = (np.arange(rig.width, dtype=np.float32) + rig.margin) * self._zoom
        y = (np.arange(rig.height, dtype=np.float32) + rig.margin) * self._zoom
        self._base = np.dstack(np.meshgrid(x, y)).astype(np.float32)
        self._shading = Shading(rig, FIELDS, self.step)
        self._triangles = topo.triangles()
        self._source = rig.rest[self._triangles]

    def draw(self, placement: Placement, frame: int, breath: float) -> Pixels:
        """The picture of frame `frame` of `placement`: uint8 [h, w, 3]."""
        back = self.displacement(placement, frame, breath)
        layers = self._layers
        drawn = self._sampled(self._texture, back) if layers is None else self._laid(layers, back)
        self._shading.draw(drawn, back, placement.strength[frame])
        return drawn

    def fine(self, texture: Pixels) -> Pixels:
        """What `carried` takes, of a texture as large as the rig's."""
        return fine_texture(texture, self._rig.texture, _upper_face(self._rig))[0]

    def carried(self, fine: Pixels, placement: Placement, frame: int, breath: float) -> Pixels:
        """A texture moved as the presenter is: uint8 [h, w, C]."""
        return self._sampled(fine, self.displacement(placement, frame, breath))

    def _sampled(self, fine: Pixels, back: Floats) -> Pixels:
        sample, moved = self._spots(back)
        drawn = remap(fine, sample, cubic=self._zoom == 1)
        for part, pixels in self._softened(fine, sample, moved):
            drawn[part] = pixels
        return drawn

    def _laid(self, layers: Layers, back: Floats) -> Pixels:
        """The presenter over what is behind him, where there is anything of him."""
        fine, behind = self._texture, layers.back
        sample, moved = self._spots(back)
        drawn = behind.copy()
        for part in self._presence.parts(back, _ROWS):
            pixels = remap(fine, sample[part], cubic=self._zoom == 1)
            drawn[part] = over(pixels, behind[part])
        for part, pixels in self._softened(fine, sample, moved):
            drawn[part] = over(pixels, behind[part])
        return drawn

    def _spots(self, back: Floats) -> tuple[Floats, Floats]:
        """Where in the fine texture every pixel comes from, [h, w, 2], and `back` in its pixels."""
        moved = back * np.float32(self._zoom)
        full = (self._grid[0] * self.step, self._grid[1] * self.step)
        sample = resize(moved, full, cv2.INTER_LINEAR)[: self._rig.height, : self._rig.width]
        sample += self._base
        return sample, moved

    def _softened(
        self, fine: Pixels, sample: Floats, moved: Floats
    ) -> Iterator[tuple[Part, Pixels]]:
        """The part of the frame where a turn presses the picture together, if there is one, from
        two samples to a pixel: one would pick single pixels of what is finer, and shimmer."""
        scale = 1 / (32 * self.step * self._zoom)
        pressed = cv2.Scharr(cv2.extractChannel(moved, 0), cv2.CV_32F, 1, 0, scale=scale)
        if cv2.minMaxLoc(pressed)[1] <= _PRESSED:
            return
        apart = np.clip((pressed - _PRESSED) / _PRESSED_FULLY, 0, 1)
        down, across = np.flatnonzero(apart.any(1)), np.flatnonzero(apart.any(0))
        if not len(down):
            return
        cells = slice(down[0], down[-1] + 1), slice(across[0], across[-1] + 1)
        apart = apart[cells] * np.float32(_HALF_APART * self._zoom)
        half = cv2.merge([apart * (1 + pressed[cells]), np.zeros_like(apart)])
        size = half.shape[1] * self.step, half.shape[0] * self.step
        half = resize(half, size, cv2.INTER_LINEAR)
        rows, columns = (slice(one.start * self.step, one.stop * self.step) for one in cells)
        here = sample[rows, columns]
        half = half[: here.shape[0], : here.shape[1]]
        cubic = self._zoom == 1
        first, second = remap(fine, here - half, cubic=cubic), remap(fine, here + half, cubic=cubic)
        yield (rows, columns), cv2.addWeighted(first, 0.5, second, 0.5, 0.0)

    def displacement(self, placement: Placement, frame: int, breath: float) -> Floats:
        """From every cell of the grid to where its picture comes from: pixels [gh, gw, 2]."""
        back = np.zeros((self._coarse[1], self._coarse[0], 2), np.float32)
        around = self._surround.place(placement, frame, breath)
        coarser = self._coarser
        paint(back, around[self._surround.triangles], self._around, self.step * coarser)
        size = (self._coarse[0] * coarser, self._coarse[1] * coarser)
        back = resize(back, size, cv2.INTER_LINEAR)[: self._grid[1], : self._grid[0]]
        back = np.ascontiguousarray(back)
        points = placement.points[frame]
        order = topo.back_to_front(self._rig.depths(placement, frame))
        paint(back, points[self._triangles[order]], self._source[order], self.step)
        back = self._smooth(back, points)
        self._bounds.hold(back)
        return back

    def _smooth(self, back: Floats, points: Floats) -> Floats:
        """Without the facets of the triangles, but for a little over eyes and lips."""
        sigma = _SMOOTH_FACE * self._rig.face_width / self.step
        soft = blur(back, max(sigma, 0.8))
        cells = (points + np.float32(0.5)) / np.float32(self.step) - np.float32(0.5)
        box = box_around(cells[list(_DETAILED)], _DETAIL_CELLS, self._grid)
        part = slice(box.top, box.bottom), slice(box.left, box.right)
        keep: Floats = np.zeros((box.height, box.width), np.float32)
        corners = fixed_point(cells - (box.left, box.top))
        for ring in (*_EYES, _LIPS):
            cv2.fillConvexPoly(keep, cv2.convexHull(corners[list(ring)]), (1.0,), 8, SUBPIXEL_BITS)
        sharp = blur(back[part], _DETAIL_BLUR)
        sharp -= soft[part]
        share = blur(keep, _DETAIL_FADE)
        soft[part] += cv2.multiply(sharp, cv2.merge([share, share]))
        return soft


class _Bounds:
    """Binds the map where the motion has to end and where the photograph does."""

    def __init__(self, rig: Rig, grid: tuple[int, int], step: int, borders: Borders) -> None:
        shorter = min(rig.width, rig.height)
        fade, pin = _FADE_SHARE * shorter, _PIN_SHARE * shorter
        self._fade: Floats | None = None
        self._pins: list[tuple[int, int, tuple[slice, slice], Floats]] = []
        for side in range(4):
            axis = side % 2
            place = (np.arange(grid[axis], dtype=np.float64) + 0.5) * step - 0.5
            far = place if side < 2 else (rig.width, rig.height)[axis] - 1 - place
            shape = (1, -1, 1) if axis == 0 else (-1, 1, 1)
            if borders.fade[side]:
                free = smoothstep(0.15 * fade, fade, far).astype(np.float32).reshape(shape)
                self._fade = free if self._fade is None else self._fade * free
            elif borders.room[side] < pin:
                held = 1.0 - smoothstep(0.0, pin, far + borders.room[side])
                bound = np.flatnonzero(held)
                some = slice(int(bound[0]), int(bound[-1]) + 1) if len(bound) else slice(0)
                part = (slice(None), some) if axis == 0 else (some, slice(None))
                share = held[some].astype(np.float32).reshape(shape[:2])
                self._pins.append((axis, 1 if side < 2 else -1, part, share))

    def hold(self, back: Floats) -> None:
        """Bounds a displacement [gh, gw, 2] in place."""
        if self._fade is not None:
            back *= self._fade
        for axis, sign, part, share in self._pins:
            bound = back[*part, axis]
            bound -= sign * share * np.minimum(sign * bound, 0.0)


def _upper_face(rig: Rig) -> Box:
    """Forehead to nose of the texture."""
    low = rig.rest[list(topo.FACE_OVAL)].min(0) + rig.margin
    high = rig.rest[list(topo.FACE_OVAL)].max(0) + rig.margin
    return Box(int(low[0]), int(low[1]), int(high[0]), int(rig.rest[1, 1]) + rig.margin)
