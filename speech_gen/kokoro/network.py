"""Kokoro's published network, changed so that it is quick, says how long each sound is, and sings.

The 8-bit export computes with 8-bit numbers, which onnxruntime does slowly for convolutions. Here
its weights stay as they are in the file and are widened when it is loaded; the arithmetic is that
of the original network. `mouthpiece bench say` measures what each change brings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
from google.protobuf.message import DecodeError
from numpy.typing import NDArray
from onnx import GraphProto, ModelProto, NodeProto, helper, numpy_helper

from talker.errors import ModelDamaged

DURATIONS = "/encoder/Clip_output_0"
"""Frames of each symbol, an output: float32 [1, symbols]."""
PITCH = "pitch"
"""Factor of the voice's pitch, an input: float32 [1]."""

_MELODY = "/encoder/F0_proj/Conv_output_0"  # Hz, before it is drawn
_AXIS = "mouthpiece/height"
_FLAT = "mouthpiece/flat"

Change = Callable[["Graph"], None]


class Graph:
    """A graph whose nodes are replaced by what they put out, and what is no longer used goes."""

    def __init__(self, graph: GraphProto) -> None:
        self.graph = graph
        self.refresh()

    def refresh(self) -> None:
        """Looks through the nodes again."""
        self.maker = {name: node for node in self.graph.node for name in node.output}
        self.constants = {one.name: one for one in self.graph.initializer}
        self.users: dict[str, list[NodeProto]] = defaultdict(list)
        for node in self.graph.node:
            for name in node.input:
                self.users[name].append(node)

    def value(self, name: str) -> NDArray[np.generic]:
        """A constant's numbers."""
        return numpy_helper.to_array(self.constants[name])

    def add_constant(self, name: str, value: NDArray[np.generic]) -> str:
        """A constant that is there once, however often it is added."""
        if name not in self.constants:
            made = numpy_helper.from_array(np.ascontiguousarray(value), name)
            self.graph.initializer.append(made)
            self.constants[name] = made
        return name

    def only_user(self, name: str) -> NodeProto:
        """The one node that uses a value."""
        (user,) = self.users[name]
        return user

    def replace(self, made: dict[str, list[NodeProto]], first: list[NodeProto]) -> None:
        """Puts nodes in the place of those that put the named values out."""
        nodes = list(first)
        for node in self.graph.node:
            new = next((made[name] for name in node.output if name in made), [node])
            nodes.extend(new)
        del self.graph.node[:]
        self.graph.node.extend(nodes)
        self.prune()
        self.refresh()

    def prune(self) -> None:
        """Takes away what leads to no output."""
        needed = {one.name for one in self.graph.output}
        nodes = []
        for node in reversed(self.graph.node):
            if needed.intersection(node.output):
                nodes.append(node)
                needed.update(node.input)
        del self.graph.node[:]
        self.graph.node.extend(reversed(nodes))
        constants = [one for one in self.graph.initializer if one.name in needed]
        del self.graph.initializer[:]
        self.graph.initializer.extend(constants)


def widen(graph: Graph) -> None:
    """8-bit arithmetic becomes that of float32; the weights stay 8 bits in the file.

    `ConvInteger` and `MatMulInteger` take x that was made 8 bits just before, and their sums are
    scaled by both scales just behind. In between lies a rounded bias, whose float32 is still there.
    """
    made: dict[str, list[NodeProto]] = {}
    widened: dict[str, NodeProto] = {}
    for node in graph.graph.node:
        if node.op_type in {"ConvInteger", "MatMulInteger"}:
            name, new = _float_product(graph, node, widened)
            made[name] = [new]
        elif node.op_type == "DynamicQuantizeLSTM":
            made[node.output[0]] = [_float_lstm(graph, node, widened)]
    graph.replace(made, list(widened.values()))


