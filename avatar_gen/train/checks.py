"""What ends a training before it begins, and in which numbers it computes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from avatar_gen.load import dtype_of
from avatar_gen.models import ModelSource
from avatar_gen.train.request import TrainMode, TrainOptions, TrainPrecision
from talker.device import Device, Precision
from talker.errors import ErrorCode, ModelUnsupported, UsageError
from talker.files import check_free, check_writable, disk_full, free_bytes, write_error

_SUFFIX = ".safetensors"
_BYTES = 4 * 3 * 2  # of a checkpoint for each number: itself and two of AdamW, old and new file


@dataclass(frozen=True)
class Numbers:
    """`weights`: of networks that do not learn; `half`: what is computed in, None for the same."""

    weights: Precision
    half: torch.dtype | None = None


def check_output(output: Path, *, overwrite: bool) -> None:
    """UsageError for another ending, InputError for a file that is there or cannot be written."""
    if output.suffix.lower() != _SUFFIX:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{output} cannot be written: what comes out is a {_SUFFIX} file.",
            f"Name it {output.stem}{_SUFFIX}.",
        )
    check_free(output, overwrite=overwrite)
    try:
        check_writable(output.absolute().parent)
    except OSError as error:
        raise write_error(error, output) from error


def check_source(source: ModelSource) -> None:
    """ModelUnsupported for what is no model for text."""
    if source.inpaints:
        raise _untrainable(source, "it is a model for inpainting")


def check_pipeline(pipe: Any, source: ModelSource) -> None:
    """ModelUnsupported for models that learn otherwise."""
    if "EDM" in type(pipe.scheduler).__name__:
        raise _untrainable(source, "it was trained with noise without a table (EDM)")
    if pipe.unet.config.get("time_cond_proj_dim") is not None:
        raise _untrainable(source, "it is a latent consistency model")


def check_room(parameters: Sequence[nn.Parameter], folder: Path) -> None:
    """InputError DISK_FULL before hours of work whose end could not be written."""
    if free_bytes(folder) < _BYTES * sum(one.numel() for one in parameters):
        raise disk_full(folder)


def numbers_of(options: TrainOptions, device: Device) -> Numbers:
    """Half precision on graphics cards, unless another is asked for."""
    wanted = options.precision
    if wanted is TrainPrecision.AUTO:
        wanted = TrainPrecision.FLOAT32
        if device.kind == "cuda":
            able = torch.cuda.is_bf16_supported()
            wanted = TrainPrecision.BFLOAT16 if able else TrainPrecision.FLOAT16
        elif device.kind == "xpu":
            wanted = TrainPrecision.BFLOAT16
    if wanted is TrainPrecision.FLOAT32:
        return Numbers("float32")
    precision: Precision = "float16" if wanted is TrainPrecision.FLOAT16 else "bfloat16"
    whole = options.mode is TrainMode.WHOLE
    return Numbers("float32" if whole else precision, dtype_of(precision))


def _untrainable(source: ModelSource, what: str) -> ModelUnsupported:
    return ModelUnsupported(
        source.original,
        f"{what}, which cannot be trained here",
        "Choose a Stable Diffusion 1.x, 2.x or XL for text.",
    )
