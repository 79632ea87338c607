"""Second passes, variations, masks: what is drawn, where, and what begins under a mask."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from avatar_gen.inputs import read_inputs
from avatar_gen.masked import filled, masked_part, softened
from avatar_gen.metadata import parameters, read_record
from avatar_gen.noise import first_noise
from avatar_gen.options.followed import Fill
from avatar_gen.request import AvatarOptions, AvatarRequest
from talker.media.images import load_image
from tests.avatar_gen.conftest import Draw


def drawn(draw: Draw, out: Path, **given: Any) -> Any:
    return load_image(draw(output=out, prompt="a man", **given).candidates[0].path).astype(int)


def test_the_second_pass_draws_over_the_enlarged_first_and_is_told(
    draw: Draw, tmp_path: Path
) -> None:
    first = drawn(draw, tmp_path / "1").astype(np.uint8)
    enlarged = Image.fromarray(first).resize((96, 96), Image.Resampling.LANCZOS)
    enlarged.save(tmp_path / "enlarged.png")
    given = {"mode": "img2img", "image": tmp_path / "enlarged.png", "strength": 0.5}
    over = drawn(draw, tmp_path / "2", **given, width=96, height=96)
    result = draw(output=tmp_path / "3", prompt="a man", hires=1.5, hires_strength=0.5)
    both = load_image(result.candidates[0].path)
    assert both.shape == (96, 96, 3)
    assert np.abs(both - over).max() <= 1
    text = parameters(read_record(result.candidates[0].path))
    assert "Size: 64x64" in text
    assert "Hires upscale: 1.5" in text
    assert "Denoising strength: 0.5" in text


def test_a_variation_goes_from_one_seed_to_the_other_and_keeps_the_noise_as_strong(
    draw: Draw, tmp_path: Path
) -> None:
    options = AvatarOptions(seed=3, variation_seed=9, variation=0.5)
    assert first_noise(AvatarOptions(), [3], (64, 64)) is None
    ends = [torch.randn((1, 4, 64, 64), generator=torch.Generator().manual_seed(n)) for n in (3, 9)]
    middle = first_noise(options, [3], (512, 512))
    assert middle is not None
    assert float(middle.std()) == pytest.approx(1, abs=0.02)
    for end in ends:  # halfway on a sphere: 45 degrees from either
        cosine = torch.nn.functional.cosine_similarity(middle.flatten(), end.flatten(), dim=0)
        assert float(cosine) == pytest.approx(0.5**0.5, abs=0.02)
    whole = first_noise(options.model_copy(update={"variation": 1.0}), [3, 4], (512, 512))
    assert whole is not None
    assert torch.allclose(whole[:1], ends[1], atol=1e-4)
    assert not torch.allclose(whole[0], whole[1])
    other = drawn(draw, tmp_path / "1", seed=3, variation_seed=9, variation=1.0)
    assert np.abs(other - drawn(draw, tmp_path / "2", seed=9)).max() <= 1


def hole(size: tuple[int, int] = (64, 64)) -> Image.Image:
    """A mask that is white from (16, 24) to (32, 40)."""
    mask = Image.new("L", size)
    mask.paste(255, (16, 24, 32, 40))
    return mask


def test_the_part_under_a_mask_is_cut_with_its_padding_in_the_shape_of_the_drawing() -> None:
    image = np.zeros((64, 64, 3), np.uint8)
    plain = masked_part(image, hole(), 4, (512, 512)).box
    assert (plain.left, plain.top, plain.right, plain.bottom) == (12, 20, 36, 44)
    wide = masked_part(image, hole(), 4, (512, 256)).box
    assert (wide.width, wide.height) == (48, 24)
    edge = masked_part(image, hole(), 60, (512, 512)).box
    assert (edge.left, edge.top, edge.width, edge.height) == (0, 0, 64, 64)


def test_only_the_part_under_the_mask_changes_and_its_edge_is_soft(
    draw: Draw, astronaut: Path, tmp_path: Path
) -> None:
    image, mask = tmp_path / "image.png", tmp_path / "mask.png"
    Image.open(astronaut).convert("RGB").resize((64, 64)).save(image)
    hole().save(mask)
    given = {"mode": "inpaint", "image": image, "mask": mask, "only_masked": True}
    given |= {"mask_padding": 8, "strength": 1.0}
    before = load_image(image).astype(int)
    hard = np.abs(drawn(draw, tmp_path / "1", **given) - before).max(-1)
    soft = np.abs(drawn(draw, tmp_path / "2", **given, mask_blur=4) - before).max(-1)
    white = np.asarray(hole()) > 0
    assert not hard[~white].any()
    assert hard[white].mean() > 10
    assert soft[22, 24] > 0  # outside, beside the edge
    assert not soft[:12].any()


def test_a_blurred_mask_is_grey_at_its_edge_alone() -> None:
    soft = np.asarray(softened(hole(), 4), int)
    assert softened(hole(), 0).tobytes() == hole().tobytes()
    assert soft[32, 24] > 250
    assert 90 < soft[32, 15] < 128 <= soft[32, 16] < 165
    assert not soft[:12].any()


@pytest.mark.parametrize("fill", list(Fill))
def test_what_stands_under_a_mask_before_it_is_drawn(fill: Fill) -> None:
    pixels = np.zeros((64, 64, 3), np.uint8)
    pixels[:, :, 0] = 200
    pixels[24:40, 16:32] = (0, 0, 255)
    image = Image.fromarray(pixels)
    made = np.asarray(filled(image, hole(), fill, 5))
    white = np.asarray(hole()) > 0
    assert np.array_equal(made[~white], pixels[~white])
    inside = made[white].astype(float)
    match fill:
        case Fill.ORIGINAL:
            assert np.array_equal(made, pixels)
        case Fill.BLUR:  # what is around it: red, nothing of the blue
            assert np.abs(inside - (200, 0, 0)).max() <= 2
        case Fill.EMPTY:
            assert (inside == 127).all()
        case Fill.NOISE:
            assert inside.std() > 40
            assert np.array_equal(made, np.asarray(filled(image, hole(), fill, 5)))
            assert not np.array_equal(made, np.asarray(filled(image, hole(), fill, 6)))


@pytest.mark.slow
def test_a_fill_is_what_a_part_is_drawn_from(draw: Draw, astronaut: Path, tmp_path: Path) -> None:
    image, mask = tmp_path / "image.png", tmp_path / "mask.png"
    Image.open(astronaut).convert("RGB").resize((64, 64)).save(image)
    hole().save(mask)
    given = {"mode": "inpaint", "image": image, "mask": mask, "strength": 0.5}
    kept = drawn(draw, tmp_path / "1", **given)
    empty = drawn(draw, tmp_path / "2", **given, fill="empty")
    white = np.asarray(hole()) > 0
    assert np.array_equal(kept[~white], empty[~white])
    assert (kept[white] != empty[white]).any()


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 0, 0), (255, 255, 255)])
def test_what_is_painted_on_a_transparent_layer_is_the_mask(
    colour: tuple[int, int, int], astronaut: Path, tmp_path: Path
) -> None:
    layer = Image.new("RGBA", (512, 512))
    layer.paste((*colour, 255), (100, 100, 200, 200))
    layer.save(tmp_path / "mask.png")
    request = AvatarRequest.model_validate(
        {"mode": "inpaint", "image": astronaut, "mask": tmp_path / "mask.png"}
    )
    mask = read_inputs(request).mask
    assert mask is not None
    assert mask.getbbox() == (100, 100, 200, 200)
    assert mask.getextrema() == (0, 255)
