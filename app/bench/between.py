"""What `--draw-every 2` costs and saves: every second frame drawn, against all of them.

Two tables. The networks with random weights tell the speed; their frames are no faces. How well
lips are met between two frames is told by a portrait that is moved as a network would move it:
fifteen keypoints, of which three open the mouth and all nod, each with a share that falls off
around it.
"""

from __future__ import annotations

import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from app.bench.networks import synchronise
from talker.device import Device
from talker.face.drawn_lips import drawn_gap
from talker.inference.limits import array, difference
from talker.networks.between import SparseFrames, moved_by_keypoints
from talker.networks.frame_renderer import FrameRenderer, WarpedSource

_RATE = 25
_SYLLABLES = 4.0  # a second
_MOUTH, _HEAD = 0.06, 0.03  # of half the frame
_SPREAD = 0.12  # of a keypoint's share, in the same unit
_STAYS = 0.02  # the share of what does not move
_CELLS = 64


class MovedPortrait:
    """A portrait [1, 3, S, S] in 0..1 in the place of a network, for SparseFrames."""

    device = torch.device("cpu")

    def __init__(self, portrait: Tensor, keypoints: Tensor) -> None:
        self._portrait, self._keypoints = portrait, keypoints

    def drawn(self, source: object, driving: Tensor) -> tuple[Tensor, Tensor]:
        """Frames [B, 3, S, S] for keypoints [B, K, 3], and the shares [B, K + 1, F, F]."""
        del source
        shares = [_shares(one) for one in driving]
        frames = [
            moved_by_keypoints(self._portrait, share, self._keypoints - one)
            for share, one in zip(shares, driving, strict=True)
        ]
        return torch.cat(frames), torch.cat(shares)


def bench_between(
    renderer: FrameRenderer, source: WarpedSource, keypoints: Tensor, device: Device, frames: int
) -> None:
    """Prints the speed of both ways, and how far the frames between are off; random weights."""
    driving = _moving(keypoints[0], frames)
    batch = device.threads if device.kind == "cpu" else 4
    with torch.inference_mode():
        renderer.render(source, driving[:batch])  # warms up
        sparse = SparseFrames(renderer, source, driving)
        taken, drawn = {}, {}
        for name in ("all", "every 2nd"):
            began, used = time.perf_counter(), time.process_time()
            parts = []
            for start in range(0, frames, batch):
                stop = min(start + batch, frames)
                whole = name == "all"
                parts.append(
                    renderer.render(source, driving[start:stop])
                    if whole
                    else sparse.render(start, stop)
                )
            synchronise(device)
            taken[name] = time.perf_counter() - began, time.process_time() - used
            drawn[name] = torch.cat(parts)
    print(f"  --draw-every 2, {frames} frames, random weights")
    for name, (seconds, cores) in taken.items():
        gain = taken["all"][1] / cores
        print(
            f"    {name:<10} {frames / seconds:7.3f} frames/s {cores / frames:7.2f} core s a frame"
            f" {gain:5.2f}x by core seconds"
        )
    _say(drawn["all"][1::2], drawn["every 2nd"][1::2])


def bench_moved_lips(picture: Tensor, landmarks: Tensor, frames: int) -> None:
    """Prints how far frames between are off for a portrait [1, 3, S, S] whose mouth opens and
    whose head nods; `landmarks` [15, 3]: upper lip, lower lip, chin, then twelve of the head."""
    portrait = MovedPortrait(picture, landmarks)
    driving = _moving(landmarks, frames, mouth=True)
    every, _ = portrait.drawn(None, driving)
    sparse = SparseFrames(portrait, None, driving)  # type: ignore[arg-type]
    made = sparse.render(0, frames)
    print(f"  --draw-every 2, {frames} frames of a portrait whose keypoints talk and nod")
    _say(every[1::2], made[1::2])


