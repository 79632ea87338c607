"""The difference of two models as a LoRA: each layer's, as far as a rank can hold it.

The best approximation of a matrix by one of rank r are its r largest singular values with their
vectors (Eckart and Young 1936); each half takes the square root of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from avatar_gen.embeddings import encoders_of
from avatar_gen.load import converted, load_pipeline
from avatar_gen.lora.names import kohya_name
from avatar_gen.lora.parts import Place
from avatar_gen.models import ModelSource, find_model
from avatar_gen.train.checks import check_output
from avatar_gen.train.merge import stored_precision
from avatar_gen.train.request import ExtractRequest
from avatar_gen.train.tensor_files import write_tensors
from talker.errors import ErrorCode, InputError, ModelUnsupported
from talker.model_files import ModelFiles
from talker.progress import CancelToken, OnProgress, Progress, Stage

_SMALL = 1e-6  # of a layer's own size: rounding, and no difference


@dataclass(frozen=True)
class Extracted:
    """The file; `kept` is the share of the difference (its energy, 0..1) that the LoRA holds."""

    output: Path
    layers: int
    kept: float
    left_out: tuple[str, ...]


def extract(
    request: ExtractRequest,
    models: ModelFiles,
    home: Path,
    report: OnProgress,
    cancel: CancelToken,
) -> Extracted:
    """Writes the LoRA; `left_out` are differences that no LoRA can hold: norms, offsets,
    single words.

    ModelUnsupported for models of two families or shapes, InputError OPTION_INVALID where they do
    not differ.
    """
    check_output(request.output, overwrite=request.overwrite)
    tuned, base = (
        find_model(name, models, lambda path: converted(path, home), home)
        for name in (request.tuned, request.base)
    )
    if tuned.family is not base.family:
        raise _no_pair(tuned, f"it is a {tuned.family.words}, the base {base.family.words}")
    pairs = list(_pairs(_loaded(tuned, home), _loaded(base, home), tuned))
    tensors: dict[str, Tensor] = {}
    whole = kept = 0.0
    left: list[str] = []
    for number, pair in enumerate(pairs):
        cancel.check()
        report(Progress(Stage.RENDER, number, len(pairs)))
        difference = pair.difference()
        if difference is None:
            continue
        if not pair.matrix:
            left.append(pair.name)
            continue
        made = _halves(difference, request.rank)
        whole += float(difference.square().sum())
        kept += made.energy
        tensors[f"{pair.name}.lora_down.weight"] = made.down
        tensors[f"{pair.name}.lora_up.weight"] = made.up
        tensors[f"{pair.name}.alpha"] = torch.tensor(float(made.down.shape[0]))
    if not tensors:
        raise InputError(
            ErrorCode.OPTION_INVALID,
            f"{request.tuned} and {request.base} do not differ in any layer.",
            "Name the model that was trained first, then the one that it was trained from.",
        )
    report(Progress(Stage.RENDER, len(pairs), len(pairs)))
    facts = {
        "ss_network_module": "networks.lora",
        "ss_network_dim": str(request.rank),
        "ss_network_alpha": str(float(request.rank)),
        "ss_sd_model_name": base.name,
        "ss_output_name": request.output.stem,
        "ss_training_comment": f"difference of {tuned.name} and {base.name}",
    }
    kind = torch.float32 if request.full else torch.float16
    write_tensors(request.output, tensors, facts, kind)
    return Extracted(request.output, len(tensors) // 3, kept / whole, tuple(left))


@dataclass(frozen=True)
class _Pair:
    """The same numbers of both models, under the name that a LoRA has for a layer.

    `matrix`: a LoRA can hold their difference; not that of norms, offsets and single words.
    """

    name: str
    matrix: bool
    tuned: Tensor
    base: Tensor

    def difference(self) -> Tensor | None:
        """What was learned, float32; None where it is rounding alone."""
        made = self.tuned.detach().float() - self.base.detach().float()
        small = _SMALL * float(self.base.detach().float().norm())
        return made if float(made.norm()) > small else None


@dataclass(frozen=True)
class _Halves:
    down: Tensor
    up: Tensor
    energy: float


def _halves(difference: Tensor, rank: int) -> _Halves:
    """[O, I, k...] as up [O, r, 1...] times down [r, I, k...]."""
    left, values, right = torch.linalg.svd(difference.flatten(1), full_matrices=False)
    count = max(1, min(rank, int((values > values[0] * 1e-7).sum())))
    root = values[:count].sqrt()
    inner = difference.shape[2:]
    up = (left[:, :count] * root).reshape(-1, count, *(1 for _ in inner))
    down = (root[:, None] * right[:count]).reshape(count, *difference.shape[1:])
    return _Halves(down, up, float(values[:count].square().sum()))


def _pairs(tuned: Any, base: Any, source: ModelSource) -> Iterator[_Pair]:
    for place, (one, other) in _networks(tuned, base):
        layers = [name for name, _ in one.named_modules()]
        others = dict(other.named_modules())
        for name, module in one.named_modules():
            for part, parameter in module.named_parameters(recurse=False):
                facing = getattr(others.get(name), part, None)
                if facing is None or facing.shape != parameter.shape:
                    raise _no_pair(source, f"its layer {name} is another one than the base's")
                matrix = part == "weight" and parameter.ndim > 1
                matrix = matrix and not isinstance(module, nn.Embedding)
                layer = kohya_name(place, name, source.family, layers)
                label = layer if part == "weight" else f"{layer}.{part}"
                yield _Pair(label, matrix, parameter, facing)


def _networks(tuned: Any, base: Any) -> Iterator[tuple[Place, tuple[Any, Any]]]:
    yield Place.UNET, (tuned.unet, base.unet)
    encoders = zip(encoders_of(tuned), encoders_of(base), strict=True)
    for place, ((_, one), (_, other)) in zip((Place.TEXT, Place.TEXT_2), encoders, strict=False):
        yield place, (one, other)


def _loaded(source: ModelSource, home: Path) -> Any:
    return load_pipeline(source, stored_precision(source), home)


def _no_pair(source: ModelSource, what: str) -> ModelUnsupported:
    return ModelUnsupported(
        source.original, what, "Name the model that it was trained from as the base."
    )
