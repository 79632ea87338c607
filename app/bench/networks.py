"""What the benches of networks share: random weights, costs of a frame, peak memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

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
    if device.kind == "cuda":
        torch.cuda.synchronize()


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
    if device.kind == "cuda":
        return torch.cuda.get_device_name()
    return f"{device.threads} cores"


def print_peak_memory(device: Device) -> None:
    """Prints the peak of the whole run, all lines included."""
    info = psutil.Process().memory_info()
    peak = getattr(info, "peak_wset", None) or _peak_resident()
    print(f"  peak memory of this run {peak / 2**20:,.0f} MB")
    if device.kind == "cuda":
        print(f"  peak memory of the GPU {torch.cuda.max_memory_allocated() / 2**20:,.0f} MB")


def _peak_resident() -> int:
    import resource
    import sys

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
