"""Pictures that are upside down or on their side."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from app.demo import demo_portrait
from talker.errors import ErrorCode, InputError
from talker.face.choose import choose_face
from talker.face.landmarks import Face
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.face.orientation import Search, find_faces, turned, turned_digest, turned_notices

Picture = NDArray[np.uint8]


class Counted(MediaPipeLandmarks):
    """Counts the pictures that are searched."""

    searches = 0

    def candidates(self, image: Picture) -> list[Face]:
        self.searches += 1
        return super().candidates(image)


@pytest.fixture(scope="module")
def source() -> MediaPipeLandmarks:
    return MediaPipeLandmarks()


@pytest.fixture(scope="module")
def photograph(astronaut: Path) -> Picture:
    return np.asarray(Image.open(astronaut).convert("RGB"))


def tilted(photograph: Picture, degrees: float) -> Picture:
    turn = cv2.getRotationMatrix2D((225.0, 130.0), degrees, 1.0)
    return cv2.warpAffine(photograph, turn, (512, 512), borderMode=cv2.BORDER_REPLICATE).astype(
        np.uint8
    )


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_picture_that_is_not_upright_is_found_as_if_it_were(
    source: MediaPipeLandmarks, photograph: Picture, quarters: int
) -> None:
    scan = turned(photograph, quarters)
    search = find_faces(scan, source)
    assert search.quarters == 4 - quarters
    np.testing.assert_array_equal(turned(scan, search.quarters), photograph)
    (face,), (upright,) = search.faces, source.candidates(photograph)
    np.testing.assert_array_equal(face.mesh, upright.mesh)


@pytest.mark.parametrize("degrees", [-170, -150, 150, 170])
def test_a_scan_that_is_also_askew_is_turned(
    source: MediaPipeLandmarks, photograph: Picture, degrees: float
) -> None:
    search = find_faces(tilted(photograph, degrees), source)
    assert search.quarters == 2
    assert all(abs(face.roll) < 45 for face in search.faces)


@pytest.mark.parametrize("degrees", [-50, -20, 0, 20, 50])
def test_a_tilted_head_is_left_as_it_is(
    source: MediaPipeLandmarks, photograph: Picture, degrees: float
) -> None:
    search = find_faces(tilted(photograph, degrees), source)
    assert search.quarters == 0
    assert search.faces[0].roll == pytest.approx(3 - degrees, abs=10)


def test_an_upright_portrait_is_searched_once(photograph: Picture) -> None:
    source = Counted()
    find_faces(photograph, source)
    assert source.searches == 1


def test_an_upright_person_is_not_turned_for_one_who_is_not(
    source: MediaPipeLandmarks, photograph: Picture
) -> None:
    both = np.concatenate([turned(photograph, 2), photograph], 1)
    search = find_faces(both, source)
    assert search.quarters == 0
    assert [face.box.left > 512 for face in search.faces] == [True]


def test_an_animal_is_no_face_in_any_orientation(source: MediaPipeLandmarks) -> None:
    image = np.asarray(Image.open(demo_portrait().parent / "chelsea.png").convert("RGB"))
    for quarters in range(4):
        search = find_faces(turned(image, quarters), source)
        assert search.quarters == 0
        assert all(face.presence < 0.9 for face in search.faces)


@pytest.mark.parametrize("quarters", range(4))
def test_a_side_view_is_refused_as_such_in_every_orientation(
    source: MediaPipeLandmarks, quarters: int
) -> None:
    image = np.asarray(Image.open(demo_portrait().parent / "camera.png").convert("RGB"))
    search = find_faces(turned(image, quarters), source)
    with pytest.raises(InputError) as caught:
        choose_face(search.faces, 0, Path("camera.png"))
    assert caught.value.code is ErrorCode.FACE_PROFILE


@pytest.mark.parametrize("quarters", range(4))
def test_a_turn_that_is_asked_for_is_made_whatever_is_found(
    source: MediaPipeLandmarks, photograph: Picture, quarters: int
) -> None:
    scan = turned(photograph, 2)  # which would be turned unasked
    search = find_faces(scan, source, quarters)
    assert (search.quarters, search.asked) == (quarters, True)
    assert turned_notices(Path("scan.png"), search) == ()
    found = source.candidates(turned(scan, quarters))
    assert [face.box for face in search.faces] == [face.box for face in found]


@pytest.mark.parametrize(("quarters", "word"), [(1, "side"), (2, "upside down"), (3, "side")])
def test_a_turn_that_nobody_asked_for_is_told(quarters: int, word: str) -> None:
    (notice,) = turned_notices(Path("scan.png"), Search([], quarters))
    assert word in notice.message
    assert turned_notices(Path("scan.png"), Search([], 0)) == ()


def test_each_orientation_has_its_own_name() -> None:
    assert turned_digest("ab", 0) == "ab"
    assert len({turned_digest("ab", quarters) for quarters in range(4)}) == 4
