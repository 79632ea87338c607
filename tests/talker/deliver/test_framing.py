"""Where pictures go in another shape: exact values, and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talker.deliver.framing import compute_framing, logo_window
from talker.options.deliver import Aspect, FinishOptions, Fit, Place, Resolution
from talker.scene import Window

SIDES = st.integers(64, 2000).map(lambda side: side * 2)


@pytest.mark.parametrize(
    ("aspect", "resolution", "size"),
    [
        (Aspect.WIDE, Resolution.P1080, (1920, 1080)),
        (Aspect.TALL, Resolution.P1080, (1080, 1920)),
        (Aspect.TALL, Resolution.P720, (720, 1280)),
        (Aspect.SQUARE, Resolution.P720, (720, 720)),
        (Aspect.UPRIGHT, Resolution.P1080, (1080, 1350)),
        (Aspect.TALL, Resolution.SOURCE, (288, 512)),
        (Aspect.SOURCE, Resolution.SOURCE, (512, 512)),
    ],
)
def test_presets_have_their_size(
    aspect: Aspect, resolution: Resolution, size: tuple[int, int]
) -> None:
    options = FinishOptions(aspect=aspect, resolution=resolution)
    assert compute_framing((512, 512), options).canvas == size


def test_a_crop_follows_the_face_and_stays_inside() -> None:
    options = FinishOptions(aspect=Aspect.TALL)
    assert compute_framing((1280, 720), options, (0.25, 0.4)).crop == Window(118, 0, 404, 720)
    assert compute_framing((1280, 720), options, (0.0, 0.4)).crop.left == 0


@given(SIDES, SIDES, st.sampled_from(Aspect), st.sampled_from(Fit), st.floats(0, 1))
def test_everything_is_even_and_inside(
    width: int, height: int, aspect: Aspect, fit: Fit, across: float
) -> None:
    options = FinishOptions(aspect=aspect, fit=fit)
    found = compute_framing((width, height), options, (across, across))
    crop, shown = found.crop, found.picture
    assert all(side % 2 == 0 for side in (*found.canvas, *shown.size, shown.left, shown.top))
    assert 0 <= crop.left <= width - crop.width
    assert 0 <= crop.top <= height - crop.height
    assert 0 <= shown.left <= found.canvas[0] - shown.width
    assert 0 <= shown.top <= found.canvas[1] - shown.height
    if aspect.ratio and max(found.canvas) < 8192:
        assert abs(found.canvas[0] * aspect.ratio[1] / aspect.ratio[0] - found.canvas[1]) <= 4


def test_a_place_is_found_again_or_cut_away() -> None:
    found = compute_framing((512, 512), FinishOptions(aspect=Aspect.TALL))
    assert found.crop == Window(112, 0, 288, 512)
    assert found.place(Window(100, 10, 50, 20)) == Window(0, 10, 38, 20)
    assert found.place(Window(0, 0, 50, 20)) is None


def test_a_logo_keeps_its_shape_and_its_margin() -> None:
    place = logo_window((300, 150), (1000, 500), Place.BOTTOM_RIGHT, 20, 4)
    assert place == Window(880, 430, 100, 50)
