"""One face through the frames of a video."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from talker.face.landmarks import Face, LandmarkSource

Image = NDArray[np.uint8]


def followed(frames: Iterable[Image], faces: LandmarkSource) -> Iterator[tuple[Image, Face | None]]:
    """Every frame with the largest face of the first that has one, or where it was last; None
    before it is seen."""
    last: Face | None = None
    for image in frames:
        face = faces.track(image, last) if last else None
        if face is None:
            found = faces.detect(image)
            face = max(
                found,
                key=lambda candidate: candidate.box.width * candidate.box.height,
                default=None,
            )
        last = face or last
        yield image, last


def always_followed(frames: Iterable[Image], faces: LandmarkSource) -> Iterator[Face]:
    """The face of every frame; frames before the first face get that one. No face at all: nothing
    comes."""
    early = 0
    for _, face in followed(frames, faces):
        if face is None:
            early += 1
            continue
        for _ in range(early + 1):
            yield face
        early = 0
