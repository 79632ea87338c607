"""Files of tensors that are either whole or not there."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import save_file
from torch import Tensor

from talker.files import atomic_write

_FULL = ("No space left", "os error 28", "os error 112")  # as Rust says it, on either system


def write_tensors(
    path: Path,
    tensors: Mapping[str, Tensor],
    facts: Mapping[str, str],
    kind: torch.dtype | None = None,
) -> None:
    """A .safetensors file with `facts` as metadata; floating numbers become `kind`, if any.

    InputError DISK_FULL or OUTPUT_UNWRITABLE; what was there stays until the new one is whole.
    """
    stored = {name: _stored(tensor, kind) for name, tensor in tensors.items()}
    with atomic_write(path) as part:
        try:
            save_file(stored, part, dict(facts))
        except SafetensorError as error:
            full = any(words in str(error) for words in _FULL)
            raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from error


def _stored(tensor: Tensor, kind: torch.dtype | None) -> Tensor:
    """With memory of its own: views cannot be saved."""
    made = tensor.detach().cpu()
    if kind is not None and made.is_floating_point():
        made = made.to(kind)
    return made.contiguous() if made is not tensor else made.contiguous().clone()