def _float_product(
    graph: Graph, node: NodeProto, widened: dict[str, NodeProto]
) -> tuple[str, NodeProto]:
    data = graph.maker[node.input[0]].input[0]
    last, bias = graph.only_user(node.output[0]), []
    if last.op_type == "Add":
        bias = [_unrounded(graph, last.input[1])]
        last = graph.only_user(last.output[0])
    last = graph.only_user(last.output[0])  # behind the cast to float32
    scales = next(
        graph.maker[name]
        for name in last.input
        if name in graph.maker and graph.maker[name].op_type == "Mul"
    )
    scale = graph.value(next(name for name in scales.input if name in graph.constants))
    weights = _wide(
        graph, widened, node.input[1], scale, graph.value(node.input[3]), axis=scale.ndim and 1
    )
    kind = node.op_type.removesuffix("Integer")
    new = helper.make_node(kind, [data, weights, *bias], [last.output[0]], name=node.name)
    new.attribute.extend(node.attribute)
    return last.output[0], new


def _unrounded(graph: Graph, name: str) -> str:
    """The float32 bias that a rounded one was made of: bias / scale, floor, cast, reshape."""
    while name not in graph.constants:
        name = graph.maker[name].input[0]
    return name


def _float_lstm(graph: Graph, node: NodeProto, widened: dict[str, NodeProto]) -> NodeProto:
    """The inputs of the 8-bit one end with scale and zero of both weights, which lie transposed."""
    names = list(node.input)
    for place, scale, zero in ((1, 8, 9), (2, 10, 11)):
        names[place] = _wide(
            graph,
            widened,
            names[place],
            graph.value(names[scale]),
            graph.value(names[zero]),
            axis=0,
            turned=True,
        )
    new = helper.make_node("LSTM", names[:7], list(node.output), name=node.name)
    new.attribute.extend(node.attribute)
    return new


def _wide(  # noqa: PLR0913 - what a quantised tensor is made of
    graph: Graph,
    widened: dict[str, NodeProto],
    name: str,
    scale: NDArray[np.generic],
    zero: NDArray[np.generic],
    *,
    axis: int,
    turned: bool = False,
) -> str:
    """The float32 of 8-bit weights, one scale for all or one for each place along `axis`."""
    wide = f"{name}/wide"
    if wide not in widened:
        weights = graph.value(name)
        if turned:
            weights = weights.transpose(0, 2, 1)
        parts = [
            graph.add_constant(f"{wide}/weights", weights),
            graph.add_constant(f"{wide}/scale", scale.astype(np.float32)),
            graph.add_constant(f"{wide}/zero", zero.astype(weights.dtype)),
        ]
        widened[wide] = helper.make_node("DequantizeLinear", parts, [wide], axis=axis)
    return wide


def fuse_norms(graph: Graph) -> None:
    """Seven passes over the sound become one: (x - mean) / sqrt(variance + e) * scale + shift."""
    made: dict[str, list[NodeProto]] = {}
    graph.add_constant(_FLAT, np.array([-1], np.int64))
    for node in graph.graph.node:
        norm = _norm_of(graph, node)
        if norm is None:
            continue
        data, epsilon = norm
        for scaled in graph.users[node.output[0]]:
            shifted = graph.only_user(scaled.output[0])
            scale = next(name for name in scaled.input if name != node.output[0])
            shift = next(name for name in shifted.input if name != scaled.output[0])
            to = shifted.output[0]
            made[to] = [
                helper.make_node("Reshape", [scale, _FLAT], [f"{to}/scale"]),
                helper.make_node("Reshape", [shift, _FLAT], [f"{to}/shift"]),
                helper.make_node(
                    "InstanceNormalization",
                    [data, f"{to}/scale", f"{to}/shift"],
                    [to],
                    epsilon=epsilon,
                ),
            ]
    graph.replace(made, [])


