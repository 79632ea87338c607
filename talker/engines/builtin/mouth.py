"""The inside of the mouth: cavity, tongue, teeth, and what the photograph itself shows."""

from __future__ import annotations

import math
from copy import copy
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin import topology as topo
from talker.engines.builtin.outline import (
    AffineFrom,
    below,
    blend,
    region,
    ring,
    smooth_curve,
    soft_line,
    soft_mask,
)
from talker.engines.builtin.parted import Between
from talker.engines.builtin.rig import Placement, Rig
from talker.engines.builtin.teeth import Sprite, View, lower_teeth, tongue, upper_teeth
from talker.motion.easing import smoothstep
from talker.raster import blur, threefold, warp_affine
from talker.scene import Box

Floats = NDArray[np.float32]

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
_AVERAGE_SKIN = np.array([1.16, 0.97, 0.84])  # over its light, under neutral light
_OWN_COLOUR, _LOOKED_AT = 0.02, 4000  # off the curve of light, of the mean light; pixels
_CAVITY = np.array([66.0, 25.0, 24.0])
# The inner sides of the cheeks: colour, where of half a mouth, how far they hide teeth, and what
# of the light is left there.
_CHEEKS, _CHEEKS_FROM = np.array([150.0, 82.0, 78.0]), (0.55, 0.95)
_CHEEKS_HIDE, _CHEEKS_LIT = np.float32(0.85), np.float32(0.42)
_UPPER_EDGE_MM = 2.7  # upper incisal edges below the closed lip line
_LOWER_EDGE_MM = 2.7  # lower incisal edges below it, jaw shut
_BEHIND_LIPS_MM = 6.0
_TEETH_MM = 4.0  # from here on the photograph's own teeth are used in speech
_OPENS_MM, _OPEN_MM = 0.15, 0.75
_NARROW, _LETS_LIGHT_MM = 0.4, (0.6, 4.0)  # of the light goes through lips that hardly part
_SOFT_PIXELS = 0.55
_CORRIDOR, _CORRIDOR_FROM = 0.7, (0.54, 0.86)  # of the light, and of half of the mouth
# Where shut lips meet: how thick and dark the line is, how dark it is about it, and what of the
# lips' light is left.
_SEAM_STROKES = (0.0, 0.25, 0.5, 0.75, 1.0)
_SEAM_MM, _SEAM_CORE, _SEAM_SHADE = 1.0, 0.9, 0.35
_SEAM_COLOUR = np.array([0.45, 0.36, 0.36], np.float32)
_INNER = topo.UPPER_INNER + topo.LOWER_INNER[-2:0:-1]
_FRAME_MM = np.array([[0, 0], [12, 0], [0, 12]], np.float32)  # spots that tell how a mouth lies
_FROM_MM = AffineFrom(_FRAME_MM)


@dataclass(frozen=True)
class MouthShape:
    """How the mouth is opened: `jaw` and `pucker` in mm, `tongue_up` 0..1."""

    jaw: float
    pucker: float
    tongue_up: float


@dataclass(frozen=True)
class _Place:
    """The part `box` of a frame in which the mouth is drawn, and how its mm lie in the window."""

    box: Box
    to_window: NDArray[np.float64]


