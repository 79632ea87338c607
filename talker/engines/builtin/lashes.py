"""The upper lashes of an eye as a thin layer of their own: they come down with the lid.

What is darker above the edge of the open lid than the lid itself, and hangs together with that
edge, is lash or liner; how dark it is, is how much of the lid it hides (matting with two known
colours). They are kept by how far they stand from the edge of the lid, so that they can be laid
on any other place of it, shorter while they point at the viewer, and hanging from it at last.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import scipy
from numpy.typing import NDArray

from talker.motion.easing import smoothstep
from talker.raster import blur

Floats = NDArray[np.float32]
Curve = NDArray[np.floating]

LASHES_MM = 5.5
"""How far lashes stand off the lid at most."""
_BESIDE_MM = 5.0  # beyond both corners of the eye, where they do not come down: they fade
_STEP_MM, _STEP_PIXELS = (0.06, 0.3), 0.5
_LEAN_MM = 2.0  # how far a lash leans to a side while it rises by its length
_ROOT_MM = 0.9  # liner and roots: from here on a lash has to be seen on from below
_EVEN_MM = 0.5  # along the lid, over which roots are one line
_DARKEST, _LIGHTEST = 8.0, 0.55  # percentile, and of the skin's light at most
_FAINT, _SURE = 0.08, 0.3  # of the way from skin to lash: noise and shadow; a lash
_HANGING, _THINNER = 0.6, 0.15  # of their length and opacity when the lid is shut
_LEAST = 0.16  # of their length, pointing at the viewer
_SOFT = 0.6  # pixels: rows that are pressed together would be jagged
_TURN = (0.1, 0.75)  # closing at which they begin to turn, and hang


@dataclass(frozen=True)
class EyeAxes:
    """An eye's own directions: `middle` [2] between its corners, `across` and `down` [2] of length
    1, and `unit`, pixels per mm."""

    middle: NDArray[np.float64]
    across: NDArray[np.float64]
    down: NDArray[np.float64]
    unit: float

    def millimetres(self, spots: NDArray[np.floating]) -> tuple[Floats, Floats]:
        """How far spots [..., 2] are across and down from the middle."""
        away = (spots - self.middle) / self.unit
        return (away @ self.across).astype(np.float32), (away @ self.down).astype(np.float32)

    def edge(self, rim: Curve, across: NDArray[np.floating]) -> Floats:
        """How far down the `rim` [N, 2] of a lid is at `across` mm; beyond its ends as there."""
        along, under = self.millimetres(rim)
        order = np.argsort(along)
        return np.interp(across, along[order], under[order]).astype(np.float32)


@dataclass(frozen=True)
class Lashes:
    """Opacity float32 [H, W] by height over the lid's edge (row 1: at it) and place across the eye
    (column 0: `left` mm), in steps of `step` mm; `color` [3]."""

    opacity: Floats
    left: float
    step: float
    color: Floats

    def over(self, across: Floats, height: Floats, closing: float) -> Floats:
        """Opacity [h, w] of pixels that lie `across` the eye and `height` over the lid's edge (mm),
        float32 [h, w] each, when the lid has come down by `closing` of its way."""
        length = 1.0 - (1.0 + _HANGING) * float(smoothstep(*_TURN, closing))
        if abs(length) < _LEAST:
            length = _LEAST if length > 0 else -_LEAST
        column = (across - self.left) / np.float32(self.step)
        row = height / np.float32(self.step * length) + 1
        found = cv2.remap(
            self.opacity, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
        )
        return blur(np.asarray(found, np.float32), _SOFT) * np.float32(1 - _THINNER * closing)


def find_lashes(
    picture: NDArray[np.uint8], skin: Floats, rim: Curve, axes: EyeAxes, where: Floats
) -> Lashes:
    """The lashes on the upper lid's `rim` [N, 2] in a part of a picture, uint8 [h, w, 3], in which
    the lid would be `skin` [h, w, 3] without them; `where` [h, w] there may be any."""
    step = float(np.clip(_STEP_PIXELS / axes.unit, *_STEP_MM))
    ends, _ = axes.millimetres(np.stack([rim[0], rim[-1]]))
    left, right = float(ends.min()) - _BESIDE_MM, float(ends.max()) + _BESIDE_MM
    across = np.arange(left, right, step)
    height = np.arange(0, LASHES_MM, step)
    under = axes.edge(rim, across)[None] - height[:, None]
    along = np.broadcast_to(across, under.shape)
    spots = axes.middle + axes.unit * (
        along[..., None] * axes.across + under[..., None] * axes.down
    )
    seen = sampled(picture.astype(np.float32), spots)
    bare = sampled(skin, spots)
    light = seen.mean(-1)
    darkest = seen[light <= np.percentile(light, _DARKEST)].mean(0)
    color = np.minimum(darkest, _LIGHTEST * bare.mean((0, 1)))
    way = bare - color
    opacity = ((bare - seen) * way).sum(-1) / np.maximum((way * way).sum(-1), 1.0)
    opacity = np.clip((opacity - _FAINT) / (1 - _FAINT), 0, 1).astype(np.float32)
    opacity *= sampled(where, spots)
    beside = np.maximum(ends.min() - across, across - ends.max())
    opacity *= smoothstep(_BESIDE_MM, 0, beside).astype(np.float32)
    opacity *= _rising(opacity, step)
    root = max(1, round(_ROOT_MM / step))
    opacity[:root] = scipy.ndimage.gaussian_filter1d(opacity[:root].max(0), _EVEN_MM / step)
    opacity *= smoothstep(LASHES_MM, 0.6 * LASHES_MM, height)[:, None].astype(np.float32)
    return Lashes(np.pad(opacity, ((1, 0), (0, 0))), left, step, color.astype(np.float32))


def _rising(opacity: Floats, step: float) -> Floats:
    """0..1 [H, W]: what hangs together with the edge of the lid, row by row, leaning as it may."""
    lean = max(3, round(2 * _LEAN_MM / LASHES_MM * _ROOT_MM / step)) | 1
    reached = np.ones_like(opacity)
    root = max(1, round(_ROOT_MM / step))
    for row in range(root, len(opacity)):
        near = scipy.ndimage.maximum_filter1d(opacity[row - root : row + 1].max(0), lean)
        sure = np.clip(near / _SURE, 0, 1)
        reached[row] = np.minimum(scipy.ndimage.maximum_filter1d(reached[row - 1], 3), sure)
    return reached


def sampled(picture: Floats, spots: NDArray[np.float64]) -> Floats:
    """A picture [h, w, ...] at spots [..., 2] in its pixels."""
    spots = spots.astype(np.float32)
    found = cv2.remap(picture, spots, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.float32)
