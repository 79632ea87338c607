"""Line art, scribbles and soft edges of a picture by plain filters: no network draws them.

The ControlNets of these names were trained on what networks draw (of lines, HED and PiDiNet). What
is made here has the same look, white on black, and the same places; it knows less of what a line
means, and follows shadows and patterns more than they do.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.raster import blur, gray, resize

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]

_USUAL_SIDE = 512  # pixels for which the widths below are given; they grow with the picture
_LEAST_LINE = 6.0  # grey levels: weaker lines are noise, and nothing is stretched beyond them
# Winnemoeller, Kyprianidis, Olsen: XDoG, 2012.
_XDOG_WIDTH, _XDOG_RATIO, _XDOG_SHARPNESS, _XDOG_LEVEL = 2.0, 1.6, 18.0, 0.55
_SPECK = 30  # pixels of the smallest stroke of a scribble
_STROKE = 3  # pixels
_SCALES = (1.0, 2.0, 4.0)  # pixels of blur at which soft edges are looked for


def line_art(picture: Image) -> Image:
    """White lines where uint8 [H, W, 3] RGB is darker than what is around; as wide as they are."""
    unit = _unit(picture)
    level = gray(picture).astype(np.float32)
    darker = np.maximum(blur(level, 6 * unit) - blur(level, 0.7 * unit), 0)
    return _stretched(darker)


def scribble(picture: Image) -> Image:
    """A few thick white strokes: what is dark and sharp in uint8 [H, W, 3] RGB."""
    height, width = picture.shape[:2]
    scale = _USUAL_SIDE / min(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    level = resize(gray(picture), size, cv2.INTER_AREA).astype(np.float32) / np.float32(255)
    fine = blur(level, _XDOG_WIDTH)
    sharp = fine + _XDOG_SHARPNESS * (fine - blur(level, _XDOG_WIDTH * _XDOG_RATIO))
    dark = (sharp < _XDOG_LEVEL * float(level.mean())).astype(np.uint8)
    edge = cv2.morphologyEx(dark, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8))
    _, labels, facts, _ = cv2.connectedComponentsWithStats(edge, connectivity=8)
    large = facts[:, cv2.CC_STAT_AREA] >= _SPECK
    large[0] = False
    strokes = np.where(large[labels], np.uint8(255), np.uint8(0))
    pen = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_STROKE, _STROKE))
    thick = resize(cv2.dilate(strokes, pen).astype(np.uint8), (width, height), cv2.INTER_LINEAR)
    return _three(np.where(thick > 127, np.uint8(255), np.uint8(0)))


def soft_edges(picture: Image) -> Image:
    """Soft white outlines: how steeply the colours of uint8 [H, W, 3] RGB change, near and far."""
    unit = _unit(picture)
    colours = picture.astype(np.float32)
    found = np.zeros(picture.shape[:2], np.float32)
    for scale in _SCALES:
        smooth = blur(colours, scale * unit)
        across = cv2.Scharr(smooth, cv2.CV_32F, 1, 0) / 32
        down = cv2.Scharr(smooth, cv2.CV_32F, 0, 1) / 32
        found = np.maximum(found, scale * unit * np.hypot(across, down).max(axis=2))
    return _stretched(blur(found, 0.8 * unit))


def _stretched(values: Floats) -> Image:
    """From nothing to white; what is weak everywhere stays weak."""
    top = max(float(np.percentile(values, 99.3)), _LEAST_LINE)
    return _three(np.rint(np.clip(values / top, 0, 1) * 255).astype(np.uint8))


def _three(values: Image) -> Image:
    return np.repeat(values[..., None], 3, axis=2)


def _unit(picture: Image) -> float:
    return max(0.5, min(picture.shape[:2]) / _USUAL_SIDE)