class Mouth:
    """The mouth of one rig."""

    def __init__(self, rig: Rig) -> None:
        self._skin, self._toned = (
            skin_of(rig.texture, rig.rest + np.float32(rig.margin), rig),
            _toned(rig),
        )
        right, left = rig.rest[78], rig.rest[308]
        length = self._settle(rig)
        view = View(length, float(rig.axes[2, :2] @ self._across))
        half = float(np.linalg.norm(left - right)) / 2 / rig.unit / length
        self._fit = float(np.clip(half / 25.0, 0.75, 1.15))
        scale = float(np.clip(1.2 * rig.unit, 3.0, 14.0))
        self._upper = upper_teeth(scale, view)
        self._lower = lower_teeth(scale, view)
        self._tongue = tongue(scale, view)
        own = rig.between is not None and rig.gap > _TEETH_MM
        self._photo = self._photographed(rig.between) if own and rig.between else None
        self._parted = rig.between is not None

    def moved(self, rig: Rig, *, parted: bool, skin: Skin) -> Mouth:
        """The same mouth on another rig of the same head: as it is in another frame of a film,
        whose lips were `parted` and now meet without a line of their own; `skin`: in its light."""
        other = copy(self)
        other._parted, other._skin = parted, skin
        other._settle(rig)
        return other

    def _settle(self, rig: Rig) -> float:
        """Takes its place on a rig; how much of a mm across is seen there in mm."""
        self._rig = rig
        across = rig.axes[0, :2]
        length = max(float(np.linalg.norm(across)), 0.3)
        self._across, self._down = across / length, rig.axes[1, :2]
        origin = ((rig.rest[13] + rig.rest[14]) / 2).astype(np.float64)
        self._frame_px = (
            origin + rig.unit * (_FRAME_MM[:, :1] * self._across + _FRAME_MM[:, 1:] * self._down)
        ).astype(np.float32)
        depth = float(rig.local[[13, 14], 2].mean()) + _BEHIND_LIPS_MM
        self._seat = rig.seat(self._frame_px, depth)
        self._from_rest = AffineFrom(rig.rest[list(_INNER)])
        return length

    def draw(
        self,
        frame: NDArray[np.uint8],
        placement: Placement,
        index: int,
        shape: MouthShape,
    ) -> None:
        """Draws into `frame`, uint8 [H, W, 3]."""
        rig = self._rig
        points = placement.points[index]
        upper = points[list(topo.UPPER_INNER)]
        lower = below(points[list(topo.LOWER_INNER)], upper, rig.axes[1, :2])
        gap = float(np.linalg.norm(lower[3:8] - upper[3:8], axis=1).mean()) / rig.unit
        top, bottom = smooth_curve(upper), smooth_curve(lower)
        outline = ring(top, bottom)
        box = region(outline, 2.0 * rig.unit, rig.width, rig.height)
        if box is None:
            return
        opened = np.clip((gap - _OPENS_MM) / (_OPEN_MM - _OPENS_MM), 0, 1)
        if opened > 0:
            mask = soft_mask(outline, box, max(_SOFT_PIXELS, 0.22 * rig.unit))
            aside = smoothstep(*_CHEEKS_FROM, _aside(points, box)).astype(np.float32)
            inside = self._inside(box, placement, index, shape, aside)
            inside *= threefold(np.maximum(self._shadow(mask, gap), _CHEEKS_LIT * aside))
            blend(frame, box, inside, mask * np.float32(opened))
        if self._parted and opened < 1:
            self._meet(frame, box, (top + bottom) * np.float32(0.5), float(1 - opened))

    def _meet(self, frame: NDArray[np.uint8], box: Box, line: Floats, closed: float) -> None:
        """The shade where lips meet, along `line` [N, 2]: it thins out towards the corners."""
        thick = max(1.0, _SEAM_MM * self._rig.unit)
        dark = np.zeros((box.height, box.width), np.float32)
        for share in _SEAM_STROKES:  # each shorter, thicker and darker than the one before
            ends = 1 + round(share * len(line) / 3)
            core = soft_line(line[ends:-ends], box, (0.35 + 0.65 * share) * thick)
            about = soft_line(line[ends:-ends], box, (0.8 + 1.6 * share) * thick)
            dark = np.maximum(dark, (0.55 + 0.45 * share) * _SEAM_CORE * core)
            dark = np.maximum(dark, (0.3 + 0.7 * share) * _SEAM_SHADE * about)
        lips = frame[box.top : box.bottom, box.left : box.right].astype(np.float32)
        blend(frame, box, lips * _SEAM_COLOUR, np.float32(closed) * dark)

    def _inside(
        self, box: Box, placement: Placement, index: int, shape: MouthShape, aside: Floats
    ) -> Floats:
        """Colours [h, w, 3]; to the corners, where `aside` [h, w] is 1, they are the cheeks'."""
        rig = self._rig
        carried = rig.carry(self._frame_px, self._seat, placement, index)
        place = _Place(box, _FROM_MM.to(carried))
        light, tint = self._skin.light, self._skin.tint
        ground, cheeks = ((0.12 + 0.95 * light) * tint * of for of in (_CAVITY, _CHEEKS))
        color: Floats = cv2.transform(aside, np.stack([cheeks - ground, ground], 1))
        seen = 1 - _CHEEKS_HIDE * aside
        body = (0.04 + light) * tint
        enamel = min(0.03 + 1.28 * light, 1.05) * tint**0.6
        fit = self._fit
        tongue_mm = 0.50 * shape.jaw + 3.2 - 5.0 * shape.tongue_up
        lower_mm = 0.97 * shape.jaw + _LOWER_EDGE_MM
        self._lay(color, self._tongue, place, fit * tongue_mm, body)
        self._lay(color, self._lower, place, fit * lower_mm, enamel * 0.92)
        edge = _UPPER_EDGE_MM - 0.22 * shape.pucker
        if self._photo is None:
            self._lay(color, self._upper, place, fit * edge, enamel, seen)
        else:
            self._lay_photo(color, placement, index, box, seen)
        if self._toned is not None:
            color = _powers(color @ _LUMA) @ self._toned
        color *= threefold(self._side_light(place))
        return color

    def _side_light(self, place: _Place) -> Floats:
        """Light [h, w] that falls off across the mouth as it does from cheek to cheek."""
        box, to_window = place.box, place.to_window
        across = to_window[:, 0] / (to_window[:, 0] @ to_window[:, 0])  # mm per pixel
        x = np.arange(box.left, box.right) - to_window[0, 2]
        y = np.arange(box.top, box.bottom) - to_window[1, 2]
        mm = x[None] * across[0] + y[:, None] * across[1]
        return np.exp(np.clip(self._skin.slope * mm, -1, 1)).astype(np.float32)

    def _lay(
        self,
        color: Floats,
        sprite: Sprite,
        place: _Place,
        y: float,
        light: NDArray[np.float64],
        seen: Floats | None = None,
    ) -> None:
        """Draws a sprite with its zero line at `y` mm below the closed lip line, as far as it is
        `seen` [h, w]; None: all of it."""
        box, to_window = place.box, place.to_window
        size = self._fit / sprite.scale
        matrix = np.empty((2, 3))
        matrix[:, :2] = to_window[:, :2] * size
        start = np.array([-sprite.left * self._fit, y - sprite.top * self._fit])
        matrix[:, 2] = to_window[:, :2] @ start + to_window[:, 2] - (box.left, box.top)
        drawn = warp_affine(sprite.pixels, matrix, (box.width, box.height))
        _put(color, drawn, cv2.transform(drawn, np.eye(3, 4) * light[:, None]), seen)

    def _lay_photo(
        self, color: Floats, placement: Placement, index: int, box: Box, seen: Floats
    ) -> None:
        """The photographed inside of the mouth rides on the head."""
        rig = self._rig
        assert self._photo is not None
        assert rig.between is not None
        rigid = self._from_rest.to(placement.rigid[index, list(_INNER)])
        start = np.array([rig.between.left, rig.between.top]) - rig.margin
        rigid[:, 2] += rigid[:, :2] @ start - (box.left, box.top)
        drawn = warp_affine(self._photo, rigid, (box.width, box.height))
        shaded = threefold(_corridor(placement.points[index], box))
        _put(color, drawn, cv2.cvtColor(drawn, cv2.COLOR_RGBA2RGB) * shaded, seen)

    def _photographed(self, between: Between) -> Floats:
        """The photographed inside of the mouth, premultiplied [h, w, 4], as `between` lies."""
        rig = self._rig
        height, width = between.pixels.shape[:2]
        outline = rig.rest[list(_INNER)] + rig.margin - (between.left, between.top)
        centre = outline.mean(0)
        away = np.linalg.norm(outline - centre, axis=1, keepdims=True)
        shrunk = centre + (outline - centre) * (1 - 0.35 * rig.unit / np.maximum(away, 1.0))
        alpha = soft_mask(shrunk.astype(np.float32), Box(0, 0, width, height), 0.3 * rig.unit)
        color = between.pixels.astype(np.float32) * alpha[..., None]
        return np.concatenate([color, alpha[..., None]], -1)

    def _shadow(self, mask: Floats, gap: float) -> Floats:
        """Lips shade what is behind them, the upper lip more."""
        unit = self._rig.unit
        sigma = max(0.6, 1.3 * unit)
        near = blur(mask, sigma)
        drop = max(1, round(1.2 * unit))
        above = np.zeros_like(mask)
        above[drop:] = mask[:-drop] if drop < len(mask) else 0
        above = blur(above, max(0.6, 0.9 * unit))
        depth = np.clip(2.0 * near - 0.7, 0, 1) * (0.42 + 0.58 * above)
        base = np.float32(0.38 + 0.10 * min(gap / 6.0, 1.0))
        narrow = np.float32(_NARROW + (1 - _NARROW) * smoothstep(*_LETS_LIGHT_MM, gap))
        return narrow * (base + (1 - base) * depth)


