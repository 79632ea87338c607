"""Two faces in one picture: how far apart, what is shown of them, and who keeps which place."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.face.compositor import Compositor, PairCompositor
from talker.face.pair import faces_apart, share_of_second, shown_part
from talker.options.picture import Mode
from talker.scene import Box, Canvas

Floats = NDArray[np.float32]


def mesh(left: float, top: float, side: float = 60.0) -> Floats:
    """468 points of a face that is an oval in a square."""
    turn = np.linspace(0, 2 * np.pi, 468, endpoint=False)
    points = np.zeros((468, 3), np.float32)
    points[:, 0] = left + side / 2 * (1 + np.cos(turn))
    points[:, 1] = top + side / 2 * (1 + np.sin(turn))
    points[[33, 133, 160, 158, 153, 144], :2] = (left + 0.3 * side, top + 0.4 * side)
    points[[362, 263, 385, 387, 373, 380], :2] = (left + 0.7 * side, top + 0.4 * side)
    points[[61, 291], :2] = (left + 0.5 * side, top + 0.75 * side)
    return points


@pytest.mark.parametrize(("gap", "expected"), [(100.0, 40.0), (70.0, 10.0), (60.0, 0.0), (40, -20)])
def test_the_room_between_two_outlines(gap: float, expected: float) -> None:
    assert faces_apart(mesh(0, 0), mesh(gap, 0)) == pytest.approx(expected, abs=0.5)
    assert faces_apart(mesh(0, gap), mesh(0, 0)) == pytest.approx(expected, abs=0.5)


def test_the_cut_holds_both_heads() -> None:
    meshes = [mesh(100, 150), mesh(400, 200)]
    crop = shown_part(meshes, (800, 500), Mode.CROP)
    wide = shown_part(meshes, (800, 500), Mode.EXTCROP)
    for box in (crop, wide):
        assert 0 <= box.left < 100
        assert 460 < box.right <= 800
        assert 0 <= box.top < 150
        assert 260 < box.bottom <= 500
    assert wide.width > crop.width
    for mode in (Mode.RESIZE, Mode.FULL, Mode.EXTFULL):
        assert shown_part(meshes, (800, 500), mode) == Box(0, 0, 800, 500)


SIZE = (400, 300)
WINDOWS = Box(20, 20, 250, 280), Box(140, 40, 390, 300)
MESHES = mesh(80, 100), mesh(260, 120)


def composed(one: int, two: int) -> NDArray[np.uint8]:
    """A frame of a black picture whose windows are of one colour each."""
    base = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    both = [
        Compositor(base, Canvas(box, (box.width, box.height), SIZE, paste=True)) for box in WINDOWS
    ]
    pair = PairCompositor(both[0], both[1], MESHES, SIZE)
    drawn = [
        np.full((1, box.height, box.width, 3), colour, np.uint8)
        for box, colour in zip(WINDOWS, (one, two), strict=True)
    ]
    return pair.compose(drawn[0], drawn[1])[0]


def test_each_face_keeps_what_is_near_it() -> None:
    frame = composed(200, 100)[..., 0]
    for points, colour in zip(MESHES, (200, 100), strict=True):
        rows, columns = points[:, 1].astype(int), points[:, 0].astype(int)
        assert (frame[rows, columns] == colour).all()
    assert (frame[:20] == 0).all()
    assert (frame[:, 390:] == 0).all()
    assert (frame[50:280, 20:140] == 200).all()
    assert (frame[50:, 250:390] == 100).all()


def test_windows_give_way_at_their_edges_so_that_there_is_no_seam() -> None:
    share = share_of_second(Box(140, 40, 250, 280), WINDOWS, MESHES, SIZE)
    assert share.shape == (240, 110)
    assert share[20:-20, 0].max() < 0.01  # the second window begins here
    assert share[20:-20, -1].min() > 0.99  # the first ends here
    assert np.abs(np.diff(share[60:-60], axis=1)).max() < 0.12
    frame = composed(200, 200)
    assert (frame[60:270, 60:380] == 200).all()


def test_windows_apart_are_put_side_by_side() -> None:
    base = np.full((SIZE[1], SIZE[0], 3), 9, np.uint8)
    boxes = Box(0, 0, 150, 300), Box(250, 0, 400, 300)
    one, two = (Compositor(base, Canvas(box, (150, 300), SIZE, paste=True)) for box in boxes)
    pair = PairCompositor(one, two, (mesh(40, 100), mesh(300, 100)), SIZE)
    frames = pair.compose(
        np.full((2, 300, 150, 3), 50, np.uint8), np.full((2, 300, 150, 3), 70, np.uint8)
    )
    assert (frames[:, :, :150] == 50).all()
    assert (frames[:, :, 150:250] == 9).all()
    assert (frames[:, :, 250:] == 70).all()
