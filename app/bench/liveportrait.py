"""`mouthpiece bench liveportrait`: frames a second of the warping network and the generator.

Both sides are measured in turns in one run: the plain evaluation, layer by layer as the networks
are specified, and what a render uses. The weights are random: speed does not depend on them, and
no model has to be installed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import psutil
import torch
from torch import Tensor

from app.bench.networks import Side, named, print_peak_memory, random_network, synchronise
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
_DRAWN_EVERY = 5  # seconds
_GPU_BATCH = 4
_SMALL = Widths(picture=2, volume=2, motion=2, hidden=2)
_CELLS, _SMALL_CELLS = 64, 32


@dataclass(frozen=True)
class _Inputs:
    """A feature volume [1, C, 16, F, F]; keypoints [1, 21, 3] of the source, [B, 21, 3]."""

    volume: Tensor
    source: Tensor
    driving: Tensor


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
        side.report(sides[0], _GMAC)
    if widths is None:
        _once_for_a_picture(device)
    print_peak_memory(device)


def _sides(device: Device, small: Widths | None) -> list[Side]:
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


def _plain(device: Device, widths: Widths, inputs: _Inputs) -> Side:
    warping = random_network(lambda: WarpingNetwork(widths)).to(device.name)
    generator = random_network(lambda: Generator(widths)).to(device.name)
    given = [t.to(device.name) for t in (inputs.volume, inputs.source, inputs.driving[:1])]
    draw = torch.inference_mode()(lambda: generator(warping(*given)))
    return Side("reference", draw)


def _fast(name: str, drawing: Drawing, widths: Widths, inputs: _Inputs) -> Side:
    renderer = _renderer(drawing, widths)
    source = renderer.source(inputs.volume, inputs.source)
    return Side(name, lambda: renderer.render(source, inputs.driving))


def _renderer(drawing: Drawing, widths: Widths) -> FrameRenderer:
    return FrameRenderer(
        random_network(lambda: WarpingNetwork(widths)),
        random_network(lambda: Generator(widths)),
        drawing,
    )


def _long_speech(device: Device, *, quick: bool) -> None:
    """The memory while a short and a long speech are drawn, by small networks.

    The keypoints of the whole speech are there; frames come and go in batches, of which one for
    some seconds of speech is drawn: the others would only take time.
    """
    renderer = _renderer(Drawing(device.name), _SMALL)
    short, long = _QUICK_SPEECHES if quick else _SPEECHES
    batch = device.threads if device.kind == "cpu" else _GPU_BATCH
    peaks = []
    for seconds in (short, long):
        inputs = _inputs(_SMALL, _SMALL_CELLS, seconds * _FPS)
        source = renderer.source(inputs.volume, inputs.source)
        peak = 0
        for some_seconds in inputs.driving.split(_DRAWN_EVERY * _FPS):
            renderer.render(source, some_seconds[:batch])
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
