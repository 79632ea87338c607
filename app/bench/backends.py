"""`mouthpiece bench backends`: each network by torch and by every backend that is here.

The networks have their official sizes and random weights: speed does not depend on them. How far
pixels are off does, so that is told in percent of how much the result varies; a render measures it
with the real weights.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from app.bench.avatar_networks import SD15, random_pipeline
from app.bench.networks import random_network
from avatar_gen.quicker import StableDiffusionDecoder, StableDiffusionUnet
from talker.device import usable_cores
from talker.engines.sadtalker.generator import Generator
from talker.enhance.compact import CompactNet
from talker.enhance.gfpgan import GfpGan
from talker.enhance.rrdb import RrdbNet
from talker.inference.backends import BACKENDS, first_line, installed_version, why_not
from talker.inference.graphs import graph_file, is_large, quantised
from talker.inference.limits import array
from talker.inference.sessions import Floats, Session, open_network, open_session
from talker.networks.fast_decoder import FastDecoder
from talker.networks.frame_renderer import order_channels_last
from talker.networks.layers import fold_norms
from talker.networks.savings import Savings

_SEED = 1
_FRAMES = 3  # that int8 is calibrated on


@dataclass(frozen=True)
class _Case:
    """A network, how torch computes it, and the sizes of its tensors but for the first side, 1."""

    name: str
    plain: nn.Module
    torch_way: Callable[..., Tensor]
    sizes: tuple[tuple[int, ...], ...]


def bench_backends(home: Path, *, quick: bool) -> None:
    """Prints core seconds of an input for each way; `quick` leaves out what takes minutes."""
    threads = usable_cores()
    torch.set_num_threads(threads)
    here = [one for one in BACKENDS if not why_not(one, home)]
    names = ", ".join(f"{one.id} {installed_version(one, home)}" for one in here)
    print(f"Backends on {threads} cores, random weights: torch {torch.__version__}, {names}")
    with tempfile.TemporaryDirectory(prefix="mouthpiece-bench-") as folder, torch.inference_mode():
        for case in _cases(quick=quick):
            _measure(case, threads, Path(folder), home)


def _cases(*, quick: bool) -> Iterator[_Case]:
    side = 64 if quick else 128
    for name, network, size in (
        ("Real-ESRGAN general", random_network(CompactNet), side),
        ("Real-ESRGAN x2plus", random_network(lambda: RrdbNet(2)), side),
        ("GFPGAN", random_network(GfpGan), 512),
    ):
        order_channels_last(network)
        yield _Case(name, network, network, ((3, size, size),))
    if quick:
        return
    decoder = random_network(Generator).decoder
    fold_norms(decoder)
    fast = FastDecoder(decoder, Savings.best_for("cpu", torch.float32))
    order_channels_last(fast)
    yield _Case("SadTalker's decoder, 256", decoder, fast, ((256, 64, 64),))
    yield from _stable_diffusion(256)


def _stable_diffusion(side: int) -> Iterator[_Case]:
    """The networks of version 1.5: a step of it asks the first once, or twice with guidance."""
    latents = (4, side // 8, side // 8)
    pipe = random_pipeline(SD15)
    noise = StableDiffusionUnet(pipe.unet)
    yield _Case(f"Stable Diffusion 1.5's UNet, {side}", noise, noise, (latents, (), (77, 768)))
    picture = StableDiffusionDecoder(pipe.vae.decoder)
    yield _Case(f"Stable Diffusion 1.5's decoder, {side}", picture, picture, (latents,))


def _measure(case: _Case, threads: int, folder: Path, home: Path) -> None:
    draw = torch.Generator().manual_seed(_SEED)
    given = [[torch.rand(1, *size, generator=draw) for size in case.sizes] for _ in range(_FRAMES)]
    print(f"{case.name}, input {' x '.join(map(str, case.sizes[0]))}", flush=True)
    true, plain = _timed(lambda: array(case.torch_way(*given[-1])))
    print(f"  {'torch':<20} {plain:8.2f} core s", flush=True)
    values = [array(one) for one in given[-1]]
    for way, opened in _ways(case, given, threads, folder, home):
        try:
            session = opened()
            made, spent = _timed(partial(session, *values))
        except Exception as error:  # noqa: BLE001 - a foreign library: any error
            print(f"  {way:<20} {first_line(error)}")
            continue
        off = np.abs(made - true).ravel() / max(float(true.std()), 1e-9) * 100
        print(
            f"  {way:<20} {spent:8.2f} core s {plain / spent:6.2f}x   "
            f"off by {off.mean():.3f} % of its spread in the mean, "
            f"{np.quantile(off, 0.999):.3f} % at the 99.9th percentile",
            flush=True,
        )


def _ways(
    case: _Case, given: list[list[Tensor]], threads: int, folder: Path, home: Path
) -> Iterator[tuple[str, Callable[[], Session]]]:
    """Each way to compute it besides torch, and what opens it; large networks have one alone."""
    here = [one for one in BACKENDS if not why_not(one, home)]
    if is_large(case.plain):
        for backend in here:
            if backend.reader == "openvino":
                yield (
                    backend.id,
                    partial(open_network, backend, case.plain, given[-1], threads, home),
                )
        return
    try:
        graph = graph_file(case.plain, given[-1], folder)
        small = folder / "int8.onnx"
        quantised(graph, [[array(one) for one in some] for some in given], small)
    except Exception as error:  # noqa: BLE001 - a foreign library: any error
        print(f"  no graph: {first_line(error)}")
        return
    for backend in here:
        for way, path in ((backend.id, graph), (f"{backend.id} int8", small)):
            yield way, partial(open_session, backend, path, threads, home)


def _timed(work: Callable[[], Floats]) -> tuple[Floats, float]:
    """The result, and the core seconds of the cheaper of two calls after a first one."""
    made = work()
    spent = []
    for _ in range(2):
        began = time.process_time()
        made = work()
        spent.append(time.process_time() - began)
    return made, min(spent)
