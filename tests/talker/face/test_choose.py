"""Which face is taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from talker.errors import ErrorCode, InputError
from talker.face.choose import choose_face, choose_pair
from talker.face.landmarks import Face
from talker.progress import NoticeCode
from talker.scene import Box

PATH = Path("group.png")


def face(left: int, width: int = 100) -> Face:
    box = Box(left, 50, left + width, 50 + width)
    return Face(box, 0.9, 0.99, np.zeros((468, 3), np.float32), 0.0, 0.0, 0.0)


GROUP = (face(0), face(200, 150), face(400))


def refused(faces: tuple[Face, ...], number: int = 0) -> InputError:
    with pytest.raises(InputError) as caught:
        choose_face(faces, number, PATH)
    assert PATH.name in caught.value.message
    return caught.value


def test_the_only_face_is_taken_without_a_word() -> None:
    assert choose_face(GROUP[:1], 0, PATH) == (GROUP[0], ())


def test_the_largest_of_several_is_taken_with_a_notice() -> None:
    chosen, (notice,) = choose_face(GROUP, 0, PATH)
    assert chosen is GROUP[1]
    assert notice.code == NoticeCode.MANY_FACES
    assert "number 2 from the left" in notice.message
    assert "--face 1 to --face 3" in notice.message


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_number_counts_from_the_left(number: int) -> None:
    assert choose_face(GROUP, number, PATH) == (GROUP[number - 1], ())


def test_a_number_beyond_the_group_is_refused() -> None:
    error = refused(GROUP, 4)
    assert error.code is ErrorCode.FACE_INDEX
    assert "--face 1 to --face 3" in error.hint
    assert refused(GROUP[1:2], 4).hint == "Leave --face away."


def test_no_face_is_refused() -> None:
    assert refused(()).code is ErrorCode.NO_FACE


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (face(0, 59), ErrorCode.FACE_TOO_SMALL),
        (replace(face(0), yaw=50.5), ErrorCode.FACE_PROFILE),
        (replace(face(0), yaw=-70.0), ErrorCode.FACE_PROFILE),
        (replace(face(0), presence=0.67), ErrorCode.FACE_NOT_HUMAN),
        (replace(face(0), presence=0.1), ErrorCode.NO_FACE),
    ],
)
def test_a_face_that_cannot_speak_is_refused(bad: Face, code: ErrorCode) -> None:
    assert refused((bad,)).code is code


def test_a_cat_beside_a_person_does_not_count() -> None:
    cat = replace(face(0, 300), presence=0.67)
    person = face(400)
    chosen, notices = choose_face((cat, person), 0, PATH)
    assert chosen is person
    assert notices == ()


def test_the_limits_themselves_are_allowed() -> None:
    for good in (face(0, 60), replace(face(0), yaw=-50.0)):
        assert choose_face((good,), 1, PATH)[0] is good


def spread(left: int, width: int = 100) -> Face:
    """A face whose outline is its box."""
    one = face(left, width)
    mesh = one.mesh.copy()
    mesh[:, 0] = np.tile([left, left + width], 234)
    mesh[:, 1] = np.repeat([50, 50 + width], 234)
    return replace(one, mesh=mesh)


PEOPLE = (spread(0), spread(200, 150), spread(400), spread(600, 160))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(0, 0, (1, 3)), (3, 0, (2, 3)), (0, 2, (3, 1)), (4, 1, (3, 0)), (4, 0, (3, 1))],
)
def test_two_speakers_are_the_largest_or_those_that_are_named(
    first: int, second: int, expected: tuple[int, int]
) -> None:
    pair, notices = choose_pair(PEOPLE, first, second, PATH)
    assert pair == tuple(PEOPLE[index] for index in expected)
    assert [one.code for one in notices] == [NoticeCode.MANY_FACES] * (first == second == 0)


def test_of_two_faces_the_left_one_speaks_first() -> None:
    assert choose_pair(PEOPLE[:2], 0, 0, PATH) == (PEOPLE[:2], ())
    assert choose_pair(PEOPLE[:2], 2, 0, PATH) == (PEOPLE[1::-1], ())


@pytest.mark.parametrize(
    ("people", "first", "second", "code"),
    [
        (PEOPLE[:1], 0, 0, ErrorCode.FACES_TOO_FEW),
        ((), 0, 0, ErrorCode.NO_FACE),
        (PEOPLE, 5, 0, ErrorCode.FACE_INDEX),
        (PEOPLE, 0, 5, ErrorCode.FACE_INDEX),
        (PEOPLE, 2, 2, ErrorCode.FACE_INDEX),
        ((spread(0), spread(105)), 0, 0, ErrorCode.FACES_TOO_CLOSE),
        ((spread(0), spread(60)), 0, 0, ErrorCode.FACES_TOO_CLOSE),
        ((spread(0), replace(spread(200), yaw=60.0)), 0, 0, ErrorCode.FACE_PROFILE),
        ((spread(0), spread(200, 50)), 0, 0, ErrorCode.FACE_TOO_SMALL),
    ],
)
def test_faces_that_cannot_speak_to_each_other_are_refused(
    people: tuple[Face, ...], first: int, second: int, code: ErrorCode
) -> None:
    with pytest.raises(InputError) as caught:
        choose_pair(people, first, second, PATH)
    assert caught.value.code is code
    assert PATH.name in caught.value.message
    assert caught.value.hint
