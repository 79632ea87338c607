"""The networks at their full size reproduce the published program within the stated limits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from talker.engines.sadtalker.audio2exp import Audio2Exp
from talker.engines.sadtalker.audio2pose import Audio2Pose, noise_rows
from talker.engines.sadtalker.coefficients import CoefficientNetwork
from talker.engines.sadtalker.generator import Generator
from talker.engines.sadtalker.keypoints import (
    KeypointExtractor,
    degrees,
    moved_keypoints,
    rotation,
)
from talker.engines.sadtalker.mapping import Mapping
from talker.engines.sadtalker.renderer import Renderer
from talker.networks.frame_renderer import Drawing
from talker.networks.layers import fold_norms
from tests.talker.networks.golden import Golden, assert_close, picture, probe

_FLIPS = 0.01  # cells whose share of a motion lies at the cut-off of 0.001


@pytest.fixture(scope="module")
def golden(shared_parity: Path) -> Golden:
    return Golden(shared_parity)


@torch.inference_mode()
def test_expressions(golden: Golden) -> None:
    case = {k: torch.from_numpy(v) for k, v in golden.case("02_audio2exp").items()}
    network = golden.network(Audio2Exp, "sadtalker_256.audio2exp", "audio2exp.")
    windows = case["in_mel_windows"][0]
    encoded = network.audio_encoder(windows[:4])
    assert_close(encoded, case["out_embedding_first4"].numpy(), 1e-4)
    for _ in range(2):
        given = windows, case["in_ref"][0, :, :64], case["in_ratio"][0]
        assert_close(network(*given), case["out_exp"][0].numpy(), 1e-4)
        fold_norms(network)


@torch.inference_mode()
def test_poses(golden: Golden) -> None:
    case = golden.case("03_audio2pose")
    network = golden.network(Audio2Pose, "sadtalker_256.audio2pose", "audio2pose.")
    pose = torch.from_numpy(case["in_ref"][0, 0, 64:70])
    for frames in (71, 20):
        windows = torch.from_numpy(case[f"in_mel_windows_{frames}"][0])
        noise = torch.from_numpy(case["in_z"][: noise_rows(frames)])
        for style in (0, 17, 45):
            stored = case[f"out_pose_T{frames}_style{style}"][0]
            assert_close(network(windows, pose, noise, style), stored, 1e-4)
    fold_norms(network)
    assert_close(network(windows, pose, noise, style), stored, 1e-4)


@pytest.mark.parametrize(("name", "inputs"), [("00229", 70), ("00109", 73)])
@torch.inference_mode()
def test_mapping(golden: Golden, name: str, inputs: int) -> None:
    case = golden.case("04_mapping")
    network = golden.network(lambda: Mapping(inputs), f"mapping_{name}")
    motion = network(torch.from_numpy(case[f"in_{name}"]))
    for axis in ("yaw", "pitch", "roll"):
        assert_close(getattr(motion, axis), case[f"out_{name}_{axis}"], 1e-4)
        assert_close(degrees(getattr(motion, axis)), case[f"out_{name}_{axis}_degree"], 1e-3)
    assert_close(motion.t, case[f"out_{name}_t"], 1e-4)
    assert_close(motion.exp.flatten(1), case[f"out_{name}_exp"], 1e-4)


@pytest.mark.parametrize("size", [256, 512])
@torch.inference_mode()
def test_canonical_keypoints(golden: Golden, size: int) -> None:
    case = golden.case("05_kp_extractor")
    network = golden.network(KeypointExtractor, f"sadtalker_{size}.kp_extractor", "kp_extractor.")
    pixels = picture(case[f"in_image_{size}"])
    assert_close(probe(network.down(pixels)), case[f"out_down_{size}__probe"], 1e-4)
    assert_close(network(pixels), case[f"out_value_{size}"], 1e-4)


def test_moved_keypoints(golden: Golden) -> None:
    case = {k: torch.from_numpy(np.asarray(v)) for k, v in golden.case(_TRANSFORM).items()}
    turns = rotation(*case["in_angles_deg"].unbind(1))
    assert_close(turns, case["out_rotation"].numpy(), 2e-5)
    found = {}
    for axis in ("yaw", "pitch", "roll"):
        found[axis] = degrees(case[f"in_{axis}"])
        assert_close(found[axis], case[f"out_{axis}_degree"].numpy(), 1e-3)
    given = {axis: case[f"in_{axis}_in"] for axis in found}
    bend = case["in_exp"].unflatten(1, (15, 3))
    canonical, before = case["in_canonical"], case["in_canonical"].clone()
    for name, angles, exp in (
        ("kp", found, bend),
        ("kp_without_exp", found, torch.zeros_like(bend)),
        ("kp_yaw_in", {**found, "yaw": given["yaw"]}, bend),
        ("kp_all_in", given, bend),
    ):
        moved = moved_keypoints(canonical, rotation(**angles), case["in_t"], exp)
        assert_close(moved, case[f"out_{name}"].numpy(), 2e-5)
    assert torch.equal(canonical, before)


_TRANSFORM = "06_keypoint_transform"


@torch.inference_mode()
def test_face_coefficients(golden: Golden) -> None:
    case = golden.case("09_face_recon")
    network = golden.network(CoefficientNetwork, "sadtalker_256.face_3drecon", "face_3drecon.")
    pixels = picture(case["in_image_224"])
    assert_close(network.backbone(pixels).flatten(), case["out_backbone_2048"], 1e-5)
    for _ in range(2):
        face = network(pixels)
        parts = face.identity, face.expression, face.texture
        rest = face.angles, face.light, face.translation
        assert_close(torch.cat([*parts, *rest], 1), case["out_coeff_257"], 1e-5)
        fold_norms(network)


@pytest.mark.parametrize(
    ("name", "size", "stage", "frame"),
    [
        ("07_generator_256", 256, 1e-3, 5e-4),
        pytest.param("08_generator_512", 512, 5e-3, 2e-3, marks=pytest.mark.slow),
    ],
)
@torch.inference_mode()
def test_frames(golden: Golden, name: str, size: int, stage: float, frame: float) -> None:
    case = golden.case(name)
    network = golden.network(Generator, f"sadtalker_{size}.generator", "generator.")
    pixels = picture(case["in_image"])
    source, driving = (torch.from_numpy(case[f"in_kp_{which}"]) for which in ("source", "driving"))
    volume = network.volume(pixels)
    assert_close(probe(volume), case["out_feature_3d__probe"], stage)
    field = network.dense_motion_network(volume, source, driving)
    stored = case["out_deformation__probe"]
    assert_close(probe(field.deformation, 1024), stored, stage, _FLIPS)
    assert_close(
        field.deformation[0, 8, ::4, ::4], case["out_deformation_d8_every4"], stage, _FLIPS
    )
    assert_close(field.occlusion[0, 0, ::2, ::2], case["out_occlusion_every2"], stage, _FLIPS)
    seg = network.warped(volume, field)
    plain = network.decoder(seg)
    renderer = Renderer(network, Drawing())
    fast = renderer.render(renderer.source(pixels, source), driving)
    for drawn in (plain, fast):
        assert_close(probe(drawn), case["out_prediction__probe"], frame, _FLIPS)
        assert_close(drawn[0, :, ::4, ::4], case["out_prediction_every4"], frame, _FLIPS)
    # The savings change nothing that a picture of eight bits could show.
    assert (fast - plain).abs().max() * 255 < 0.05 or size == 512
