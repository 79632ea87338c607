"""`mouthpiece bench avatar`: seconds a step and peak memory for each memory preset.

Without a model the networks of Stable Diffusion 1.5 are built with random weights in their
official sizes: speed does not depend on them, and no model has to be installed.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import torch

import avatar_gen.log_filter  # noqa: F401  (before the libraries say something)
from app.bench.avatar_networks import SD15, random_pipeline
from app.bench.avatar_sides import bench_sides
from app.bench.prompt_words import bench_prompt_words
from app.models import default_store
from avatar_gen.attention import xformers_computes
from avatar_gen.denoise import DrawParameters, draw
from avatar_gen.family import Family
from avatar_gen.load import converted, dtype_of, load_pipeline
from avatar_gen.memory import MemoryPlan, Offload, apply_plan, plan_memory, total_memory
from avatar_gen.models import ModelSource, find_model
from avatar_gen.options.finishing import MemoryPreset
from avatar_gen.options.wanted import Mode
from avatar_gen.request import AvatarOptions
from talker.device import choose_device, release_memory

_GPU_PRESETS = (MemoryPreset.GB_24, MemoryPreset.GB_12, MemoryPreset.GB_8)
_SAMPLE_SECONDS = 0.02


@dataclass
class _Peak:
    """The most bytes that were held: of the GPU where there is one, else of this process."""

    held: int = 0


def bench_avatar(
    model: str | None, size: int | None, home: Path, against: Path | None, *, quick: bool
) -> None:
    """Prints a line for each preset as soon as it is measured, then what has two sides.

    `against` is the folder of another checkout of this repository.
    """
    bench_prompt_words()
    device = choose_device()
    if device.kind == "cpu":
        torch.set_num_threads(device.threads)
    source = None
    if model is not None:
        source = find_model(model, default_store(home), lambda path: converted(path, home), home)
    family = Family.SD1 if source is None else source.family
    side = size or (256 if quick else family.side)
    steps = 2 if quick else 8
    name = f"{family.words}, random weights" if source is None else source.name
    print(f"Avatars: {name}, {side}x{side}, {device.name}, {device.threads} cores")
    presets = (MemoryPreset.CPU,) if device.kind == "cpu" else _GPU_PRESETS
    for preset in presets:
        xformers = xformers_computes(device.name)
        plan = plan_memory(preset, device, family, total_memory(device), xformers=xformers)
        _measure(plan, source, side, steps, home)
    bench_sides(against, quick=quick)


def _measure(
    plan: MemoryPlan, source: ModelSource | None, side: int, steps: int, home: Path
) -> None:
    began = time.perf_counter()
    with _watched(plan.device) as peak:
        pipe = _pipeline(plan, source, home)
        apply_plan(plan, pipe)
        loaded = time.perf_counter() - began
        moments: list[float] = []
        options = AvatarOptions(steps=steps)
        wish = DrawParameters("a presenter in a navy blazer", "", side, side, 0.6)
        began = time.perf_counter()
        draw(pipe, Mode.TEXT, options, wish, [1], lambda: moments.append(time.perf_counter()))
        took = time.perf_counter() - began
    # The first step warms up: kernels are chosen, memory is taken.
    step = (moments[-1] - moments[0]) / (len(moments) - 1)
    print(
        f"  {plan.words}\n    {step:.2f} s a step, {took:.1f} s for {steps} steps and the VAE, "
        f"peak memory {peak.held / 1e9:.2f} GB, loaded in {loaded:.1f} s"
    )
    del pipe
    gc.collect()
    release_memory()


def _pipeline(plan: MemoryPlan, source: ModelSource | None, home: Path) -> Any:
    made = _random(plan) if source is None else load_pipeline(source, plan.precision, home)
    if plan.offload is Offload.SEQUENTIAL:
        made._exclude_from_cpu_offload = ["vae"]
    return made


def _random(plan: MemoryPlan) -> Any:
    """Stable Diffusion 1.5 in its official sizes."""
    made = random_pipeline(SD15)
    for network in (made.unet, made.vae, made.text_encoder):
        network.to(dtype_of(plan.precision))
    return made


@contextmanager
def _watched(device: str) -> Iterator[_Peak]:
    """Watches the memory for as long as the block runs."""
    peak, done = _Peak(), threading.Event()
    if device.startswith(("cuda", "xpu")):  # Apple's keeps no peak, and shares our memory
        memory = getattr(torch, device.partition(":")[0])
        memory.reset_peak_memory_stats()
        yield peak
        peak.held = int(memory.max_memory_allocated())
        return
    process = psutil.Process()

    def sample() -> None:
        while not done.wait(_SAMPLE_SECONDS):
            peak.held = max(peak.held, int(process.memory_info().rss))

    watcher = threading.Thread(target=sample, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()
