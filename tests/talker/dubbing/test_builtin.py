"""The built-in mouth in a film: old words go by the picture, new ones come in its light."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from talker.dubbing.base import FaceFrame, Patch, Shot
from talker.dubbing.builtin.head import Head, build_head
from talker.dubbing.builtin.painter import FilmPainter
from talker.dubbing.builtin.skin import SkinFinder
from talker.engines.builtin import topology as topo
from talker.engines.builtin.fields import FIELDS
from talker.engines.builtin.outline import filled
from talker.engines.builtin.triangles import spread
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.film_frame import Colours, FilmFrame
from talker.motion.curves import CHANNELS
from talker.scene import Image
from tests.talker.dubbing.footage import SIZE, swaying

CHIN = [152, 199, 175, 200]


@dataclass(frozen=True)
class Filmed:
    """A shot of one frame, and its head."""

    picture: Image
    rest: FaceFrame
    head: Head


@pytest.fixture(scope="module")
def filmed(astronaut: Path) -> Filmed:
    picture = next(swaying(astronaut, 1))
    (face,) = MediaPipeLandmarks().detect(picture)
    rest = FaceFrame(_frame(picture), 0, face.mesh)
    return Filmed(picture, rest, build_head(Shot(0, 1, SIZE, rest, face.mesh[None])))


def _frame(picture: Image) -> FilmFrame:
    data = cv2.cvtColor(picture, cv2.COLOR_RGB2YUV_I420)
    return FilmFrame(data.reshape(-1), SIZE, Colours("bt601"))


def _open(filmed: Filmed, picture: Image, jaw: float = 9.0) -> Patch:
    row = np.zeros(len(CHANNELS), np.float32)
    row[CHANNELS.index("jaw")] = jaw
    face = FaceFrame(_frame(picture), 0, filmed.rest.mesh)
    return FilmPainter(filmed.head, filmed.rest).paint(face, row)


def _jaw(filmed: Filmed, mm: float) -> NDArray[np.float32]:
    """Where the points of the mesh are with the jaw open: float32 [468, 2]."""
    rig = filmed.head.rig
    field = mm * rig.unit * rig.fields[FIELDS.index("jaw")] @ rig.axes
    return np.asarray(filmed.rest.mesh[:, :2] + field[:, :2], np.float32)


@pytest.mark.parametrize("seen", [0.55, 0.9])
def test_a_jaw_is_found_where_the_picture_has_it(filmed: Filmed, seen: float) -> None:
    mesh = np.ascontiguousarray(filmed.rest.mesh[:, :2])
    opened, triangles = _jaw(filmed, 8.0), topo.triangles()
    back = np.zeros((SIZE[1], SIZE[0], 2), np.float32)
    spread(back, opened[triangles], (mesh - opened)[triangles], 1)
    x, y = np.meshgrid(*(np.arange(side, dtype=np.float32) for side in SIZE))
    spots = np.dstack([x, y]) + cv2.GaussianBlur(back, (0, 0), 1.5)
    moved = cv2.remap(filmed.picture, spots, None, cv2.INTER_LINEAR)
    head = filmed.head
    pose = head.pose(filmed.rest.mesh)
    finder = SkinFinder(head.shape, head.share)
    finder.learn(filmed.rest.frame, mesh, pose)
    assert np.abs(finder.off(filmed.rest.frame, mesh, pose)).max() < 0.1
    by_mesh = mesh + np.float32(seen) * (opened - mesh)
    off = finder.off(_frame(moved), by_mesh, pose)
    wanted = (opened - by_mesh)[CHIN, 1].mean()
    assert abs(off[CHIN, 1].mean() - wanted) < 0.8 * head.rig.unit < (opened - mesh)[152, 1] / 5
    assert not off[head.share == 0].any()
    # A darker frame is no other face.
    darker = finder.off(_frame(moved // 2), by_mesh, pose)
    assert abs((darker - off)[CHIN, 1].mean()) < 0.5 * head.rig.unit


def test_where_the_skin_is_not_found_the_mesh_counts(filmed: Filmed) -> None:
    head, mesh = filmed.head, np.ascontiguousarray(filmed.rest.mesh[:, :2])
    pose = head.pose(filmed.rest.mesh)
    finder = SkinFinder(head.shape, head.share)
    finder.learn(filmed.rest.frame, mesh, pose)
    for _ in range(8):
        for count in range(40, 120):  # what OpenCV may find in the memory for what it does not tell
            left = [np.full((count, 1), np.nan, np.float32) for _ in range(4)]
            del left
        off = finder.off(filmed.rest.frame, mesh + np.float32(10_000), pose)
        assert not off.any()


def test_the_mouth_is_as_dark_as_its_frame(filmed: Filmed) -> None:
    bright = _open(filmed, filmed.picture)
    dark = _open(filmed, filmed.picture // 2)
    assert bright.box == dark.box
    corner = np.array([bright.box.left, bright.box.top], np.float32)
    ring = _jaw(filmed, 9.0)[[*topo.UPPER_INNER, *topo.LOWER_INNER[-2:0:-1]]] - corner
    inside = filled(ring, bright.mask.shape)
    assert inside.sum() > 80
    share = dark.picture[inside].mean() / bright.picture[inside].mean()
    assert 0.4 < share < 0.6


def test_light_turns_with_the_new_jaw_and_back_with_the_old_one(filmed: Filmed) -> None:
    head, none = filmed.head, np.zeros(len(FIELDS), np.float32)
    jaw = none.copy()
    jaw[FIELDS.index("jaw")] = 8.0
    opened = head.shape + 8.0 * head.rig.fields[FIELDS.index("jaw")]
    assert not head.light.change(head.shape, none).any()
    new, old = head.light.change(head.shape, jaw), head.light.change(opened, none)
    assert np.abs(new).max() > 0.03
    assert np.corrcoef(new, -old)[0, 1] > 0.8
    assert np.abs(head.light.change(opened, jaw)).max() < 0.4 * np.abs(new).max()
    outline = [*topo.FACE_OVAL]
    assert not new[outline].any()