def _norm_of(graph: Graph, node: NodeProto) -> tuple[str, float] | None:
    """What a division normalises along time, and its epsilon; None for another division."""

    def made_by(name: str, kind: str) -> NodeProto | None:
        maker = graph.maker.get(name)
        return maker if maker is not None and maker.op_type == kind else None

    if node.op_type != "Div":
        return None
    above, root = made_by(node.input[0], "Sub"), made_by(node.input[1], "Sqrt")
    added = None if root is None else made_by(root.input[0], "Add")
    if above is None or added is None:
        return None
    epsilon = next((name for name in added.input if name in graph.constants), None)
    means = [made_by(name, "ReduceMean") for name in added.input]
    mean = next((one for one in means if one is not None), None)
    if epsilon is None or mean is None or graph.value(mean.input[1]).tolist() != [2]:
        return None
    return above.input[0], float(graph.value(epsilon))


def square_by_product(graph: Graph) -> None:
    """x to the power of two is x times x, which needs no logarithm."""
    for node in graph.graph.node:
        if (
            node.op_type == "Pow"
            and node.input[1] in graph.constants
            and np.all(graph.value(node.input[1]) == 2)
        ):
            node.op_type = "Mul"
            node.input[1] = node.input[0]
    graph.refresh()


def convolve_in_planes(graph: Graph) -> None:
    """Convolutions along time become those of pictures one pixel high.

    For those alone onnxruntime has kernels that compute several channels at a time.
    """
    graph.add_constant(_AXIS, np.array([2], np.int64))
    made: dict[str, list[NodeProto]] = {}
    for node in graph.graph.node:
        if node.op_type != "Conv":
            continue
        for name in graph.constants.keys() & {node.input[1], f"{node.input[1]}/weights"}:
            weights = graph.value(name)
            if weights.ndim == 3:
                flat = numpy_helper.from_array(weights[:, :, None, :].copy(), name)
                graph.constants[name].CopyFrom(flat)
        made[node.output[0]] = _in_plane(node)
    graph.replace(made, [])


def _in_plane(node: NodeProto) -> list[NodeProto]:
    data, to = node.input[0], node.output[0]
    along = {one.name: helper.get_attribute_value(one) for one in node.attribute}
    before, behind = along["pads"]
    return [
        helper.make_node("Unsqueeze", [data, _AXIS], [f"{to}/in"]),
        helper.make_node(
            "Conv",
            [f"{to}/in", *node.input[1:]],
            [f"{to}/out"],
            name=node.name,
            group=along["group"],
            kernel_shape=[1, *along["kernel_shape"]],
            dilations=[1, *along["dilations"]],
            strides=[1, *along["strides"]],
            pads=[0, before, 0, behind],
        ),
        helper.make_node("Squeeze", [f"{to}/out", _AXIS], [to]),
    ]


def open_inside(graph: Graph) -> None:
    """The durations become an output, and the melody is multiplied by an input."""
    kind = helper.make_tensor_value_info(DURATIONS, onnx.TensorProto.FLOAT, [1, "symbols"])
    graph.graph.output.append(kind)
    kind = helper.make_tensor_value_info(PITCH, onnx.TensorProto.FLOAT, [1])
    graph.graph.input.append(kind)
    drawer = graph.maker[_MELODY]
    drawer.output[list(drawer.output).index(_MELODY)] = f"{_MELODY}/drawn"
    product = helper.make_node("Mul", [f"{_MELODY}/drawn", PITCH], [_MELODY])
    nodes = list(graph.graph.node)
    nodes.insert(nodes.index(drawer) + 1, product)
    del graph.graph.node[:]
    graph.graph.node.extend(nodes)
    graph.refresh()


CHANGES: tuple[Change, ...] = (
    open_inside,
    widen,
    fuse_norms,
    square_by_product,
    convolve_in_planes,
)
"""All changes, in their order; the first is what the program needs, the others make it quick."""


def changed(path: Path, changes: tuple[Change, ...] = CHANGES) -> ModelProto:
    """The network in the file `path` with some changes; ModelDamaged for another network."""
    try:
        model = onnx.load(path)
        graph = Graph(model.graph)
        for change in changes:
            change(graph)
    except (OSError, DecodeError, ValueError, KeyError, StopIteration, IndexError) as error:
        raise ModelDamaged(path, "it is not Kokoro's network as published") from error
    del model.graph.value_info[:]  # the shapes of what was there before
    return model
