"""Which of the found faces is taken, and whether it will do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from talker.errors import ErrorCode, InputError
from talker.face.landmarks import Face
from talker.progress import Notice, NoticeCode

MIN_WIDTH = 60
MAX_YAW = 50.0
# People and drawings of them give 1.00, a cat 0.67, other things hardly more than nothing.
HUMAN_PRESENCE = 0.9
ANIMAL_PRESENCE = 0.4


def choose_face(
    candidates: Sequence[Face], number: int, path: Path
) -> tuple[Face, tuple[Notice, ...]]:
    """Face `number` (1 = leftmost), or the largest for 0, with a notice when others are there.

    `candidates` are ordered from left to right; only human faces among them count. Raises
    NO_FACE, FACE_NOT_HUMAN, FACE_INDEX, FACE_TOO_SMALL or FACE_PROFILE.
    """
    faces = [face for face in candidates if face.presence >= HUMAN_PRESENCE]
    if not faces:
        animal = any(face.presence >= ANIMAL_PRESENCE for face in candidates)
        raise no_face(ErrorCode.FACE_NOT_HUMAN if animal else ErrorCode.NO_FACE, path)
    if number > len(faces):
        raise InputError(
            ErrorCode.FACE_INDEX,
            f"{path.name} shows {_count(len(faces))}; there is no face {number}.",
            f"Faces are counted from the left: --face 1 to --face {len(faces)}.",
            path,
        )
    index = number - 1 if number else max(range(len(faces)), key=lambda i: _area(faces[i]))
    notices: tuple[Notice, ...] = ()
    if number == 0 and len(faces) > 1:
        notices = (
            Notice(
                NoticeCode.MANY_FACES,
                f"{path.name} shows {_count(len(faces))}; the largest is used, number "
                f"{index + 1} from the left. Choose another with --face 1 to "
                f"--face {len(faces)}.",
            ),
        )
    _check_face(faces[index], path)
    return faces[index], notices


def _check_face(face: Face, path: Path) -> None:
    """Whether this face can speak."""
    if face.box.width < MIN_WIDTH:
        raise InputError(
            ErrorCode.FACE_TOO_SMALL,
            f"The face in {path.name} is only {face.box.width} pixels wide.",
            f"Give a picture in which the face has at least {MIN_WIDTH} pixels; 200 look good.",
            path,
        )
    if abs(face.yaw) > MAX_YAW:
        raise no_face(ErrorCode.FACE_PROFILE, path)


def no_face(code: ErrorCode, path: Path) -> InputError:
    """The error for a picture without a face that can speak."""
    messages = {
        ErrorCode.FACE_PROFILE: f"The face in {path.name} is seen from the side.",
        ErrorCode.FACE_NOT_HUMAN: f"What {path.name} shows does not look like a human face.",
    }
    return InputError(
        code,
        messages.get(code, f"No face was found in {path.name}."),
        "Give a picture of a person who looks roughly toward the camera.",
        path,
    )


def _area(face: Face) -> int:
    return face.box.width * face.box.height


def _count(faces: int) -> str:
    return "1 face" if faces == 1 else f"{faces} faces"
