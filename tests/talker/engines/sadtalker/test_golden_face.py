"""From portrait to coefficients, against values of the original program."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.engines.sadtalker.align import SIDE, TEMPLATE, align
from talker.engines.sadtalker.crop import face_part, square_of
from talker.engines.sadtalker.extract import extract_source
from talker.face.landmarks import Face
from talker.options.picture import Mode
from talker.scene import Box

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]


@pytest.fixture(scope="module")
def golden(shared_parity: Path) -> Path:
    return shared_parity / "golden"


@pytest.fixture(scope="module")
def painted(shared_parity: Path) -> Callable[[int, int, int], Image]:
    """The pictures of the golden files: height, width, variant -> uint8 [H, W, 3]."""
    return cache(runpy.run_path(str(shared_parity / "golden_inputs.py"))["image"])


def _far(got: Image, expected: Image, levels: int = 1) -> float:
    """Share of the values that differ by more than `levels`."""
    return float((np.abs(got.astype(int) - expected) > levels).mean())


@pytest.mark.parametrize("template", ["file5", "synthetic5"])
@pytest.mark.parametrize("picture", ["256", "wide"])
def test_15_align(golden: Path, picture: str, template: str) -> None:
    case = np.load(golden / "15_align.npz")
    image = case[f"in_image_{picture}"]
    points = case["in_landmarks_ydown" if picture == "256" else "in_landmarks_wide_ydown"]
    face = align(image, points, case[f"in_lm3d_{template}"])
    _, _, scale, x, y = case[f"out_trans_{picture}_{template}"]
    assert abs(face.scale - scale) < 1e-5
    assert np.allclose((face.x, face.y), (x, y), atol=1e-3)
    assert _far(face.picture[::2, ::2], case[f"out_image_{picture}_{template}__every2"]) <= 0.005
    total = int(face.picture.sum(dtype=np.int64))
    assert abs(total - int(case[f"out_image_{picture}_{template}__sum"])) < 0.005 * SIDE**2 * 3


def test_15_our_template_is_the_landmark_file(golden: Path) -> None:
    assert np.array_equal(TEMPLATE, np.load(golden / "15_align.npz")["in_lm3d_file5"])


_WIDTH_LIMITS_HEIGHT, _SHRUNK = 3, 5  # the cases that show defects 14.1 and 14.2


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("mode", [Mode.CROP, Mode.EXTCROP])
@pytest.mark.filterwarnings("ignore:overflow encountered in exp")
def test_16_crop(
    golden: Path, painted: Callable[[int, int, int], Image], number: int, mode: Mode
) -> None:
    case = np.load(golden / "16_crop.npz")
    kind = {Mode.CROP: "std", Mode.EXTCROP: "ext"}[mode]
    width, height = (int(v) for v in case["in_cases_W_H_cx_cy_size_roll"][number, :2])
    points = case[f"in_landmarks_{number}"]
    part = face_part(points, mode, width, height)
    left, top, right, bottom = (int(v) for v in case[f"out_crop_{number}_{kind}"])
    quad = case[f"out_quad_{number}_{kind}"]
    assert part.scaled == tuple(case[f"out_rsize_{number}"])
    assert (part.scaled != part.whole) == (number == _SHRUNK)
    if mode is Mode.EXTCROP:
        assert part.box == Box(left, top, right, bottom)
    else:
        _, _, _, defective = (int(v) for v in quad)
        lowest = min(top + defective, part.scaled[1])
        assert (lowest < top + defective) == (number in (_WIDTH_LIMITS_HEIGHT, _SHRUNK))
        assert part.box == Box(left + int(quad[0]), top + int(quad[1]), left + int(quad[2]), lowest)
    assert (part.box.height, part.box.width) == tuple(case[f"out_shape_{number}_{kind}"][:2])
    picture = part.show(painted(height, width, number), 256)
    assert _far(picture[::8, ::8], case[f"out_face256_{number}_{kind}__every8"]) <= 0.005


@pytest.mark.parametrize("number", range(6))
def test_16_quad_with_the_defect_of_the_original(golden: Path, number: int) -> None:
    """The lower edge limited by the width of the picture, as it was, gives its numbers."""
    case = np.load(golden / "16_crop.npz")
    width = case["in_cases_W_H_cx_cy_size_roll"][number, 0]
    square = square_of(case[f"in_landmarks_{number}"])
    small = case[f"out_rsize_{number}"]
    factor = small[0] / width
    corner = case[f"out_crop_{number}_std"][:2]
    cut_off = bool((case[f"out_crop_{number}_std"] != [0, 0, *small]).any())
    corners = square.scaled(factor).corners - (corner if cut_off else 0) + 0.5
    low = np.maximum(np.minimum(corners[0], [corners[1, 0], corners[3, 1]]), 0)
    high = np.minimum(np.maximum(corners[2], [corners[3, 0], corners[1, 1]]), small[0])
    assert np.allclose(case[f"out_quad_{number}_std"], [*low, *high], atol=1e-3)


@dataclass
class _Given:
    """Landmarks known beforehand: one set for the portrait, one for the square picture."""

    portrait: Floats
    square: Floats
    name: str = "given"

    def find(self, image: Image, face: Face) -> Floats:
        del face
        return self.square if image.shape[0] == image.shape[1] else self.portrait


@pytest.mark.parametrize("mode", list(Mode))
def test_17_extract(golden: Path, mode: Mode) -> None:
    case = np.load(golden / "17_extract.npz")
    seen: list[Image] = []

    def network(pictures: Image) -> Floats:
        seen.append(pictures)
        return case[f"out_full_3dmm_{mode}"]

    face = Face(Box(0, 0, 10, 10), 1.0, 1.0, np.zeros((468, 3), np.float32), 0.0, 0.0, 0.0)
    given = _Given(case["in_landmarks_full"], case["in_landmarks_face"])
    image = case["in_image"]
    height, width = image.shape[:2]
    part = face_part(case["in_landmarks_full"], mode, width, height)
    assert _far(part.show(image, 256)[::4, ::4], case[f"out_png_{mode}__every4"]) <= 0.005
    source = extract_source(image, face, mode, 256, given, network)
    if mode is Mode.EXTCROP:  # a square in our videos, whatever the photograph
        assert abs(source.part.window.width - source.part.window.height) <= 2
    else:
        assert source.part == part
    assert np.abs(source.row - case[f"out_coeff_3dmm_{mode}"][0]).max() < 1e-4
    window = part.window
    if mode in (Mode.EXTCROP, Mode.EXTFULL):
        # The original says the size of the inner box here, the wrong one for what it shows.
        assert window == Box(*(int(v) for v in case[f"out_crop_{mode}"]))
    else:
        assert (window.width, window.height) == tuple(case[f"out_size_{mode}"])
    (pictures,) = seen
    assert pictures.shape == (1, SIDE, SIDE, 3)
    assert np.array_equal(pictures[0], align(source.picture, given.square).picture)
