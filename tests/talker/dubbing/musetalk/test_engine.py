"""The engine draws into frames of a film, each from itself and from what it hears."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from talker.device import choose_device
from talker.dubbing.base import FaceFrame, Patch, Shot
from talker.dubbing.musetalk.engine import MuseTalkEngine
from talker.dubbing.musetalk.mask import matched
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.film_frame import Colours, FilmFrame
from talker.media.images import load_image
from talker.scene import Box
from tests.talker.dubbing.musetalk.reduced import FEW, write_models
from tests.talker.networks.seeded import noise

_SIDE = 512


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> MuseTalkEngine:
    folder = tmp_path_factory.mktemp("models")
    device = replace(choose_device("cpu"), threads=1)
    return MuseTalkEngine(write_models(folder / "models"), device, folder / "home", sizes=FEW)


@pytest.fixture(scope="module")
def faces(astronaut: Path) -> list[FaceFrame]:
    """The demo's face, a little further to the right in each frame."""
    picture = load_image(astronaut)
    (found,) = MediaPipeLandmarks().detect(picture)
    made = []
    for number in range(5):
        move = np.array([[1, 0, 6 * number], [0, 1, 0]], np.float64)
        shown = cv2.warpAffine(picture, move, (_SIDE, _SIDE), borderMode=cv2.BORDER_REPLICATE)
        mesh = found.mesh + np.array([6 * number, 0, 0], np.float32)
        made.append(FaceFrame(_frame(shown), number, mesh))
    return made


def _frame(picture: np.ndarray) -> FilmFrame:
    planes = cv2.cvtColor(picture, cv2.COLOR_RGB2YUV_I420)
    height, width = picture.shape[:2]
    return FilmFrame(planes.ravel(), (width, height), Colours("bt601"))


def _draw(engine: MuseTalkEngine, faces: list[FaceFrame], rows: np.ndarray) -> list[Patch]:
    closed = np.stack([faces[0].mesh])
    shot = Shot(0, 99, (_SIDE, _SIDE), faces[0], closed)
    return list(engine.prepare(shot).draw(faces, rows))


def _heard(count: int) -> np.ndarray:
    return noise("heard", count, 50, FEW.ear).numpy()


def test_a_patch_lies_on_mouth_and_chin_alone(
    engine: MuseTalkEngine, faces: list[FaceFrame]
) -> None:
    (patch,) = _draw(engine, faces[:1], _heard(1))
    box, mesh = patch.box, faces[0].mesh[:, :2]
    assert patch.picture.shape == (box.height, box.width, 3)
    assert patch.mask.shape == (box.height, box.width)

    def share(point: int) -> int:
        x, y = np.rint(mesh[point]).astype(int)
        return int(patch.mask[y - box.top, x - box.left])

    assert all(share(point) > 250 for point in (13, 14, 17, 61, 291, 200))  # lips, chin
    assert all(share(point) == 0 for point in (33, 263, 168, 195, 4))  # eyes, nose
    for edge in (patch.mask[0], patch.mask[:, 0], patch.mask[:, -1], patch.mask[-1]):
        assert edge.max() == 0


def test_a_mouth_depends_on_its_own_frame_alone(
    engine: MuseTalkEngine, faces: list[FaceFrame]
) -> None:
    """Whatever frames have no face and are never drawn: nothing shifts."""
    rows = _heard(5)
    all_of_them = _draw(engine, faces, rows)
    some = _draw(engine, [faces[1], faces[4]], rows[[1, 4]])
    for ours, theirs in zip(some, (all_of_them[1], all_of_them[4]), strict=True):
        assert ours.box == theirs.box
        assert np.array_equal(ours.picture, theirs.picture)
        assert np.array_equal(ours.mask, theirs.mask)
    assert not np.array_equal(all_of_them[1].picture, all_of_them[4].picture)


def test_a_film_that_runs_back_is_encoded_once(
    engine: MuseTalkEngine, faces: list[FaceFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    painter = engine.prepare(Shot(0, 9, (_SIDE, _SIDE), faces[0], faces[0].mesh[None]))
    there = painter.draw(faces[:3], _heard(3))
    monkeypatch.setattr(engine._painter, "latents", lambda _: pytest.fail("encoded again"))
    back = painter.draw(faces[2::-1], _heard(3)[::-1])
    assert np.array_equal(there[0].picture, back[2].picture)


def test_what_is_said_moves_the_mouth(engine: MuseTalkEngine, faces: list[FaceFrame]) -> None:
    one, other = _draw(engine, [faces[0], faces[0]], _heard(2))
    apart = np.abs(one.picture.astype(int) - other.picture)
    assert apart[one.mask > 250].max() > 10


@pytest.mark.parametrize("corner", ["left", "right", "bottom"])
def test_a_face_at_the_edge_of_the_film_keeps_its_scale(
    engine: MuseTalkEngine, faces: list[FaceFrame], corner: str
) -> None:
    whole = faces[0]
    left, _ = whole.mesh[:, :2].min(0)
    right, bottom = whole.mesh[:, :2].max(0)
    x = {"left": int(left + 20), "right": int(right - 20) - _SIDE, "bottom": 0}[corner]
    y = int(bottom - 20) - _SIDE if corner == "bottom" else 0
    move = np.array([[1, 0, -x], [0, 1, -y]], np.float64)
    planes = whole.frame.rgb(Box(0, 0, _SIDE, _SIDE))
    shown = cv2.warpAffine(planes, move, (_SIDE, _SIDE), borderMode=cv2.BORDER_REPLICATE)
    mesh = whole.mesh - np.array([x, y, 0], np.float32)
    (cut,) = _draw(engine, [FaceFrame(_frame(shown), 0, mesh)], _heard(1))
    (complete,) = _draw(engine, [whole], _heard(1))
    box = cut.box
    assert (box.left, box.right) == (
        max(complete.box.left - x, 0),
        min(complete.box.right - x, _SIDE),
    )
    assert box.bottom == min(complete.box.bottom - y, _SIDE)
    rows = slice(box.top + y - complete.box.top, box.bottom + y - complete.box.top)
    columns = slice(box.left + x - complete.box.left, box.right + x - complete.box.left)
    seen = complete.mask[rows, columns] > 200
    assert (cut.mask[seen] > 100).mean() > 0.9


def test_a_drawn_face_takes_the_colours_of_the_film() -> None:
    film = np.full((60, 60, 3), (180, 140, 120), np.uint8)
    film[25:35, 25:35] = 20  # a mouth, which is no matter of colours
    mask = cv2.GaussianBlur(np.pad(np.full((30, 30), 255, np.uint8), 15), (15, 15), 0)
    drawn = np.clip(film + np.array([12, -8, 5]), 0, 255).astype(np.uint8)
    assert np.abs(matched(drawn, film, mask).astype(int) - film).max() <= 1
    assert np.array_equal(matched(film, film, mask), film)
    other = np.full_like(film, 10)  # another picture is not bent to the film
    assert int(matched(other, film, mask).max()) <= 34
