"""A network that is computed by whatever is quickest here and gives what torch gives.

For each shape of input the first inputs go through torch. Then the enabled backends are tried once
with the real network on real inputs; the verdict is kept for later. Whatever goes wrong with a
backend is announced, and torch goes on: work is never lost.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

from talker.files import discard
from talker.home import cache_folder
from talker.inference import kept
from talker.inference.backends import Backend, find_backend, first_line, why_not
from talker.inference.graphs import graph_file, graph_path, quantised
from talker.inference.limits import Difference, Setting, array, check
from talker.inference.notices import announce
from talker.inference.sessions import Floats, Session, open_session
from talker.progress import Notice, NoticeCode

Result = TypeVar("Result")
Way = Callable[[Tensor], Tensor]
Wrap = Callable[[Way, nn.Module, int], Way]

TORCH = "torch"
_INT8 = "int8"
_ENOUGH = 6  # inputs of one shape from which a trial is worth its time
_CHECKED = 2  # inputs that a backend computes together with torch before it is trusted
_GAIN = 0.95  # of torch's time: what gains less is not worth other pixels


@dataclass
class _Shape:
    """What is known of one shape: the inputs seen before the decision, and what was decided."""

    seen: list[Floats] = field(default_factory=list)
    decided: bool = False
    way: str = TORCH
    session: Session | None = None
    unchecked: int = 0


class Accelerated:
    """Stands in the place of a network from float32 [B, C, H, W] to [B, c, h, w].

    `torch_way` is how torch computes it here, `plain` the same network as it can be exported.
    """

    def __init__(self, torch_way: Way, plain: nn.Module, setting: Setting) -> None:
        self._torch = torch_way
        self._plain = plain
        self._setting = setting
        self._backends = kept.load_kept(setting.home).backends
        self._shapes: dict[tuple[int, ...], _Shape] = {}
        self._lock = threading.Lock()

    def __call__(self, values: Tensor) -> Tensor:
        """The network's result, wherever it is computed."""
        if not self._backends or values.dtype is not torch.float32:
            return self._torch(values)
        shape = self._shapes.setdefault((1, *values.shape[1:]), _Shape())
        if shape.decided and shape.session is None:
            return self._torch(values)
        if len(values) > 1:  # graphs are of one input: more at once gain nothing on a processor
            return torch.cat([self(one) for one in values.split(1)])
        if shape.session is not None and not shape.unchecked:
            return self._by(shape, values)
        with self._lock:  # other threads wait: they would spoil the measurement
            return self._first(shape, values)

    def way(self, shape: tuple[int, ...]) -> str:
        """What computes inputs of this shape: `torch`, `openvino`, `onnxruntime int8`."""
        known = self._shapes.get(shape)
        return TORCH if known is None else known.way

    def _first(self, shape: _Shape, values: Tensor) -> Tensor:
        """One of the first inputs of a shape: decides once there are enough, and checks."""
        if not shape.decided:
            shape.seen.append(array(values))
            if len(shape.seen) < _ENOUGH and not self._is_known(values):
                return self._torch(values)
            self._decide(shape, values)
        if shape.session is None:
            return self._torch(values)
        if not shape.unchecked:
            return self._by(shape, values)
        true = self._torch(values)
        try:
            made = shape.session(array(values))
            check(made, array(true), self._setting)
        except Exception as error:  # noqa: BLE001 - a foreign library: any error
            self._give_up(shape, values, error)
            return true
        shape.unchecked -= 1
        return torch.from_numpy(made).to(values.device)

    def _by(self, shape: _Shape, values: Tensor) -> Tensor:
        assert shape.session is not None
        try:
            made = shape.session(array(values))
        except Exception as error:  # noqa: BLE001 - a foreign library: any error
            with self._lock:
                self._give_up(shape, values, error)
            return self._torch(values)
        return torch.from_numpy(made).to(values.device)

    def _give_up(self, shape: _Shape, values: Tensor, error: Exception) -> None:
        """A backend that fails on the way: torch takes over, and its graph goes."""
        if shape.session is None:
            return
        self._announce_failure(shape.way, first_line(error))
        discard(graph_path(self._plain, tuple(values.shape), self._setting.home))
        kept.forget(self._trial(values), self._setting.home)  # the next time it is tried again
        shape.session, shape.way, shape.decided = None, TORCH, True

    def _decide(self, shape: _Shape, values: Tensor) -> None:
        trial = self._trial(values)
        verdict = kept.known_verdict(trial, self._setting.home)
        if verdict is None:
            verdict = self._try_all(trial, shape, values)
            kept.remember(verdict, self._setting.home)
            for way, reason in verdict.reasons.items():
                self._announce_failure(way, reason)
        if verdict.way != TORCH:
            self._open_chosen(verdict, shape, values)
        shape.decided = True
        shape.seen.clear()

    def _open_chosen(self, verdict: kept.Verdict, shape: _Shape, values: Tensor) -> None:
        try:
            shape.session = self._opened(verdict.way, shape.seen, values)
        except Exception as error:  # noqa: BLE001 - a foreign library: any error
            self._announce_failure(verdict.way, first_line(error))
            return
        shape.way, shape.unchecked = verdict.way, _CHECKED
        if verdict.way.endswith(_INT8):
            gain = verdict.seconds[TORCH] / verdict.seconds[verdict.way]
            announce(
                Notice(
                    NoticeCode.PRECISION_REDUCED,
                    f"{verdict.trial.network} is computed by {kept.titled(verdict.way)}, "
                    f"{gain:.1f} times as fast; its pixels are off by {verdict.mean:.2f} grey "
                    f"levels of 255 in the mean, {verdict.far:.1f} at the 99.9th percentile.",
                )
            )

    def _try_all(self, trial: kept.Trial, shape: _Shape, values: Tensor) -> kept.Verdict:
        """Measures torch and every enabled backend on the real network."""
        true, seconds = _timed(partial(self._torch, values))
        given = array(values)
        taken, reasons = {TORCH: seconds}, {}
        off: dict[str, Difference] = {TORCH: Difference(0, 0)}
        for way in self._ways():
            try:
                session = self._opened(way, shape.seen, values)
                session(given)  # the first call prepares
                made, spent = _timed(partial(session, given))
                off[way] = check(made, array(true), self._setting)
            except Exception as error:  # noqa: BLE001 - a foreign library: any error
                reasons[way] = first_line(error)
                continue
            taken[way] = spent
        best = min(taken, key=lambda way: taken[way] * (_GAIN if way == TORCH else 1))
        return kept.Verdict(
            trial=trial,
            way=best,
            seconds=taken,
            reasons=reasons,
            mean=off[best].mean,
            far=off[best].far,
        )

    def _ways(self) -> Iterator[str]:
        for backend in self._backends:
            yield backend.id
            if self._setting.fast:
                yield f"{backend.id} {_INT8}"

    def _opened(self, way: str, frames: list[Floats], values: Tensor) -> Session:
        name, _, numbers = way.partition(" ")
        backend = find_backend(name)
        assert backend is not None
        reason = why_not(backend, self._setting.home)
        if reason:
            raise RuntimeError(reason)
        if numbers:
            return self._opened_int8(backend, frames, values)
        return self._readable(backend, values)

    def _readable(self, backend: Backend, values: Tensor) -> Session:
        """Opens the kept graph; one that cannot be read is exported again, once."""
        home, threads = self._setting.home, self._setting.threads
        graph = graph_file(self._plain, values.detach().cpu(), home)
        try:
            return open_session(backend, graph, threads, home)
        except Exception:  # noqa: BLE001 - a foreign library: any error
            discard(graph)
            graph = graph_file(self._plain, values.detach().cpu(), home)
            return open_session(backend, graph, threads, home)

    def _opened_int8(self, backend: Backend, frames: list[Floats], values: Tensor) -> Session:
        """Calibrated on the frames at hand, so made anew for each portrait."""
        home = self._setting.home
        graph = graph_file(self._plain, values.detach().cpu(), home)
        cache_folder(home).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache_folder(home), prefix="int8-") as folder:
            into = Path(folder) / "network.onnx"
            quantised(graph, frames or [array(values)], into)
            return open_session(backend, into, self._setting.threads, home)

    def _is_known(self, values: Tensor) -> bool:
        """Whether the decision needs no trial, and no frames to calibrate on."""
        verdict = kept.known_verdict(self._trial(values), self._setting.home)
        return verdict is not None and not verdict.way.endswith(_INT8)

    def _trial(self, values: Tensor) -> kept.Trial:
        return kept.Trial(
            network=type(self._plain).__name__,
            shape=tuple(values.shape),
            fast=self._setting.fast,
            machine=f"{kept.machine()}, {self._setting.threads} threads, {values.device.type}",
            versions=kept.versions(self._backends, self._setting.home),
        )

    def _announce_failure(self, way: str, reason: str) -> None:
        announce(
            Notice(
                NoticeCode.BACKEND_FAILED,
                f"{kept.titled(way)} does not compute {type(self._plain).__name__} here: "
                f"{reason}. torch does.",
            )
        )


def accelerated(home: Path, levels: float, *, fast: bool) -> Wrap | None:
    """Wraps networks that give `levels` grey levels for a step of 1; None where no backend is
    enabled: then nothing has to be kept for one."""
    if not kept.load_kept(home).backends:
        return None

    def wrap(torch_way: Way, plain: nn.Module, threads: int) -> Way:
        return Accelerated(torch_way, plain, Setting(home, threads, levels, fast=fast))

    return wrap


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """The result and the seconds of the quicker of two calls."""
    spent = []
    for _ in range(2):
        began = time.perf_counter()
        made = work()
        spent.append(time.perf_counter() - began)
    return made, min(spent)
