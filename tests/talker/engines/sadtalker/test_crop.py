"""Which part of a portrait is animated."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from talker.engines.sadtalker.crop import face_part
from talker.options.picture import Mode
from talker.scene import Box


def _points(x: float, y: float, eyes: float, roll: float = 0.0) -> NDArray[np.float32]:
    """68 points of a plain face with its eyes `eyes` pixels apart around (x, y)."""
    points = np.zeros((68, 2))
    points[36:42], points[42:48] = (-eyes / 2, 0), (eyes / 2, 0)
    points[48], points[54] = (-eyes / 2, eyes), (eyes / 2, eyes)
    cos, sin = np.cos(roll), np.sin(roll)
    return (points @ np.array([[cos, sin], [-sin, cos]]) + (x, y)).astype(np.float32)


_FACES = st.tuples(
    st.integers(100, 6000), st.integers(100, 6000), st.floats(0.1, 0.9), st.floats(0.1, 0.9)
)


@settings(deadline=None)
@given(_FACES, st.floats(0.02, 0.6), st.floats(-1.2, 1.2), st.sampled_from(Mode))
def test_the_part_never_leaves_the_picture(
    place: tuple[int, int, float, float], size: float, roll: float, mode: Mode
) -> None:
    width, height, x, y = place
    eyes = size * min(width, height)
    part = face_part(_points(x * width, y * height, eyes, roll), mode, width, height)
    for box, (across, down) in ((part.box, part.scaled), (part.window, part.whole)):
        assert 0 <= box.left < box.right <= across
        assert 0 <= box.top < box.bottom <= down


@settings(deadline=None)
@given(_FACES, st.floats(0.02, 0.6), st.floats(-1.2, 1.2))
def test_the_wide_part_holds_the_narrow_one_and_full_is_crop(
    place: tuple[int, int, float, float], size: float, roll: float
) -> None:
    width, height, x, y = place
    points = _points(x * width, y * height, size * min(width, height), roll)
    crop, full, extcrop, extfull = (
        face_part(points, mode, width, height)
        for mode in (Mode.CROP, Mode.FULL, Mode.EXTCROP, Mode.EXTFULL)
    )
    assert crop == full
    assert extcrop == extfull
    narrow, wide = crop.box, extcrop.box
    assert wide.left <= narrow.left < narrow.right <= wide.right
    assert wide.top <= narrow.top < narrow.bottom <= wide.bottom


def test_the_wide_part_has_a_border_of_a_tenth_of_the_square() -> None:
    narrow, wide = (
        face_part(_points(1000, 900, 100), mode, 2000, 2000).box
        for mode in (Mode.CROP, Mode.EXTCROP)
    )
    assert narrow.width == pytest.approx(400, abs=1)
    assert wide.left == pytest.approx(narrow.left - 40, abs=2)
    assert wide.bottom == pytest.approx(narrow.bottom + 40, abs=2)


def test_resize_shows_the_whole_picture() -> None:
    part = face_part(_points(100, 100, 40), Mode.RESIZE, 640, 480)
    assert part.window == part.box == Box(0, 0, 640, 480)


@pytest.mark.parametrize("times", [2, 3, 5])
def test_a_huge_face_is_cut_where_it_is_in_the_portrait(times: int) -> None:
    small = face_part(_points(500, 400, 120), Mode.CROP, 1000, 1000)
    size = 1000 * times * 4
    huge = face_part(_points(2000 * times, 1600 * times, 480 * times), Mode.CROP, size, size)
    assert huge.scaled != huge.whole
    grown = 4 * times
    for name in ("left", "top", "right", "bottom"):
        expected = getattr(small.window, name) * grown
        assert getattr(huge.window, name) == pytest.approx(expected, abs=2 * grown)


@pytest.mark.parametrize("eyes", [60.0, 700.0])
def test_what_is_shown_is_the_window(eyes: float) -> None:
    side = 4000 if eyes > 512 else 500
    ramp = np.linspace(0, 255, side)
    picture = np.stack(np.broadcast_arrays(ramp[None, :], ramp[:, None], 0.0), axis=2)
    part = face_part(_points(side * 0.45, side * 0.4, eyes), Mode.CROP, side, side)
    shown = part.show(picture.astype(np.uint8), 64)
    assert shown.shape == (64, 64, 3)
    box = part.window
    assert shown[:, 0, 0].mean() == pytest.approx(ramp[box.left], abs=3)
    assert shown[:, -1, 0].mean() == pytest.approx(ramp[box.right - 1], abs=3)
    assert shown[0, :, 1].mean() == pytest.approx(ramp[box.top], abs=3)
    assert shown[-1, :, 1].mean() == pytest.approx(ramp[box.bottom - 1], abs=3)