def _put(color: Floats, drawn: Floats, lit: Floats, seen: Floats | None) -> None:
    """Puts `drawn` [h, w, 4], premultiplied, whose colours are `lit` [h, w, 3], over `color` in
    place, as far as it is `seen` [h, w]."""
    alpha = cv2.extractChannel(drawn, 3)
    if seen is not None:
        alpha *= seen
        lit *= threefold(seen)
    color *= threefold(1 - alpha)
    color += lit


def _corridor(points: Floats, box: Box) -> Floats:
    """Light [h, w] on teeth of a smile between lips [468, 2] that are less wide: cheeks shade the
    sides."""
    return (1 - _CORRIDOR * smoothstep(*_CORRIDOR_FROM, _aside(points, box))).astype(np.float32)


def _aside(points: Floats, box: Box) -> Floats:
    """How far to a side of the mouth [468, 2] each pixel of the box is: [h, w], 1 at corners."""
    right, left = points[[topo.UPPER_INNER[0], topo.UPPER_INNER[-1]]]
    half = (left - right) / 2
    along = half / max(float(half @ half), 1.0)
    x = np.arange(box.left, box.right) - (right[0] + left[0]) / 2
    y = np.arange(box.top, box.bottom) - (right[1] + left[1]) / 2
    return np.abs(x[None] * along[0] + y[:, None] * along[1]).astype(np.float32)


