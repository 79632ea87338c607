"""The networks at their full size reproduce the published program within the stated limits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from talker.engines.liveportrait.appearance import Appearance
from talker.engines.liveportrait.generator import Generator
from talker.engines.liveportrait.keypoints import degrees, posed, read_motion, rotation
from talker.engines.liveportrait.motion_extractor import MotionExtractor
from talker.engines.liveportrait.retargeting import (
    EYES,
    LIPS,
    STITCHING,
    Retargeting,
    eye_delta,
    lip_delta,
    stitched,
)
from talker.engines.liveportrait.warping import WarpingNetwork
from talker.networks.frame_renderer import Drawing, FrameRenderer
from talker.networks.grids import identity_grid
from talker.networks.layers import fold_norms
from talker.networks.motion_field import gaussians, motion_shares
from talker.networks.warping import Widths
from tests.talker.networks.golden import Golden, Probes, assert_close, picture, probe

_ANGLES = ("pitch", "yaw", "roll")


@pytest.fixture(scope="module")
def golden(shared_liveportrait: Path) -> Golden:
    return Golden(shared_liveportrait, "seeded_weights_lp.py")


def _appearance(golden: Golden) -> Appearance:
    return golden.network(lambda: Appearance(Widths()), "liveportrait.appearance_feature_extractor")


def _warping(golden: Golden) -> WarpingNetwork:
    return golden.network(lambda: WarpingNetwork(Widths()), "liveportrait.warping_module")


def _generator(golden: Golden) -> Generator:
    return golden.network(lambda: Generator(Widths()), "liveportrait.spade_generator")


def test_angles_and_keypoints(golden: Golden) -> None:
    case = golden.case("01_keypoints")
    found = {name: degrees(torch.from_numpy(case[f"in_raw_{name}"])).numpy() for name in _ANGLES}
    for name, angles in found.items():
        assert_close(angles, case[f"out_degrees_{name}"], 1e-3)
    assert_close(rotation(*case["in_angles_pitch_yaw_roll"].T), case["out_rotation"], 2e-6)
    raw = posed(
        case["in_raw_kp"].reshape(-1, 21, 3),
        rotation(*found.values()),
        case["in_raw_exp"].reshape(-1, 21, 3),
        case["in_raw_t"],
        case["in_raw_scale"][:, 0],
    )
    assert_close(raw, case["out_keypoints_from_raw"], 2e-6)
    turn = rotation(*(case[f"in_m_{name}"] for name in _ANGLES))
    assert_close(turn, case["out_rotation_m"], 2e-6)
    points = posed(
        case["in_m_kp"][None], turn, case["in_m_exp"], case["in_m_t"], case["in_m_scale"][:, 0]
    )
    assert_close(points, case["out_keypoints"], 2e-6)


@torch.inference_mode()
def test_appearance(golden: Golden) -> None:
    case = golden.case("02_appearance")
    network = _appearance(golden)
    stages = [network.first, *network.down_blocks, network.second, *network.resblocks_3d]
    names = ["first", "down0", "down1", "second", *(f"res{i}" for i in range(6))]
    with Probes(case) as probes:
        for stage, name in zip(stages, names, strict=True):
            probes.watch(stage, name, 1e-4)
        volume = network(picture(case["in_picture"]))
    assert_close(probe(volume, 4096), case["out_feature__probe"], 1e-4)
    assert_close(volume[:, ::4, ::4, ::8, ::8], case["out_feature__every8"], 1e-4)
    fold_norms(network)
    assert_close(
        network(picture(case["in_picture"]))[:, ::4, ::4, ::8, ::8],
        case["out_feature__every8"],
        1e-4,
    )


@torch.inference_mode()
def test_motion(golden: Golden) -> None:
    case = golden.case("03_motion_extractor")
    network = golden.network(MotionExtractor, "liveportrait.motion_extractor")
    _raw_motion(network, case)
    pictures = np.stack([case["in_picture0"], case["in_picture1"]])
    motion = read_motion(network, pictures)
    for i in range(2):
        for name in _ANGLES:
            assert_close(getattr(motion, name)[i], case[f"out_refined{i}_{name}"][0, 0], 1e-3)
        assert_close(motion.canonical[i], case[f"out_refined{i}_kp"][0], 2e-5)
        assert_close(motion.expression[i], case[f"out_refined{i}_exp"][0], 2e-5)
        assert_close(motion.points()[i], case[f"out_x_s{i}"][0], 2e-5)


def _raw_motion(network: MotionExtractor, case: dict[str, np.ndarray]) -> None:
    layers = network.detector
    block = layers.stages[0][0]
    watched = {"block0_dw": block.dwconv, "block0_grn": block.grn, "block0": block}
    watched |= {f"down{i}": layer for i, layer in enumerate(layers.downsample_layers)}
    watched |= {f"stage{i}": layer for i, layer in enumerate(layers.stages)}
    with Probes(case) as probes:
        for name, layer in watched.items():
            probes.watch(layer, name, 1e-4)
        raw = network(picture(case["in_picture0"]))
    names = dict(zip(raw._fields, ("pitch", "yaw", "roll", "t", "exp", "scale", "kp"), strict=True))
    for field, name in names.items():
        stored = case[f"out_raw0_{name}"]
        limit = 1e-4 if field in _ANGLES else 2e-5
        assert_close(getattr(raw, field).reshape(stored.shape), stored, limit)


def test_stitching_and_retargeting(golden: Golden) -> None:
    case = golden.case("06_stitching_retargeting")
    source, driving = case["in_x_s"], case["in_x_d"]
    stitching = golden.network(lambda: Retargeting(STITCHING), "liveportrait.retarget_shoulder")
    with torch.inference_mode():
        both = np.concatenate([source.reshape(3, 63), driving.reshape(3, 63)], 1)
        assert_close(stitching(torch.from_numpy(both)), case["out_stitch_raw"], 1e-6)
    assert_close(stitched(stitching, source, driving), case["out_stitched"], 1e-6)
    assert_close(stitched(stitching, source[0], driving[0]), case["out_stitched"][0], 1e-6)
    eyes = golden.network(lambda: Retargeting(EYES), "liveportrait.retarget_eye")
    ratios = case["in_eye_ratios"]
    assert_close(eye_delta(eyes, source, ratios[:, :2], ratios[:, 2]), case["out_eye_delta"], 1e-6)
    lips = golden.network(lambda: Retargeting(LIPS), "liveportrait.retarget_mouth")
    ratios = case["in_lip_ratios"]
    assert_close(lip_delta(lips, source, ratios[:, 0], ratios[:, 1]), case["out_lip_delta"], 1e-6)
    one = lip_delta(lips, source[1], float(ratios[1, 0]), float(ratios[1, 1]))
    assert_close(one, case["out_lip_delta"][1], 1e-6)


@pytest.mark.slow
@torch.inference_mode()
def test_warping_and_generator(golden: Golden) -> None:
    case = golden.case("04_warping")
    volume = _appearance(golden)(picture(case["in_picture"]))
    points = [torch.from_numpy(case[f"in_kp_{who}"]) for who in ("source", "driving")]
    network = _warping(golden)
    warped = _check_warping(network, case, volume, points)
    _check_still(network, case, volume, points[0])
    _check_generator(golden, golden.case("05_generator"), warped)


def _check_warping(
    network: WarpingNetwork, case: dict[str, np.ndarray], volume: Tensor, points: list[Tensor]
) -> Tensor:
    source, driving = points
    dense = network.dense_motion_network
    hourglass = dense.hourglass
    watched = {"compress": dense.norm, "hourglass": hourglass, "mask_logits": dense.mask}
    watched |= {"occlusion_logits": dense.occlusion}
    watched |= {"third": network.third, "fourth": network.fourth}
    watched |= {f"enc{i}": layer for i, layer in enumerate(hourglass.encoder.down_blocks)}
    watched |= {f"dec{i}": layer for i, layer in enumerate(hourglass.decoder.up_blocks)}
    logits: list[Tensor] = []
    dense.mask.register_forward_hook(lambda _, __, result: logits.append(result))
    with Probes(case) as probes:
        for name, layer in watched.items():
            probes.watch(layer, name, 2e-4)
        probes.watch(hourglass, "hourglass_input", 2e-4, entering=True)
        field = dense(volume, source, driving)
        warped = network.look(volume, field)
    assert_close(probe(motion_shares(logits[0], 0), 4096), case["out_mask__probe"], 2e-4)
    assert_close(probe(field.deformation, 4096), case["out_deformation__probe"], 2e-5)
    assert_close(field.deformation[:, 8, ::8, ::8], case["out_deformation__slice"], 2e-5)
    assert_close(probe(field.occlusion, 2048), case["out_occlusion__probe"], 2e-5)
    assert_close(field.occlusion[:, :, ::4, ::4], case["out_occlusion__every4"], 2e-5)
    assert_close(probe(warped, 4096), case["out_warped__probe"], 1e-4)
    return warped


def _check_still(
    network: WarpingNetwork, case: dict[str, np.ndarray], volume: Tensor, source: Tensor
) -> None:
    grid = identity_grid((16, 64, 64))
    assert_close(grid[::15, ::63, ::63], case["out_grid_corner"], 2e-6)
    bells = gaussians(grid, source)
    assert_close(probe(bells, 2048), case["out_heat_source__probe"], 2e-5)
    same = network.dense_motion_network(volume, source, source)
    assert_close(probe(same.deformation, 1024), case["out_same_deformation__probe"], 2e-5)
    again = network.look(volume, same)
    assert_close(probe(again, 2048), case["out_same_warped__probe"], 1e-4)


def _check_generator(golden: Golden, case: dict[str, np.ndarray], warped: Tensor) -> None:
    network = _generator(golden)
    first = network.middle[0]
    watched = {"fc": network.fc, "middle_0_norm_0": first.norm_0, "middle_0_conv_0": first.conv_0}
    watched |= {f"middle_{i}": block for i, block in enumerate(network.middle)}
    watched |= {"up_0": network.up_0, "up_1": network.up_1, "conv_img": network.conv_img}
    watched |= {"up_0_norm_s": network.up_0.norm_s, "up_0_conv_s": network.up_0.conv_s}
    with Probes(case) as probes:
        for name, layer in watched.items():
            probes.watch(layer, name, 2e-3)
        frame = network(warped)
    stored = case["out_effective_weight_middle_0_conv_0__probe"]
    assert_close(probe(first.conv_0.weight, 1024), stored, 1e-6)
    _check_picture(case, frame)


def _check_picture(case: dict[str, np.ndarray], frame: Tensor) -> None:
    assert_close(probe(frame, 8192), case["out_picture__probe"], 5e-4, 0.001)
    assert_close(frame[:, :, ::8, ::8], case["out_picture__every8"], 5e-4, 0.001)
    levels = (frame[0].permute(1, 2, 0) * 255).clamp(0, 255).to(torch.uint8)[::4, ::4].numpy()
    assert (np.abs(levels.astype(int) - case["out_uint8__every4"]) > 1).mean() <= 0.001


@pytest.mark.slow
@torch.inference_mode()
def test_a_frame_of_the_fast_renderer(golden: Golden) -> None:
    case = golden.case("05_generator")
    volume = _appearance(golden)(picture(case["in_picture"]))
    renderer = FrameRenderer(_warping(golden), _generator(golden), Drawing())
    source = renderer.source(volume, torch.from_numpy(case["in_kp_source"]))
    _check_picture(case, renderer.render(source, torch.from_numpy(case["in_kp_driving"])))
