"""The steps of a training: stopped between two of them, and taken up again at the same one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import torch
from torch import nn

from avatar_gen.train.checkpoint import Standing, load_checkpoint, save_checkpoint
from avatar_gen.train.lessons import Teacher
from avatar_gen.train.optimisers import make_optimiser
from avatar_gen.train.pupils import Pupil
from avatar_gen.train.randomness import batches
from avatar_gen.train.request import TrainOptions
from talker.errors import Cancelled, ErrorCode, MouthpieceError
from talker.progress import CancelToken

_LARGEST_STEP = 1.0  # norm of all gradients together
# Of a network; in smaller ones handing work to a second thread takes longer than doing it.
_FEW_NUMBERS = 20_000_000


@contextmanager
def fitting_threads(network: nn.Module) -> Iterator[None]:
    """While it lasts, torch computes small networks in one thread."""
    before = torch.get_num_threads()
    if sum(one.numel() for one in network.parameters()) < _FEW_NUMBERS:
        torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


@dataclass(frozen=True)
class Training:
    """One training; `others` teaches what people look like who are not learned."""

    options: TrainOptions
    pupil: Pupil
    teacher: Teacher
    others: Teacher | None
    checkpoint: Path
    scaler: torch.amp.GradScaler

    def run(self, on_step: Callable[[int], None], cancel: CancelToken) -> Standing:
        """All steps; `on_step` hears how many are done, first those of an earlier run.

        Cancelled keeps what was learned; MouthpieceError TRAINING_DIVERGED for losses that are no
        numbers.
        """
        options, parameters = self.options, self.pupil.parameters
        optimiser = make_optimiser(parameters, options)
        standing = load_checkpoint(self.checkpoint, parameters, optimiser, self.scaler)
        own = self._batches(self.teacher, standing.step)
        others = None if self.others is None else self._batches(self.others, standing.step)
        on_step(standing.step)
        while standing.step < options.steps:
            if cancel.cancelled:
                self._keep(standing, optimiser)
                raise Cancelled(
                    f"Stopped after {standing.step} of {options.steps} steps; they are kept."
                )
            groups = list(islice(own, options.accumulation))
            apart = [] if others is None else list(islice(others, options.accumulation))
            standing.losses.append(self._step(standing.step, groups, apart, optimiser))
            standing.step += 1
            if standing.step % options.save_every == 0 and standing.step < options.steps:
                self._keep(standing, optimiser)
            on_step(standing.step)
        return standing

    def _batches(self, teacher: Teacher, step: int) -> islice[tuple[int, ...]]:
        options = self.options
        sizes = [one.size for one in teacher.lessons]
        return islice(
            batches(sizes, options.batch, options.seed), step * options.accumulation, None
        )

    def _step(
        self,
        step: int,
        groups: list[tuple[int, ...]],
        apart: list[tuple[int, ...]],
        optimiser: torch.optim.Optimizer,
    ) -> float:
        """One change of the weights; the loss of the person's pictures before it."""
        total = 0.0
        for index, numbers in enumerate(groups):
            at = step * len(groups) + index
            loss = self.teacher.loss(numbers, "noise", at)
            total += float(loss.detach())
            if self.others is not None:
                loss = loss + self.options.class_weight * self.others.loss(
                    apart[index], "others", at
                )
            self.scaler.scale(loss / len(groups)).backward()
        if not math.isfinite(total):
            raise MouthpieceError(
                ErrorCode.TRAINING_DIVERGED,
                f"The training came to numbers without end at step {step + 1}.",
                "Choose a lower --learning-rate, or --precision float32.",
            )
        self.scaler.unscale_(optimiser)
        torch.nn.utils.clip_grad_norm_(self.pupil.parameters, _LARGEST_STEP)
        self.scaler.step(optimiser)
        self.scaler.update()
        optimiser.zero_grad(set_to_none=True)
        return total / len(groups)

    def _keep(self, standing: Standing, optimiser: torch.optim.Optimizer) -> None:
        save_checkpoint(self.checkpoint, standing, self.pupil.parameters, optimiser, self.scaler)