@dataclass(frozen=True)
class Skin:
    """The cheeks: mean `light` 0..1 and its logarithm's `slope` per mm to the left, and `tint` [3]
    against an average skin."""

    light: float
    slope: float
    tint: NDArray[np.float64]


def skin_of(texture: NDArray[np.uint8], points: Floats, rig: Rig) -> Skin:
    """The cheeks of the face `points` [468, 2] in the pixels of `texture`, as large as that of
    `rig`."""
    colors, places = [], []
    side = max(1, round(3 * rig.unit))
    for index in topo.CHEEKS:
        x, y = points[index].round().astype(int).tolist()
        patch = texture[max(y - side, 0) : y + side, max(x - side, 0) : max(x + side, 0)]
        if patch.size:
            colors.append(patch.reshape(-1, 3).astype(np.float64).mean(0))
            places.append(float(rig.local[index, 0]))
    color = np.mean(colors, axis=0) if colors else np.array([200.0, 170.0, 150.0])
    lights = [max(float(one @ _LUMA), 4.0) for one in colors]
    slope = 0.0
    if len(lights) == 2:
        slope = float(np.log(lights[1] / lights[0])) / max(abs(places[1] - places[0]), 20.0)
        slope *= float(np.sign(places[1] - places[0]))
    light = float(color @ _LUMA) / 255.0
    cast = color / max(255.0 * light, 1.0) / _AVERAGE_SKIN
    return Skin(light, slope, np.clip(cast, 0.7, 1.3))


def _toned(rig: Rig) -> Floats | None:
    """How colour follows from light in a photograph without colours of its own, black and white or
    toned as old ones are: float32 [3, 3], for the powers of light; None in every other."""
    low = np.clip(rig.rest.min(0) + rig.margin, 0, None).astype(int)
    high = np.ceil(rig.rest.max(0) + rig.margin).astype(int)
    face = blur(rig.texture[low[1] : high[1], low[0] : high[0]], max(1.0, 1.5 * rig.unit))
    step = max(1, round(math.sqrt(face.shape[0] * face.shape[1] / _LOOKED_AT)))
    pixels = face[::step, ::step].reshape(-1, 3).astype(np.float32)
    powers = _powers(pixels @ _LUMA)
    curve = np.linalg.lstsq(powers, pixels, rcond=None)[0]
    away = np.abs(powers @ curve - pixels).max(1) / max(float(pixels.mean()), 1.0)
    return curve.astype(np.float32) if np.percentile(away, 90) < _OWN_COLOUR else None


def _powers(light: Floats) -> Floats:
    """1, light and its square, of 255: [..., 3]."""
    share = light / np.float32(255)
    return np.stack([np.ones_like(share), share, share * share], -1)
