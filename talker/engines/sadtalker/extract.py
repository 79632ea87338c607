"""What is taken from a portrait (or a reference video) once: its picture and coefficients."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, repeat

import numpy as np
from numpy.typing import NDArray

from talker.engines.sadtalker.align import Aligned, align
from talker.engines.sadtalker.crop import FacePart, face_part, shown_part
from talker.face.follow import followed
from talker.face.landmarks import Face, LandmarkSource
from talker.face.landmarks68 import Landmarks68, seen_in
from talker.options.picture import Mode

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]

# Pictures uint8 [B, 224, 224, 3] RGB -> float32 [B, 257]: the coefficient network.
CoefficientNetwork = Callable[[Image], Floats]

REFERENCE_SIZE = 256  # a reference video is looked at in this size, whatever is rendered
# Where expression, angles and translation lie among the 257; identity, texture and light between
# them are not needed.
_EXPRESSION, _ANGLES, _TRANSLATION = slice(80, 144), slice(224, 227), slice(254, 257)


@dataclass(frozen=True)
class Source:
    """A portrait as the networks need it.

    `picture` uint8 [size, size, 3] RGB shows `part` of the portrait; `row` float32 [73]:
    expression 64, angles 3 (radians), translation 3, scale and origin of the alignment.
    """

    part: FacePart
    picture: Image
    row: Floats


def extract_source(
    image: Image,
    face: Face,
    mode: Mode,
    size: int,
    landmarks: Landmarks68,
    network: CoefficientNetwork,
) -> Source:
    """Cuts `face` out of an RGB picture [H, W, 3] and reads its coefficients.

    Landmarks are looked for twice, in the portrait for the cut and in the square picture for
    the coefficients, as the original does.
    """
    height, width = image.shape[:2]
    part = shown_part(landmarks.find(image, face), mode, width, height)
    picture = part.show(image, size)
    points = landmarks.find(picture, seen_in(face, part.window, size))
    return Source(part, picture, _rows([align(picture, points)], network)[0])


def extract_video(
    frames: Iterable[Image],
    faces: LandmarkSource,
    landmarks: Landmarks68,
    network: CoefficientNetwork,
    batch: int = 16,
) -> Iterator[Floats]:
    """Coefficients of a reference video, [B, 73] at a time; memory does not grow with it.

    `frames`: RGB pictures of one size. The cut of the first face serves all frames. A frame in
    which the face is lost is read where the face was last; frames before the first face get its
    row. No face at all: nothing comes.
    """
    aligned = _aligned(frames, faces, landmarks)
    while some := list(islice(aligned, batch)):
        yield _rows(some, network)


def _aligned(
    frames: Iterable[Image], faces: LandmarkSource, landmarks: Landmarks68
) -> Iterator[Aligned]:
    """The aligned face of every frame."""
    part: FacePart | None = None
    early = 0
    for image, face in followed(frames, faces):
        if face is None:
            early += 1
            continue
        if part is None:
            height, width = image.shape[:2]
            part = face_part(landmarks.find(image, face), Mode.CROP, width, height)
        picture = part.show(image, REFERENCE_SIZE)
        points = landmarks.find(picture, seen_in(face, part.window, REFERENCE_SIZE))
        yield from repeat(align(picture, points), early + 1)
        early = 0


def _rows(aligned: list[Aligned], network: CoefficientNetwork) -> Floats:
    """Coefficient rows [B, 73] of aligned faces."""
    found = network(np.stack([face.picture for face in aligned]))
    placed = np.array([(face.scale, face.x, face.y) for face in aligned], np.float32)
    parts = [found[:, part] for part in (_EXPRESSION, _ANGLES, _TRANSLATION)]
    return np.concatenate([*parts, placed], axis=1).astype(np.float32)