def _say(true: Tensor, made: Tensor) -> None:
    """Of frames [B, 3, S, S] that lie between drawn ones."""
    off = difference(array(made), array(true), 255.0)
    gaps = [
        (drawn_gap(array(one)), drawn_gap(array(other)))
        for one, other in zip(made.split(1), true.split(1), strict=True)
    ]
    seen = [(one, other) for one, other in gaps if one is not None and other is not None]
    lips = "lips: no face is seen"
    if seen:
        errors = [abs(one - other) for one, other in seen]
        span = max(other for _, other in seen) - min(other for _, other in seen)
        lips = (
            f"the tracked gap between the lips by {np.mean(errors):.2f} mm, {max(errors):.2f} at "
            f"most, of {span:.1f} mm that it moves"
        )
    print(
        f"    frames between are off by {off.mean:.2f} grey levels in the mean, {off.far:.1f} at "
        f"the 99.9th percentile; {lips}",
        flush=True,
    )


def _moving(keypoints: Tensor, frames: int, *, mouth: bool = False) -> Tensor:
    """[T, K, 3]: all nod; the first three open the mouth if that is wanted, else all tremble."""
    draw = torch.Generator().manual_seed(1)
    moves = []
    for index in range(frames):
        seconds = index / _RATE
        nod = torch.tensor([0.5, 1.0, 0.0]) * _HEAD * math.sin(2 * math.pi * 0.7 * seconds)
        one = keypoints + nod
        opened = _MOUTH * (1 - math.cos(2 * math.pi * _SYLLABLES * seconds)) / 2
        if mouth:
            one = one + torch.zeros_like(one).index_put(
                (torch.tensor([0, 1, 2]), torch.tensor([1, 1, 1])),
                torch.tensor([-0.2, 1.0, 0.8]) * opened,
            )
        moves.append(one)
    moved = torch.stack(moves)
    if mouth:
        return moved
    ways = torch.randn(keypoints.shape, generator=draw)
    phase = torch.arange(frames)[:, None, None] / _RATE * 2 * math.pi * _SYLLABLES
    return moved + 0.5 * _HEAD * ways * torch.sin(phase)


def _shares(keypoints: Tensor) -> Tensor:
    """[1, K + 1, F, F]: Gaussian bells around keypoints [K, 3], and what stays, of sum 1."""
    centres = (torch.arange(_CELLS) * 2 + 1) / _CELLS - 1
    y, x = torch.meshgrid(centres, centres, indexing="ij")
    squares = (x - keypoints[:, 0, None, None]) ** 2 + (y - keypoints[:, 1, None, None]) ** 2
    bells = torch.exp(-squares / (2 * _SPREAD**2))
    whole = torch.cat([torch.full_like(bells[:1], _STAYS), bells])
    return (whole / whole.sum(0))[None]


def portrait_and_landmarks(file: Path, side: int) -> tuple[Tensor, Tensor] | None:
    """A picture cut around its face, [1, 3, S, S] in 0..1, and its keypoints [15, 3] in -1..1."""
    import cv2

    from talker.face.mediapipe_dnn import MediaPipeLandmarks
    from talker.media.images import load_image

    image = load_image(file)
    faces = MediaPipeLandmarks().detect(image)
    if not faces:
        return None
    face = max(faces, key=lambda one: one.box.width)
    box, half = face.box, round(face.box.height * 0.9)
    middle = np.array([(box.left + box.right) / 2, (box.top + box.bottom) / 2])
    scale = side / (2 * half)
    matrix = np.array(
        [[scale, 0, side / 2 - scale * middle[0]], [0, scale, side / 2 - scale * middle[1]]]
    )
    cut = cv2.warpAffine(image, matrix, (side, side), flags=cv2.INTER_AREA)
    picture = torch.from_numpy(cut).permute(2, 0, 1)[None].float() / 255
    points = (np.asarray(face.mesh)[list(_POINTS), :2] - middle) / half
    flat = torch.from_numpy(points).float()
    return picture, torch.cat([flat, torch.zeros(len(flat), 1)], 1)


# Upper and lower inner lip, chin; then corners of the mouth, eyes, nose, brows, cheeks, forehead.
_POINTS = (13, 14, 152, 61, 291, 33, 263, 133, 362, 1, 168, 105, 334, 50, 280)
