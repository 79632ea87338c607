"""`mouthpiece bench finish`: paste-back, face restoration, upscaling and deliverables, next to the
plain ways.

The networks have their official sizes and random weights: speed does not depend on them, and no
model has to be installed.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import nn

from app.bench.deliver import bench_deliver
from app.bench.inputs import presenter_picture, repeated_speech
from app.demo import demo_portrait, demo_speech
from talker.device import Device, choose_device
from talker.engines.base import Drive, Portrait
from talker.engines.builtin.engine import BuiltinEngine
from talker.enhance import faces
from talker.enhance.base import FACE_SIDE, Image
from talker.enhance.compact import CompactNet
from talker.enhance.gfpgan import GfpGan
from talker.enhance.restore import Follower
from talker.enhance.runner import NetworkUpscaler, PictureNetwork
from talker.face.blend import Membrane, Sides
from talker.face.landmarks import Face
from talker.face.mediapipe_dnn import MediaPipeLandmarks
from talker.files import digest
from talker.media.audio import open_speech
from talker.media.images import load_image
from talker.options.render import RenderOptions
from talker.progress import CancelToken

_FRAME = (1280, 720)
_WINDOWS = (360, 600)
_GOAL = 10  # times as fast as seamlessClone
_FPS = 25
_SEED = 1
_NEAR = 5  # pixels on each side of a border in which a seam can be


@dataclass(frozen=True)
class Pasted:
    """A window in a frame: `frame` uint8 [H, W, 3] and seconds that it took."""

    frame: Image
    seconds: float


def bench_finish(portrait: Path | None, *, quick: bool) -> None:
    """Prints every figure as soon as it is known."""
    device = choose_device()
    if device.kind == "cpu":
        torch.set_num_threads(device.threads)
    picture = portrait or demo_portrait()
    print(f"Finishing: {picture.name}, {device.name}, {device.precision}, {device.threads} cores")
    with tempfile.TemporaryDirectory(prefix="mouthpiece-bench-") as folder:
        frame = load_image(presenter_picture(picture, _FRAME, Path(folder) / "wide.png"))
        for side in _WINDOWS:
            _paste(frame, side, repeats=5 if quick else 15)
        _steadiness(picture, Path(folder), frames=50 if quick else 150)
        size, seconds = ((640, 360), 2.0) if quick else (_FRAME, 6.0)
        bench_deliver(picture, size, seconds, Path(folder), rounds=2)
        # A home of its own: torch computes, whatever the user has enabled.
        _restoring(device, Path(folder), count=2 if quick else 4)
        _upscaling(frame, device, Path(folder), quick=quick)


def _paste(frame: Image, side: int, repeats: int) -> None:
    """A window with another light than its surroundings, put back in three ways."""
    top, left = (frame.shape[0] - side) // 2, (frame.shape[1] - side) // 2
    place = np.s_[top : top + side, left : left + side]
    # Room at both ends of the grey levels: what is cut off cannot be put back.
    calm = (frame * 0.7 + 38).astype(np.uint8)
    light = np.linspace(-25, 35, side)[None, :, None] * np.array([1.0, 0.4, -0.6])
    window = (calm[place] + light).astype(np.uint8)
    began = time.perf_counter()
    membrane = Membrane(np.ascontiguousarray(calm[place]), Sides())
    prepared = time.perf_counter() - began
    mask = np.full((side, side), 255, np.uint8)
    centre = left + side // 2, top + side // 2

    def ours() -> Image:
        made = calm.copy()
        made[place] = membrane.blend(window)
        return made

    def hard() -> Image:
        made = calm.copy()
        made[place] = window
        return made

    def clone() -> Image:
        return cv2.seamlessClone(window, calm, mask, centre, cv2.NORMAL_CLONE)

    print(
        f"Paste-back of {side}x{side} into {_FRAME[0]}x{_FRAME[1]} (prepared in {prepared:.2f} s)"
    )
    results = _interleaved([hard, clone, ours], repeats)
    plain = results[1].seconds
    names = ("no blending", "cv2.seamlessClone", "membrane")
    for name, result in zip(names, results, strict=True):
        step = added_step(result.frame, calm, top, left, side)
        ratio = f"{plain / result.seconds:6.1f}x (goal {_GOAL})" if name == "membrane" else ""
        print(
            f"  {name:<20}{1000 * result.seconds:8.2f} ms/frame   seam {step:6.3f} levels  {ratio}",
            flush=True,
        )


def added_step(frame: Image, original: Image, top: int, left: int, side: int) -> float:
    """The largest colour step that a pasted square adds near its border, averaged along it."""
    added = frame.astype(np.float32) - original
    rows, columns = np.s_[top : top + side], np.s_[left : left + side]
    down = np.abs(np.diff(added[:, columns], axis=0)).mean((1, 2))
    across = np.abs(np.diff(added[rows], axis=1)).mean((0, 2))
    borders = (down, top - 1), (down, top + side - 1), (across, left - 1), (across, left + side - 1)
    return float(max(steps[at - _NEAR : at + _NEAR].max() for steps, at in borders))


def _interleaved(ways: list[Callable[[], Image]], repeats: int) -> list[Pasted]:
    """The best time of each way; in turns, so that a busy computer disturbs all alike."""
    frames = [way() for way in ways]
    best = [float("inf")] * len(ways)
    for _ in range(repeats):
        for index, way in enumerate(ways):
            began = time.perf_counter()
            way()
            best[index] = min(best[index], time.perf_counter() - began)
    return [Pasted(*pair) for pair in zip(frames, best, strict=True)]


def _steadiness(picture: Path, folder: Path, frames: int) -> None:
    """How much the aligned face shakes in a video of the built-in engine."""
    engine, options = BuiltinEngine(), RenderOptions(fps=_FPS)
    image = load_image(picture)
    landmarks = MediaPipeLandmarks()
    portrait = Portrait(image, max(landmarks.detect(image), key=_area), digest(picture))
    clip = repeated_speech(demo_speech(), frames / _FPS, folder / "speech.wav")
    drive = Drive(open_speech(clip, 10.0))
    motion = engine.motion(drive, options, portrait, CancelToken())
    canvas = engine.canvas(portrait, options)
    drawn = engine.renderer(portrait, motion, canvas, options).render(0, frames)
    follower = Follower(landmarks, max(landmarks.detect(drawn[0]), key=_area), _FPS)
    began = time.perf_counter()
    meshes = np.stack([follower.find(frame) for frame in drawn])
    seconds = (time.perf_counter() - began) / frames
    before = jitter(meshes[follower.reach : -follower.reach])
    after = jitter(follower.steady(meshes))
    print(f"Alignment of the face ({1000 * seconds:.1f} ms/frame to find it)")
    print(f"  jitter {before:.2f} -> {after:.3f} pixels of {FACE_SIDE}, {before / after:.0f}x less")


def _area(face: Face) -> int:
    return face.box.width * face.box.height


def jitter(meshes: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> float:
    """How far (root mean square, pixels of the square) the placing of a face leaves the straight
    line between its neighbours' placings, for meshes [T, 468, 2]."""
    points = faces.five_points(meshes.mean(0).astype(np.float64))
    corners = np.concatenate([points, np.ones((5, 1))], 1)
    placed = np.stack([corners @ faces.align(mesh).matrix.T for mesh in meshes])
    return float(np.sqrt(np.mean((np.diff(placed, 2, axis=0) / 2) ** 2)))


