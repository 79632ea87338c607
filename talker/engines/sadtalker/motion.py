"""From sound to head motion: coefficients of every frame, then what they do to the keypoints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from talker.engines.sadtalker.audio2pose import BLOCK, LATENT, noise_rows
from talker.engines.sadtalker.keypoints import degrees
from talker.engines.sadtalker.mapping import KEYPOINTS, HeadMotion
from talker.engines.sadtalker.mel import mel_windows
from talker.engines.sadtalker.networks import Networks
from talker.engines.sadtalker.reference_motion import EXPRESSION, MOTION_COLUMNS, POSE
from talker.engines.sadtalker.semantics import driving_windows
from talker.engines.sadtalker.smoothing import smooth_pose
from talker.progress import CancelToken

Floats = NDArray[np.float32]

ANGLES = ("yaw", "pitch", "roll")
CHANNELS = (
    *ANGLES,
    *(f"t_{axis}" for axis in "xyz"),
    *(f"exp_{point}_{axis}" for point in range(KEYPOINTS) for axis in "xyz"),
)
_CHUNK = 8 * BLOCK  # frames that pass the networks together
_NOISE_STREAM = 0x905E


@dataclass(frozen=True)
class Heard:
    """What a motion is made of: the `mel` spectrogram [80, n], one `blinks` value (0..1) and one
    reference expression [64] for each of T frames, and the `noise` [noise_rows(T), 64] of the
    head's ways."""

    mel: Floats
    blinks: Floats
    expression: Floats
    noise: Floats

    @property
    def frames(self) -> int:
        """How many frames the speech has at the engine's own rate."""
        return len(self.blinks)


def seeded_noise(seed: int, frames: int) -> Floats:
    """Standard normal numbers for the poses of `frames` frames: [noise_rows(frames), 64]."""
    draw = np.random.default_rng([seed, _NOISE_STREAM])
    return draw.standard_normal((noise_rows(frames), LATENT)).astype(np.float32)


@torch.inference_mode()
def coefficient_rows(
    networks: Networks, heard: Heard, pose: Floats, style: int, cancel: CancelToken
) -> Floats:
    """Expression and head pose at 25 frames a second: float32 [T, 70].

    `pose` [6] is the source's own, with which the motion begins; `style`: 0..45.
    """
    rows = np.empty((heard.frames, MOTION_COLUMNS), np.float32)
    device = networks.torch_device

    def on_device(values: Floats) -> torch.Tensor:
        return torch.from_numpy(np.ascontiguousarray(values)).to(device)

    for start, stop in _chunks(heard.frames):
        cancel.check()
        windows = on_device(mel_windows(heard.mel, start, stop)[:, None])
        expression = on_device(heard.expression[start:stop])
        blinks = on_device(heard.blinks[start:stop, None])
        rows[start:stop, EXPRESSION] = networks.audio2exp(windows, expression, blinks).cpu().numpy()
    begin = on_device(pose)
    rows[0, POSE] = pose
    for start, stop, keep, noise in _pose_blocks(heard.frames):
        cancel.check()
        windows = on_device(mel_windows(heard.mel, start - 1, stop)[:, None])
        draws = on_device(heard.noise[noise])
        poses = networks.audio2pose(windows, begin, draws, style)[1:].cpu().numpy()
        rows[stop - keep : stop, POSE] = poses[len(poses) - keep :]
    rows[:, POSE] = smooth_pose(rows[:, POSE])
    return rows


@torch.inference_mode()
def keypoint_motion(networks: Networks, rows: Floats, cancel: CancelToken) -> Floats:
    """What `rows` [T, 70 or 73] do to the keypoints: float32 [T, 51], columns CHANNELS.

    Angles in degrees, translation and offsets in the keypoints' unit.
    """
    values = np.empty((len(rows), len(CHANNELS)), np.float32)
    for start, stop in _chunks(len(rows)):
        cancel.check()
        windows = torch.from_numpy(driving_windows(rows, start, stop)).to(networks.torch_device)
        values[start:stop] = _flat(networks.mapping(windows))
    return values


def _flat(motion: HeadMotion) -> Floats:
    angles = torch.stack([degrees(getattr(motion, name)) for name in ANGLES], 1)
    flat: Floats = torch.cat([angles, motion.t, motion.exp.flatten(1)], 1).cpu().numpy()
    return flat


def _chunks(frames: int) -> Iterator[tuple[int, int]]:
    for start in range(0, frames, _CHUNK):
        yield start, min(start + _CHUNK, frames)


def _pose_blocks(frames: int) -> Iterator[tuple[int, int, int, slice]]:
    """How the frames after the first are decoded: frames, how many to keep, rows of noise.

    Blocks of 32; the frames that remain are the end of one more block, which looks back over
    frames that were decoded already. Fewer frames than a block come alone.
    """
    whole = (frames - 1) // BLOCK * BLOCK
    for start in range(1, whole + 1, _CHUNK):
        stop = min(start + _CHUNK, whole + 1)
        yield start, stop, stop - start, slice((start - 1) // BLOCK, (stop - 1) // BLOCK)
    rest = frames - 1 - whole
    if rest:
        last = slice(whole // BLOCK, whole // BLOCK + 1)
        yield max(frames - BLOCK, 1), frames, rest, last
