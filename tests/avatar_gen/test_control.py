"""ControlNet: its files, and the pictures that it follows."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from safetensors.torch import save_file

from avatar_gen.control import condition_picture, edges, pose
from avatar_gen.controlnets import load_controlnet
from avatar_gen.controls import Condition, Control, read_control, written_control
from avatar_gen.family import Family
from avatar_gen.metadata import read_record
from avatar_gen.request import AvatarRequest
from talker.errors import (
    ErrorCode,
    InputError,
    ModelDamaged,
    ModelMissing,
    ModelUnsupported,
    UsageError,
)
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.media.images import load_image
from tests.avatar_gen.conftest import Draw
from tests.avatar_gen.single_file import unet_names
from tests.avatar_gen.tiny import controlnet, unet
from tests.talker.engines.sadtalker.model_folder import ModelFolder


def original_file(path: Path, family: Family) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    state = unet_names(controlnet(family).state_dict())
    save_file({f"control_model.{k}": v.contiguous() for k, v in state.items()}, path)
    return path


@pytest.mark.parametrize(
    ("layout", "family"),
    [
        ("folder", Family.SD1),
        ("folder", Family.SDXL),
        ("original names", Family.SD1),
        ("original names", Family.SD2),
        ("newer names", Family.SD1),
        ("newer names", Family.SDXL),
    ],
)
def test_a_controlnet_is_loaded_from_every_layout(
    layout: str, family: Family, tmp_path: Path
) -> None:
    whole = controlnet(family)
    path = tmp_path / "net.safetensors"
    if layout == "folder":
        path = tmp_path / "net"
        whole.save_pretrained(path)
    elif layout == "newer names":
        save_file({k: v.contiguous() for k, v in whole.state_dict().items()}, path)
    else:
        original_file(path, family)
    state = load_controlnet(path, family, unet(family), "float32", tmp_path).state_dict()
    assert all(torch.equal(value, state[key]) for key, value in whole.state_dict().items())


@pytest.mark.parametrize("name", ["down_blocks.0.attentions.0.transformer_blocks", "down_blocks"])
def test_a_name_with_a_huge_number_makes_no_huge_network(name: str, tmp_path: Path) -> None:
    state = {key: value.contiguous() for key, value in controlnet(Family.SD1).state_dict().items()}
    path = tmp_path / "net.safetensors"
    save_file({**state, f"{name}.4000000000.attn2.to_k.weight": torch.zeros(2, 0)}, path)
    with pytest.raises(ModelDamaged):
        load_controlnet(path, Family.SD1, unet(Family.SD1), "float32", tmp_path)


def test_the_picture_follows_the_condition(
    draw: Draw, store: ModelFolder, astronaut: Path, tmp_path: Path
) -> None:
    with pytest.raises(ModelMissing, match="controlnet-canny-sd15"):
        draw(mode="controlnet", control="canny", image=astronaut)
    file = store.folder / "controlnet-canny-sd15" / "control_v11p_sd15_canny_fp16.safetensors"
    original_file(file, Family.SD1)

    def made(**given: object) -> NDArray[np.uint8]:
        given = {"mode": "controlnet", "image": astronaut, **given}
        return load_image(draw(output=tmp_path / "o", **given).candidates[0].path)

    canny = made(control="canny")
    assert not np.array_equal(canny, made(mode="txt2img"))
    assert np.array_equal(made(control="canny", control_scale=0), made(mode="txt2img"))
    pose_net = str(tmp_path / "pose")
    controlnet(Family.SD1).save_pretrained(pose_net)
    assert not np.array_equal(canny, made(control="openpose", control_model=pose_net))
    given = tmp_path / "edges.png"
    Image.fromarray(edges(load_image(astronaut))).save(given)
    assert np.array_equal(canny, made(control="given-canny", image=given))


@pytest.mark.slow
def test_several_controlnets_count_at_once_each_as_strongly_and_as_long_as_it_says(
    draw: Draw, astronaut: Path, tmp_path: Path
) -> None:
    net = tmp_path / "net.safetensors"
    original_file(net, Family.SD1)
    lines = tmp_path / "lines, thin.png"
    Image.fromarray(edges(load_image(astronaut))).save(lines)
    made: dict[str, NDArray[np.uint8]] = {}

    def drawn(**given: object) -> NDArray[np.uint8]:
        usual = {"mode": "controlnet", "image": astronaut, "control": "canny"}
        result = draw(output=tmp_path / "o", **{**usual, "control_model": str(net), **given})
        return load_image(result.candidates[0].path)

    one = drawn()
    further = f'given-canny,model={net},"picture={lines}"'
    made["both"] = drawn(more_control=further)
    made["weak"] = drawn(more_control=f"{further},strength=0.3")
    made["early"] = drawn(more_control=f"{further},end=0.5")
    made["tile"] = drawn(more_control=f"tile,model={net}")
    assert len({picture.tobytes() for picture in (one, *made.values())}) == 5
    assert np.array_equal(drawn(more_control=f"{further},strength=0"), one)
    assert np.array_equal(drawn(control_end=0.2), drawn(mode="txt2img"))
    assert not np.array_equal(drawn(control_start=0.5), one)


def test_the_record_of_several_controlnets_names_no_folder_and_is_found_again(
    draw: Draw, astronaut: Path, tmp_path: Path, mouthpiece_home: Path
) -> None:
    from avatar_gen.redraw import redraw_values

    net, lines = tmp_path / "followed.safetensors", tmp_path / "lines.png"
    original_file(net, Family.SD1)
    Image.fromarray(edges(load_image(astronaut))).save(lines)
    (candidate,) = draw(
        mode="controlnet",
        image=astronaut,
        control="canny",
        control_model=str(net),
        more_control=f"given-canny,strength=0.5,model={net},picture={lines}",
    ).candidates
    record = read_record(candidate.path)
    said = "given-canny,strength=0.5,model=followed.safetensors,picture=lines.png"
    assert record.request.more_control == (said,)
    assert str(tmp_path).encode() not in candidate.path.read_bytes()
    with Image.open(candidate.path) as image:
        image.load()
        text = str(image.info["parameters"])
    assert "ControlNet 1:" in text
    assert "Weight: 0.5, Guidance Start: 0, Guidance End: 1" in text
    again = redraw_values(record, candidate.path, {"safety": "off"}, mouthpiece_home)
    assert again["more_control"] == (f"given-canny,strength=0.5,model={net},picture={lines}",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dept", "'dept' is nothing that a ControlNet follows"),
        ("depth,strength=3", "strength of a ControlNet cannot be '3'"),
        ("depth,end=soon", "end of a ControlNet cannot be 'soon'"),
        ("depth,colour=1", "'colour=1' says nothing"),
        ("depth,start=0.5,end=0.5", "would begin at 0.5 and end at 0.5"),
    ],
)
def test_a_controlnet_that_says_nonsense_is_refused_with_what_fits(text: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_control(text)
    assert words in caught.value.message
    assert caught.value.hint
    with pytest.raises(ValueError, match="more_control"):
        AvatarRequest(mode="controlnet", image="a.png", more_control=text)


def test_what_a_controlnet_says_is_written_as_it_is_read() -> None:
    control = Control(Condition.DEPTH, 0.6, 0.1, 0.5, "a, b.safetensors", "c;d.png")
    assert read_control(written_control(control)) == control
    assert written_control(Control(Condition.CANNY)) == "canny"
    with pytest.raises(ValueError, match="needs --mode controlnet"):
        AvatarRequest(more_control="canny")
    with pytest.raises(ValueError, match="must be less than the end"):
        AvatarRequest(mode="controlnet", image="a.png", control_start=1)


def test_each_preprocessor_shows_what_it_is_named_after(astronaut: Path) -> None:
    picture = load_image(astronaut)
    landmarks = MediaPipeLandmarks()
    (face,) = landmarks.detect(picture)
    shown = {
        kind: condition_picture(kind, picture, landmarks)
        for kind in (Condition.LINEART, Condition.SCRIBBLE, Condition.SOFTEDGE, Condition.DEPTH)
    }
    for kind, drawn in shown.items():
        assert drawn.shape == picture.shape, kind
        assert (drawn[..., 0] == drawn[..., 1]).all()
        assert drawn.max() > 200
    # Lines lie where the edges are, and little is lit.
    near = cv2.dilate(edges(picture)[..., 0], np.ones((9, 9), np.uint8)) > 0
    for kind in (Condition.LINEART, Condition.SCRIBBLE, Condition.SOFTEDGE):
        lit = shown[kind][..., 0] > 128
        assert 0.005 < lit.mean() < 0.3, kind
        assert near[lit].mean() > 0.7 > near.mean() + 0.2, kind
    assert set(np.unique(shown[Condition.SCRIBBLE])) == {0, 255}
    depth = shown[Condition.DEPTH][..., 0]
    nose, ear = face.mesh[1], face.mesh[234]
    at = [int(depth[int(y), int(x)]) for x, y, _ in (nose, ear)]
    assert at[0] > at[1] + 20  # the tip of the nose is nearest
    assert at[1] > int(depth[10, 10]) + 40
    assert condition_picture(Condition.TILE, picture, landmarks) is picture
    plain = np.full((64, 64, 3), 128, np.uint8)
    for kind in (Condition.LINEART, Condition.SCRIBBLE, Condition.SOFTEDGE):
        assert not condition_picture(kind, plain, landmarks).any(), kind
    with pytest.raises(InputError) as caught:
        condition_picture(Condition.DEPTH, plain, landmarks)
    assert caught.value.code is ErrorCode.NO_FACE


def test_what_is_no_controlnet_is_refused(tmp_path: Path, draw: Draw, astronaut: Path) -> None:
    path = tmp_path / "none.safetensors"
    save_file({"weight": torch.zeros(2)}, path)
    with pytest.raises(ModelUnsupported, match="no ControlNet"):
        draw(mode="controlnet", image=astronaut, control_model=str(path))
    with pytest.raises(InputError) as caught:
        draw(mode="controlnet", image=astronaut, control_model="nowhere")
    assert caught.value.code is ErrorCode.MODEL_UNKNOWN


def test_a_pose_shows_the_head_where_the_face_is(astronaut: Path) -> None:
    picture = load_image(astronaut)
    drawn = pose(picture, MediaPipeLandmarks())
    (face,) = MediaPipeLandmarks().detect(picture)
    lit = np.argwhere(drawn.any(2))
    assert drawn.shape == picture.shape
    assert abs(np.median(lit[:, 1]) - face.mesh[1, 0]) < face.box.width
    nose = drawn[int(face.mesh[1, 1]), int(face.mesh[1, 0])]
    assert tuple(nose) == (255, 0, 0)
    with pytest.raises(InputError) as caught:
        pose(np.zeros((64, 64, 3), np.uint8), MediaPipeLandmarks())
    assert caught.value.code is ErrorCode.NO_FACE


def test_edges_are_white_lines_on_black() -> None:
    picture = np.zeros((64, 64, 3), np.uint8)
    picture[16:48, 16:48] = 200
    drawn = edges(picture)
    assert set(np.unique(drawn)) == {0, 255}
    assert drawn[32, 14:18].any()
    assert not drawn[32, 28:36].any()
