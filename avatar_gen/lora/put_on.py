"""Puts a LoRA file into the weights of the networks; every key is used, or the file is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from torch import Tensor, nn

from avatar_gen.family import Family
from avatar_gen.kinds import kind_of
from avatar_gen.load import understood
from avatar_gen.lora.formulas import FormulaError, change_of
from avatar_gen.lora.layers import LayerNames
from avatar_gen.lora.parts import Layer, Place, flat, layers_of
from talker.checkpoint import unpickled
from talker.errors import ModelDamaged, ModelUnsupported

_BUNDLED = re.compile(r"bundle_emb\.(.+)\.(clip_l|clip_g|emb_params|string_to_param\.\*)")


@dataclass(frozen=True)
class LoraFile:
    """What a file holds: layers by name, alphas that its metadata tells, embeddings beside."""

    path: Path
    layers: list[Layer]
    alphas: Mapping[str, Any]
    embeddings: Mapping[str, Mapping[str, Tensor]]


@dataclass
class Changed:
    """The parameters as they were before anything was put on; they are put back, not computed."""

    originals: dict[tuple[nn.Module, str], nn.Parameter] = field(default_factory=dict)

    def add(self, module: nn.Module, name: str, delta: Tensor) -> None:
        """Replaces a parameter by itself and `delta`; the old one stays where it is mapped."""
        old = getattr(module, name)
        self.originals.setdefault((module, name), old)
        made = (old.detach().float() + delta.reshape(old.shape)).to(old.dtype)
        setattr(module, name, nn.Parameter(made, requires_grad=False))

    def restore(self) -> None:
        """Every parameter as it was, to the bit."""
        for (module, name), old in self.originals.items():
            setattr(module, name, old)
        self.originals.clear()


def read_lora(path: Path, family: Family) -> LoraFile:
    """The file's layers; ModelUnsupported says what it is when a key of it is no LoRA's."""
    with understood(path):
        state, told = _read(path)
    embeddings: dict[str, dict[str, Tensor]] = {}
    for key in [key for key in state if key.startswith("bundle_emb.")]:
        match = _BUNDLED.fullmatch(key)
        if match is not None:
            embeddings.setdefault(match[1], {})[match[2].rpartition(".")[2]] = state.pop(key)
    layers, strange = layers_of(state)
    if strange or not layers:
        kind = kind_of({key: tuple(value.shape) for key, value in state.items()})
        what = f"it is {kind}, no LoRA for {family.words}" if kind else _no_lora(strange, family)
        raise ModelUnsupported(path, what, f"Choose a LoRA for {family.words}.")
    return LoraFile(path, layers, told, embeddings)


def put_lora_on(
    file: LoraFile, names: LayerNames, family: Family, scales: Mapping[Place, float], back: Changed
) -> None:
    """Adds the changes of all layers, at the strength of the network that each is in.

    ModelUnsupported when the model lacks a layer or has it in another shape, ModelDamaged for
    numbers that are not finite.
    """
    kind = kind_of({k: tuple(layer.tensors[p].shape) for layer, p, k in _keys(file.layers)})
    for layer in file.layers:
        found = names.find(layer.place, layer.name)
        if found is None:
            what = f"it is {kind}" if kind else "it is for another model"
            raise ModelUnsupported(
                file.path,
                f"{what}: {family.words} has no layer for {layer.keys[0]}",
                f"Choose a LoRA for {family.words}, or the model that it was trained for.",
            )
        place, module = found
        weight = module.weight.detach().float()
        try:
            change = change_of(layer.tensors, weight, _alpha(file, place, layer))
            deltas = {"weight": change.weight, "bias": change.bias}
            _check(file.path, layer, module, deltas)
        except (FormulaError, RuntimeError) as error:
            raise _misfit(file.path, layer, str(error), kind, family) from error
        for name, delta in deltas.items():
            if delta is not None:
                back.add(module, name, scales.get(place, 1.0) * delta)


def _check(
    path: Path, layer: Layer, module: nn.Module, deltas: Mapping[str, Tensor | None]
) -> None:
    for name, delta in deltas.items():
        if delta is None:
            continue
        if not bool(torch.isfinite(delta).all()):
            raise ModelDamaged(path, f"{layer.keys[0]} gives numbers that are not finite")
        own = getattr(module, name, None)
        if own is None or own.numel() != delta.numel():
            raise FormulaError(f"the model's layer has no {name} of that size")


def _misfit(path: Path, layer: Layer, why: str, kind: str, family: Family) -> ModelUnsupported:
    whose = f"it is {kind}; " if kind and family.words not in kind else ""
    return ModelUnsupported(
        path,
        f"{whose}{layer.keys[0]} does not fit: {why.splitlines()[0]}",
        f"Choose a LoRA for {family.words}, or the model that it was trained for.",
    )


def _no_lora(strange: list[str], family: Family) -> str:
    if not strange:
        return f"it is no LoRA for {family.words}: it holds no weights"
    return f"it is no LoRA for {family.words} that is known here, for it holds {strange[0]}"


def _keys(layers: list[Layer]) -> list[tuple[Layer, str, str]]:
    return [
        (layer, part, key)
        for layer in layers
        for part, key in zip(layer.tensors, layer.keys, strict=True)
    ]


def _alpha(file: LoraFile, place: Place, layer: Layer) -> float | None:
    """What diffusers writes beside the weights: one alpha, others for layers that a pattern names.

    With `use_rslora` the scale is alpha / sqrt(r) instead of alpha / r.
    """
    prefix = f"{place.value}."
    told = {k.removeprefix(prefix): v for k, v in file.alphas.items() if k.startswith(prefix)}
    if "down" not in layer.tensors or not told:
        return None
    alpha = told.get("lora_alpha")
    for pattern, other in (told.get("alpha_pattern") or {}).items():
        if f"_{layer.name}".endswith(f"_{flat(str(pattern))}"):
            alpha = other
    rank = layer.tensors["down"].shape[0]
    if not isinstance(alpha, int | float):
        return None
    return float(alpha) * (rank**0.5 if told.get("use_rslora") else 1.0)


def _read(path: Path) -> tuple[dict[str, Tensor], Mapping[str, Any]]:
    """All tensors, and what diffusers says of the adapter."""
    if path.suffix.lower() != ".safetensors":
        return unpickled(path), {}
    with safe_open(path, framework="pt", device="cpu") as file:
        state = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
        metadata = file.metadata() or {}
    told = json.loads(metadata.get("lora_adapter_metadata", "{}"))
    return state, told if isinstance(told, dict) else {}
