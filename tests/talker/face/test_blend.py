"""Moving pictures meet a still background without a seam."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from scipy.sparse import csc_matrix
from scipy.sparse.linalg import spsolve

from talker.face.blend import Membrane, Sides, solved
from talker.face.blend_torch import TorchMembrane
from talker.media.images import load_image

Image = NDArray[np.uint8]
ALL = Sides()
SOME = [
    ALL,
    Sides(bottom=False),
    Sides(left=False, right=False),
    Sides(left=False, right=False, bottom=False),
    Sides(left=False, top=False),
]


def noise(seed: int, height: int, width: int) -> Image:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


def eliminated(background: Image, picture: Image, held: Sides) -> NDArray[np.float64]:
    """The discrete Laplace equation by elimination: float64 [h, w, 3], zero where it is held."""
    height, width = background.shape[:2]
    fixed = np.zeros((height, width), bool)
    fixed[0] |= held.top
    fixed[-1] |= held.bottom
    fixed[:, 0] |= held.left
    fixed[:, -1] |= held.right
    number = np.cumsum(~fixed).reshape(fixed.shape) - 1
    difference = background.astype(float) - picture
    known = np.zeros(((~fixed).sum(), 3))
    entries: list[tuple[int, int, float]] = []
    for y, x in np.argwhere(~fixed):
        here, neighbours = number[y, x], 0
        for v, u in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
            if not (0 <= v < height and 0 <= u < width):
                continue
            neighbours += 1
            if fixed[v, u]:
                known[here] += difference[v, u]
            else:
                entries.append((here, number[v, u], -1.0))
        entries.append((here, here, float(neighbours)))
    rows, columns, values = zip(*entries, strict=True)
    found = np.zeros((height, width, 3))
    found[~fixed] = spsolve(csc_matrix((values, (rows, columns))), known)
    return found


@pytest.mark.parametrize("held", SOME)
def test_the_surface_solves_the_equation(held: Sides) -> None:
    background, picture = noise(1, 37, 52), noise(2, 37, 52)
    # Room for the surface: what would leave the grey levels is cut off.
    background, picture = background // 4 + 96, picture // 4 + 96
    membrane = Membrane(background, held)
    exact = picture + eliminated(background, picture, held)
    inside = membrane.rows, membrane.columns
    error = np.abs(membrane.blend(picture)[inside] - exact[inside])
    assert exact[inside].min() > 0
    assert exact[inside].max() < 255
    assert error.max() < 1  # half a level of it is rounding
    assert (error > 0.51).mean() < 0.02


def test_a_second_background_of_the_same_size_costs_no_second_solution() -> None:
    solved.cache_clear()
    for seed in range(3):
        Membrane(noise(seed, 41, 43), ALL)
    assert solved.cache_info().misses == 1


@pytest.mark.parametrize("held", SOME)
def test_held_edges_are_those_of_the_background(held: Sides) -> None:
    background, picture = noise(1, 20, 30), noise(2, 20, 30)
    made = Membrane(background, held).blend(picture)
    sides = (held.top, made[0], background[0]), (held.bottom, made[-1], background[-1])
    ends = (held.left, made[:, 0], background[:, 0]), (held.right, made[:, -1], background[:, -1])
    for is_held, ours, theirs in (*sides, *ends):
        assert np.array_equal(ours, theirs) or not is_held


def test_another_light_over_the_whole_picture_is_taken_back() -> None:
    background = noise(5, 60, 80) // 2 + 40
    dimmed = background - np.array([20, 5, 30], np.uint8)
    made = Membrane(background, ALL).blend(dimmed)
    assert np.abs(made.astype(int) - background).max() <= 1


def test_a_picture_like_the_background_stays_bit_identical() -> None:
    background = noise(6, 50, 40)
    assert np.array_equal(Membrane(background, ALL).blend(background), background)


def test_without_a_held_side_the_picture_stays_as_it_is() -> None:
    picture = noise(7, 30, 30)
    free = Sides(left=False, top=False, right=False, bottom=False)
    assert np.array_equal(Membrane(noise(8, 30, 30), free).blend(picture), picture)


@pytest.mark.parametrize("size", [(1, 1), (2, 9), (9, 2), (3, 3), (2, 2)])
def test_the_narrowest_pictures_are_blended(size: tuple[int, int]) -> None:
    background = noise(9, *size)
    made = Membrane(background, ALL).blend(noise(10, *size))
    assert made.shape == background.shape
    assert np.array_equal(made[0], background[0])


@pytest.mark.parametrize("held", [*SOME, Sides(False, False, False, False)])
@pytest.mark.parametrize("size", [(37, 52), (2, 5)])
def test_a_gpu_gives_what_a_processor_gives(held: Sides, size: tuple[int, int]) -> None:
    membrane = Membrane(noise(1, *size), held)
    pictures = np.stack([noise(seed, *size) for seed in (2, 3, 4)])
    ours = TorchMembrane(membrane, "cuda" if torch.cuda.is_available() else "cpu")
    difference = ours.blend_all(pictures).astype(int) - membrane.blend_all(pictures)
    assert np.abs(difference).max() <= 1
    assert (difference != 0).mean() < 0.01


def seam(frame: Image, original: Image, y: int, x: int, size: int) -> float:
    """The largest colour step that a pasted square adds at its border, averaged along it."""
    added = frame.astype(float) - original
    down, across = (np.abs(np.diff(added, axis=axis)).mean(-1) for axis in (0, 1))
    steps = [
        max(down[near, x : x + size].mean(), across[y : y + size, near - y + x].mean())
        for edge, way in ((y - 1, 1), (y + size - 1, -1))
        for near in range(edge, edge + 5 * way, way)
    ]
    return float(max(steps))


def test_seams_are_no_larger_than_those_of_opencvs_seamless_clone(astronaut: Path) -> None:
    whole = load_image(astronaut)
    y, x, size = 40, 130, 200
    tilt = np.linspace(-25, 35, size)[None, :, None] * np.array([1.0, 0.4, -0.6])
    # Room at both ends of the grey levels: what is cut off cannot be put back.
    whole = (whole * 0.6 + 45).astype(np.uint8)
    part = whole[y : y + size, x : x + size]
    picture = (part + tilt).astype(np.uint8)
    hard, ours = whole.copy(), whole.copy()
    hard[y : y + size, x : x + size] = picture
    ours[y : y + size, x : x + size] = Membrane(part.copy(), ALL).blend(picture)
    centre = x + size // 2, y + size // 2
    mask = np.full(picture.shape[:2], 255, np.uint8)
    theirs = cv2.seamlessClone(picture, whole, mask, centre, cv2.NORMAL_CLONE)
    assert seam(hard, whole, y, x, size) > 10
    assert seam(ours, whole, y, x, size) <= min(seam(theirs, whole, y, x, size), 1)


def test_the_result_is_that_of_the_published_paste_back_inside_its_own_border(
    shared_parity: Path,
) -> None:
    with np.load(shared_parity / "golden" / "18_paste_back.npz") as stored:
        full, patch, theirs = (stored[k] for k in ("in_full", "out_patch_resized", "out_pasted"))
        left, top, right, bottom = stored["in_box_x1_y1_x2_y2"]
    # It holds the picture three pixels inside the box, where ours holds it at the box itself.
    ring = 3
    part = full[top + ring : bottom - ring, left + ring : right - ring].copy()
    ours = Membrane(part, ALL).blend(patch[ring:-ring, ring:-ring])
    stored_part = theirs[top + ring : bottom - ring, left + ring : right - ring]
    difference = np.abs(ours.astype(int) - stored_part)[6:-6, 6:-6]
    assert difference.mean() < 2
