"""What the benches of networks share: random weights, costs of a frame, peak memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

import psutil
import torch
from torch import Tensor, nn

from talker.device import Device

_SEED = 1


@dataclass(frozen=True)
class Cost:
    """Seconds for a frame: on the clock, and summed over the processor's cores.

    The latter says more when other programs are running.
    """

    seconds: float
    core_seconds: float


@dataclass
class Side:
    """One way to draw: `draw` gives frames [B, 3, H, W] in 0..1; what each call took for a frame.

    Sides are run in turns, so that other programs slow all of them alike.
    """

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

    def report(self, reference: Side, gmac: float) -> None:
        """Prints the least costs, of `gmac` a frame: other programs only make them larger; the
        median tells how much. And how far the first frame is from the reference's."""
        seconds, cores = min(self.seconds), min(self.core_seconds)
        assert self.frame is not None
        assert reference.frame is not None
        levels = (self.frame - reference.frame).abs().flatten() * 255
        far = float(levels.kthvalue(max(1, int(levels.numel() * 0.999))).values)
        print(
            f"  {self.name:<10} {1 / seconds:7.3f} frames/s (median {1 / median(self.seconds):.3f})"
            f" {gmac / cores:5.0f} GMAC/core s {cores:6.2f} core s"
            f"   {min(reference.seconds) / seconds:5.2f}x, by core seconds"
            f" {min(reference.core_seconds) / cores:.2f}x"
            f"   off by {float(levels.mean()):.3f} of 255 in the mean, {far:.3f} at the 99.9th"
            f" percentile, {float(levels.max()):.3f} at most",
            flush=True,
        )


def timed(work: Callable[[], Tensor], device: Device, repeats: int) -> tuple[Cost, Tensor]:
    """The least cost of a frame in some calls after a first one, and the last call's frames."""
    result = work()
    walls, cores = [], []
    for _ in range(repeats):
        began, used = time.perf_counter(), time.process_time()
        result = work()
        synchronise(device)
        walls.append((time.perf_counter() - began) / len(result))
        cores.append((time.process_time() - used) / len(result))
    return Cost(min(walls), min(cores)), result


def synchronise(device: Device) -> None:
    """Waits until the device has done all it was given."""
    if device.kind != "cpu":
        getattr(torch, device.kind).synchronize()


def random_network(build: Callable[[], nn.Module]) -> nn.Module:
    """A network whose values neither vanish nor grow from layer to layer."""
    with torch.device("meta"):
        network = build()
    network.to_empty(device="cpu")
    draw = torch.Generator().manual_seed(_SEED)
    for name, tensor in network.state_dict().items():
        last = name.rsplit(".", 1)[-1]
        if tensor.dim() > 1:
            fan_in = tensor[0].numel()
            tensor.normal_(0, (1.5 / fan_in) ** 0.5, generator=draw)
        elif last in ("weight_u", "weight_v"):
            tensor.normal_(0, 1, generator=draw)
            tensor /= tensor.norm()
        else:
            tensor.fill_(1 if last in ("weight", "running_var") else 0)
    _unit_spectra(network)
    return network.eval().requires_grad_(False)


def _unit_spectra(network: nn.Module) -> None:
    """Makes the stored vectors of the spectral norms fit: the norm then is about one."""
    state = network.state_dict()
    for name, weight in state.items():
        if name.endswith("weight_orig"):
            base = name.removesuffix("_orig")
            outer = torch.outer(state[f"{base}_u"], state[f"{base}_v"])
            weight += outer.view(weight.shape)


def named(device: Device) -> str:
    """What the device is called in a report."""
    if device.kind == "mps":
        return "Apple GPU"
    if device.kind != "cpu":
        return str(getattr(torch, device.kind).get_device_name())
    return f"{device.threads} cores"


def print_peak_memory(device: Device) -> None:
    """Prints the peak of the whole run, all lines included."""
    info = psutil.Process().memory_info()
    peak = getattr(info, "peak_wset", None) or _peak_resident()
    print(f"  peak memory of this run {peak / 2**20:,.0f} MB")
    if device.kind in ("cuda", "xpu"):  # Apple's keeps no peak
        most = getattr(torch, device.kind).max_memory_allocated()
        print(f"  peak memory of the GPU {most / 2**20:,.0f} MB")


def _peak_resident() -> int:
    import resource
    import sys

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
