"""A network that is computed by whatever is quickest here and gives what torch gives.

For each shape of input the first inputs go through torch. Then the enabled backends are tried once
with the real network on real inputs; the verdict is kept for later. Whatever goes wrong with a
backend is announced, and torch goes on: work is never lost.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

from talker.inference import kept
from talker.inference.backends import first_line
from talker.inference.graphs import flat_shape
from talker.inference.limits import Difference, Gap, Setting, array, check, difference
from talker.inference.notices import announce, announce_precision
from talker.inference.opening import INT8, Opener, trusted_backends
from talker.inference.sessions import Floats, Session
from talker.progress import Notice, NoticeCode

Result = TypeVar("Result")
Way = Callable[..., Tensor]
Input = tuple[Tensor, ...]
Wrap = Callable[[Way, nn.Module, int], Way]

TORCH = "torch"
_ENOUGH = 6  # inputs of one shape from which a trial is worth its time
_CHECKED = 2  # inputs that a backend computes together with torch before it is trusted
_GAIN = 0.95  # of torch's time: what gains less is not worth other pixels


@dataclass
class _Shape:
    """What is known of one shape: the inputs seen before the decision, and what was decided."""

    seen: list[tuple[Floats, ...]] = field(default_factory=list)
    decided: bool = False
    way: str = TORCH
    session: Session | None = None
    unchecked: int = 0


class Accelerated:
    """Stands in the place of a network from float32 tensors [B, ...], mostly one of them, to one.

    `torch_way` is how torch computes it here, `plain` the same network as it can be exported.
    """

    def __init__(self, torch_way: Way, plain: nn.Module, setting: Setting) -> None:
        self._torch = torch_way
        self._setting = setting
        self._backends = trusted_backends(setting.home)
        self._opener = Opener(plain, setting, self._backends)
        self._name = type(plain).__name__
        self._shapes: dict[tuple[int, ...], _Shape] = {}
        self._lock = threading.Lock()

    def __call__(self, *values: Tensor) -> Tensor:
        """The network's result, wherever it is computed."""
        if not self._backends or any(one.dtype is not torch.float32 for one in values):
            return self._torch(*values)
        shape = self._shapes.setdefault(flat_shape([one[:1] for one in values]), _Shape())
        if shape.decided and shape.session is None:
            return self._torch(*values)
        if len(values[0]) > 1:  # graphs are of one input: more at once gain nothing on a processor
            alone = zip(*(one.split(1) for one in values), strict=True)
            return torch.cat([self(*one) for one in alone])
        if shape.session is not None and not shape.unchecked:
            return self._by(shape, values)
        with self._lock:  # other threads wait: they would spoil the measurement
            return self._first(shape, values)

    def way(self, shape: tuple[int, ...]) -> str:
        """What computes inputs of this (flat) shape: `torch`, `openvino`, `onnxruntime int8`."""
        known = self._shapes.get(shape)
        return TORCH if known is None else known.way

    def _first(self, shape: _Shape, values: Input) -> Tensor:
        """One of the first inputs of a shape: decides once there are enough, and checks."""
        if not shape.decided:
            shape.seen.append(tuple(array(one) for one in values))
            if len(shape.seen) < _ENOUGH and not self._is_known(values):
                return self._torch(*values)
            self._decide(shape, values)
        if shape.session is None:
            return self._torch(*values)
        if not shape.unchecked:
            return self._by(shape, values)
        true = self._torch(*values)
        try:
            made = shape.session(*map(array, values))
            check(made, array(true), self._setting)
        except Exception as error:  # noqa: BLE001 - a foreign library: any error
            self._give_up(shape, values, error)
            return true
        shape.unchecked -= 1
        return torch.from_numpy(made).to(values[0].device)

    def _by(self, shape: _Shape, values: Input) -> Tensor:
        assert shape.session is not None
        try:
            made = shape.session(*map(array, values))
        except Exception as error:  # noqa: BLE001 - a foreign library: any error
            with self._lock:
                self._give_up(shape, values, error)
            return self._torch(*values)
        return torch.from_numpy(made).to(values[0].device)

    def _give_up(self, shape: _Shape, values: Input, error: Exception) -> None:
        """A backend that fails on the way: torch takes over, and its graph goes."""
        if shape.session is None:
            return
        self._announce_failure(shape.way, first_line(error))
        self._opener.forget(values)
        kept.forget(self._trial(values), self._setting.home)  # the next time it is tried again
        shape.session, shape.way, shape.decided = None, TORCH, True

    def _decide(self, shape: _Shape, values: Input) -> None:
        trial = self._trial(values)
        verdict = kept.known_verdict(trial, self._setting.home)
        session: Session | None = None
        if verdict is None:
            verdict, session = self._try_all(trial, shape, values)
            kept.remember(verdict, self._setting.home)
            for way, reason in verdict.reasons.items():
                self._announce_failure(way, reason)
        if verdict.way != TORCH:
            self._take(verdict, session, shape, values)
        shape.decided = True
        shape.seen.clear()

    def _take(
        self, verdict: kept.Verdict, session: Session | None, shape: _Shape, values: Input
    ) -> None:
        """Goes on with what was chosen: the trial's own `session`, or one that is opened now."""
        try:
            shape.session = session or self._opener.opened(verdict.way, shape.seen, values)
        except Exception as error:  # noqa: BLE001 - a foreign library: any error
            self._announce_failure(verdict.way, first_line(error))
            return
        shape.way, shape.unchecked = verdict.way, _CHECKED
        if verdict.way.endswith(INT8):
            gain = verdict.seconds[TORCH] / verdict.seconds[verdict.way]
            announce_precision(
                f"{verdict.trial.network} is computed by {kept.titled(verdict.way)}, "
                f"{gain:.1f} times as fast",
                Difference(verdict.mean, verdict.far, verdict.lips),
            )

    def _try_all(
        self, trial: kept.Trial, shape: _Shape, values: Input
    ) -> tuple[kept.Verdict, Session | None]:
        """Measures torch and every enabled backend on the real network; the quickest one's session.

        Those that are beaten are let go at once: each holds a copy of the weights.
        """
        true, seconds = _timed(partial(self._torch, *values))
        given = [array(one) for one in values]
        taken, reasons = {TORCH: seconds}, {}
        off: dict[str, Difference] = {TORCH: Difference(0, 0)}
        best, chosen = TORCH, None
        for way in self._opener.ways():
            try:
                session = self._opener.opened(way, shape.seen, values)
                session(*given)  # the first call prepares
                made, spent = _timed(partial(session, *given))
                off[way] = check(made, array(true), self._setting)
                if way.endswith(INT8):  # it is told how far lips are off
                    setting = self._setting
                    off[way] = difference(made, array(true), setting.levels, setting.gap)
            except Exception as error:  # noqa: BLE001 - a foreign library: any error
                reasons[way] = first_line(error)
                continue
            taken[way] = spent
            if spent < taken[best] * (_GAIN if best == TORCH else 1):
                best, chosen = way, session
        verdict = kept.Verdict(
            trial=trial,
            way=best,
            seconds=taken,
            reasons=reasons,
            mean=off[best].mean,
            far=off[best].far,
            lips=off[best].lips,
        )
        return verdict, chosen

    def _is_known(self, values: Input) -> bool:
        """Whether the decision needs no trial, and no frames to calibrate on."""
        verdict = kept.known_verdict(self._trial(values), self._setting.home)
        return verdict is not None and not verdict.way.endswith(INT8)

    def _trial(self, values: Input) -> kept.Trial:
        return kept.Trial(
            network=self._name,
            shape=flat_shape(values),
            fast=self._setting.fast,
            machine=f"{kept.machine()}, {self._setting.threads} threads, {values[0].device.type}",
            versions=kept.versions(self._backends, self._setting.home),
        )

    def _announce_failure(self, way: str, reason: str) -> None:
        announce(
            Notice(
                NoticeCode.BACKEND_FAILED,
                f"{kept.titled(way)} does not compute {self._name} here: {reason}. torch does.",
            )
        )


def accelerated(home: Path, levels: float, *, fast: bool, gap: Gap | None = None) -> Wrap | None:
    """Wraps networks that give `levels` grey levels for a step of 1, and frames for `gap`; None
    where no backend may be asked: then nothing has to be kept for one."""
    if not trusted_backends(home):
        return None

    def wrap(torch_way: Way, plain: nn.Module, threads: int) -> Way:
        return Accelerated(torch_way, plain, Setting(home, threads, levels, fast, gap))

    return wrap


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """The result and the seconds of the quicker of two calls."""
    spent = []
    for _ in range(2):
        began = time.perf_counter()
        made = work()
        spent.append(time.perf_counter() - began)
    return made, min(spent)
