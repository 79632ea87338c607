"""The Face Alignment Network (Bulat and Tzimiropoulos, ICCV 2017): picture -> 68 heat maps.

Four stacked hourglasses of depth 4. Layers carry the names of the official file
`2DFAN4-11f355bf06.pth.tar`, so that its keys load strictly.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from talker.face.landmarks68 import COUNT

INPUT = 256  # pixels a side of the picture
HEAT_MAP = 64  # cells a side of a heat map

_STACKS = 4
_DEPTH = 4
_WIDTH = 256


class _Block(nn.Module):
    """Three 3x3 convolutions, each behind a norm; their outputs side by side on a shortcut."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        sizes = (inputs, outputs // 2, outputs // 4, outputs // 4)
        for index in range(3):
            setattr(self, f"bn{index + 1}", nn.BatchNorm2d(sizes[index]))
            conv = nn.Conv2d(sizes[index], sizes[index + 1], 3, padding=1, bias=False)
            setattr(self, f"conv{index + 1}", conv)
        self.downsample: nn.Module | None = None
        if inputs != outputs:
            wider = nn.Conv2d(inputs, outputs, 1, bias=False)
            self.downsample = nn.Sequential(nn.BatchNorm2d(inputs), nn.ReLU(), wider)

    def forward(self, x: Tensor) -> Tensor:
        first = self.conv1(functional.relu(self.bn1(x)))
        second = self.conv2(functional.relu(self.bn2(first)))
        third = self.conv3(functional.relu(self.bn3(second)))
        shortcut = x if self.downsample is None else self.downsample(x)
        return torch.cat([first, second, third], 1) + shortcut


class _Hourglass(nn.Module):
    """Halves the picture four times and adds what each size sees back on the way up."""

    def __init__(self) -> None:
        super().__init__()
        for level in range(_DEPTH, 0, -1):
            for part in ("b1", "b2", "b3"):
                self.add_module(f"{part}_{level}", _Block(_WIDTH, _WIDTH))
        self.add_module("b2_plus_1", _Block(_WIDTH, _WIDTH))

    def forward(self, x: Tensor, level: int = _DEPTH) -> Tensor:
        part = self.get_submodule
        low = part(f"b2_{level}")(functional.avg_pool2d(x, 2))
        low = self.forward(low, level - 1) if level > 1 else part("b2_plus_1")(low)
        low = part(f"b3_{level}")(low)
        return part(f"b1_{level}")(x) + functional.interpolate(low, scale_factor=2, mode="nearest")


class FaceAlignmentNetwork(nn.Module):
    """RGB pictures float32 [B, 3, 256, 256] in 0..1 -> heat maps [B, 68, 64, 64]."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, stride=2, padding=3)
        self.bn1 = nn.BatchNorm2d(64)
        self.conv2, self.conv3, self.conv4 = _Block(64, 128), _Block(128, 128), _Block(128, _WIDTH)
        for stack in range(_STACKS):
            self.add_module(f"m{stack}", _Hourglass())
            self.add_module(f"top_m_{stack}", _Block(_WIDTH, _WIDTH))
            self.add_module(f"conv_last{stack}", nn.Conv2d(_WIDTH, _WIDTH, 1))
            self.add_module(f"bn_end{stack}", nn.BatchNorm2d(_WIDTH))
            self.add_module(f"l{stack}", nn.Conv2d(_WIDTH, COUNT, 1))
            if stack < _STACKS - 1:
                self.add_module(f"bl{stack}", nn.Conv2d(_WIDTH, _WIDTH, 1))
                self.add_module(f"al{stack}", nn.Conv2d(COUNT, _WIDTH, 1))

    def forward(self, pictures: Tensor) -> Tensor:
        """The heat maps of the last stack."""
        part = self.get_submodule
        x = functional.relu(self.bn1(self.conv1(pictures)))
        x = self.conv4(self.conv3(functional.avg_pool2d(self.conv2(x), 2)))
        for stack in range(_STACKS):
            seen = part(f"top_m_{stack}")(part(f"m{stack}")(x))
            seen = functional.relu(part(f"bn_end{stack}")(part(f"conv_last{stack}")(seen)))
            heat = part(f"l{stack}")(seen)
            if stack < _STACKS - 1:
                x = x + part(f"bl{stack}")(seen) + part(f"al{stack}")(heat)
        return heat
