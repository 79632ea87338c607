"""From a wave to frames: the whole chain reproduces the published program."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file

from talker.device import choose_device
from talker.engines.sadtalker.blinks import blink_track
from talker.engines.sadtalker.camera import camera_degrees
from talker.engines.sadtalker.crop import FacePart
from talker.engines.sadtalker.extract import Source
from talker.engines.sadtalker.files import Weights
from talker.engines.sadtalker.frames import SadTalkerRenderer, see
from talker.engines.sadtalker.mel import mel_spectrogram
from talker.engines.sadtalker.motion import CHANNELS, Heard, coefficient_rows, keypoint_motion
from talker.engines.sadtalker.networks import Networks, NetworkWidths
from talker.engines.sadtalker.reference_motion import EXPRESSION, POSE
from talker.engines.sadtalker.semantics import driving_rows
from talker.options.picture import Mode
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.scene import Box, Motion
from tests.talker.networks.golden import Golden

_NAMES = ("audio2exp", "audio2pose", "face_3drecon", "kp_extractor", "generator")
_MAPPINGS = {Mode.CROP: "mapping_00229", Mode.RESIZE: "mapping_00229", Mode.FULL: "mapping_00109"}
Floats = NDArray[np.float32]


@pytest.fixture(scope="module")
def golden(shared_parity: Path) -> Golden:
    return Golden(shared_parity)


@pytest.fixture(scope="module")
def networks(golden: Golden, tmp_path_factory: pytest.TempPathFactory) -> dict[Mode, Networks]:
    """The seeded weights, written as the official files and read back by the product."""
    folder = tmp_path_factory.mktemp("official")
    tensors: dict[str, torch.Tensor] = {}
    for name in _NAMES:
        state = golden.state(f"sadtalker_256.{name}")
        tensors |= {
            f"{name}.{key.removeprefix(name + '.')}": t.contiguous() for key, t in state.items()
        }
    checkpoint = folder / "SadTalker_V0.0.2_256.safetensors"
    save_file(tensors, checkpoint)
    made = {}
    for mode, name in _MAPPINGS.items():
        path = folder / f"{name}-model.pth.tar"
        torch.save({"mapping": golden.state(name)}, path)
        weights = Weights(256, checkpoint, path)
        made[mode] = Networks(weights, mode, choose_device("cpu"), NetworkWidths(), folder)
    return made


@pytest.fixture(scope="module")
def case(golden: Golden) -> dict[str, NDArray[np.generic]]:
    return golden.case("22_pipeline")


@pytest.fixture(scope="module")
def rows(networks: dict[Mode, Networks], case: dict[str, NDArray[np.float32]]) -> Floats:
    mel = mel_spectrogram([case["in_wave16k"]])
    frames = len(case["out_coeff_70"])
    chance = random.Random(int(case["in_blink_seed"]))
    blinks = blink_track(frames, lambda low, high: chance.choice(range(low, high)))
    source = case["in_source_coeff_73"][0]
    heard = Heard(mel, blinks, np.repeat(source[None, EXPRESSION], frames, axis=0), case["in_z"])
    style = int(case["in_pose_style"])
    return coefficient_rows(networks[Mode.CROP], heard, source[POSE], style, CancelToken())


def test_coefficients_from_sound(rows: Floats, case: dict[str, NDArray[np.float32]]) -> None:
    assert np.abs(rows - case["out_coeff_70"]).max() < 1e-4


@pytest.mark.parametrize(
    ("mode", "frames", "still", "scale", "yaw"),
    [
        (Mode.CROP, (2, 15), False, 1.0, None),
        pytest.param(Mode.FULL, (0, 13), True, 1.0, None, marks=pytest.mark.slow),
        pytest.param(Mode.RESIZE, (0, 13), False, 1.2, (-15.0, 20.0), marks=pytest.mark.slow),
    ],
)
def test_frames(
    mode: Mode,
    frames: tuple[int, int],
    still: bool,
    scale: float,
    yaw: tuple[float, float] | None,
    rows: Floats,
    networks: dict[Mode, Networks],
    case: dict[str, NDArray[np.float32]],
) -> None:
    source = case["in_source_coeff_73"][0]
    driving = driving_rows(rows, source, mode, still=still, expression_scale=scale)
    values = keypoint_motion(networks[mode], driving, CancelToken())
    if yaw:
        values[:, 0] = camera_degrees(yaw, len(values))
    part = FacePart((256, 256), (256, 256), Box(0, 0, 256, 256))
    shown = Source(part, case["in_image_256"].astype(np.uint8), source)
    motion = Motion("sadtalker-keypoints", 25, CHANNELS, values)
    features = see(networks[mode], shown.picture)
    renderer = SadTalkerRenderer(networks[mode], shown, features, motion, RenderOptions(mode=mode))
    for frame in frames:
        drawn = renderer.render(frame, frame + 1)[0, ::4, ::4].astype(int)
        stored = case[f"out_{mode.value}_frame{frame}_u8_every4"].astype(int)
        assert (np.abs(drawn - stored) > 1).mean() <= 0.01
