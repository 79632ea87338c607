"""Frames in bfloat16, as `--precision fast` draws them on processors that multiply it.

Every processor computes it, most of them slowly: what it does to frames can be seen anywhere.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from typing_extensions import override

from talker.device import Device, choose_device
from talker.engines.sadtalker.generator import Generator
from talker.engines.sadtalker.renderer import Renderer
from talker.enhance.runner import PictureNetwork
from talker.inference.notices import announced
from talker.inference.smaller_numbers import says_difference
from talker.networks.frame_renderer import Compared, Drawing, WarpedSource
from talker.networks.warping import Widths
from talker.progress import NoticeCode
from tests.talker.networks.seeded import noise, seeded

_SMALL = Widths(picture=8, volume=4, motion=4, hidden=8)


@pytest.mark.slow
def test_the_first_frame_is_shown_as_float32_draws_it_once() -> None:
    """Where a processor does not multiply bfloat16, one convolution of volumes takes it minutes:
    what would be drawn so is a grey frame here."""
    picture, source, driving = noise("picture", 1, 3, 128, 128), *_keypoints()
    plain = renderer(torch.float32, lambda *_: pytest.fail("nothing differs"))
    true = plain.render(plain.source(picture, source), driving)
    seen: list[tuple[Tensor, Tensor]] = []
    quick = renderer(torch.bfloat16, lambda *pair: seen.append(pair))
    made = quick.source(picture, source, plain.volume(picture))
    grey = torch.full((1, 3, 128, 128), 0.5)

    def draw(source: WarpedSource, driving: Tensor) -> tuple[Tensor, Tensor]:
        del source
        return grey.expand(len(driving), -1, -1, -1), torch.zeros(len(driving), 1)

    quick._frames._draw = draw
    frames = torch.cat([quick.render(made, driving[:2]), quick.render(made, driving[2:])])
    assert torch.equal(frames, grey.expand(3, -1, -1, -1))
    ((exact, shown),) = seen
    assert torch.equal(shown, grey)
    assert float((exact - true[:1]).abs().max()) < 1e-4
    assert float((exact - shown).abs().mean()) > 1e-3


def renderer(dtype: torch.dtype, compared: Compared) -> Renderer:
    return Renderer(seeded(lambda: Generator(_SMALL)), Drawing("cpu", dtype, compared=compared))


def _keypoints() -> tuple[Tensor, Tensor]:
    return noise("source", 1, 15, 3), noise("driving", 3, 15, 3)


def test_what_smaller_numbers_cost_is_a_sentence() -> None:
    says_difference("SadTalker", lambda frame: float(frame.mean()) * 1000)(
        torch.zeros(1, 3, 8, 8), torch.full((1, 3, 8, 8), 0.001)
    )
    (notice,) = announced()
    assert notice.code is NoticeCode.PRECISION_REDUCED
    assert notice.message == (
        "SadTalker computes in bfloat16; its pixels are off by 0.26 grey levels of 255 in the "
        "mean, 0.3 at the 99.9th percentile, and the gap between the lips by 1.00 mm."
    )


def test_an_upscaler_says_it_of_its_first_picture(tmp_path: Path) -> None:
    device = Device("cpu", "bfloat16", 1, 1 << 30, fast=True)
    network = PictureNetwork(seeded(_Little), device, tmp_path, low=-1.0, bytes_per_pixel=1)
    pictures = np.random.default_rng(1).integers(0, 256, (2, 16, 16, 3), np.uint8)
    made = network(pictures)
    (notice,) = announced()
    assert notice.message.startswith("_Little computes in bfloat16; its pixels are off by 0.")
    assert np.array_equal(network(pictures), made)
    assert announced() == [], "once"


class _Little(nn.Module):
    """Pictures from -1 to 1 to such pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(3, 3, 3, padding=1)

    @override
    def forward(self, values: Tensor) -> Tensor:
        return self.first(values).tanh()


def test_a_processor_that_multiplies_bfloat16_uses_it_only_where_any_precision_will_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("torch.cpu.get_capabilities", lambda: {"amx_bf16": True})
    assert choose_device("cpu", fast=True).precision == "bfloat16"
    assert choose_device("cpu").precision == "float32"
