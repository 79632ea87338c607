"""How the light of a face follows its skin, seen on a grey picture in its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.engines.builtin import topology as topo
from talker.engines.builtin.engine import BuiltinEngine
from talker.engines.builtin.fields import FIELDS
from talker.engines.builtin.outline import filled
from talker.engines.builtin.rig import Rig, build_rig
from talker.engines.builtin.shading import Shading
from talker.options.render import RenderOptions
from tests.talker.engines.builtin.still import portrait

_GREY, _STEP = 120, 2


@pytest.fixture(scope="module")
def rig(astronaut: Path) -> Rig:
    source = portrait(astronaut)
    return build_rig(source, BuiltinEngine().canvas(source, RenderOptions()))


def _lit(rig: Rig, **strength: float) -> NDArray[np.uint8]:
    frame = np.full((rig.height, rig.width, 3), _GREY, np.uint8)
    back = np.zeros((-(-rig.height // _STEP), -(-rig.width // _STEP), 2), np.float32)
    wanted = np.array([strength.get(name, 0.0) for name in FIELDS], np.float32)
    Shading(rig, FIELDS, _STEP).draw(frame, back, wanted)
    return frame


def test_a_still_face_keeps_its_light(rig: Rig) -> None:
    assert (_lit(rig) == _GREY).all()


@pytest.mark.parametrize("field", ["jaw", "wide", "pucker", "smile", "press"])
def test_light_follows_the_skin_and_stays_on_the_face(rig: Rig, field: str) -> None:
    frame = _lit(rig, **{field: 6.0})
    face = filled(rig.rest[list(topo.FACE_OVAL)], frame.shape[:2])
    assert (frame[~face] == _GREY).all()
    assert np.ptp(frame[face].astype(int)) >= 3
    assert (np.abs(np.log(frame / _GREY)) < 0.36).all()


def test_the_light_comes_from_where_the_photograph_has_it(rig: Rig) -> None:
    x = np.linspace(60, 200, rig.texture.shape[1]).astype(np.uint8)
    from_right = np.broadcast_to(x[None, :, None], rig.texture.shape).copy()
    differences = []
    for texture in (from_right, np.ascontiguousarray(from_right[:, ::-1])):
        frame = _lit(replace(rig, texture=texture), pucker=6.0).astype(int)[..., 0]
        x0, y0 = np.rint(rig.rest[topo.UPPER_OUTER[5]]).astype(int)
        beside = slice(y0 - 12, y0 + 12)
        differences.append(frame[beside, x0 - 24 : x0].mean() - frame[beside, x0 : x0 + 24].mean())
    assert differences[0] * differences[1] < 0
    assert min(map(abs, differences)) > 0.5