def _restoring(device: Device, home: Path, count: int) -> None:
    runner = PictureNetwork(random(GfpGan()), device, home, low=-1, bytes_per_pixel=4000)
    chance = np.random.default_rng(_SEED)
    pictures = chance.integers(0, 256, (count, FACE_SIDE, FACE_SIDE, 3), np.uint8)
    runner(pictures[:1])
    began = time.perf_counter()
    for index in range(count):
        runner(pictures[index : index + 1])
    single = (time.perf_counter() - began) / count
    began = time.perf_counter()
    runner(pictures)
    batched = (time.perf_counter() - began) / count
    print("Face restoration, GFPGAN at its official size")
    print(f"  one by one       {single:8.3f} s/face")
    print(f"  {count} in a batch     {batched:8.3f} s/face   {single / batched:.2f}x", flush=True)


def _upscaling(frame: Image, device: Device, home: Path, *, quick: bool) -> None:
    """A video of a still portrait: only its window moves."""
    factor = 4
    network = PictureNetwork(random(CompactNet()), device, home, low=0, bytes_per_pixel=2000)
    upscaler = NetworkUpscaler(network, factor)
    whole = frame[::2, ::2] if quick else frame
    side = _WINDOWS[0] // (2 if quick else 1)
    window = np.ascontiguousarray(whole[:side, :side])
    began = time.perf_counter()
    upscaler.upscale(whole[None])
    background = time.perf_counter() - began
    began = time.perf_counter()
    upscaler.upscale(window[None])
    moving = time.perf_counter() - began
    height, width = whole.shape[:2]
    frames = 60 * _FPS
    once = (background + frames * moving) / frames
    print(f"Upscaling {width}x{height} by {factor}, general x4 v3, window {side}x{side}")
    print(f"  the whole frame each time   {background:8.3f} s/frame")
    gain = f"{background / once:.1f}x"
    print(f"  background once, window     {once:8.3f} s/frame over a minute   {gain}")


def random(network: nn.Module) -> nn.Module:
    """The network with random weights that keep its values finite."""
    draw = torch.Generator().manual_seed(_SEED)
    for tensor in network.state_dict().values():
        fan_in = max(tensor[0].numel(), 1) if tensor.dim() > 1 else 100
        tensor.normal_(0, (1 / fan_in) ** 0.5, generator=draw)
    return network.eval().requires_grad_(False)
