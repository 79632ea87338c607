"""One frame of a film as it is stored: light in full, colours at half the size (4:2:0).

What is not painted over stays as it was decoded, bit by bit: no frame goes to RGB and back.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.raster import resize
from talker.scene import Box, Image, Size

Plane = NDArray[np.uint8]
Floats = NDArray[np.float32]

# Shares of red and blue in light (ITU-R BT.601, BT.709, BT.2020).
_RED_BLUE = {"bt601": (0.299, 0.114), "bt709": (0.2126, 0.0722), "bt2020": (0.2627, 0.0593)}


@dataclass(frozen=True)
class Colours:
    """How light and colours become RGB: `matrix` is bt601, bt709 or bt2020; `full`: values go from
    0 to 255, and not from 16 on."""

    matrix: str = "bt709"
    full: bool = False

    @property
    def _scales(self) -> tuple[float, float, float]:
        """What is black, and the span of light and of colours."""
        return (0.0, 255.0, 255.0) if self.full else (16.0, 219.0, 224.0)

    @property
    def to_rgb(self) -> Floats:
        """[3, 4]: what makes RGB of Y, U, V and 1."""
        red, blue = _RED_BLUE[self.matrix]
        green = 1 - red - blue
        black, light, colour = self._scales
        y, c = 255 / light, 255 / colour
        u, v = 2 * (1 - blue) * c, 2 * (1 - red) * c
        rows = np.array([[y, 0, v], [y, -u * blue / green, -v * red / green], [y, u, 0]])
        shift = rows @ (-black, -128.0, -128.0)
        return np.concatenate([rows, shift[:, None]], 1).astype(np.float32)

    @property
    def from_rgb(self) -> Floats:
        """[3, 4]: what makes Y, U and V of RGB and 1."""
        whole = np.vstack([self.to_rgb.astype(np.float64), [0, 0, 0, 1]])
        return np.linalg.inv(whole)[:3].astype(np.float32)


class FilmFrame:
    """A frame of (width, height) `size`, both even: planes `y` [H, W], `u` and `v` [H/2, W/2]."""

    def __init__(self, data: NDArray[np.uint8], size: Size, colours: Colours) -> None:
        """`data` uint8 [H * W * 3 / 2]: the planes one behind the other; they are not copied."""
        width, height = size
        light, colour = width * height, width * height // 4
        self.data, self.size, self.colours = data, size, colours
        self.y: Plane = data[:light].reshape(height, width)
        self.u: Plane = data[light : light + colour].reshape(height // 2, width // 2)
        self.v: Plane = data[light + colour :].reshape(height // 2, width // 2)

    def copy(self) -> FilmFrame:
        """One that may be painted over."""
        return FilmFrame(self.data.copy(), self.size, self.colours)

    def rgb(self, box: Box) -> Image:
        """What `box`, which lies inside the frame, shows: uint8 [h, w, 3]."""
        even = Box(
            box.left // 2 * 2, box.top // 2 * 2, -(-box.right // 2) * 2, -(-box.bottom // 2) * 2
        )
        half = slice(even.top // 2, even.bottom // 2), slice(even.left // 2, even.right // 2)
        size = even.width, even.height
        planes = [
            self.y[even.top : even.bottom, even.left : even.right],
            *(resize(plane[half], size, cv2.INTER_LINEAR) for plane in (self.u, self.v)),
        ]
        found = cv2.transform(cv2.merge(planes), self.colours.to_rgb)
        inside = (
            slice(box.top - even.top, box.bottom - even.top),
            slice(box.left - even.left, box.right - even.left),
        )
        return np.ascontiguousarray(found[inside])

    def small(self, box: Box, by: int) -> Image:
        """The same `by` times smaller, which is even, as is where the box begins: each pixel is the
        mean of by x by; what is less than that at the right and below is left out."""
        width, height = box.width // by, box.height // by
        right, bottom = box.left + width * by, box.top + height * by
        half = slice(box.top // 2, bottom // 2), slice(box.left // 2, right // 2)
        size = width, height
        light = resize(self.y[box.top : bottom, box.left : right], size, cv2.INTER_AREA)
        colours = (resize(plane[half], size, cv2.INTER_AREA) for plane in (self.u, self.v))
        return cv2.transform(cv2.merge([light, *colours]), self.colours.to_rgb)

    def blend(self, box: Box, picture: Image, mask: NDArray[np.uint8]) -> None:
        """Lays `picture` uint8 [h, w, 3] over `box`, as far as `mask` uint8 [h, w] of 0..255 says;
        where that is 0 nothing changes. Colours change where any of their four pixels does."""
        Overlay(box, picture, mask, self.colours).lay(self)


class Overlay:
    """A picture made ready to be laid over frames, as of `FilmFrame.blend`."""

    def __init__(self, box: Box, picture: Image, mask: NDArray[np.uint8], colours: Colours) -> None:
        left, top = box.left % 2, box.top % 2
        right, bottom = box.right % 2, box.bottom % 2
        if left or top or right or bottom:
            edges = (top, bottom, left, right)
            picture = cv2.copyMakeBorder(picture, *edges, cv2.BORDER_REPLICATE)
            mask = cv2.copyMakeBorder(mask, *edges, cv2.BORDER_CONSTANT, value=0)
            box = Box(box.left - left, box.top - top, box.right + right, box.bottom + bottom)
        new = cv2.transform(picture.astype(np.float32), colours.from_rgb)
        share = mask.astype(np.float32) * np.float32(1 / 255)
        self._box, self._light, self._share = box, new[..., 0], share
        half = box.width // 2, box.height // 2
        small = resize(new[..., 1:] * share[..., None], half, cv2.INTER_AREA)
        self._half_share = resize(share, half, cv2.INTER_AREA)
        self._colours = small / np.maximum(self._half_share, 1e-6)[..., None]

    def lay(self, frame: FilmFrame) -> None:
        """Changes the frame, whose colours are those that this was made for."""
        box = self._box
        _mix(frame.y[box.top : box.bottom, box.left : box.right], self._light, self._share)
        part = slice(box.top // 2, box.bottom // 2), slice(box.left // 2, box.right // 2)
        for plane, colour in ((frame.u, self._colours[..., 0]), (frame.v, self._colours[..., 1])):
            _mix(plane[part], colour, self._half_share)


def _mix(plane: Plane, new: Floats, share: Floats) -> None:
    old = plane.astype(np.float32)
    mixed = np.rint(old + share * (new - old))
    np.copyto(plane, np.clip(mixed, 0, 255).astype(np.uint8), where=share > 0)
