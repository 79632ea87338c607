"""`mouthpiece bench liveportrait`: frames a second of the warping network and the generator.

Both sides are measured in turns in one run: the plain evaluation, layer by layer as the networks
are specified, and what a render uses. The weights are random: speed does not depend on them, and
no model has to be installed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

import psutil
import torch
from torch import Tensor

from app.bench.networks import named, print_peak_memory, random_network, synchronise
from talker.device import Device, choose_device
from talker.engines.liveportrait.appearance import Appearance
from talker.engines.liveportrait.generator import Generator
from talker.engines.liveportrait.motion_extractor import MotionExtractor
from talker.engines.liveportrait.warping import KEYPOINTS, WarpingNetwork
from talker.networks.frame_renderer import Drawing, FrameRenderer
from talker.networks.warping import Widths

_GMAC = 616.8  # of the published program for a frame
_SEED = 1
_FPS = 25
_SPEECHES, _QUICK_SPEECHES = (10, 600), (1, 2)  # seconds
_GPU_BATCH = 4
_SMALL = Widths(picture=2, volume=2, motion=2, hidden=2)
_CELLS, _SMALL_CELLS = 64, 32


@dataclass(frozen=True)
class _Inputs:
    """A feature volume [1, C, 16, F, F]; keypoints [1, 21, 3] of the source, [B, 21, 3]."""

    volume: Tensor
    source: Tensor
    driving: Tensor


@dataclass
class _Side:
    """One way to draw: frames of a call, and what each call took for a frame."""

    name: str
    draw: Callable[[], Tensor]
    seconds: list[float] = field(default_factory=list)
    core_seconds: list[float] = field(default_factory=list)
    frame: Tensor | None = None

    def run(self, device: Device) -> None:
        """Draws once more."""
        began, used = time.perf_counter(), time.process_time()
        frames = self.draw()
        synchronise(device)
        self.seconds.append((time.perf_counter() - began) / len(frames))
        self.core_seconds.append((time.process_time() - used) / len(frames))
        self.frame = frames[:1].float().cpu()


def bench_liveportrait(*, quick: bool, widths: Widths | None = None) -> None:
    """Prints both sides' frames per second, and the memory that long speeches take.

    `quick`: fewer rounds and a shorter speeches. `widths` other than the official ones make small
    networks, to try the bench itself.
    """
    device = choose_device()
    if device.kind == "cpu":
        torch.set_num_threads(device.threads)
    print(f"LivePortrait's warping and generator, random weights, {named(device)}")
    _long_speech(device, quick=quick)
    sides = _sides(device, widths)
    for _ in range(2 if quick else 5):
        for side in sides:
            side.run(device)
    for side in sides:
        _report(side, sides[0])
    if widths is None:
        _once_for_a_picture(device)
    print_peak_memory(device)


def _sides(device: Device, small: Widths | None) -> list[_Side]:
    batch = device.threads if device.kind == "cpu" else _GPU_BATCH
    widths = small or Widths()
    inputs = _inputs(widths, _SMALL_CELLS if small else _CELLS, batch)
    sides = [_plain(device, widths, inputs)]
    ways = {"exact": Drawing(device.name)}
    if device.precision != "float32":
        ways[device.precision] = Drawing(device.name, getattr(torch, device.precision))
    for name, drawing in ways.items():
        sides.append(_fast(name, drawing, widths, inputs))
    for side in sides:
        side.draw()  # what is only made at the first call
    return sides


def _plain(device: Device, widths: Widths, inputs: _Inputs) -> _Side:
    warping = random_network(lambda: WarpingNetwork(widths)).to(device.name)
    generator = random_network(lambda: Generator(widths)).to(device.name)
    given = [t.to(device.name) for t in (inputs.volume, inputs.source, inputs.driving[:1])]
    draw = torch.inference_mode()(lambda: generator(warping(*given)))
    return _Side("reference", draw)


def _fast(name: str, drawing: Drawing, widths: Widths, inputs: _Inputs) -> _Side:
    renderer = _renderer(drawing, widths)
    source = renderer.source(inputs.volume, inputs.source)
    return _Side(name, lambda: renderer.render(source, inputs.driving))


def _renderer(drawing: Drawing, widths: Widths) -> FrameRenderer:
    return FrameRenderer(
        random_network(lambda: WarpingNetwork(widths)),
        random_network(lambda: Generator(widths)),
        drawing,
    )


def _report(side: _Side, reference: _Side) -> None:
    """The least costs count: other programs only make them larger; the median tells how much."""
    seconds, cores = min(side.seconds), min(side.core_seconds)
    assert side.frame is not None
    assert reference.frame is not None
    levels = (side.frame - reference.frame).abs().flatten() * 255
    far = float(levels.kthvalue(max(1, int(levels.numel() * 0.999))).values)
    print(
        f"  {side.name:<10} {1 / seconds:7.3f} frames/s (median {1 / median(side.seconds):.3f})"
        f" {_GMAC / cores:5.0f} GMAC/core s {cores:6.2f} core s"
        f"   {min(reference.seconds) / seconds:5.2f}x, by core seconds"
        f" {min(reference.core_seconds) / cores:.2f}x"
        f"   off by {float(levels.mean()):.3f} grey levels in the mean, {far:.3f} at the 99.9th"
        f" percentile, {float(levels.max()):.3f} at most",
        flush=True,
    )


def _long_speech(device: Device, *, quick: bool) -> None:
    """The memory while a short and a long speech are drawn, by small networks.

    The keypoints of the whole speech are there; frames come and go in batches.
    """
    renderer = _renderer(Drawing(device.name), _SMALL)
    short, long = _QUICK_SPEECHES if quick else _SPEECHES
    batch = device.threads if device.kind == "cpu" else _GPU_BATCH
    peaks = []
    for seconds in (short, long):
        inputs = _inputs(_SMALL, _SMALL_CELLS, seconds * _FPS)
        source = renderer.source(inputs.volume, inputs.source)
        peak = 0
        for driving in inputs.driving.split(batch):
            renderer.render(source, driving)
            peak = max(peak, int(psutil.Process().memory_info().rss))
        peaks.append(peak)
    print(
        f"  memory at {long} s of speech {peaks[1] / 2**20:,.0f} MB,"
        f" {peaks[1] / peaks[0]:.2f} times that at {short} s",
        flush=True,
    )


def _once_for_a_picture(device: Device) -> None:
    picture = torch.rand(1, 3, 4 * _CELLS, 4 * _CELLS).to(device.name)
    for name, build in (
        ("appearance of a picture", lambda: Appearance(Widths())),
        ("motion of a picture", MotionExtractor),
    ):
        network = random_network(build).to(device.name)
        with torch.inference_mode():
            network(picture)
            synchronise(device)
            began = time.perf_counter()
            network(picture)
            synchronise(device)
        print(f"  {name:<24} {time.perf_counter() - began:7.3f} s", flush=True)


def _inputs(widths: Widths, cells: int, frames: int) -> _Inputs:
    draw = torch.Generator().manual_seed(_SEED)
    source = torch.rand(1, KEYPOINTS, 3, generator=draw) - 0.5
    return _Inputs(
        volume=torch.randn(1, widths.volume, 16, cells, cells, generator=draw),
        source=source,
        driving=source + 0.1 * torch.randn(frames, KEYPOINTS, 3, generator=draw),
    )
