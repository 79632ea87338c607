"""Networks of torch as ONNX graphs: exported once for their weights and a shape, and kept."""

from __future__ import annotations

import hashlib
import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from talker.files import atomic_write, discard
from talker.home import cache_folder

Floats = NDArray[np.float32]

_OPSET = 17
_SCHEMA = 1  # another one when the same network is exported otherwise
_KEPT_BYTES = 4 << 30
_MOST_BYTES = 2_000_000_000  # of weights: an ONNX file ends at 2 GiB
_INPUT = "values"


def flat_shape(values: Sequence[Tensor]) -> tuple[int, ...]:
    """The shapes of a network's tensors, one behind the other."""
    return tuple(side for one in values for side in one.shape)


def is_large(network: nn.Module) -> bool:
    """Whether its weights do not fit into a graph's file."""
    held = sum(one.numel() * one.element_size() for one in network.state_dict().values())
    return held > _MOST_BYTES


def graph_file(network: nn.Module, examples: Sequence[Tensor], home: Path) -> Path:
    """The graph of `network` for inputs like `examples`; exported unless it is there already.

    Raises what torch's exporter raises for a network that it cannot export, InputError for a
    folder that cannot be written.
    """
    path = graph_path(network, flat_shape(examples), home)
    if path.is_file():
        with suppress(OSError):
            os.utime(path)  # used just now: pruned last
        return path
    with atomic_write(path, parents=True, sync=False) as part, warnings.catch_warnings():
        # It warns that constants are constant, and that another exporter is the usual one: that
        # one needs three more packages and takes twice as long for the same graph. It is held by
        # the version of torch that is installed with the program; a network that OpenVINO reads
        # without a file (sessions.open_network) needs none of them.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            tuple(examples),
            str(part),
            dynamo=False,
            opset_version=_OPSET,
            input_names=_names(len(examples)),
            output_names=["made"],
        )
    _prune(path)
    return path


def graph_path(network: nn.Module, shape: tuple[int, ...], home: Path) -> Path:
    """Where its graph is kept: named after the weights, the shape, and what has exported it."""
    weights = hashlib.sha256(f"{_SCHEMA} {_OPSET} {torch.__version__} {shape}".encode())
    for name, tensor in network.state_dict().items():
        weights.update(name.encode())
        weights.update(tensor.detach().cpu().contiguous().numpy().tobytes())
    return cache_folder(home) / "graphs" / f"{weights.hexdigest()[:32]}.onnx"


def int8_file(graph: Path, frames: Sequence[Sequence[Floats]]) -> Path:
    """The graph in int8 for these frames, beside it; made unless it is there already."""
    seen = hashlib.sha256()
    for frame in frames:
        for values in frame:
            seen.update(np.ascontiguousarray(values).tobytes())
    path = graph.with_name(f"{graph.stem}-{seen.hexdigest()[:16]}.onnx")
    if not path.is_file():
        with atomic_write(path, sync=False) as part:
            quantised(graph, frames, part)
        _prune(path)
    return path


def forget_graph(path: Path) -> None:
    """Throws a graph away, and those in int8 that were made of it."""
    for one in (path, *path.parent.glob(f"{path.stem}-*.onnx")):
        discard(one)


def quantised(graph: Path, frames: Sequence[Sequence[Floats]], into: Path) -> None:
    """Writes `graph` with its convolutions in int8 to `into`.

    Ranges are those of the `frames`, each with all tensors of an input. Products of seven and eight
    bits: on a processor without VNNI their sums would not fit into 16 bits otherwise.
    """
    from onnxruntime.quantization import CalibrationDataReader, QuantType, quantize_static

    class Frames(CalibrationDataReader):
        def __init__(self) -> None:
            self._left = iter(frames)

        def get_next(self) -> dict[str, Floats] | None:
            frame = next(self._left, None)
            return None if frame is None else dict(zip(_names(len(frame)), frame, strict=True))

    with _without_advice():
        quantize_static(
            str(graph),
            str(into),
            Frames(),
            op_types_to_quantize=["Conv"],
            per_channel=True,
            reduce_range=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
        )


@contextmanager
def _without_advice() -> Iterator[None]:
    """Keeps from the terminal what the quantiser tells its own users, by way of the root logger;
    to which Python gives a handler for good where it has none."""

    def of_others(record: logging.LogRecord) -> bool:
        return "quantization" not in Path(record.pathname).parts

    root, handler = logging.getLogger(), logging.NullHandler()
    root.addHandler(handler)
    root.addFilter(of_others)
    try:
        yield
    finally:
        root.removeFilter(of_others)
        root.removeHandler(handler)


def _names(count: int) -> list[str]:
    return [_INPUT, *(f"{_INPUT}{number}" for number in range(1, count))]


def _prune(keep: Path) -> None:
    """The least recently used graphs go beyond the limit."""
    found = []
    for path in keep.parent.glob("*.onnx"):
        with suppress(OSError):
            facts = path.stat()
            found.append((facts.st_mtime, facts.st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= _KEPT_BYTES:
            return
        if path != keep:
            discard(path)
            total -= size
