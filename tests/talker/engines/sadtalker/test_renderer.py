"""The renderer gives the plain evaluation's pixels with each of its savings."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from talker.engines.sadtalker.generator import Generator
from talker.engines.sadtalker.renderer import Renderer
from talker.networks.frame_renderer import Drawing
from talker.networks.gather import gathered
from talker.networks.motion_field import sample
from talker.networks.savings import Savings
from tests.talker.engines.sadtalker.reduced import SIZE, WIDTHS, keypoints, picture
from tests.talker.networks.seeded import noise, seeded

# A quarter of a grey level: the maps of this network are noise, which lets rounding grow, and the
# library rounds otherwise on other processors.
_ROUNDING = 1e-3


@pytest.fixture(scope="module")
def plain() -> Tensor:
    """Three frames, layer by layer."""
    torch.set_num_threads(1)
    generator = seeded(lambda: Generator(WIDTHS))
    with torch.inference_mode():
        return generator(
            picture(SIZE).expand(3, -1, -1, -1),
            keypoints("source", 1).expand(3, -1, -1),
            keypoints("driving", 3),
        )


def _rendered(savings: Savings, count: int = 3, dtype: torch.dtype = torch.float32) -> Tensor:
    drawing = Drawing(savings=savings, workers=2, dtype=dtype)
    renderer = Renderer(seeded(lambda: Generator(WIDTHS)), drawing)
    source = renderer.source(picture(SIZE), keypoints("source", 1))
    driving = keypoints("driving", 3)
    return torch.cat([renderer.render(source, part) for part in driving.split(count)])


@pytest.mark.parametrize(("name", "savings"), Savings.steps(), ids=lambda value: str(value)[:20])
def test_each_saving_leaves_the_pixels_as_they_are(
    name: str, savings: Savings, plain: Tensor
) -> None:
    del name
    assert (_rendered(savings) - plain).abs().max() < _ROUNDING


def test_a_gpu_gets_the_same_pixels_without_the_savings_of_a_processor(plain: Tensor) -> None:
    savings = Savings.best_for("cuda", torch.float32)
    assert not savings.winograd
    assert (_rendered(savings) - plain).abs().max() < _ROUNDING


def test_a_frame_does_not_depend_on_its_batch(plain: Tensor) -> None:
    one_by_one = _rendered(Savings(), count=1)
    assert (one_by_one - plain).abs().max() < _ROUNDING
    assert torch.equal(_rendered(Savings(), count=2), one_by_one)
    assert torch.equal(_rendered(Savings(), count=3), one_by_one)


# Processors that do not know half precision take minutes.
@pytest.mark.slow
def test_half_precision_stays_close_and_gives_float32_frames(plain: Tensor) -> None:
    savings = Savings.best_for("cpu", torch.bfloat16)
    frames = _rendered(savings, dtype=torch.bfloat16)
    assert frames.dtype == torch.float32
    # The maps of this network are noise; bfloat16 keeps eight bits of each.
    assert (frames - plain).abs().mean() < 0.03


def test_the_same_frame_twice_is_the_same_bit_for_bit() -> None:
    assert torch.equal(_rendered(Savings()), _rendered(Savings()))


def test_gathering_is_sampling_also_outside_of_the_volume() -> None:
    volume = noise("volume", 1, 5, 4, 6, 7)
    places = 1.6 * noise("places", 2, 3, 9, 8, 3)
    expected = sample(volume.expand(2, -1, -1, -1, -1), places)
    assert (gathered(volume, places) - expected).abs().max() < 1e-5
    assert (expected == 0).any()
