"""The presenter's face in the pictures that --like names: a cut for the network, and its shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from avatar_gen.detail import face_square
from avatar_gen.judge import human_faces, main_face
from talker.consent import check_consent
from talker.errors import ErrorCode, InputError
from talker.face.choose import MIN_WIDTH
from talker.face.landmarks import Face, LandmarkSource
from talker.media.images import load_image
from talker.progress import Notice, NoticeCode

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class PresenterFace:
    """`cut`: uint8 [S, S, 3] RGB, the face with some of what is around; `mesh` float32 [468, 3]."""

    cut: Pixels
    mesh: NDArray[np.float32]


def read_faces(
    names: Sequence[str], landmarks: LandmarkSource, tell: Callable[[Notice], None]
) -> tuple[PresenterFace, ...]:
    """The largest face of each picture; others in it are told.

    InputError with an IMAGE_ code, NO_FACE, FACE_TOO_SMALL, or CONSENT_EXPIRED where what was
    agreed about a picture has ended.
    """
    return tuple(_read(Path(name), landmarks, tell) for name in names)


def _read(path: Path, landmarks: LandmarkSource, tell: Callable[[Notice], None]) -> PresenterFace:
    picture = load_image(path)
    check_consent(path)
    found = human_faces(picture, landmarks)
    face = main_face(found)
    if face is None:
        raise InputError(
            ErrorCode.NO_FACE,
            f"No face was found in {path.name}, which --like names.",
            "Give a picture that shows the presenter from the front.",
            path,
        )
    if face.box.width < MIN_WIDTH:
        raise InputError(
            ErrorCode.FACE_TOO_SMALL,
            f"The face in {path.name} is {face.box.width} pixels wide; {MIN_WIDTH} are needed.",
            "Give a larger picture of the presenter.",
            path,
        )
    if len(found) > 1:
        words = f"{path.name} shows {len(found)} faces; the largest counts as the presenter's."
        tell(Notice(NoticeCode.MANY_FACES, words))
    return PresenterFace(_cut(picture, face), face.mesh)


def _cut(picture: Pixels, face: Face) -> Pixels:
    height, width = picture.shape[:2]
    box = face_square(face, width, height)
    return np.ascontiguousarray(picture[box.top : box.bottom, box.left : box.right])
