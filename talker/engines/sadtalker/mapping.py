"""The mapping network: a window of coefficients -> head pose and keypoint offsets.

"PIRenderer" (Ren et al., ICCV 2021), section 3.1, with the outputs of face-vid2vid. Official
files: `mapping_00229` (70 coefficients; crop, extcrop, resize) and `mapping_00109` (73; full,
extfull), entry `mapping`, no prefix.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn

BINS = 66
KEYPOINTS = 15
WINDOW = 27  # frames: 13 on each side
OFFICIAL_WIDTH = 1024
_LAYERS = 3


@dataclass(frozen=True)
class HeadMotion:
    """Outputs of the mapping network, float32.

    `yaw`, `pitch`, `roll`: angle bins [B, 66]; `t`: translation [B, 3]; `exp`: keypoint offsets
    [B, 15, 3].
    """

    yaw: Tensor
    pitch: Tensor
    roll: Tensor
    t: Tensor
    exp: Tensor


class Mapping(nn.Module):
    """`coefficients` is 70, or 73 for the network of the full modes."""

    def __init__(self, coefficients: int, width: int = OFFICIAL_WIDTH) -> None:
        super().__init__()
        self.first = nn.Sequential(nn.Conv1d(coefficients, width, 7))
        for i in range(_LAYERS):
            layer = nn.Sequential(nn.LeakyReLU(0.1), nn.Conv1d(width, width, 3, dilation=3))
            self.add_module(f"encoder{i}", layer)
        self.fc_roll = nn.Linear(width, BINS)
        self.fc_pitch = nn.Linear(width, BINS)
        self.fc_yaw = nn.Linear(width, BINS)
        self.fc_t = nn.Linear(width, 3)
        self.fc_exp = nn.Linear(width, 3 * KEYPOINTS)

    def forward(self, windows: Tensor) -> HeadMotion:
        """Windows [B, coefficients, 27]: columns are frames f-13 to f+13."""
        x = self.first(windows)
        for i in range(_LAYERS):
            x = self.get_submodule(f"encoder{i}")(x) + x[..., 3:-3]
        x = x.mean(2)
        return HeadMotion(
            yaw=self.fc_yaw(x),
            pitch=self.fc_pitch(x),
            roll=self.fc_roll(x),
            t=self.fc_t(x),
            exp=self.fc_exp(x).unflatten(1, (KEYPOINTS, 3)),
        )
