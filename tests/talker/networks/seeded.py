"""Networks whose weights follow from their names, for tests without the official files."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

Network = TypeVar("Network", bound=nn.Module)

_LIVELY = {"mask": 6.0, "occlusion": 4.0, "kp": 4.0}  # gains that spread the results


def seeded(build: Callable[[], Network]) -> Network:
    """A network whose tensors each follow from their key alone."""
    with torch.device("meta"):
        network = build()
    state = {key: _weight(key, tuple(t.shape)) for key, t in network.state_dict().items()}
    for key in [key for key in state if key.endswith("weight_orig")]:
        base = key.removesuffix("_orig")
        outer = torch.outer(state[base + "_u"], state[base + "_v"])
        state[key] = state[key] + outer.view(state[key].shape)
    network.load_state_dict(state, strict=True, assign=True)
    return network.eval().requires_grad_(False)


def noise(name: str, *shape: int) -> Tensor:
    """Float32 in -1..1 that follows from the name."""
    draw = np.random.Generator(np.random.PCG64(zlib.crc32(name.encode())))
    return torch.from_numpy(draw.uniform(-1, 1, shape).astype(np.float32))


def _weight(key: str, shape: tuple[int, ...]) -> Tensor:
    last = key.rsplit(".", 1)[-1]
    if last == "num_batches_tracked":
        return torch.zeros(shape, dtype=torch.int64)
    values = noise(key, *shape)
    match last:
        case "weight_u" | "weight_v":
            return values / values.norm()
        case "running_var":
            return 1 + 0.25 * values
        case "running_mean" | "bias":
            return 0.1 * values
        case "weight" if len(shape) == 1:
            return 1 + 0.2 * values
    gain = _LIVELY.get(key.rsplit(".", 2)[-2] if "." in key else "", 1.25)
    fan_in = int(np.prod(shape[1:]))
    return values * (gain * (3 / fan_in) ** 0.5)
