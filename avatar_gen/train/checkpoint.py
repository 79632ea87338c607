"""What is needed to go on after a stop: one file, written whole or not at all."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor, nn

from avatar_gen.train.tensor_files import write_tensors

_log = logging.getLogger(__name__)


@dataclass
class Standing:
    """How far a training is: `step` steps are done, `losses` has one number for each of them."""

    step: int = 0
    losses: list[float] = field(default_factory=list)


def save_checkpoint(
    path: Path,
    standing: Standing,
    parameters: list[nn.Parameter],
    optimiser: torch.optim.Optimizer,
    scaler: torch.amp.GradScaler,
) -> None:
    """InputError DISK_FULL or OUTPUT_UNWRITABLE; then the file of before is still there."""
    tensors = {f"p.{at}": one.detach().cpu().contiguous() for at, one in enumerate(parameters)}
    plain: dict[str, Any] = {}
    for at, values in optimiser.state_dict()["state"].items():
        for name, value in values.items():
            if isinstance(value, Tensor):
                tensors[f"o.{at}.{name}"] = value.detach().cpu().contiguous().clone()
            else:
                plain[f"{at}.{name}"] = value
    told = {
        "step": standing.step,
        "losses": standing.losses,
        "plain": plain,
        "scaler": scaler.state_dict(),
    }
    write_tensors(path, tensors, {"training": json.dumps(told)})


def load_checkpoint(
    path: Path,
    parameters: list[nn.Parameter],
    optimiser: torch.optim.Optimizer,
    scaler: torch.amp.GradScaler,
) -> Standing:
    """Puts everything back as it was; from the beginning where there is no file that fits."""
    try:
        with safe_open(path, framework="pt", device="cpu") as file:
            told = json.loads((file.metadata() or {})["training"])
            tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
        stored = [tensors[f"p.{at}"].reshape(one.shape) for at, one in enumerate(parameters)]
    except FileNotFoundError:
        return Standing()
    except (SafetensorError, OSError, ValueError, KeyError, RuntimeError) as error:
        _log.warning("%s is not used: %s", path, error)
        return Standing()
    with torch.no_grad():
        for parameter, tensor in zip(parameters, stored, strict=True):
            parameter.copy_(tensor)
    state: dict[int, dict[str, Any]] = {}
    for key, tensor in tensors.items():
        if key.startswith("o."):
            _, at, name = key.split(".", 2)
            state.setdefault(int(at), {})[name] = tensor
    for key, value in told["plain"].items():
        at, name = key.split(".", 1)
        state.setdefault(int(at), {})[name] = value
    optimiser.load_state_dict(
        {"state": state, "param_groups": optimiser.state_dict()["param_groups"]}
    )
    if told["scaler"]:
        scaler.load_state_dict(told["scaler"])
    return Standing(int(told["step"]), [float(one) for one in told["losses"]])
