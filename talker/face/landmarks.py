"""The landmark interface: what a face is, whatever found it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from talker.scene import Box, Size


@dataclass(frozen=True)
class Face:
    """One face in image pixels.

    `mesh`: float32 [468, 3], the MediaPipe face mesh topology (x right, y down, z away from the
    camera, same scale as x); `score` 0..1 says how sure the detector is, `presence` how much the
    mesh looks like a human face; `yaw`, `pitch`, `roll` in degrees;
    `disagreement` is how far the mesh is from the detector's own points, in face widths.
    """

    box: Box
    score: float
    presence: float
    mesh: NDArray[np.float32]
    yaw: float
    pitch: float
    roll: float
    disagreement: float = 0.0

    def within(self, part: Box) -> Face:
        """The face of a picture in a part that is cut out of it."""
        mesh = self.mesh.copy()
        mesh[:, :2] -= (part.left, part.top)
        box = self.box
        moved = Box(
            box.left - part.left, box.top - part.top, box.right - part.left, box.bottom - part.top
        )
        return replace(self, box=moved, mesh=mesh)

    def scaled(self, size: Size, wanted: Size) -> Face:
        """The face of a picture of `size` (width, height) in the same one at `wanted`."""
        across, down = wanted[0] / size[0], wanted[1] / size[1]
        mesh = self.mesh.copy()
        mesh[:, :2] = (mesh[:, :2] + 0.5) * (across, down) - 0.5
        mesh[:, 2] *= across
        box = Box(
            round(self.box.left * across),
            round(self.box.top * down),
            round(self.box.right * across),
            round(self.box.bottom * down),
        )
        return replace(self, box=box, mesh=mesh)


class LandmarkSource(Protocol):
    """Finds faces; implementations are interchangeable."""

    name: str

    def detect(self, image: NDArray[np.uint8]) -> list[Face]:
        """All faces of an RGB uint8 [H, W, 3] image, ordered from left to right."""
        ...

    def candidates(self, image: NDArray[np.uint8]) -> list[Face]:
        """The same with what is hardly a human face (low `presence`): to say what is wrong."""
        ...

    def track(self, image: NDArray[np.uint8], previous: Face) -> Face | None:
        """The same face in the next picture of a video; None when it is lost."""
        ...
