"""Teeth and tongue as small pictures in millimetres, made once for a portrait.

Crown widths and arch follow common averages of dental anatomy (maxillary central incisor about
8.5 mm, lateral 6.5, canine 7.5; arch half width about 27 mm). The arch is projected for the
portrait's own view, so a three-quarter view foreshortens its far side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talker.motion.easing import smoothstep

Floats = NDArray[np.float32]

_ARCH_HALF_MM, _ARCH_DEPTH_MM = 27.0, 34.0
_UPPER_WIDTHS = (8.4, 6.6, 7.4, 7.0, 6.6, 9.5)
_UPPER_SHORTER = (0.0, 0.7, 0.25, 1.1, 1.5, 2.0)
_LOWER_WIDTHS = (5.3, 5.8, 6.6, 6.9, 7.0, 10.0)
_LOWER_SHORTER = (0.0, 0.1, 0.0, 0.7, 1.2, 1.6)
_LIT_MM, _DARK_MM, _CORRIDOR = 9.0, 23.0, 0.10
_ENAMEL = np.array([240.0, 229.0, 212.0])
_GUM = np.array([188.0, 104.0, 100.0])
_TONGUE = np.array([182.0, 92.0, 90.0])


@dataclass(frozen=True)
class Sprite:
    """A picture with soft edges: `pixels` float32 [h, w, 4], colour premultiplied by alpha.

    Pixel (x, y) sits at (x / scale - left, y / scale - top) mm.
    """

    pixels: Floats
    scale: float
    left: float
    top: float


@dataclass(frozen=True)
class View:
    """How the head is seen: `across` of a mm to the left, and of a mm in depth, in screen mm."""

    across: float
    depth: float


def _grid(
    scale: float, left: float, right: float, top: float, bottom: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x = np.arange(round((left + right) * scale)) / scale - left
    y = np.arange(round((top + bottom) * scale)) / scale - top
    gx, gy = np.meshgrid(x, y)
    return gx, gy


def _arc_position(screen: NDArray[np.float64], view: View) -> NDArray[np.float64]:
    """Signed length along the dental arch that is seen at a screen position; NaN where none."""
    angle = np.radians(np.linspace(-85, 85, 681))
    x = _ARCH_HALF_MM * np.sin(angle)
    z = _ARCH_DEPTH_MM * (1 - np.cos(angle))
    length = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(z)))])
    length -= np.interp(0.0, angle, length)
    seen = x * view.across + z * view.depth
    middle = len(angle) // 2
    right = np.flatnonzero(np.diff(seen[middle:]) <= 0)
    left = np.flatnonzero(np.diff(seen[: middle + 1]) <= 0)
    last = middle + (int(right[0]) if len(right) else len(angle) - 1 - middle)
    first = int(left[-1]) + 1 if len(left) else 0
    part = slice(first, last + 1)
    return np.interp(screen, seen[part], length[part], left=np.nan, right=np.nan)


def _depth_light(side: NDArray[np.float64]) -> NDArray[np.float64]:
    """Light on a tooth `side` mm along the arch: the front four are lit, cheeks shade the rest."""
    return 1 - (1 - _CORRIDOR) * smoothstep(_LIT_MM, _DARK_MM, side)


def _row(
    scale: float, view: View, widths: tuple[float, ...], shorter: tuple[float, ...], seed: int
) -> Sprite:
    """One row of teeth; incisal edges at y = 0, crowns towards negative y."""
    reach, top, bottom = 34.0, 13.0, 2.0
    gx, gy = _grid(scale, reach, reach, top, bottom)
    arc = _arc_position(gx, view)
    outside = np.isnan(arc)
    arc = np.nan_to_num(arc)
    borders = np.cumsum(widths)
    side = np.abs(arc)
    tooth = np.minimum(np.searchsorted(borders, side), len(widths) - 1)
    width = np.array(widths)[tooth]
    t = np.clip((side - (borders[tooth] - width / 2)) / (width / 2), -1, 1)
    chance = np.random.default_rng(seed)
    tone = 1 + 0.025 * chance.standard_normal((2, len(widths)))[(arc > 0).astype(int), tooth]
    uneven = 0.12 * chance.standard_normal((2, len(widths)))[(arc > 0).astype(int), tooth]
    edge = -np.array(shorter)[tooth] + uneven - 0.55 * np.abs(t) ** 5 - 0.10 * t**2
    edge -= np.where(tooth == 2, 0.7 * np.abs(t) ** 1.5, 0.0)
    into = edge - gy  # mm above the incisal edge
    soft = 1.0 / scale + 0.15
    alpha = np.clip(into / soft + 0.5, 0, 1)
    gap = np.exp(-(((1 - np.abs(t)) * width / 2 / 0.28) ** 2))
    crown = 9.0 - 1.2 * (np.abs(t) ** 2) - 0.8 * (tooth == 1)
    shade = tone * (1 - 0.13 * t**2 - 0.05 * np.abs(t) ** 6)
    shade *= 0.90 + 0.10 * np.exp(-(((into - 4.0) / 3.5) ** 2))
    shade *= 1 - 0.24 * gap * np.clip(into / 1.5, 0.35, 1)
    shade += 0.05 * np.exp(-(((t + 0.25) / 0.28) ** 2) - ((into - 3.2) / 2.0) ** 2)
    shade *= _depth_light(side)
    color = _ENAMEL * shade[..., None]
    thin = np.clip(1 - into / 1.6, 0, 1)[..., None] * 0.16
    color = color * (1 - thin) + thin * np.array([176.0, 176.0, 186.0]) * shade[..., None]
    warm = np.clip((into - 5.5) / 4.0, 0, 1)[..., None]
    color *= 1 - warm * np.array([0.03, 0.07, 0.14])
    gum = np.clip((into - crown) / 0.5 + 0.5, 0, 1)[..., None]
    color = color * (1 - gum) + gum * _GUM * _depth_light(side)[..., None]
    alpha = np.where(outside, 0.0, alpha)
    pixels = np.concatenate([color * alpha[..., None], alpha[..., None]], -1)
    return Sprite(np.ascontiguousarray(pixels, np.float32), scale, reach, top)


def upper_teeth(scale: float, view: View) -> Sprite:
    """The upper row; incisal edges at y = 0."""
    return _row(scale, view, _UPPER_WIDTHS, _UPPER_SHORTER, 1)


def lower_teeth(scale: float, view: View) -> Sprite:
    """The lower row; incisal edges at y = 0, crowns towards positive y."""
    row = _row(scale, view, _LOWER_WIDTHS, _LOWER_SHORTER, 2)
    pixels = np.ascontiguousarray(row.pixels[::-1] * np.array([0.86, 0.86, 0.86, 1], np.float32))
    height = pixels.shape[0] / scale
    return Sprite(pixels, scale, row.left, height - row.top - 1 / scale)


def tongue(scale: float, view: View) -> Sprite:
    """The tongue seen from the front, its highest point at y = 0."""
    half = 19.0 * max(view.across, 0.6)
    reach, top, bottom = half + 3, 3.0, 22.0
    gx, gy = _grid(scale, reach, reach, top, bottom)
    x = gx / half
    crest = 3.2 * x**2 + 1.1 * np.exp(-((x / 0.10) ** 2))
    into = gy - crest
    alpha = np.clip(into / 1.2 + 0.5, 0, 1) * np.clip((1 - np.abs(x)) / 0.15, 0, 1)
    light = 0.72 + 0.30 * np.exp(-(((into - 2.2) / 2.6) ** 2)) - 0.20 * x**2
    light -= 0.16 * np.exp(-((x / 0.08) ** 2)) * np.clip(into / 3, 0, 1)
    light *= 1 - 0.45 * np.clip((into - 5) / 9, 0, 1)
    color = _TONGUE * light[..., None]
    pixels = np.concatenate([color * alpha[..., None], alpha[..., None]], -1)
    return Sprite(np.ascontiguousarray(pixels, np.float32), scale, reach, top)
