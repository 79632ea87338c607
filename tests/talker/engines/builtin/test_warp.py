"""The map from frames back to the photograph: no folds, no invented edges."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.engines.base import Portrait
from talker.engines.builtin import topology as topo
from talker.engines.builtin import warp as module
from talker.engines.builtin.engine import BuiltinEngine
from talker.engines.builtin.fit import Neutral, fitted
from talker.engines.builtin.rig import build_rig
from talker.engines.builtin.surround import Surround
from talker.engines.builtin.warp import Borders, Warp
from talker.face.geometry import head_angles, head_frame
from talker.options.picture import Mode
from talker.options.render import RenderOptions
from talker.scene import Box, alone
from tests.talker.engines.builtin.still import portrait, poses

REACH = 1.85
APART_MM = 2.8  # of the outline and what lies 8 mm beside it
LEAST_LONG, MOST_LONG = 0.35, 1.65  # beside as photographed
DENT_MM = 2.8  # of two neighbours in the outline, under the largest turn
FREE = Borders((False,) * 4, (1e3,) * 4)
TURNS = [
    {"yaw": -20.0},
    {"yaw": 20.0},
    {"pitch": -15.0},
    {"pitch": 15.0},
    {"roll": -20.0},
    {"roll": 20.0},
    {"yaw": 9.0, "pitch": 6.0, "roll": 9.0},
    {"yaw": -9.0, "pitch": -6.0, "roll": 9.0},
]


def _seen_from(source: Portrait, yaw: float) -> Portrait:
    """The same picture with its mesh turned: for the map a head in a three-quarter view."""
    mesh = source.face.mesh.astype(np.float64)
    middle, axes = mesh.mean(0), head_frame(source.face.mesh)
    turn = np.radians(yaw)
    c, s = np.cos(turn), np.sin(turn)
    turned = (mesh - middle) @ axes.T @ np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]]) @ axes + middle
    mesh = turned.astype(np.float32)
    return replace(source, face=replace(source.face, mesh=mesh, yaw=head_angles(mesh)[0]))


def _displacements(
    source: Portrait, rows: list[dict[str, float]], borders: Borders, window: Box | None = None
) -> tuple[Warp, list[NDArray[np.float64]]]:
    """The map of every row, in pixels of the window."""
    canvas = BuiltinEngine().canvas(source, RenderOptions(mode=Mode.CROP, size=256))
    if window is not None:
        canvas = alone(window, 256)
    rig = build_rig(source, canvas)
    warp = Warp(rig, REACH, borders, None)
    motion = fitted(poses(*rows), source.face.yaw)
    as_photographed = Neutral(*np.zeros((2, len(rows)), np.float32))
    placement = rig.place(motion, as_photographed, 0, len(rows))
    frames = range(len(rows))
    return warp, [warp.displacement(placement, i, 0.0).astype(np.float64) for i in frames]


def _folded(back: NDArray[np.float64], step: int) -> float:
    """The share of the frame where the map runs backwards."""
    by_y, by_x = np.gradient(back / step, axis=0), np.gradient(back / step, axis=1)
    turned = (1 + by_x[..., 0]) * (1 + by_y[..., 1]) - by_x[..., 1] * by_y[..., 0]
    return float((turned < 0).mean())


@pytest.mark.parametrize("view", [0.0, 25.0, -25.0])
def test_no_turn_that_is_offered_folds_the_picture(astronaut: Path, view: float) -> None:
    source = _seen_from(portrait(astronaut), view)
    assert abs(head_angles(source.face.mesh)[0] - portrait(astronaut).face.yaw) == pytest.approx(
        abs(view), abs=4
    )
    warp, maps = _displacements(source, TURNS, FREE)
    for turn, back in zip(TURNS, maps, strict=True):
        assert _folded(back, warp.step) < 2e-4, turn
        assert np.abs(back).max() > 2.0, turn


@pytest.mark.parametrize("view", [25.0, -25.0])
def test_a_turn_puts_no_dents_into_the_outline_of_a_face_seen_from_the_side(
    astronaut: Path, view: float
) -> None:
    source = _seen_from(portrait(astronaut), view)
    rig = build_rig(source, BuiltinEngine().canvas(source, RenderOptions(size=256)))
    rows = [{"yaw": 20.0}, {"yaw": -20.0}]
    motion = fitted(poses(*rows), source.face.yaw)
    placement = rig.place(motion, Neutral(*np.zeros((2, len(rows)), np.float32)), 0, len(rows))
    oval = list(topo.FACE_OVAL)
    moved = (placement.rigid[:, oval] - rig.rest[oval]) / rig.unit
    bend = np.abs(np.roll(moved, 1, 1) - 2 * moved + np.roll(moved, -1, 1)).max()
    assert bend < DENT_MM


@pytest.mark.parametrize("view", [0.0, 25.0, -25.0])
def test_what_lies_beside_a_cheek_keeps_its_shape(astronaut: Path, view: float) -> None:
    """Spectacles, say: neither the far nor the near side is pulled out or pressed together."""
    source = _seen_from(portrait(astronaut), view)
    rig = build_rig(source, BuiltinEngine().canvas(source, RenderOptions(size=256)))
    rows = [{"yaw": 20.0}, {"yaw": -20.0}]
    motion = fitted(poses(*rows), source.face.yaw)
    placement = rig.place(motion, Neutral(*np.zeros((2, len(rows)), np.float32)), 0, len(rows))
    surround = Surround(rig, REACH, alone=True)
    count = len(topo.FACE_OVAL)
    for ear in (topo.FACE_OVAL.index(point) for point in topo.EARS):
        beside = count + 1 + 2 * count + ear  # a quarter of the face's width away

        def wide(points: NDArray[np.float32], ends: tuple[int, int] = (ear, beside)) -> float:
            return float(np.linalg.norm(np.subtract(*points[list(ends)])))

        for frame in range(len(rows)):
            moved = wide(surround.place(placement, frame, 0.0))
            assert 0.62 < moved / wide(surround.rest) < 1.38


@pytest.mark.parametrize("view", [0.0, 25.0])
def test_what_lies_across_nose_and_eyes_keeps_its_shape(astronaut: Path, view: float) -> None:
    """The frame of spectacles, say, is not bent where the face below it falls away steeply."""
    source = _seen_from(portrait(astronaut), view)
    rig = build_rig(source, BuiltinEngine().canvas(source, RenderOptions(size=256)))
    rows = [{"yaw": 20.0}, {"yaw": -20.0}]
    motion = fitted(poses(*rows), source.face.yaw)
    placement = rig.place(motion, Neutral(*np.zeros((2, len(rows)), np.float32)), 0, len(rows))
    down = rig.local[:, 1]
    eyes, brows, nose = down[[33, 133, 362, 263]].mean(), down[[105, 334]].mean(), down[1]
    covered = (down > brows) & (down < eyes + 0.7 * (nose - eyes))
    ends = topo.edges()[covered[topo.edges()].all(1)].T
    rest = np.linalg.norm(np.subtract(*rig.rest[ends]), axis=-1)
    turned = placement.rigid[:, ends]
    long = np.linalg.norm(turned[:, 0] - turned[:, 1], axis=-1) / rest
    long = long[:, rest > 2 * rig.unit]
    assert long.min() > LEAST_LONG
    assert long.max() < MOST_LONG


def test_hair_at_the_outline_of_the_face_turns_with_it(astronaut: Path) -> None:
    """The head is round: right beside the face it has not fallen away from it yet."""
    source = portrait(astronaut)
    rig = build_rig(source, BuiltinEngine().canvas(source, RenderOptions(size=256)))
    rows = [{"yaw": 20.0}, {"yaw": -20.0}]
    motion = fitted(poses(*rows), source.face.yaw)
    placement = rig.place(motion, Neutral(*np.zeros((2, len(rows)), np.float32)), 0, len(rows))
    surround = Surround(rig, REACH, alone=True)
    count = len(topo.FACE_OVAL)
    nearest = slice(count + 1, 2 * count + 1)
    for frame in range(len(rows)):
        moved = surround.place(placement, frame, 0.0) - surround.rest
        apart = np.abs(moved[nearest] - moved[:count]).max() / rig.unit
        assert apart < APART_MM


def test_far_from_the_head_nothing_moves(astronaut: Path) -> None:
    _, maps = _displacements(portrait(astronaut), TURNS, FREE, Box(0, 0, 512, 512))
    for back in maps:
        assert np.abs(back[:, -2:]).max() < 0.05


def _beyond(back: NDArray[np.float64], step: int) -> float:
    """How far above and left of the window the picture comes from, in pixels."""
    y = (np.arange(back.shape[0]) + 0.5) * step - 0.5
    x = (np.arange(back.shape[1]) + 0.5) * step - 0.5
    return -min((y[:, None] + back[..., 1]).min(), (x[None] + back[..., 0]).min())


@pytest.mark.parametrize("turn", [{"pitch": 15.0}, {"roll": 20.0}, {"ty": 6.0}])
def test_nothing_beyond_the_photograph_comes_into_the_picture(
    astronaut: Path, turn: dict[str, float]
) -> None:
    source = portrait(astronaut)
    top, left = source.face.box.top - 20, source.face.box.left - 30
    image = np.ascontiguousarray(source.image[top:, left:])
    moved = source.face.mesh - np.array([left, top, 0], np.float32)
    cut = replace(source, image=image, face=replace(source.face, mesh=moved))
    side = min(*image.shape[:2])
    window, ends = Box(0, 0, side, side), Borders((False,) * 4, (0.0, 0.0, 1e3, 1e3))
    warp, (free,) = _displacements(cut, [turn], FREE, window)
    _, (held,) = _displacements(cut, [turn], ends, window)
    assert _beyond(free, warp.step) > 2.0
    assert _beyond(held, warp.step) < 0.5
    assert _folded(held, warp.step) < 2e-4


def test_what_a_turn_presses_together_does_not_shimmer(
    astronaut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside a far cheek a pixel shows all that lies there, not what its middle happens to meet."""
    warp, (moved,) = _displacements(portrait(astronaut), [{"yaw": 20.0}], FREE)
    back = moved.astype(np.float32)
    noise = np.random.default_rng(1).integers(0, 255, warp._rig.texture.shape).astype(np.uint8)
    fine = warp.fine(noise)
    pressed = np.kron(np.gradient(back[..., 0], axis=1) / warp.step > 0.5, np.ones((2, 2))) > 0
    drawn = warp._sampled(fine, back)[pressed]
    monkeypatch.setattr(module, "_PRESSED", 99.0)
    single = warp._sampled(fine, back)[pressed]
    assert pressed.sum() > 500
    assert drawn.std() < 0.92 * single.std()
