"""Backends compute what torch computes, or torch goes on and it is said why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from typing_extensions import override

from talker.engines.sadtalker.generator import Generator
from talker.engines.sadtalker.renderer import Renderer
from talker.inference import accelerated, kept, limits, opening
from talker.inference.accelerated import TORCH, Accelerated
from talker.inference.backends import BACKENDS, find_backend, why_not
from talker.inference.graphs import graph_file, graph_path
from talker.inference.limits import Setting
from talker.inference.notices import announced
from talker.inference.offered import offered
from talker.inference.sessions import open_session
from talker.networks.frame_renderer import Drawing
from talker.networks.warping import Widths
from talker.progress import NoticeCode
from tests.talker.networks.seeded import noise, seeded

_SHAPE = (1, 3, 16, 16)
HERE = [one.id for one in BACKENDS if one.id in {"onnxruntime", "openvino"}]


class Small(nn.Module):
    """A picture network in little."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(3, 8, 3, padding=1)
        self.last = nn.Conv2d(8, 3, 3, padding=1)

    @override
    def forward(self, values: Tensor) -> Tensor:
        return self.last(nn.functional.leaky_relu(self.first(values), 0.2)).sigmoid()


class Unexportable(Small):
    """The same by an operation that no graph has."""

    @override
    def forward(self, values: Tensor) -> Tensor:
        return torch.linalg.qr(super().forward(values))[0]


class Counted:
    """A network as torch computes it, and how often it was asked."""

    def __init__(self, network: nn.Module) -> None:
        self.network = network
        self.calls = 0

    def __call__(self, values: Tensor) -> Tensor:
        self.calls += 1
        return self.network(values)


Quick = Callable[[str], None]


@pytest.fixture(autouse=True)
def _no_old_notices() -> Iterator[None]:
    announced()
    with torch.inference_mode():
        yield
    announced()


