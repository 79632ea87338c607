"""Which of the found faces is taken, and whether it will do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from talker.errors import ErrorCode, InputError
from talker.face.landmarks import Face
from talker.face.pair import faces_apart
from talker.progress import Notice, NoticeCode

MIN_WIDTH = 60
MAX_YAW = 50.0
MIN_APART = 0.12  # face widths between two faces that speak by turns
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
    faces = _people(candidates, path)
    _check_number(faces, number, "--face", path)
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


def choose_pair(
    candidates: Sequence[Face], first: int, second: int, path: Path
) -> tuple[tuple[Face, Face], tuple[Notice, ...]]:
    """The faces that speak the `first` and the `second` recording, by their numbers.

    0 leaves it to us: the two largest, from left to right; where one is named, the largest of the
    others. Raises what `choose_face` does, FACES_TOO_FEW, and FACES_TOO_CLOSE where one face
    covers the other.
    """
    faces = _people(candidates, path)
    if len(faces) < 2:
        raise InputError(
            ErrorCode.FACES_TOO_FEW,
            f"{path.name} shows {_count(len(faces))}; two speakers need two.",
            "Give a picture of two people, or one recording without --second-speech and "
            "--second-channel.",
            path,
        )
    _check_number(faces, first, "--face", path)
    _check_number(faces, second, "--second-face", path)
    if first and first == second:
        raise InputError(
            ErrorCode.FACE_INDEX,
            f"Face {first} of {path.name} would speak both recordings.",
            "Name two faces: --face and --second-face count them from the left.",
            path,
        )
    named = [number - 1 for number in (first, second) if number]
    by_size = sorted(range(len(faces)), key=lambda i: _area(faces[i]), reverse=True)
    rest = [index for index in by_size if index not in named]
    one, two = sorted(rest[:2]) if not named else (named + rest)[:2]
    if second and not first:
        one, two = two, one
    pair = faces[one], faces[two]
    for face in pair:
        _check_face(face, path)
    _check_apart(pair, path)
    notices: tuple[Notice, ...] = ()
    if not named and len(faces) > 2:
        notices = (
            Notice(
                NoticeCode.MANY_FACES,
                f"{path.name} shows {_count(len(faces))}; the two largest speak, number {one + 1} "
                f"and {two + 1} from the left. Choose others with --face and --second-face.",
            ),
        )
    return pair, notices


def _people(candidates: Sequence[Face], path: Path) -> list[Face]:
    faces = [face for face in candidates if face.presence >= HUMAN_PRESENCE]
    if not faces:
        animal = any(face.presence >= ANIMAL_PRESENCE for face in candidates)
        raise no_face(ErrorCode.FACE_NOT_HUMAN if animal else ErrorCode.NO_FACE, path)
    return faces


def _check_number(faces: Sequence[Face], number: int, flag: str, path: Path) -> None:
    if number > len(faces):
        raise InputError(
            ErrorCode.FACE_INDEX,
            f"{path.name} shows {_count(len(faces))}; there is no face {number}.",
            f"Leave {flag} away."
            if len(faces) == 1
            else f"Faces are counted from the left: {flag} 1 to {flag} {len(faces)}.",
            path,
        )


def _check_apart(pair: tuple[Face, Face], path: Path) -> None:
    least = MIN_APART * min(face.box.width for face in pair)
    if faces_apart(pair[0].mesh, pair[1].mesh) < least:
        raise InputError(
            ErrorCode.FACES_TOO_CLOSE,
            f"The two faces in {path.name} touch or cover each other: one would move the other.",
            "Give a picture in which there is some room between them.",
            path,
        )


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
