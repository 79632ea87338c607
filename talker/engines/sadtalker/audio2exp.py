"""audio2exp: mel windows, the source's expression and a blink ratio -> expression coefficients.

"ExpNet" of SadTalker (Zhang et al., 2023), section 3.2. Keys after the prefix `audio2exp.`.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from talker.engines.sadtalker.audio_encoder import OFFICIAL_WIDTH, audio_encoder

EXPRESSIONS = 64


class Audio2Exp(nn.Module):
    """Every frame for itself: one window in, 64 coefficients out."""

    def __init__(self, width: int = OFFICIAL_WIDTH) -> None:
        super().__init__()
        self.audio_encoder = audio_encoder(width)
        self.mapping1 = nn.Linear(16 * width + EXPRESSIONS + 1, EXPRESSIONS)

    def forward(self, windows: Tensor, reference: Tensor, blinks: Tensor) -> Tensor:
        """Expressions [T, 64] for mel `windows` [T, 1, 80, 16].

        `reference`: the source's expression coefficients [T, 64]; `blinks`: [T, 1] in 0..1,
        1 being a closed eye.
        """
        sound = self.audio_encoder(windows).flatten(1)
        return self.mapping1(torch.cat([sound, reference, blinks], 1))
