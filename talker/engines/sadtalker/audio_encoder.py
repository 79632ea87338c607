"""The audio encoder of both audio networks: a mel window becomes one vector.

Convolutions of a mel spectrogram as in "A Lip Sync Expert Is All You Need" (Prajwal et al.,
2020), section 3: 3x3, batch norm, ReLU, residual where shape allows.
"""

from __future__ import annotations

from torch import Tensor, nn
from typing_extensions import override

BANDS, COLUMNS = 80, 16  # of one mel window: 0.2 s
OFFICIAL_WIDTH = 32


class AudioBlock(nn.Module):
    """Convolution and batch norm, the input added when `residual`, ReLU."""

    def __init__(
        self,
        inputs: int,
        outputs: int,
        *,
        kernel: int = 3,
        stride: int | tuple[int, int] = 1,
        padding: int = 1,
        residual: bool = False,
    ) -> None:
        super().__init__()
        self.conv_block = nn.Sequential(
            nn.Conv2d(inputs, outputs, kernel, stride, padding), nn.BatchNorm2d(outputs)
        )
        self.residual = residual

    @override
    def forward(self, x: Tensor) -> Tensor:
        y = self.conv_block(x)
        return (y + x if self.residual else y).relu()


def audio_encoder(width: int = OFFICIAL_WIDTH) -> nn.Sequential:
    """Windows [N, 1, 80, 16] -> [N, 16 * width, 1, 1]; spatially 80x16, 27x16, 9x6, 3x3, 1x1."""

    def same(channels: int) -> AudioBlock:
        return AudioBlock(channels, channels, residual=True)

    w = width
    return nn.Sequential(
        AudioBlock(1, w),
        same(w),
        same(w),
        AudioBlock(w, 2 * w, stride=(3, 1)),
        same(2 * w),
        same(2 * w),
        AudioBlock(2 * w, 4 * w, stride=3),
        same(4 * w),
        same(4 * w),
        AudioBlock(4 * w, 8 * w, stride=(3, 2)),
        same(8 * w),
        AudioBlock(8 * w, 16 * w, padding=0),
        AudioBlock(16 * w, 16 * w, kernel=1, padding=0),
    )
