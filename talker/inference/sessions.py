"""Opens a network in a backend: tensors in, one tensor out, all of them float32."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talker.inference.backends import Backend, prepare_import

Floats = NDArray[np.float32]
Session = Callable[..., Floats]
"""Computes what a network gives for one input, whose tensors are float32 [1, ...]; may be called
from several threads at once."""


def open_session(backend: Backend, graph: Path, threads: int, home: Path) -> Session:
    """Raises whatever the backend raises for a graph, a device or a driver that will not do.

    `threads`: how many cores one call uses, where the backend computes on the processor.
    """
    prepare_import(backend, home)
    if backend.reader == "openvino":
        return _openvino(backend, graph, threads)
    return _onnxruntime(backend, graph, threads)


def open_network(
    backend: Backend, network: Any, examples: Sequence[Any], threads: int, home: Path
) -> Session:
    """The same for a network of torch, which OpenVINO reads itself: without a file, whose format
    ends at 2 GB. `examples` are tensors [1, ...] of its input; others must have their shapes.
    """
    prepare_import(backend, home)
    openvino = import_module(backend.reader)
    shapes = [tuple(one.shape) for one in examples]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that constants are constant
        graph = openvino.convert_model(network, example_input=tuple(examples), input=shapes)
    return _openvino(backend, graph, threads)


def _onnxruntime(backend: Backend, graph: Path, threads: int) -> Session:
    onnxruntime = import_module(backend.reader)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3  # errors; they come as exceptions besides
    # Threads that wait for work in a circle take a core from other programs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(str(graph), options, providers=[backend.target])
    taken = session.get_providers()
    if taken[0] != backend.target:  # it goes on with another one by itself
        raise RuntimeError(f"{backend.target} was not started, {taken[0]} was")
    names = [one.name for one in session.get_inputs()]

    def compute(*values: Floats) -> Floats:
        made: Floats = session.run(None, dict(zip(names, values, strict=True)))[0]
        return made

    return compute


def _openvino(backend: Backend, graph: Any, threads: int) -> Session:
    """`graph` is a file, or what OpenVINO has converted."""
    openvino = import_module(backend.reader)
    # float32 is what was asked for: by itself it computes in less where the processor has less.
    wanted: dict[str, Any] = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": "f32"}
    if backend.target == "CPU":
        wanted["INFERENCE_NUM_THREADS"] = threads
    network = openvino.Core().compile_model(graph, backend.target, wanted)
    mine = threading.local()  # a request belongs to one thread

    def compute(*values: Floats) -> Floats:
        if not hasattr(mine, "request"):
            mine.request = network.create_infer_request()
        made: Floats = np.array(mine.request.infer(dict(enumerate(values)))[0], np.float32)
        return made

    return compute
