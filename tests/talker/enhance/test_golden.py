"""The face restorers give the published programs' values with the same weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from talker.enhance import faces
from talker.enhance.gfpgan import GfpGan
from talker.enhance.restoreformer import RestoreFormer
from tests.talker.networks.golden import Golden, assert_close, picture, probe


@pytest.fixture
def golden(shared_parity: Path) -> Golden:
    return Golden(shared_parity)


def face(values: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Tensor:
    return (picture(values) - 0.5) / 0.5


@torch.inference_mode()
def test_gfpgan_restores_as_published(golden: Golden) -> None:
    stored = golden.case("10_gfpgan")
    network = golden.network(GfpGan, "gfpgan_v1_4")
    codes, conditions = network.steering(face(stored["in_image_512"]))
    assert_close(probe(codes, 1024), stored["out_style_code__probe"], 1e-4)
    for level, (scale, shift) in enumerate(conditions):
        assert_close(probe(scale), stored[f"out_cond_scale{level}__probe"], 1e-4)
        assert_close(probe(shift), stored[f"out_cond_shift{level}__probe"], 1e-4)
    made = network.stylegan_decoder(codes, conditions)
    assert_close(made[0, :, ::4, ::4], stored["out_image_every4_stored_noise"], 1e-4)


@torch.inference_mode()
def test_restoreformer_restores_as_published(golden: Golden) -> None:
    stored = golden.case("23_restoreformer")
    network = golden.network(RestoreFormer, "restoreformer")
    coded, middle, before = network.coded(face(stored["in_image_512"]))
    assert_close(probe(coded, 1024), stored["out_pre_quant__probe"], 1e-3)
    indices = network.quantize.indices(coded)
    assert np.array_equal(indices[0].numpy(), stored["out_code_indices"])
    chosen = network.post_quant_conv(network.quantize(coded))
    made = network.decoder(chosen, middle, before)
    assert_close(made[0, :, ::4, ::4], stored["out_image_every4"], 1e-3, share=0.005)


def test_a_face_is_cut_as_published(golden: Golden) -> None:
    stored = golden.case("21_face_helper")
    place = faces.Alignment(stored["out_affine"], np.zeros((512, 512), np.float32))
    ours = faces.cut(stored["in_image_rgb"], place)[::4, ::4].astype(int)
    theirs = stored["out_cropped_rgb__every4"]
    inside = (theirs != (133, 132, 135)[::1]).any(-1) & (theirs != (135, 133, 132)).any(-1)
    assert inside.mean() > 0.5
    assert (np.abs(ours - theirs).max(-1)[inside] > 1).mean() < 0.01


def test_a_least_squares_fit_is_near_the_published_robust_one(golden: Golden) -> None:
    stored = golden.case("21_face_helper")
    matrix = faces.similarity(stored["in_landmarks5"], faces.TEMPLATE)
    corners = np.array([[100, 60, 1], [260, 60, 1], [180, 240, 1]])
    assert np.abs(corners @ (matrix - stored["out_affine"]).T).max() < 12
