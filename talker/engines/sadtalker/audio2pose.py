"""audio2pose: mel windows, the source's pose, a style and noise -> head poses.

"PoseVAE" of SadTalker (Zhang et al., 2023), section 3.3: the decoder of a conditional VAE over
blocks of 32 frames. Keys after the prefix `audio2pose.`; the encoder and the discriminator
that the file also holds serve training alone and are not built.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from talker.engines.sadtalker import audio_encoder, pose_unet
from talker.engines.sadtalker.pose_unet import PoseUnet

BLOCK = 32  # frames that are decoded together
LATENT = 64
POSES = 6  # three angles in radians, three translations
STYLES = 46
_SOUND = 6  # values that remain of the sound of a frame


class _Encoder(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.audio_encoder = audio_encoder.audio_encoder(width)

    def forward(self, windows: Tensor) -> Tensor:
        return self.audio_encoder(windows).flatten(1)


class _Mlp(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.L0 = nn.Linear(POSES + LATENT + BLOCK * _SOUND, 128)
        self.L1 = nn.Linear(128, BLOCK * POSES)

    def forward(self, x: Tensor) -> Tensor:
        return self.L1(self.L0(x).relu()).sigmoid()


class _Decoder(nn.Module):
    def __init__(self, sound: int, width: int) -> None:
        super().__init__()
        self.classbias = nn.Parameter(torch.empty(STYLES, LATENT))
        self.linear_audio = nn.Linear(sound, _SOUND)
        self.MLP = _Mlp()
        self.resunet = PoseUnet(width)
        self.pose_linear = nn.Linear(POSES, POSES)

    def forward(self, sound: Tensor, pose: Tensor, noise: Tensor, style: int) -> Tensor:
        """Motion [N, 32, 6] of `sound` [N, 32, W] with `pose` [6] and `noise` [N, 64]."""
        count = sound.shape[0]
        heard = self.linear_audio(sound).flatten(1)
        hidden = torch.cat([pose.expand(count, -1), noise + self.classbias[style], heard], 1)
        rough = self.MLP(hidden).view(count, 1, BLOCK, POSES)
        return self.pose_linear(self.resunet(rough)[:, 0])


class _Generator(nn.Module):
    def __init__(self, sound: int, width: int) -> None:
        super().__init__()
        self.decoder = _Decoder(sound, width)


class Audio2Pose(nn.Module):
    """Blocks of 32 frames, each with its own draw of noise."""

    unused = ("netG.encoder.", "netD_motion.")

    def __init__(
        self,
        audio_width: int = audio_encoder.OFFICIAL_WIDTH,
        unet_width: int = pose_unet.OFFICIAL_WIDTH,
    ) -> None:
        super().__init__()
        self.audio_encoder = _Encoder(audio_width)
        self.netG = _Generator(16 * audio_width, unet_width)

    def forward(self, windows: Tensor, pose: Tensor, noise: Tensor, style: int) -> Tensor:
        """Poses [T, 6] for mel `windows` [T, 1, 80, 16]; frame 0 is the source's own `pose` [6].

        `noise`: standard normal, [noise_rows(T), 64]; `style`: 0..45.
        """
        frames = windows.shape[0] - 1
        if frames < 1:
            return pose.expand(windows.shape[0], -1)
        sound = self.audio_encoder(windows[1:])
        whole = frames // BLOCK * BLOCK
        blocks = [sound[:whole].unflatten(0, (-1, BLOCK))]
        rest = frames - whole
        if rest:
            # The last block reaches back over frames that an earlier one has decoded already.
            missing = max(BLOCK - frames, 0)
            padded = torch.cat([sound[:1].expand(missing, -1), sound])
            blocks.append(padded[-BLOCK:].unsqueeze(0))
        motion = self.netG.decoder(torch.cat(blocks), pose, noise, style).flatten(0, 1)
        motion = torch.cat([motion[:whole], motion[motion.shape[0] - rest :]])
        return pose + torch.cat([torch.zeros_like(motion[:1]), motion])


def noise_rows(frames: int) -> int:
    """How many rows of noise a sequence of `frames` frames takes."""
    return max(0, -(-(frames - 1) // BLOCK))
