"""The SPADE decoder: a warped feature map becomes a picture, at two doublings of its size.

"Semantic Image Synthesis with Spatially-Adaptive Normalization" (Park et al., CVPR 2019),
section 3 and appendix A. `forward` is the plain evaluation, layer by layer.
"""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override

from talker.networks.layers import SpectralConv2d

MIDDLE_BLOCKS = 6
SLOPE = 0.2


class Spade(nn.Module):
    """Instance norm of x, then scaled and shifted place by place as `seg` says."""

    def __init__(self, channels: int, seg: int, hidden: int) -> None:
        super().__init__()
        self.mlp_shared = nn.Sequential(nn.Conv2d(seg, hidden, 3, padding=1), nn.ReLU())
        self.mlp_gamma = nn.Conv2d(hidden, channels, 3, padding=1)
        self.mlp_beta = nn.Conv2d(hidden, channels, 3, padding=1)

    @override
    def forward(self, x: Tensor, seg: Tensor) -> Tensor:
        shared = self.mlp_shared(functional.interpolate(seg, x.shape[2:]))
        normal = functional.instance_norm(x)
        return normal * (1 + self.mlp_gamma(shared)) + self.mlp_beta(shared)


class SpadeBlock(nn.Module):
    """Two convolutions after SPADE and leaky ReLU, and a shortcut (1x1 if channels change)."""

    def __init__(self, inputs: int, outputs: int, seg: int, hidden: int) -> None:
        super().__init__()
        middle = min(inputs, outputs)
        self.norm_0 = Spade(inputs, seg, hidden)
        self.conv_0 = SpectralConv2d(inputs, middle, 3, bias=True)
        self.norm_1 = Spade(middle, seg, hidden)
        self.conv_1 = SpectralConv2d(middle, outputs, 3, bias=True)
        self.learned_shortcut = inputs != outputs
        if self.learned_shortcut:
            self.norm_s = Spade(inputs, seg, hidden)
            self.conv_s = SpectralConv2d(inputs, outputs, 1, bias=False)

    @override
    def forward(self, x: Tensor, seg: Tensor) -> Tensor:
        y = self.conv_0(functional.leaky_relu(self.norm_0(x, seg), SLOPE))
        y = self.conv_1(functional.leaky_relu(self.norm_1(y, seg), SLOPE))
        return y + (self.conv_s(self.norm_s(x, seg)) if self.learned_shortcut else x)


class SpadeDecoder(nn.Module):
    """Maps [B, 4 * width, F, F] -> pictures [B, 3, 4 * n * F, 4 * n * F] in 0..1.

    With `shuffle` n > 1 the last convolution gives n * n pixels for each place, put together as in
    "Real-Time Single Image and Video Super-Resolution" (Shi et al., CVPR 2016).
    """

    def __init__(self, width: int, hidden: int, shuffle: int = 1) -> None:
        super().__init__()
        seg, middle = 4 * width, 8 * width
        self.fc = nn.Conv2d(seg, middle, 3, padding=1)
        for i in range(MIDDLE_BLOCKS):
            self.add_module(f"G_middle_{i}", SpadeBlock(middle, middle, seg, hidden))
        self.up_0 = SpadeBlock(middle, 4 * width, seg, hidden)
        self.up_1 = SpadeBlock(4 * width, width, seg, hidden)
        pixels = nn.Conv2d(width, 3 * shuffle**2, 3, padding=1)
        # Under these names the files keep it.
        whole = shuffle == 1
        self.conv_img = pixels if whole else nn.Sequential(pixels, nn.PixelShuffle(shuffle))

    @property
    def middle(self) -> list[SpadeBlock]:
        """The blocks at the size of the map."""
        return [getattr(self, f"G_middle_{i}") for i in range(MIDDLE_BLOCKS)]

    @override
    def forward(self, seg: Tensor) -> Tensor:
        x = self.fc(seg)
        for block in self.middle:
            x = block(x, seg)
        for block in (self.up_0, self.up_1):
            x = block(functional.interpolate(x, scale_factor=2), seg)
        return self.conv_img(functional.leaky_relu(x, SLOPE)).sigmoid()