@pytest.fixture
def torch_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever works is chosen: no test depends on how fast a machine is."""
    monkeypatch.setattr(accelerated, "_GAIN", 1e9)


def setting(home: Path, *, fast: bool = False) -> Setting:
    return Setting(home, threads=1, levels=255, fast=fast)


def inputs(count: int) -> list[Tensor]:
    draw = torch.Generator().manual_seed(5)
    return [torch.rand(_SHAPE, generator=draw) for _ in range(count)]


def wrapped(
    home: Path, backend: str = "onnxruntime", network: nn.Module | None = None, **how: bool
) -> tuple[Accelerated, Counted]:
    if backend:
        kept.enable(backend, home)
    network = network or seeded(Small)
    counted = Counted(network)
    return Accelerated(counted, network, setting(home, **how)), counted


@pytest.mark.parametrize("backend", HERE)
@pytest.mark.usefixtures("torch_is_slow")
def test_a_backend_takes_over_and_gives_the_same_pixels(tmp_path: Path, backend: str) -> None:
    assert why_not(find_backend(backend) or BACKENDS[0], tmp_path) == ""
    network, counted = wrapped(tmp_path, backend)
    given = inputs(10)
    made = [network(one) for one in given]
    assert network.way(_SHAPE) == backend
    after = counted.calls
    made.append(network(given[0]))
    assert counted.calls == after
    true = [counted.network(one) for one in (*given, given[0])]
    assert max(float((a - b).abs().max()) for a, b in zip(made, true, strict=True)) < 1e-5
    assert announced() == []


@pytest.mark.usefixtures("torch_is_slow")
def test_a_trial_is_made_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []

    def counting(*given: object) -> object:
        opened.append(given)
        return open_session(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "open_session", counting)
    network, _ = wrapped(tmp_path)
    for one in inputs(8):
        network(one)
    assert len(opened) == 1, "what was tried is what computes from then on"
    (verdict,) = kept.load_kept(tmp_path).verdicts
    assert verdict.way == "onnxruntime"
    assert set(verdict.seconds) == {TORCH, "onnxruntime"}
    assert verdict.trial.shape == _SHAPE
    again, counted = wrapped(tmp_path)
    again(inputs(1)[0])  # at once: no further six inputs, no measurement
    assert again.way(_SHAPE) == "onnxruntime"
    assert counted.calls == 1  # to check it
    assert kept.load_kept(tmp_path).verdicts == (verdict,)


def test_torch_computes_where_no_backend_is_enabled(tmp_path: Path) -> None:
    network, counted = wrapped(tmp_path, backend="")
    for one in inputs(8):
        network(one)
    assert counted.calls == 8
    assert network.way(_SHAPE) == TORCH
    assert not list(tmp_path.iterdir())


def test_torch_stays_where_it_is_quicker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accelerated, "_GAIN", 0.0)
    network, _ = wrapped(tmp_path)
    for one in inputs(7):
        network(one)
    assert network.way(_SHAPE) == TORCH
    assert announced() == []


@pytest.mark.usefixtures("torch_is_slow")
def test_several_inputs_at_once_come_back_in_order(tmp_path: Path) -> None:
    network, counted = wrapped(tmp_path)
    batch = torch.cat(inputs(9))
    assert float((network(batch) - counted.network(batch)).abs().max()) < 1e-5


@pytest.mark.usefixtures("torch_is_slow")
def test_a_network_that_cannot_be_exported_stays_with_torch(tmp_path: Path) -> None:
    network, counted = wrapped(tmp_path, network=seeded(Unexportable))
    for one in inputs(7):
        assert torch.equal(network(one), counted.network(one))
    (notice,) = announced()
    assert notice.code is NoticeCode.BACKEND_FAILED
    assert "ONNX Runtime does not compute Unexportable here" in notice.message
    assert "qr" in notice.message
    (verdict,) = kept.load_kept(tmp_path).verdicts
    assert verdict.way == TORCH
    assert not list((tmp_path / "cache" / "graphs").glob("*"))


def test_a_backend_that_does_not_load_is_said_with_the_reason(tmp_path: Path) -> None:
    network, counted = wrapped(tmp_path, "directml")
    for one in inputs(7):
        assert torch.equal(network(one), counted.network(one))
    (notice,) = announced()
    assert notice.message == (
        "ONNX Runtime, DirectML does not compute Small here: "
        "onnxruntime-directml is not installed. torch does."
    )


def test_a_backend_that_ends_whatever_loads_it_takes_no_render_along(tmp_path: Path) -> None:
    (tmp_path / "crashing_backend.py").write_text("import os\nos.abort()\n")
    found = offered("crashing_backend", str(tmp_path), "1")
    assert found.targets == ()
    assert re.fullmatch(r"it ends the program that loads it, (SIGABRT|0x\w+)", found.reason)


def test_what_has_failed_is_tried_again_when_it_is_got_again(tmp_path: Path) -> None:
    network, _ = wrapped(tmp_path, "directml")
    for one in inputs(6):
        network(one)
    assert announced()
    assert len(kept.load_kept(tmp_path).verdicts) == 1
    kept.enable("onnxruntime", tmp_path)
    assert len(kept.load_kept(tmp_path).verdicts) == 1
    kept.enable("directml", tmp_path)
    assert kept.load_kept(tmp_path).verdicts == ()


@pytest.mark.usefixtures("torch_is_slow")
def test_a_damaged_graph_is_exported_again(tmp_path: Path) -> None:
    network, _ = wrapped(tmp_path)
    for one in inputs(6):
        network(one)
    (graph,) = (tmp_path / "cache" / "graphs").glob("*.onnx")
    whole = graph.read_bytes()
    graph.write_bytes(whole[: len(whole) // 2])
    again, _ = wrapped(tmp_path)
    again(inputs(1)[0])
    assert again.way(_SHAPE) == "onnxruntime"
    assert graph.read_bytes() == whole
    assert announced() == []


@pytest.mark.usefixtures("torch_is_slow")
def test_a_graph_that_computes_something_else_is_thrown_away(tmp_path: Path) -> None:
    network, counted = wrapped(tmp_path)
    for one in inputs(6):
        network(one)
    graph = graph_path(counted.network, _SHAPE, tmp_path)
    wrong = onnx.load(graph)
    weight = next(one for one in wrong.graph.initializer if len(one.dims) == 4)
    changed = numpy_helper.to_array(weight) * 1.5
    weight.CopyFrom(numpy_helper.from_array(changed, weight.name))
    onnx.save(wrong, graph)
    again, counted = wrapped(tmp_path)
    given = inputs(3)
    for one in given:
        assert torch.equal(again(one), counted.network(one))
    (notice,) = announced()
    assert notice.code is NoticeCode.BACKEND_FAILED
    assert "its pixels are off by" in notice.message
    assert not graph.exists()
    assert kept.load_kept(tmp_path).verdicts == ()  # with a new graph it may be tried again


@pytest.mark.usefixtures("torch_is_slow")
def test_torch_goes_on_where_a_backend_fails_on_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []

    def failing(*given: object) -> object:
        session = open_session(*given)  # type: ignore[arg-type]

        def compute(values: object) -> object:
            calls.append(values)
            if len(calls) > 6:  # the trial and the checks were well
                raise RuntimeError("device lost")
            return session(values)

        return compute

    monkeypatch.setattr(opening, "open_session", failing)
    network, counted = wrapped(tmp_path)
    given = inputs(12)
    made = [network(one) for one in given]
    assert network.way(_SHAPE) == TORCH
    (notice,) = announced()
    assert "device lost" in notice.message
    true = [counted.network(one) for one in given]
    assert max(float((a - b).abs().max()) for a, b in zip(made, true, strict=True)) < 1e-5


@pytest.mark.slow
@pytest.mark.parametrize("backend", HERE)
@pytest.mark.usefixtures("torch_is_slow")
def test_small_numbers_are_taken_only_where_any_precision_will_do(
    tmp_path: Path,
    backend: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(limits, "FAST", limits.Limits(3, 20))  # random weights
    for one in inputs(6):
        wrapped(tmp_path, backend)[0](one)
    network, counted = wrapped(tmp_path, backend, fast=True)
    for one in inputs(8):
        made = network(one)
    verdict = kept.load_kept(tmp_path).verdicts[-1]
    assert f"{backend} int8" in verdict.seconds, verdict.reasons
    if network.way(_SHAPE) == f"{backend} int8":
        (notice,) = announced()
        assert notice.code is NoticeCode.PRECISION_REDUCED
        assert "times as fast; its pixels are off by" in notice.message
    off = float((made - counted.network(inputs(8)[-1])).abs().mean()) * 255
    assert off < 3
    assert not [one for one in caplog.records if one.name == "root"], "advice to other people"
    (small,) = (tmp_path / "cache" / "graphs").glob("*-*.onnx")
    whole = small.read_bytes()
    small.write_bytes(whole[: len(whole) // 2])
    again, _ = wrapped(tmp_path, backend, fast=True)
    for one in inputs(7):
        again(one)
    assert again.way(_SHAPE) == network.way(_SHAPE)
    if again.way(_SHAPE).endswith("int8"):
        assert small.read_bytes() == whole, "a damaged one is made again"


def test_lips_are_looked_at_where_numbers_are_smaller() -> None:
    true = np.zeros((1, 3, 4, 4), np.float32)
    off = limits.difference(true + 0.01, true, 255.0, gap=lambda frame: float(frame.mean()) * 100)
    assert off.words == (
        "its pixels are off by 2.55 grey levels of 255 in the mean, 2.5 at the 99.9th percentile, "
        "and the gap between the lips by 1.00 mm"
    )
    assert limits.difference(true, true, 255.0, gap=lambda _: None).lips is None


class Pair(nn.Module):
    """A network of two tensors."""

    @override
    def forward(self, values: Tensor, time: Tensor) -> Tensor:
        return values.sigmoid() * time[:, None, None, None]


@pytest.mark.usefixtures("torch_is_slow")
def test_a_network_may_take_several_tensors(tmp_path: Path) -> None:
    kept.enable("onnxruntime", tmp_path)
    plain = Pair()
    network = Accelerated(plain, plain, setting(tmp_path))
    values, times = torch.cat(inputs(8)), torch.arange(8.0)
    assert torch.allclose(network(values, times), plain(values, times))
    assert network.way((*_SHAPE, 1)) == "onnxruntime"
    assert announced() == []


def test_graphs_of_other_weights_have_other_names(tmp_path: Path) -> None:
    network = seeded(Small)
    first = graph_path(network, _SHAPE, tmp_path)
    assert graph_path(network, (1, 3, 8, 8), tmp_path) != first
    network.last.bias.data += 1
    assert graph_path(network, _SHAPE, tmp_path) != first


def test_a_graph_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="qr"):
        graph_file(seeded(Unexportable), inputs(1), tmp_path)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert np.prod(_SHAPE) == inputs(1)[0].numel()


def test_what_cannot_be_read_of_earlier_trials_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "backends.json").write_text('{"verdicts": [1]}', encoding="utf-8")
    assert kept.load_kept(tmp_path) == kept.Kept()
    kept.enable("openvino", tmp_path)
    assert kept.load_kept(tmp_path).enabled == ("openvino",)


@pytest.mark.slow
@pytest.mark.usefixtures("torch_is_slow")
def test_frames_of_a_neural_engine_are_decoded_by_a_backend(tmp_path: Path) -> None:
    kept.enable("onnxruntime", tmp_path)
    ways: list[Accelerated] = []

    def through(torch_way: accelerated.Way, plain: nn.Module, threads: int) -> accelerated.Way:
        wrap = accelerated.accelerated(tmp_path, 255, fast=False)
        assert wrap is not None
        way = wrap(torch_way, plain, threads)
        assert isinstance(way, Accelerated)
        ways.append(way)
        return way

    widths = Widths(picture=4, volume=2, motion=2, hidden=4)
    driving = noise("driving", 9, 15, 3)
    frames = []
    for drawing in (Drawing(workers=2), Drawing(workers=2, through=through)):
        renderer = Renderer(seeded(lambda: Generator(widths)), drawing)
        source = renderer.source(noise("picture", 1, 3, 128, 128), noise("source", 1, 15, 3))
        frames.append(renderer.render(source, driving))
    assert float((frames[0] - frames[1]).abs().max()) < 1e-3
    assert ways[0].way((1, 16, 32, 32)) == "onnxruntime", announced()
