"""A reader for pickles of torch that makes tensors and plain values, and runs nothing.

Checkpoints of the first years carry the trainer's own objects beside the weights: the callbacks of
pytorch_lightning, options of omegaconf, scalars of numpy. torch's reader for tensors refuses such
files as a whole. Here these objects become empty ones of a class that does nothing; every name
that is not in the lists below ends the reading.
"""

from __future__ import annotations

import pickle
from collections import OrderedDict
from typing import Any, Self

import torch
from typing_extensions import override

# What rebuilds tensors; all of it is what torch's own reader for tensors calls, too.
_REBUILDS = {
    ("torch._utils", name)
    for name in ("_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_parameter")
}
# Packages whose objects trainers left in files; none of them is imported.
_LEFT_BEHIND = (
    "pytorch_lightning",
    "lightning",
    "lightning_fabric",
    "omegaconf",
    "ldm",
    "numpy.core.multiarray",
    "numpy._core.multiarray",
    "argparse",
)
_LEFT_NAMES = {("numpy", "dtype"), ("_codecs", "encode"), ("typing", "Any")}


class Inert:
    """Stands for an object that is not made: takes whatever it is given, and does nothing."""

    def __new__(cls, *_: Any, **__: Any) -> Self:
        """An empty object."""
        return super().__new__(cls)

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def __setstate__(self, _: Any) -> None:
        pass

    def __setitem__(self, *_: Any) -> None:
        pass

    def append(self, _: Any) -> None:
        """As of a list."""

    def extend(self, _: Any) -> None:
        """As of a list."""


class Unpickler(pickle.Unpickler):
    """`pickle.Unpickler` that knows the names above; UnpicklingError names any other."""

    @override
    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if (module_name, global_name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module_name, global_name) == ("collections", "defaultdict"):
            return _Table
        if (module_name, global_name) in _REBUILDS:
            return getattr(torch._utils, global_name)
        if module_name == "torch" and global_name in ("Size", "device"):
            return getattr(torch, global_name)
        if module_name == "torch" and isinstance(getattr(torch, global_name, None), torch.dtype):
            return getattr(torch, global_name)
        if (module_name, global_name) == ("torch.nn.modules.container", "ParameterDict"):
            return Parameters
        left = module_name.split(".")[0] in _LEFT_BEHIND or module_name in _LEFT_BEHIND
        if left or (module_name, global_name) in _LEFT_NAMES:
            return Inert
        raise pickle.UnpicklingError(f"{module_name}.{global_name} would be run")


class Parameters(Inert):
    """A ParameterDict as the first textual inversions have it: only its tensors are taken."""

    def __init__(self, *_: Any, **__: Any) -> None:
        self.tensors: dict[str, torch.Tensor] = {}

    @override
    def __setstate__(self, state: Any) -> None:
        held = state.get("_parameters", {}) if isinstance(state, dict) else {}
        if isinstance(held, dict):
            found = {str(k): v for k, v in held.items() if torch.is_tensor(v)}
            self.tensors = getattr(self, "tensors", {}) | found


class _Table(dict[Any, Any]):
    """A defaultdict without what it would call."""

    def __init__(self, *_: Any) -> None:
        super().__init__()


def load(file: Any, **given: Any) -> Any:
    """As `pickle.load`."""
    return Unpickler(file, **given).load()
