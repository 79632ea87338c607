"""What every restorer and upscaler offers: the road knows these verbs and nothing else."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

FACE_SIDE = 512  # pixels of the aligned square that restorers work on


class FaceRestorer(Protocol):
    """Restores faces; the same face always gives the same pixels."""

    def restore(self, faces: Image) -> Image:
        """Faces aligned to the template, uint8 [B, 512, 512, 3] RGB -> the same, restored."""
        ...


class Upscaler(Protocol):
    """Enlarges pictures of any size by a whole `factor`."""

    factor: int

    def upscale(self, pictures: Image) -> Image:
        """uint8 [B, H, W, 3] RGB -> uint8 [B, factor * H, factor * W, 3]."""
        ...


class NoUpscaler:
    """Leaves pictures as they are."""

    factor = 1

    def upscale(self, pictures: Image) -> Image:
        """The pictures themselves."""
        return pictures
