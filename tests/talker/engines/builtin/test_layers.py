"""The presenter moves over a background that stands still."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from talker.engines.base import Portrait
from talker.engines.builtin.engine import BuiltinEngine
from talker.engines.builtin.fit import Neutral
from talker.engines.builtin.layers import Layers, build_layers
from talker.engines.builtin.matte import Look, Part, cut_out, look, part_of, refine
from talker.engines.builtin.presence import Presence
from talker.engines.builtin.rig import Rig, build_rig
from talker.engines.builtin.warp import Borders, Warp
from talker.face.segmentation import SIDE
from talker.options.picture import Mode
from talker.options.render import RenderOptions
from talker.raster import over
from talker.scene import Box
from tests.talker.engines.builtin.still import portrait, poses

TURNS = [{"yaw": 15.0}, {"yaw": -15.0}, {"pitch": 10.0}, {"roll": 8.0}, {"roll": -8.0}]


def _layers(source: Portrait, mode: Mode = Mode.CROP) -> tuple[Rig, Layers | None]:
    canvas = BuiltinEngine().canvas(source, RenderOptions(mode=mode, size=256))
    rig = build_rig(source, canvas)
    return rig, build_layers(source, canvas, rig)


def _before_a_wall(source: Portrait) -> Portrait:
    """The presenter of a portrait before a wall of small squares."""
    height, width = source.image.shape[:2]
    rng = np.random.default_rng(1)
    wall = rng.integers(60, 200, (height // 4 + 1, width // 4 + 1, 1), np.uint8)
    wall = wall.repeat(4, 0).repeat(4, 1)[:height, :width].repeat(3, 2)
    place = np.array([[1.0, 0, 0], [0, 1.0, 0]])
    matte = refine(look(source), part_of(source, source.image, place))
    assert matte is not None
    share = matte.opacity[..., None] / 255
    image = np.rint(share * source.image + (1 - share) * wall).astype(np.uint8)
    return replace(source, image=image, digest="wall")


def _frames(source: Portrait, rows: list[dict[str, float]]) -> NDArray[np.uint8]:
    options, engine = RenderOptions(mode=Mode.RESIZE, size=256), BuiltinEngine()
    canvas = engine.canvas(source, options)
    return engine.renderer(source, poses(*rows), canvas, options).render(0, len(rows))


def test_the_background_stands_still_beside_a_head_that_turns(astronaut: Path) -> None:
    source = _before_a_wall(portrait(astronaut))
    rig, layers = _layers(source, Mode.RESIZE)
    assert layers is not None
    rest, *turned = _frames(source, [{}, *TURNS]).astype(int)
    inside = slice(rig.margin, rig.margin + rig.height), slice(rig.margin, rig.margin + rig.width)
    veil = layers.presenter[inside][..., 3]
    reach = np.ones((31, 31), np.uint8)  # no part of the head goes further
    free = cv2.dilate((veil < 255).astype(np.uint8), reach) == 0
    assert free.mean() > 0.2
    for frame in turned:
        assert np.abs(frame - rest)[free].max() <= 1
        assert np.abs(frame - rest).mean() > 0.5


def test_at_rest_the_layers_are_the_photograph(astronaut: Path) -> None:
    for mode in (Mode.CROP, Mode.FULL):
        rig, layers = _layers(portrait(astronaut), mode)
        assert layers is not None
        inside = slice(rig.margin, -rig.margin)
        assert np.array_equal(
            over(layers.presenter[inside, inside], layers.back), rig.texture[inside, inside]
        )


def test_the_filled_background_goes_on_behind_the_presenter(astronaut: Path) -> None:
    source = portrait(astronaut)
    height, width = source.image.shape[:2]
    slope = np.linspace(90, 210, width)[None, :, None] + np.zeros((height, 1, 3))
    matte = refine(look(source), part_of(source, source.image, np.eye(2, 3)))
    assert matte is not None
    share = matte.opacity[..., None] / 255
    image = np.rint(share * source.image + (1 - share) * slope).astype(np.uint8)
    canvas = BuiltinEngine().canvas(source, RenderOptions(mode=Mode.RESIZE, size=512))
    made = replace(source, image=image)
    rig = build_rig(made, canvas)
    layers = build_layers(made, canvas, rig)
    assert layers is not None
    head = source.face.box
    row = slice(head.top, head.top + head.height // 2)
    off = layers.back[row].astype(float) - slope[row]
    assert np.abs(off[:, head.left - 20 : head.right + 20]).mean() < 12


def test_what_stands_beside_the_presenter_is_not_seen_again_behind_him(astronaut: Path) -> None:
    source = portrait(astronaut)
    matte = refine(look(source), part_of(source, source.image, np.eye(2, 3)))
    assert matte is not None
    share = matte.opacity[..., None] / 255
    beside = cv2.distanceTransform((matte.opacity == 0).astype(np.uint8), cv2.DIST_L2, 5)
    wall = np.full_like(source.image, 180)
    wall[(beside > 6 * matte.cell) & (beside < 6 * matte.cell + 3)] = 20  # a strand of hair
    image = np.rint(share * source.image + (1 - share) * wall).astype(np.uint8)
    canvas = BuiltinEngine().canvas(source, RenderOptions(mode=Mode.RESIZE, size=512))
    made = replace(source, image=image)
    layers = build_layers(made, canvas, build_rig(made, canvas))
    assert layers is not None
    head = source.face.box
    behind = layers.back[head.top : head.bottom][(beside < 1)[head.top : head.bottom]]
    assert behind.min() > 120


@pytest.mark.parametrize("seed", [0, 1])
def test_where_the_network_is_not_certain_there_are_no_layers(astronaut: Path, seed: int) -> None:
    source = portrait(astronaut)
    noise = np.random.default_rng(seed).integers(0, 255, source.image.shape, np.uint8)
    assert _layers(replace(source, image=noise))[1] is None


def test_a_face_that_fills_the_picture_has_no_layers(astronaut: Path) -> None:
    source = portrait(astronaut)
    seen = look(source)
    full = replace(seen, sure=np.full_like(seen.sure, 255))
    assert refine(full, part_of(source, source.image, np.eye(2, 3))) is None


def test_single_hairs_belong_to_the_presenter() -> None:
    side = 512
    picture = np.full((side, side, 3), 200, np.uint8)
    y, x = np.mgrid[:side, :side]
    disc = np.hypot(x - 256, y - 256)
    picture[disc < 140] = (60, 40, 30)
    hair = (np.abs(np.sin(24 * np.arctan2(y - 256, x - 256))) < 0.12) & (disc < 146)
    picture[hair] = (60, 40, 30)
    cells = np.hypot(*(np.mgrid[:SIDE, :SIDE] - 127.5))
    sure = (np.clip((72 - cells) / 4, 0, 1) * 255).astype(np.uint8)
    part = Part(picture, (side, side), np.eye(2, 3), side / SIDE)
    matte = refine(Look(Box(0, 0, side, side), sure, True), part)
    assert matte is not None
    beyond = (disc > 141) & (disc < 145)
    assert matte.opacity[beyond & hair].mean() > 230
    assert matte.opacity[beyond & ~hair].mean() < 25


def _by_network(source: Portrait) -> NDArray[np.uint8]:
    matte = refine(look(source), part_of(source, source.image, np.eye(2, 3)))
    assert matte is not None
    return matte.opacity


def test_a_portrait_that_is_cut_out_moves_by_its_own_opacity(astronaut: Path) -> None:
    source = portrait(astronaut)
    opacity = _by_network(source)
    # Where the network sees nothing, the opacity does: a face of noise before white.
    noise = np.random.default_rng(2).integers(0, 255, source.image.shape, np.uint8)
    image = np.where(opacity[..., None] > 127, noise, 255).astype(np.uint8)
    opacity = np.where(opacity > 127, 255, 0).astype(np.uint8)
    made = replace(source, image=image, opacity=opacity)
    assert cut_out(made)
    rig, layers = _layers(made)
    assert layers is not None
    inside = slice(rig.margin, -rig.margin)
    assert layers.back.min() > 250
    assert np.array_equal(
        over(layers.presenter[inside, inside], layers.back), rig.texture[inside, inside]
    )


def test_an_opacity_that_only_rounds_the_picture_cuts_out_no_head(astronaut: Path) -> None:
    source = portrait(astronaut)
    height, width = source.image.shape[:2]
    y, x = np.mgrid[:height, :width]
    middle = source.face.mesh[1, :2]
    disc = np.hypot(x - middle[0], y - middle[1]) < 1.1 * source.face.box.width
    assert not cut_out(replace(source, opacity=disc.astype(np.uint8) * 255))
    assert not cut_out(replace(source, opacity=np.zeros((height, width), np.uint8)))
    assert not cut_out(source)


def test_what_is_not_drawn_anew_is_as_if_it_were(astronaut: Path) -> None:
    source = _before_a_wall(portrait(astronaut))
    rig, layers = _layers(source, Mode.RESIZE)
    assert layers is not None
    warp = Warp(rig, 1.85, Borders((False,) * 4, (1e3,) * 4), layers)
    as_photographed = Neutral(*np.zeros((2, len(TURNS)), np.float32))
    placement = rig.place(poses(*TURNS), as_photographed, 0, len(TURNS))
    presence = Presence(layers.presenter, rig.margin, (rig.width, rig.height))
    for index in range(len(TURNS)):
        back = warp.displacement(placement, index, 0.5)
        whole = over(warp._sampled(warp.fine(layers.presenter), back), layers.back)
        assert np.array_equal(warp._laid(layers, back), whole)
        drawn = ((y.stop - y.start) * (x.stop - x.start) for y, x in presence.parts(back, 64))
        assert sum(drawn) < 0.95 * rig.height * rig.width
