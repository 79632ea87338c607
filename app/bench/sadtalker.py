"""`mouthpiece bench sadtalker`: the renderer's speed, and what each of its savings is worth.

The weights are random: speed does not depend on them, and no model has to be installed.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from app.bench.between import bench_between, bench_moved_lips, portrait_and_landmarks
from app.bench.networks import named, print_peak_memory, random_network, synchronise, timed
from app.demo import demo_portrait
from talker.device import Device, choose_device
from talker.engines.sadtalker.audio2exp import Audio2Exp
from talker.engines.sadtalker.audio2pose import Audio2Pose, noise_rows
from talker.engines.sadtalker.coefficients import CoefficientNetwork
from talker.engines.sadtalker.generator import Generator
from talker.engines.sadtalker.keypoints import KeypointExtractor
from talker.engines.sadtalker.mapping import Mapping
from talker.engines.sadtalker.renderer import Renderer
from talker.networks.frame_renderer import Drawing, FrameRenderer
from talker.networks.layers import fold_norms
from talker.networks.savings import Savings
from talker.networks.warping import Widths

_ORIGINAL_GMAC = {256: 601.6, 512: 2406.5}  # of the published program for a frame
_SEED = 1
_WINDOWS = 250  # ten seconds
_FEW, _MANY = 5, 13  # frames for --draw-every 2
_RATE = 25


@dataclass(frozen=True)
class _Inputs:
    """A picture [1, 3, S, S] and keypoints: [1, 15, 3] of the source, [B, 15, 3] of frames."""

    picture: Tensor
    source: Tensor
    driving: Tensor


def bench_sadtalker(size: int, *, quick: bool, widths: Widths | None = None) -> None:
    """Prints frames per second with one saving more in each line; `quick`: first and last only.

    `widths` other than the official ones make a small network, to try the bench itself.
    """
    device = choose_device()
    if device.kind == "cpu":
        torch.set_num_threads(device.threads)
    print(f"SadTalker networks at {size}x{size}, random weights, {named(device)}")
    inputs = _inputs(size, _batch(device))
    steps = [(name, savings) for name, savings in Savings.steps() if _fits(savings, device)]
    if quick:
        steps = [steps[0], steps[-1]]
    plain: float | None = None
    reference: Tensor | None = None
    for name, savings in steps:
        draw = _drawing(savings, inputs, device, torch.float32, widths)
        cost, frames = timed(draw, device, repeats=2)
        seconds = cost.seconds
        plain = plain or seconds
        reference = frames[:1] if reference is None else reference
        difference = float((frames[:1] - reference).abs().max() * 255)
        print(
            f"  {name:<14} {1 / seconds:7.3f} frames/s {_ORIGINAL_GMAC[size] / seconds:7.0f} GMAC/s"
            f" {cost.core_seconds:7.2f} core s {plain / seconds:6.2f}x   "
            f"off by {difference:.3f} grey levels at most",
            flush=True,
        )
        del draw
        gc.collect()
    if device.precision != "float32" and reference is not None:
        _half(inputs, device, widths, reference, plain or 1)
    _every_second(inputs, device, widths, quick=quick)
    if widths is None:
        _others(size, device)
    print_peak_memory(device)


def _fits(savings: Savings, device: Device) -> bool:
    best = Savings.best_for(device.kind, torch.float32)
    return (best.winograd or not savings.winograd) and (best.fourier or not savings.fourier)


def _drawing(
    savings: Savings, inputs: _Inputs, device: Device, dtype: torch.dtype, widths: Widths | None
) -> Callable[[], Tensor]:
    """Draws one batch: by the plain network where nothing is saved, else by the renderer.

    Without a core for each frame a batch is one frame: on a processor more gain nothing.
    """
    generator = random_network(lambda: Generator(widths))
    count = 1 if device.kind == "cpu" and not savings.core_each else len(inputs.driving)
    driving = inputs.driving[:count].to(device.name)
    if savings == Savings.none():
        given = [
            t.to(device.name).expand(count, *t.shape[1:]) for t in (inputs.picture, inputs.source)
        ]
        network = generator.to(device.name)
        return torch.inference_mode()(lambda: network(*given, driving))
    renderer = Renderer(generator, Drawing(device.name, dtype, savings))
    source = renderer.source(inputs.picture, inputs.source)
    return lambda: renderer.render(source, driving)


def _half(
    inputs: _Inputs, device: Device, widths: Widths | None, reference: Tensor, plain: float
) -> None:
    """The speed in half precision, and how far its pixels are from those of float32."""
    dtype = getattr(torch, device.precision)
    savings = Savings.best_for(device.kind, dtype)
    cost, frames = timed(_drawing(savings, inputs, device, dtype, widths), device, repeats=10)
    seconds = cost.seconds
    levels = (frames[:1] - reference).abs().flatten() * 255
    print(
        f"  {device.precision:<14} {1 / seconds:7.3f} frames/s {'':29} {plain / seconds:6.2f}x   "
        f"off by {float(levels.mean()):.3f} grey levels in the mean, "
        f"{float(levels.kthvalue(int(levels.numel() * 0.999)).values):.3f} at the 99.9th percentile"
    )


def _every_second(inputs: _Inputs, device: Device, widths: Widths | None, *, quick: bool) -> None:
    """`--draw-every 2` against drawing all."""
    generator = random_network(lambda: Generator(widths))
    renderer = FrameRenderer(generator.warping, generator.decoder, Drawing(device.name))
    with torch.inference_mode():
        volume = generator.appearance(inputs.picture).to(device.name)
    source = renderer.source(volume, inputs.source)
    bench_between(renderer, source, inputs.source, device, _FEW if quick else _MANY)
    found = portrait_and_landmarks(demo_portrait(), inputs.picture.shape[-1])
    if found is not None:
        bench_moved_lips(*found, _FEW if quick else _RATE)


def _others(size: int, device: Device) -> None:
    """The networks that run once for a portrait or a speech."""
    draws = torch.randn(noise_rows(_WINDOWS), 64)
    windows = torch.randn(_WINDOWS, 1, 80, 16)
    stages: list[tuple[str, Callable[[], nn.Module], tuple[object, ...]]] = [
        ("keypoints of the portrait", KeypointExtractor, (torch.rand(1, 3, size, size),)),
        ("coefficients of the portrait", CoefficientNetwork, (torch.rand(1, 3, 224, 224),)),
        (
            "expressions, 10 s of speech",
            Audio2Exp,
            (windows, torch.zeros(_WINDOWS, 64), torch.zeros(_WINDOWS, 1)),
        ),
        ("poses, 10 s of speech", Audio2Pose, (windows, torch.zeros(6), draws, 0)),
        ("mapping, 10 s of speech", lambda: Mapping(70), (torch.randn(_WINDOWS, 70, 27),)),
    ]
    for name, build, given in stages:
        network = random_network(build)
        fold_norms(network)
        network.to(device.name)
        moved = [t.to(device.name) if isinstance(t, Tensor) else t for t in given]
        call = torch.inference_mode()(lambda network=network, moved=moved: network(*moved))
        call()
        synchronise(device)
        began = time.perf_counter()
        call()
        synchronise(device)
        seconds = time.perf_counter() - began
        print(f"  {name:<32} {seconds:8.3f} s", flush=True)


def _inputs(size: int, batch: int) -> _Inputs:
    draw = torch.Generator().manual_seed(_SEED)
    source = torch.rand(1, 15, 3, generator=draw) - 0.5
    return _Inputs(
        picture=torch.rand(1, 3, size, size, generator=draw),
        source=source,
        driving=source + 0.1 * torch.randn(batch, 15, 3, generator=draw),
    )


def _batch(device: Device) -> int:
    """Frames at once: one for each core, or a handful for a GPU."""
    return device.threads if device.kind == "cpu" else 4
