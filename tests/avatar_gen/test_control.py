"""ControlNet: its files, and the pictures that it follows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from safetensors.torch import save_file

from avatar_gen.control import edges, pose
from avatar_gen.controlnets import load_controlnet
from avatar_gen.family import Family
from talker.errors import ErrorCode, InputError, ModelDamaged, ModelMissing, ModelUnsupported
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
