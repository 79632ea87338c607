"""Poses as data: read, written, refused, drawn in OpenPose's colours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from avatar_gen.control import pose
from avatar_gen.family import Family
from avatar_gen.pose_drawing import draw_pose, pose_of
from avatar_gen.pose_presets import Preset, preset_pose
from avatar_gen.skeleton import BODY, COLOURS, FACE, NECK, NOSE, Person, Pose, read_pose, write_pose
from talker.errors import ErrorCode, InputError
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.images import load_image
from tests.avatar_gen.conftest import Draw
from tests.avatar_gen.tiny import controlnet


@pytest.mark.parametrize("preset", list(Preset))
@pytest.mark.parametrize("size", [(512, 512), (512, 768)])
def test_a_preset_stands_upright_inside_the_picture(preset: Preset, size: tuple[int, int]) -> None:
    made = preset_pose(preset, *size)
    (person,) = made.people
    seen = [index for index, spot in enumerate(person.body) if spot is not None]
    assert {NOSE, NECK, 2, 5, 14, 15, 16, 17} <= set(seen)
    assert (8 in seen) == (preset is not Preset.HEAD)
    assert (9 in seen) == (preset is Preset.THREE_QUARTER)
    right, left = person.body[2], person.body[5]
    assert right is not None
    assert left is not None
    assert right[0] < size[0] / 2 < left[0]
    assert len(person.face) == FACE
    assert all(person.face)


def test_a_pose_is_drawn_in_the_published_colours(tmp_path: Path) -> None:
    made = preset_pose(Preset.THREE_QUARTER, 512, 512)
    path = tmp_path / "pose.json"
    write_pose(made, path)
    drawn = draw_pose(read_pose(path))
    assert drawn.shape == (512, 512, 3)
    (person,) = made.people
    bare = draw_pose(Pose(width=512, height=512, people=(Person(body=person.body),)))
    for colour, spot in zip(COLOURS, person.body, strict=True):
        if spot is not None:
            assert tuple(bare[round(spot[1]), round(spot[0])]) == colour
    chin = person.face[8]
    assert chin is not None
    assert (drawn[round(chin[1]), round(chin[0])] == 255).all()
    # A limb has three fifths of its colour: from neck to nose.
    x, y = ((person.body[NECK][axis] + person.body[NOSE][axis]) / 2 for axis in (0, 1))  # type: ignore[index]
    assert tuple(bare[round(y), round(x)]) == (0, 0, 153)


def test_what_is_found_in_a_picture_is_what_is_drawn_of_it(astronaut: Path, tmp_path: Path) -> None:
    picture, landmarks = load_image(astronaut), MediaPipeLandmarks()
    found = pose_of(picture, landmarks)
    write_pose(found, tmp_path / "pose.json")
    again = read_pose(tmp_path / "pose.json")
    assert (again.width, again.height) == (512, 512)
    for one, other in zip(again.people[0].body, found.people[0].body, strict=True):
        assert (one is None) == (other is None)
        assert one is None or other is None or np.allclose(one, other, atol=0.01)
    drawn, with_face = pose(picture, landmarks), pose(picture, landmarks, face=True)
    lit, also = drawn.any(2), draw_pose(again).any(2)
    assert (lit & also).sum() > 0.8 * lit.sum()
    changed = (drawn != with_face).any(2)
    assert 50 < changed.sum() < 0.05 * changed.size
    assert (with_face[changed] == 255).mean() > 0.8


def person(**given: Any) -> dict[str, Any]:
    return {"pose_keypoints_2d": [10, 20, 1] * BODY, **given}


def file(path: Path, people: Any, **given: Any) -> Path:
    whole = {"canvas_width": 100, "canvas_height": 200, "people": people, **given}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def test_files_of_other_programs_are_read(tmp_path: Path) -> None:
    parts = [0.5, 0.25, 1] * BODY
    (one,) = read_pose(file(tmp_path / "a.json", [person(pose_keypoints_2d=parts)])).people
    assert one.body[0] == (50, 50)
    newer = [value for index in range(25) for value in (index, 100 + index, 0.9)]
    (one,) = read_pose(file(tmp_path / "b.json", [person(pose_keypoints_2d=newer)])).people
    assert one.body[8] == (9, 109)  # the right hip; the middle of the hips is left out
    assert one.body[17] == (18, 118)
    unsure = [10, 20, 0] * 17 + [1, 2, 1]
    (one,) = read_pose(file(tmp_path / "c.json", [person(pose_keypoints_2d=unsure)])).people
    assert one.body == (*[None] * 17, (1, 2))
    whole = json.loads((tmp_path / "a.json").read_text("utf-8"))
    (tmp_path / "d.json").write_text(json.dumps([whole]), "utf-8")
    assert read_pose(tmp_path / "d.json") == read_pose(tmp_path / "a.json")
    only_face = person(pose_keypoints_2d=[], face_keypoints_2d=[10, 20, 1] * FACE)
    (one,) = read_pose(file(tmp_path / "e.json", [only_face])).people
    assert len(one.face) == FACE


@pytest.mark.parametrize(
    "people",
    [
        [],
        "many",
        [3],
        [person(pose_keypoints_2d=[1, 2])],
        [person(pose_keypoints_2d=[1, 2, "x"] * BODY)],
        [person(pose_keypoints_2d=[1, 2, 1] * 17)],
        [person(pose_keypoints_2d=[1e300, 2, 1] * BODY)],
        [person(pose_keypoints_2d=[0, 0, 0] * BODY)],
        [person(face_keypoints_2d=[1, 2, 1] * 12)],
        [person()] * 21,
    ],
)
def test_what_is_no_pose_is_refused(people: Any, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_pose(file(tmp_path / "pose.json", people))
    assert caught.value.code is ErrorCode.POSE_INVALID
    assert "pose.json" in caught.value.message
    assert "pose_keypoints_2d" in caught.value.hint


def test_a_damaged_or_huge_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pose.json"
    for text in (b"{", b"\xff\xfe", b"[" * 100_000, b"[]", b"5"):
        path.write_bytes(text)
        with pytest.raises(InputError) as caught:
            read_pose(path)
        assert caught.value.code is ErrorCode.POSE_INVALID
    for width in (10, 1_000_000, None, "wide", float("inf")):
        with pytest.raises(InputError, match="canvas_width"):
            read_pose(file(path, [person()], canvas_width=width))
    with pytest.raises(InputError) as caught:
        read_pose(tmp_path / "none.json")
    assert caught.value.code is ErrorCode.IMAGE_MISSING


@pytest.mark.slow
def test_a_controlnet_follows_a_pose_that_is_data(draw: Draw, tmp_path: Path) -> None:
    net, path = tmp_path / "net", tmp_path / "pose.json"
    controlnet(Family.SD1).save_pretrained(net)
    write_pose(preset_pose(Preset.HEAD, 256, 256), path)
    given = {"mode": "controlnet", "image": path, "control_model": str(net)}
    head = load_image(draw(output=tmp_path / "a", control="openpose", **given).candidates[0].path)
    write_pose(preset_pose(Preset.HALF, 256, 256), path)
    half = load_image(draw(output=tmp_path / "b", control="openpose", **given).candidates[0].path)
    assert not np.array_equal(head, half)
    with pytest.raises(InputError) as caught:
        draw(control="canny", **given)
    assert caught.value.code is ErrorCode.POSE_INVALID
    assert "canny" in caught.value.message
