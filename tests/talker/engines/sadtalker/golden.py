"""Golden values of the published program: its seeded weights and its results, as stored."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

Network = TypeVar("Network", bound=nn.Module)
_SEED = 20240


@dataclass(frozen=True)
class Golden:
    """The folder with manifests, the weights' recipe and the stored results."""

    folder: Path

    def case(self, name: str) -> dict[str, NDArray[Any]]:
        """All arrays of one file."""
        with np.load(self.folder / "golden" / f"{name}.npz") as stored:
            return {key: stored[key] for key in stored.files}

    def state(self, manifest: str) -> dict[str, Tensor]:
        """The seeded weights of a manifest, under their official keys."""
        keys = json.loads((self.folder / "manifests" / f"{manifest}.json").read_text("utf-8"))
        made = self._recipe().fill(keys, manifest, _SEED)
        return {key: torch.from_numpy(np.array(value)) for key, value in made.items()}

    def network(self, build: Callable[[], Network], manifest: str, prefix: str = "") -> Network:
        """A network with the seeded weights; every official key is accounted for."""
        with torch.device("meta"):
            network = build()
        unused: tuple[str, ...] = getattr(network, "unused", ())
        state = {key.removeprefix(prefix): t for key, t in self.state(manifest).items()}
        kept = {key: t for key, t in state.items() if not key.startswith(unused)}
        network.load_state_dict(kept, strict=True, assign=True)
        return network.eval().requires_grad_(False)

    def _recipe(self) -> ModuleType:
        path = self.folder / "seeded_weights.py"
        spec = importlib.util.spec_from_file_location("seeded_weights", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


def picture(pixels: NDArray[np.uint8]) -> Tensor:
    """RGB bytes [H, W, 3] as the networks take them: [1, 3, H, W] in 0..1."""
    return torch.from_numpy(pixels).permute(2, 0, 1)[None] / 255


def probe(values: Tensor, count: int = 256) -> NDArray[np.float32]:
    """`count` values spread evenly over the flattened tensor, first and last included."""
    flat = values.flatten().numpy()
    return flat[np.arange(count) * (flat.size - 1) // (count - 1)]


def assert_close(
    ours: Tensor | NDArray[Any], stored: NDArray[Any], limit: float, share: float = 0.0
) -> None:
    """All values within `limit`, but for a `share` of them that stays within 0.02."""
    values = ours.numpy() if isinstance(ours, Tensor) else ours
    assert values.shape == stored.shape
    error = np.abs(values.astype(np.float64) - stored)
    assert (error > limit).mean() <= share, f"largest difference {error.max():.3g}"
    assert error.max() <= max(limit, 0.02)
