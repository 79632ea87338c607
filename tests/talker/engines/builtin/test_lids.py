"""The skin of closed lids, on eyes that are drawn."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from talker.engines.builtin.lashes import EyeAxes, find_lashes
from talker.engines.builtin.lid_masks import shaded
from talker.engines.builtin.lid_place import FilledLid, LidPlace
from talker.engines.builtin.rims import seen_edge

UNIT = 3.0  # pixels per mm
MIDDLE = np.array([75.0, 66.0])
HALF_MM, TALL_MM = 13.0, 5.0
SKIN, WARM = np.array([150.0, 100.0, 70.0]), np.array([205.0, 120.0, 70.0])
SHADE = 0.55  # of the light is left in the socket
AXES = EyeAxes(MIDDLE, np.array([1.0, 0.0]), np.array([0.0, 1.0]), UNIT)


def _rim(tall_mm: float) -> NDArray[np.float64]:
    t = np.linspace(-1, 1, 41)
    return MIDDLE + UNIT * np.stack([HALF_MM * t, tall_mm * (1 - t * t)], 1)


def _eye(*, lines: float = 0.0, lashes: float = 0.0) -> NDArray[np.uint8]:
    """An eye with liner and a crease over it, in a warm lid and a socket's shade, on paler skin;
    `lines`: how much darker an engraver's lines are; `lashes`: how far in mm they stand out beside
    one corner, in which the crease begins, too."""
    y, x = np.mgrid[:130, :150]
    picture = np.empty((130, 150, 3))
    picture[:] = SKIN
    lid = ((x - MIDDLE[0]) / (21 * UNIT)) ** 2 + ((y - MIDDLE[1]) / (12 * UNIT)) ** 2 < 1
    picture[lid] = SHADE * WARM
    picture[(x + y) % 4 < 2] *= 1 - lines
    crease = (_rim(-TALL_MM) - np.array([0, 4 * UNIT])).round().astype(np.int32)
    if lashes:
        crease[-4:] = [_corner()] * 4
        for rise in (0.2, 0.5, 0.8):
            tip = _corner() + UNIT * lashes * np.array([1, -rise])
            cv2.line(picture, _corner().tolist(), tip.astype(int).tolist(), (12.0, 10.0, 10.0), 1)
    cv2.polylines(picture, [crease], False, (45.0, 25.0, 15.0), 1)
    outline = np.concatenate([_rim(-TALL_MM), _rim(TALL_MM)[::-1]]).round().astype(np.int32)
    cv2.fillPoly(picture, [outline], (225.0, 228.0, 230.0))
    cv2.circle(picture, MIDDLE.astype(int).tolist(), 14, (60.0, 80.0, 110.0), -1)
    cv2.polylines(picture, [_rim(-TALL_MM).round().astype(np.int32)], False, (12.0, 10.0, 10.0), 4)
    return picture.astype(np.uint8)


def _corner() -> NDArray[np.intp]:
    return (MIDDLE + UNIT * np.array([HALF_MM, 0])).astype(int)


def _lid(picture: NDArray[np.uint8]) -> FilledLid:
    top, bottom = _rim(-TALL_MM), _rim(TALL_MM)
    brow = MIDDLE + UNIT * np.array([[-12.0, -18.0], [12.0, -18.0], [12.0, -15.0], [-12.0, -15.0]])
    place = LidPlace(picture, AXES, (top, bottom), top, [brow])
    return place.filled(place.hole(place.bare(place.usual(), None)), None)


def test_a_lid_has_the_tone_of_its_own_place_and_nothing_of_the_eye() -> None:
    lid = _lid(_eye()).color
    y, x = MIDDLE.astype(int)[::-1]
    here = lid[y - 9 : y + 10, x - 20 : x + 21]
    assert np.abs(here - SHADE * WARM).max() < 12


def test_the_crease_stays_and_the_liner_goes() -> None:
    picture = _eye()
    lid = _lid(picture).color
    x = int(MIDDLE[0])
    crease, liner = (int(MIDDLE[1] - (TALL_MM + above) * UNIT) for above in (4, 0))
    assert np.abs(lid[crease, x] - picture[crease, x]).max() < 6
    assert lid[liner, x].min() > 0.8 * (SHADE * WARM).min()


def test_lash_tips_beside_the_eye_go_and_a_crease_that_begins_there_stays() -> None:
    picture = _eye(lashes=6.0)
    found = _lid(picture)
    drawn = picture + found.alpha[..., None] * (found.color - picture)
    tip = slice(_corner()[1] - 13, _corner()[1] - 1), slice(_corner()[0] + 6, _corner()[0] + 15)
    skin = _eye()[tip].mean(-1).min()
    assert picture[tip].mean(-1).min() < 0.3 * skin
    assert drawn[tip].mean(-1).min() > 0.8 * skin
    x, y = int(MIDDLE[0]), int(MIDDLE[1] - (TALL_MM + 4) * UNIT)
    assert np.abs(drawn[y, x] - picture[y, x]).max() < 6


def test_a_lid_goes_over_into_the_shade_at_its_edge() -> None:
    """A pale lid, 24 mm wide, with a dark socket beside it on the right."""
    seen, weight = np.full((30, 60, 3), 100.0), np.ones((30, 60), np.float32)
    seen[:, 40:] = 20.0
    weight[8:22, 10:40] = 0.0
    row = shaded(np.full_like(seen, 100.0, np.float32), weight, seen, 1.25)[15, :, 0]
    assert row[39] < 45, "no edge"
    assert row[25] > 88, "the lid itself is not in the shade"
    assert (np.diff(row[10:41]) <= 0.5).all()


def test_lashes_end_beside_a_corner_without_a_stub() -> None:
    picture = _eye()
    cv2.line(picture, _corner().tolist(), (149, int(_corner()[1])), (12, 10, 10), 5)
    top, skin = _rim(-TALL_MM), np.full((*picture.shape[:2], 3), SHADE * WARM, np.float32)
    lashes = find_lashes(picture, skin, top, AXES, np.ones(picture.shape[:2], np.float32))
    ends = lashes.opacity[:, -3:].max(), lashes.opacity[:, : len(lashes.opacity[0]) // 2].max()
    assert ends[0] < 0.1 * ends[1]


def test_lids_of_an_engraving_are_as_dark_as_its_lines_make_it() -> None:
    plain, engraved = (_lid(_eye(lines=lines)).color for lines in (0.0, 0.5))
    y, x = MIDDLE.astype(int)[::-1]
    here = slice(y - 6, y + 7), slice(x - 12, x + 13)
    assert 0.6 < engraved[here].mean() / plain[here].mean() < 0.95


@pytest.mark.parametrize("low", [0.0, 1.5])
def test_the_edge_of_a_lid_is_found_where_the_mesh_lies_on_the_eye(low: float) -> None:
    found = seen_edge(_eye(), _rim(-TALL_MM) + np.array([0, low * UNIT]), AXES)
    away = (found - _rim(-TALL_MM))[12:-12, 1] / UNIT
    assert np.abs(away).max() < 0.8
