"""Guides the network by more than one description, by others at each step, or more gently.

The pipelines of diffusers know one prompt for all steps. Where a prompt wants more, the network's
answer is put together here, and handed back in both halves, so that the pipeline's own guidance
finds nothing left to add:

    noise = n + g sum w_i (c_i - n)
    rescaled by phi:  phi noise std(c) / std(noise) + (1 - phi) noise    Lin et al. 2023, 2305.08891

n is the answer without, c_i with description i of weight w_i, g the guidance scale; c stands for
the sum at g = 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from avatar_gen.encode import Encoded, TextEncoder
from avatar_gen.prompt_syntax import at_step, changes, descriptions


@dataclass(frozen=True)
class Wanted:
    """The descriptions of one step with their weights, and what the picture must not show."""

    positives: tuple[tuple[Encoded, float], ...]
    negative: Encoded


@dataclass(frozen=True)
class Direction:
    """What is wanted at each step; `plain` when one prompt for all steps says it."""

    steps: tuple[Wanted, ...]
    plain: bool


def directed(encoder: TextEncoder, prompt: str, negative: str, steps: int) -> Direction:
    """Reads both prompts for `steps` steps; every text is encoded once."""
    parts = descriptions(prompt)
    moves = changes(negative) or any(changes(part.text) for part in parts)
    count = steps if moves else 1
    texts = [
        ([at_step(part.text, step, steps) for part in parts], at_step(negative, step, steps))
        for step in range(count)
    ]
    size = max(encoder.count(text) for some, other in texts for text in (*some, other))
    made = tuple(
        Wanted(
            tuple(
                (encoder.encode(text, size), part.weight)
                for text, part in zip(some, parts, strict=True)
            ),
            encoder.encode(other, size, unwanted=True),
        )
        for some, other in texts
    )
    return Direction(made, plain=not moves and len(parts) == 1)


class Guide:
    """Answers for the network; `step` is moved by whoever counts the steps."""

    def __init__(self, direction: Direction, guidance: float, rescale: float) -> None:
        self._direction = direction
        self._guidance = guidance
        self._rescale = rescale
        self.step = 0

    @contextmanager
    def over(self, unet: Any) -> Iterator[None]:
        """While it lasts, `unet` answers guided."""
        own, forward = "forward" in vars(unet), unet.forward
        # A network that is told the guidance beside the time is asked for one answer.
        told = getattr(getattr(unet, "config", None), "time_cond_proj_dim", None) is not None
        twice = self._guidance > 1 and not told

        def guided(sample: Tensor, timestep: Any, **given: Any) -> Any:
            return (self._answer(forward, sample, timestep, given, twice=twice),)

        unet.forward = guided
        try:
            yield
        finally:
            if own:
                unet.forward = forward
            else:
                del unet.forward

    def _answer(
        self,
        forward: Callable[..., Any],
        sample: Tensor,
        timestep: Any,
        given: dict[str, Any],
        *,
        twice: bool,
    ) -> Tensor:
        steps = self._direction.steps
        wanted = steps[min(self.step, len(steps) - 1)]
        count = len(sample) // 2 if twice else len(sample)
        halves = _halves(given, count) if twice else (given, given)
        asked = [(one, 1) for one, _ in wanted.positives]
        asked += [(wanted.negative, 0)] if twice else []
        # All at once, as pipelines ask for both of theirs: a norm over few values needs the rows.
        parts = [sample[:count] if half == 0 else sample[-count:] for _, half in asked]
        own = _joined([_with(halves[half], one, count) for one, half in asked], count)
        found = forward(torch.cat(parts), timestep, **own)[0].split(count)
        weights = [weight for _, weight in wanted.positives]
        answers = list(zip(found, weights, strict=False))  # the one without is the last
        if not twice:
            whole = sum(weights) or 1.0
            return torch.stack([answer * (weight / whole) for answer, weight in answers]).sum(0)
        without = found[-1]
        pulled = torch.stack([(one - without) * weight for one, weight in answers]).sum(0)
        noise = without + self._guidance * pulled
        if self._rescale:
            axes = tuple(range(1, noise.ndim))
            spread = (without + pulled).std(dim=axes, keepdim=True)
            matched = noise * (spread / noise.std(dim=axes, keepdim=True))
            noise = self._rescale * matched + (1 - self._rescale) * noise
        return torch.cat([noise, noise])


def _with(given: dict[str, Any], encoded: Encoded, count: int) -> dict[str, Any]:
    """The network's other inputs with the words of one description."""
    own = dict(given) | {
        "encoder_hidden_states": _repeated(encoded.seen, given["encoder_hidden_states"], count)
    }
    added = given.get("added_cond_kwargs")
    if added and encoded.pooled is not None:
        pooled = _repeated(encoded.pooled, added["text_embeds"], count)
        own["added_cond_kwargs"] = {**added, "text_embeds": pooled}
    return own


def _repeated(value: Tensor, like: Tensor, count: int) -> Tensor:
    return value.to(like).expand(count, *value.shape[1:])


def _joined(parts: Sequence[Any], count: int) -> Any:
    """What was given for several rows of `count` pictures each, one behind the other."""
    first = parts[0]
    if isinstance(first, Tensor):
        return torch.cat(list(parts)) if first.ndim and len(first) == count else first
    if isinstance(first, dict):
        return {name: _joined([part[name] for part in parts], count) for name in first}
    if isinstance(first, Sequence) and not isinstance(first, str):
        return type(first)(_joined(some, count) for some in zip(*parts, strict=True))  # type: ignore[call-arg]
    return first


def _halves(given: dict[str, Any], count: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """What belongs to the answer without, and to the one with: first and second of each batch."""
    return (
        {name: _cut(value, slice(None, count), count) for name, value in given.items()},
        {name: _cut(value, slice(count, None), count) for name, value in given.items()},
    )


def _cut(value: Any, part: slice, count: int) -> Any:
    if isinstance(value, Tensor):
        return value[part] if value.ndim and len(value) == 2 * count else value
    if isinstance(value, dict):
        return {name: _cut(one, part, count) for name, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return type(value)(_cut(one, part, count) for one in value)  # type: ignore[call-arg]
    return value
