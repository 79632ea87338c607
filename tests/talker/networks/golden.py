"""Golden values of published programs: their seeded weights and their results, as stored."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Self, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

Network = TypeVar("Network", bound=nn.Module)
_SEED = 20240


@dataclass(frozen=True)
class Golden:
    """The folder with manifests, the weights' recipe and the stored results."""

    folder: Path
    recipe: str = "seeded_weights.py"

    def case(self, name: str) -> dict[str, NDArray[Any]]:
        """All arrays of one file."""
        with np.load(self.folder / "golden" / f"{name}.npz") as stored:
            return {key: stored[key] for key in stored.files}

    def state(self, manifest: str) -> dict[str, Tensor]:
        """The seeded weights of a manifest, under their official keys."""
        keys = json.loads((self.folder / "manifests" / f"{manifest}.json").read_text("utf-8"))
        made = self._recipe().fill(keys, manifest, _SEED)
        return {key: torch.from_numpy(np.array(value)) for key, value in made.items()}

    def network(
        self,
        build: Callable[[], Network],
        manifest: str,
        prefix: str = "",
        rename: Callable[[str], str] = str,
    ) -> Network:
        """A network with the seeded weights; every official key is accounted for."""
        with torch.device("meta"):
            network = build()
        unused: tuple[str, ...] = getattr(network, "unused", ())
        state = {rename(key.removeprefix(prefix)): t for key, t in self.state(manifest).items()}
        kept = {key: t for key, t in state.items() if not key.startswith(unused)}
        network.load_state_dict(kept, strict=True, assign=True)
        return network.eval().requires_grad_(False)

    def _recipe(self) -> ModuleType:
        path = self.folder / self.recipe
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


class Probes:
    """Watches layers of a network, as long as it is entered, and compares with a case's probes."""

    def __init__(self, case: dict[str, NDArray[Any]]) -> None:
        self._case = case
        self._hooks: list[RemovableHandle] = []
        self._missing: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        for hook in self._hooks:
            hook.remove()
        assert failure is not None or not self._missing

    def watch(self, layer: nn.Module, name: str, limit: float, *, entering: bool = False) -> None:
        """Compares each result of `layer`, or what it is given, with `out_<name>__probe`.

        Of several results the first counts.
        """

        def compare(result: Tensor | tuple[Tensor, ...]) -> None:
            value = result[0] if isinstance(result, tuple) else result
            stored = self._case[f"out_{name}__probe"]
            assert list(value.shape) == self._case[f"out_{name}__shape"].tolist(), name
            assert_close(probe(value.contiguous(), len(stored)), stored, limit, what=name)
            self._missing.discard(name)

        self._missing.add(name)
        if entering:
            hook = layer.register_forward_pre_hook(lambda _, given: compare(given[0]))
        else:
            hook = layer.register_forward_hook(lambda _, __, result: compare(result))
        self._hooks.append(hook)


def assert_close(
    ours: Tensor | NDArray[Any],
    stored: NDArray[Any],
    limit: float,
    share: float = 0.0,
    *,
    what: str = "",
) -> None:
    """All values within `limit`, but for a `share` of them that stays within 0.02."""
    values = ours.numpy() if isinstance(ours, Tensor) else ours
    assert values.shape == stored.shape
    error = np.abs(values.astype(np.float64) - stored)
    assert (error > limit).mean() <= share, f"{what}: largest difference {error.max():.3g}"
    assert error.max() <= max(limit, 0.02)
