"""The formulas of the inputs that the published program was given."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]
Bytes = NDArray[np.uint8]


def inputs_of(folder: Path) -> ModuleType:
    """The module beside the golden values."""
    path = folder / "golden_inputs_mt.py"
    spec = importlib.util.spec_from_file_location("golden_inputs_mt", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def region(classes: Bytes, *chosen: int) -> Bytes:
    """Where a class map [512, 512] has one of the classes: 255, else 0."""
    return np.where(np.isin(classes, chosen), 255, 0).astype(np.uint8)


def laid_over(new: Bytes, old: Bytes, mask: Bytes) -> Bytes:
    """`new` [h, w, 3] over `old` by `mask` [h, w], by the whole-number rule of Pillow."""
    share = mask.astype(np.int64)[..., None]
    sums = new * share + old * (255 - share) + 128
    return ((sums + (sums >> 8)) >> 8).astype(np.uint8)


def differs(ours: Bytes, stored: Bytes, levels: int = 1) -> float:
    """The share of values that are more than `levels` apart."""
    assert ours.shape == stored.shape
    return float((np.abs(ours.astype(int) - stored) > levels).mean())
