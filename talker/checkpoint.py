"""Reads the official files into our networks; nothing from a file is ever executed.

`.safetensors` are mapped into memory. The older `.pth` and `.pth.tar` files are pickles: torch
reads them with its weights-only reader, once; afterwards a safetensors copy in the cache folder,
named after the content of the original, is used.
"""

from __future__ import annotations

import hashlib
import logging
import pickle
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from talker import restricted_pickle
from talker.errors import ModelDamaged
from talker.files import atomic_write
from talker.home import cache_folder

_log = logging.getLogger(__name__)
_COUNTER = "num_batches_tracked"  # of training; some copies of the files lack it
_NO_WEIGHTS = (bool, int, float, str, type(None), restricted_pickle.Inert)
# What torch's reader raises for files that are cut off, damaged, or no checkpoints at all.
READ_ERRORS = (
    *(pickle.UnpicklingError, RuntimeError, EOFError, ValueError, LookupError, OSError),
    *(TypeError, AttributeError, AssertionError, OverflowError, MemoryError),
    *(struct.error, zipfile.BadZipFile),
)

Network = TypeVar("Network", bound=nn.Module)


def load_network(
    build: Callable[[], Network],
    path: Path,
    *,
    prefix: str = "",
    entry: str | tuple[str, ...] = "",
    rename: Callable[[str], str] = str,
    home: Path,
) -> Network:
    """The network that `build` makes, with the weights of `path`, ready for inference.

    `prefix` (such as `generator.`) chooses the keys of a file for several networks and is taken
    off; `entry` is where a pickle keeps them (such as `mapping`): of several names the first that
    it has; `rename` gives the network's name of a key. Keys that start with one of the network's
    `unused` prefixes are left alone.
    ModelDamaged for a file that cannot be read or does not fit; FileNotFoundError if there is
    none.
    """
    entries = (entry,) if isinstance(entry, str) else entry
    source = path if path.suffix == ".safetensors" else as_safetensors(path, entries, home)
    with torch.device("meta"):
        network = build()
    read = _read(source, path, prefix, getattr(network, "unused", ()))
    stored = {rename(key): tensor for key, tensor in read.items()}
    name = prefix.rstrip(".") or entries[0] or path.stem
    mismatch = _first_mismatch(network.state_dict(), stored)
    if mismatch:
        raise ModelDamaged(path, f"it does not fit the network {name}: {mismatch}")
    for key, tensor in network.state_dict().items():
        if key.endswith(_COUNTER):
            stored[key] = torch.zeros(tensor.shape, dtype=tensor.dtype)
    network.load_state_dict(stored, strict=True, assign=True)
    return network.eval().requires_grad_(False)


def _read(source: Path, original: Path, prefix: str, unused: tuple[str, ...]) -> dict[str, Tensor]:
    """The tensors behind `prefix`, as float32, still in the mapped file where they can be."""
    if not original.is_file():
        raise FileNotFoundError(original)
    found = {}
    try:
        with safe_open(source, framework="pt", device="cpu") as file:
            for key in file.keys():  # noqa: SIM118  (not a mapping)
                name = key.removeprefix(prefix)
                wanted = key.startswith(prefix) and not name.startswith(unused)
                if wanted and not name.endswith(_COUNTER):
                    found[name] = file.get_tensor(key)
    except (SafetensorError, OSError, ValueError) as error:
        raise ModelDamaged(original, f"it is no whole safetensors file ({error})") from error
    return {k: v.float() if v.is_floating_point() else v for k, v in found.items()}


def _first_mismatch(expected: Mapping[str, Tensor], stored: Mapping[str, Tensor]) -> str:
    """What is wrong with the first bad key in alphabetical order; empty if all is well."""
    for key in sorted({*expected, *stored}):
        if key.endswith(_COUNTER):
            continue
        if key not in stored:
            return f"{key} is missing"
        if key not in expected:
            return f"{key} is unknown"
        ours, theirs = tuple(expected[key].shape), tuple(stored[key].shape)
        if ours != theirs:
            return f"{key} has the shape {theirs} instead of {ours}"
        if stored[key].dtype != expected[key].dtype:
            return f"{key} holds {stored[key].dtype} instead of {expected[key].dtype}"
        if not bool(torch.isfinite(stored[key]).all()):
            return f"{key} holds numbers that are not finite"
    return ""


def as_safetensors(path: Path, entries: tuple[str, ...], home: Path) -> Path:
    """The safetensors copy of the first of a pickle's `entries` that it has, "" being its top.

    Made now if it is not there yet; ModelDamaged when the reader for tensors refuses the file.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    target = (
        cache_folder(home)
        / "checkpoints"
        / f"{'-'.join(filter(None, (digest, *entries)))}.safetensors"
    )
    if target.is_file() and _is_whole(target):
        return target
    tensors = unpickled(path, entries)
    with atomic_write(target, parents=True) as part:
        save_file(tensors, part)
    _log.info("%s is kept as %s", path, target.name)
    return target


def _is_whole(path: Path) -> bool:
    try:
        with safe_open(path, framework="pt", device="cpu") as file:
            return bool(file.keys())
    except (SafetensorError, OSError):
        return False


def plain_content(path: Path) -> Any:
    """What a pickle of torch holds: tensors and plain values; ModelDamaged for anything else.

    torch's own reader for tensors comes first; files of old trainers go to the restricted one.
    """
    zipped = False
    try:
        zipped = zipfile.is_zipfile(path)
        return torch.load(path, map_location="cpu", weights_only=True, mmap=zipped)
    except READ_ERRORS as error:
        refused = error
    try:
        if zipped and _is_script(path):
            raise pickle.UnpicklingError("it holds a program (TorchScript)")
        return torch.load(
            path,
            map_location="cpu",
            weights_only=False,
            mmap=zipped,
            pickle_module=restricted_pickle,
        )
    except READ_ERRORS as error:
        what = "it is cut off, or holds other things than numbers, which are not run"
        if "would be run" in str(error):
            what = f"it holds other things than numbers, which are not run ({error})"
        raise ModelDamaged(path, what) from refused


def _is_script(path: Path) -> bool:
    """Whether torch would take an archive for a program."""
    with zipfile.ZipFile(path) as archive:
        return any(name.endswith("constants.pkl") for name in archive.namelist())


def unpickled(path: Path, entries: tuple[str, ...] = ("",)) -> dict[str, Tensor]:
    """The tensors of a pickle; what stands beside them is left where it is, and never run."""
    content = plain_content(path)
    if entries != ("",):
        held = content if isinstance(content, dict) else {}
        top = {"": held} if "" in entries else {}
        content = next((held[e] for e in entries if e in held), top.get(""))
    if not isinstance(content, dict):
        wanted = " or ".join(entries) or "at its top"
        raise ModelDamaged(path, f"it has no table of tensors named {wanted}")
    tensors: dict[str, Tensor] = {}
    taken: set[int] = set()
    for key, value in content.items():
        if isinstance(value, _NO_WEIGHTS):
            continue
        if not isinstance(key, str) or not isinstance(value, Tensor):
            raise ModelDamaged(path, f"{key!r} is no tensor")
        # Tensors that share memory cannot be saved; the others stay where the file is mapped.
        place = value.untyped_storage().data_ptr()
        whole = value.detach().contiguous()
        tensors[key] = whole.clone() if place in taken else whole
        taken.add(place)
    return tensors
