"""OpenCV's picture operations with exact types: what goes in as an array comes out as one."""

from __future__ import annotations

from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = TypeVar("Pixels", bound=np.generic)

Matrix = NDArray[np.float64]
Map = NDArray[np.float32]

SUBPIXEL_BITS = 4
_BAND = 64


def remap(
    source: NDArray[Pixels], spots: Map, *, cubic: bool = False, mirror: bool = True
) -> NDArray[Pixels]:
    """`source` sampled at `spots` [h, w, 2] (x, y); past the edge it is mirrored or repeated."""
    method = cv2.INTER_CUBIC if cubic else cv2.INTER_LINEAR
    border = cv2.BORDER_REFLECT_101 if mirror else cv2.BORDER_REPLICATE
    return cv2.remap(source, spots, None, method, borderMode=border)


def resize(source: NDArray[Pixels], size: tuple[int, int], method: int) -> NDArray[Pixels]:
    """`source` at `size` (width, height) by one of OpenCV's methods."""
    return cv2.resize(source, size, interpolation=method)


def blur(source: NDArray[Pixels], sigma: float) -> NDArray[Pixels]:
    """Gaussian blur; `sigma` in pixels."""
    return cv2.GaussianBlur(source, (0, 0), sigma)


def warp_affine(
    source: NDArray[Pixels], matrix: Matrix, size: tuple[int, int], *, repeat: bool = False
) -> NDArray[Pixels]:
    """`source` moved by `matrix` [2, 3] into a picture of `size`; zero or repeated outside."""
    border = cv2.BORDER_REPLICATE if repeat else cv2.BORDER_CONSTANT
    return cv2.warpAffine(source, matrix, size, borderMode=border)


def disc(radius: int) -> NDArray[np.uint8]:
    """A disc for OpenCV's morphology: [2 radius + 1, 2 radius + 1] of 0 and 1."""
    side = 2 * radius + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)


def threefold(share: NDArray[Pixels]) -> NDArray[Pixels]:
    """`share` [h, w] for each of three colours: [h, w, 3]. NumPy alone takes thrice the time to
    multiply by what it has to spread."""
    return np.asarray(cv2.merge([share, share, share]), share.dtype)


def behind(back: NDArray[np.uint8], veil: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What is seen of `back` [h, w, 3] where `veil` [h, w] of 0..255 lets it through."""
    return cv2.multiply(back, threefold(veil), scale=1 / 255)


def over(front: NDArray[np.uint8], back: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """`front` [h, w, 4], colours times opacity and what it lets through, over `back` [h, w, 3]."""
    found = np.empty_like(back)
    for top in range(0, len(back), _BAND):  # what lies between stays in the processor's cache
        rows = slice(top, top + _BAND)
        colours = cv2.cvtColor(front[rows], cv2.COLOR_RGBA2RGB)
        veil = cv2.extractChannel(front[rows], 3)
        cv2.add(colours, behind(back[rows], veil), dst=found[rows])
    return found


def gray(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Luma of an RGB picture: uint8 [H, W]."""
    return cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)


def fixed_point(points: NDArray[np.floating[Any]]) -> NDArray[np.int32]:
    """Points as OpenCV's painters take them: integers with SUBPIXEL_BITS fractional bits."""
    return np.rint(points * (1 << SUBPIXEL_BITS)).astype(np.int32)


def nearest_free(hidden: NDArray[np.bool_]) -> tuple[Map, Map]:
    """Where the nearest pixel that is not hidden lies, [H, W, 2], and how far, [H, W].

    For one that is not hidden: itself, and 0.
    """
    distance, label = cv2.distanceTransformWithLabels(
        hidden.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    y, x = np.nonzero(~hidden)
    place = np.zeros((len(y) + 1, 2), np.float32)
    place[label[y, x]] = np.stack([x, y], 1)
    return place[label], distance
