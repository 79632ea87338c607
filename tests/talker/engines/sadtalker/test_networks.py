"""The networks give the numbers that they gave when they matched the published program."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import torch
from kornia.geometry.grid import create_meshgrid3d
from numpy.typing import NDArray

from talker.engines.sadtalker.audio2pose import Audio2Pose, noise_rows
from talker.engines.sadtalker.generator import Generator
from talker.engines.sadtalker.keypoints import rotation
from talker.networks.grids import identity_grid
from talker.networks.layers import SpectralConv2d, fold_norms
from talker.networks.motion_field import motion_shares
from tests.talker.engines.sadtalker.reduced import WIDTHS, keypoints, picture, results
from tests.talker.networks.seeded import noise, seeded

_STORED = Path("tests", "data", "sadtalker", "networks.npz")
_NAMES = (
    *("expressions", "poses", "short_poses", "yaw_bins", "offsets", "degrees", "keypoints"),
    *("moved", "face_expression", "face_angles", "face_translation"),
    *("volume", "deformation", "occlusion", "frame"),
)
# Behind softmax and sampling, where rounding grows.
_DEEP = ("deformation", "occlusion", "frame", "degrees")


@pytest.fixture(scope="module")
def made() -> dict[str, NDArray[np.float32]]:
    torch.set_num_threads(1)
    return results()


@pytest.mark.parametrize("name", _NAMES)
def test_results_are_those_that_were_kept(
    name: str, made: dict[str, NDArray[np.float32]], repository: Path
) -> None:
    with np.load(repository / _STORED) as stored:
        assert set(stored.files) == set(_NAMES)
        limit = 2e-4 if name in _DEEP else 2e-5
        np.testing.assert_allclose(made[name], stored[name], rtol=limit, atol=limit)


def test_folded_norms_leave_no_norm_and_change_nothing() -> None:
    network = seeded(lambda: Generator(WIDTHS))
    given = picture(128), keypoints("source", 1), keypoints("driving", 1)
    with torch.inference_mode():
        before = network(*given)
        fold_norms(network)
        after = network(*given)
    assert (after - before).abs().max() < 5e-4  # of 1: an eighth of a grey level
    assert not [m for m in network.modules() if isinstance(m, SpectralConv2d)]
    left = [n for n, m in network.named_modules() if isinstance(m, torch.nn.BatchNorm3d)]
    # The first norms of the residual blocks come before a convolution.
    assert left == [f"resblocks_3d.3dr{i}.norm1" for i in range(6)]


def test_the_grid_is_that_of_kornia_with_the_axes_as_torch_samples_them() -> None:
    grid = create_meshgrid3d(16, 12, 20)[0][..., [1, 2, 0]]
    assert (identity_grid((16, 12, 20)) - grid).abs().max() < 3e-7


def test_small_shares_of_a_motion_count_as_none() -> None:
    shares = motion_shares(torch.tensor([[5.0, 0.0, -2.5]]), 0.001).squeeze()
    assert shares[2] == 0
    assert shares[1] == pytest.approx(0.00669, abs=1e-4)


def test_turns_use_the_pi_that_the_networks_were_trained_with() -> None:
    zero, half = torch.zeros(1), torch.full((1,), 180.0)
    for angles in ((half, zero, zero), (zero, half, zero), (zero, zero, half)):
        assert rotation(*angles).abs().amin((1, 2)) == 0
        assert rotation(*angles).diagonal(dim1=1, dim2=2).min() == pytest.approx(-1, abs=1e-5)
        assert rotation(*angles).triu(1).abs().max() == pytest.approx(math.sin(3.14), abs=1e-6)


@pytest.mark.parametrize(("frames", "rows"), [(0, 0), (1, 0), (2, 1), (33, 1), (34, 2), (71, 3)])
def test_each_block_of_32_frames_takes_a_row_of_noise(frames: int, rows: int) -> None:
    assert noise_rows(frames) == rows


@pytest.mark.parametrize("frames", [1, 2, 33, 34, 65])
def test_poses_start_at_the_source_whatever_the_length(frames: int) -> None:
    network = seeded(lambda: Audio2Pose(4, 4))
    pose = noise("pose", 6)
    draws = noise("draws", noise_rows(frames), 64)
    poses = network(noise("windows", frames, 1, 80, 16), pose, draws, 45)
    assert poses.shape == (frames, 6)
    assert torch.equal(poses[0], pose)
    if frames > 1:
        assert (poses[1:] - pose).abs().min() > 0
