"""Prompts become the numbers that a UNet is conditioned on: weighted, and of any length.

A text encoder reads 77 tokens, two of which mark begin and end. Longer prompts are cut into parts
of 75 tokens that are encoded one by one and laid side by side. A weight multiplies what the
encoder says of each of its tokens; afterwards the part's mean is brought back to what it was,
as the tools do from which people know the syntax.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from avatar_gen.embeddings import Embedding, encoders_of
from avatar_gen.tokens import ROOM, Part, Words
from avatar_gen.weights import parse

_FARTHEST = 10.0  # how much the mean may be corrected


@dataclass(frozen=True)
class Encoded:
    """`seen`: [1, 77 * parts, C]; `pooled` [1, P] for SDXL alone."""

    seen: Tensor
    pooled: Tensor | None = None


class TextEncoder:
    """Encodes single texts, each once, with the text encoders of a pipeline side by side.

    `learns`: what comes out can be derived by the encoders' weights and the embeddings' vectors.
    `clip_skip` counts layers from the last. SDXL was trained on the last but one and takes that
    for 1 and for 2, as all programs count; for the others 1 is the last layer.
    """

    def __init__(
        self,
        pipe: Any,
        clip_skip: int,
        embeddings: Sequence[Embedding] = (),
        *,
        learns: bool = False,
    ) -> None:
        self._pipe = pipe
        self._learns = learns
        self._skip = clip_skip
        self._encoders = encoders_of(pipe)
        self._words = [
            Words(tokenizer, index, embeddings)
            for index, (tokenizer, _) in enumerate(self._encoders)
        ]
        self._known: dict[tuple[str, int], Encoded] = {}

    def count(self, text: str) -> int:
        """How many parts a text takes."""
        pieces = parse(text)
        return max(len(words.parts(pieces)) for words in self._words)

    def encode(self, text: str, count: int, *, unwanted: bool = False) -> Encoded:
        """A text filled to `count` parts; an empty unwanted one may be zeros, as SDXL learned."""
        if (text, count) not in self._known:
            pieces = parse(text)
            made = [
                self._one(index, _filled(words.parts(pieces), count))
                for index, words in enumerate(self._words)
            ]
            two = len(made) > 1
            seen = torch.cat([seen for seen, _ in made], -1)
            self._known[text, count] = Encoded(seen, made[-1][1] if two else None)
        found = self._known[text, count]
        zeros = unwanted and not text.strip() and found.pooled is not None
        if zeros and self._pipe.config.get("force_zeros_for_empty_prompt"):
            assert found.pooled is not None
            return Encoded(torch.zeros_like(found.seen), torch.zeros_like(found.pooled))
        return found

    def _one(self, index: int, parts: list[Part]) -> tuple[Tensor, Tensor]:
        """[1, 77 * parts, C], and the pooled text of the first part [1, P]."""
        tokenizer, encoder = self._encoders[index]
        begin, end, pad = tokenizer.bos_token_id, tokenizer.eos_token_id, tokenizer.pad_token_id
        rows = [
            [begin, *(token.number for token in part), end, *[pad] * (ROOM - len(part))]
            for part in parts
        ]
        device = self._pipe._execution_device
        with torch.set_grad_enabled(self._learns), _with_vectors(encoder, parts):
            out = encoder(torch.tensor(rows, device=device), output_hidden_states=True)
        if len(self._encoders) > 1:
            seen = out.hidden_states[-max(self._skip, 2)]
        elif self._skip == 1:
            seen = out.last_hidden_state
        else:
            inner = getattr(encoder, "text_model", encoder)
            seen = inner.final_layer_norm(out.hidden_states[-self._skip])
        weights = [
            [1.0, *(token.weight for token in part), *[1.0] * (ROOM + 1 - len(part))]
            for part in parts
        ]
        weight = torch.tensor(weights, device=seen.device, dtype=torch.float32)[..., None]
        if bool((weight != 1).any()):
            seen = _weighted(seen, weight)
        return seen.reshape(1, -1, seen.shape[-1]), out[0][:1]


@contextmanager
def _with_vectors(encoder: Any, parts: list[Part]) -> Iterator[None]:
    """While it lasts, the table of words gives the vectors of embeddings at their places."""
    places = [
        (row, 1 + column, token.vector)
        for row, part in enumerate(parts)
        for column, token in enumerate(part)
        if token.vector is not None
    ]
    if not places:
        yield
        return

    def put(_: Any, __: Any, out: Tensor) -> Tensor:
        made = out.clone()
        for row, column, vector in places:
            made[row, column] = vector.to(made)
        return made

    hook = encoder.get_input_embeddings().register_forward_hook(put)
    try:
        yield
    finally:
        hook.remove()


def _filled(parts: list[Part], count: int) -> list[Part]:
    return [*parts, *[()] * (count - len(parts))]


def _weighted(seen: Tensor, weight: Tensor) -> Tensor:
    exact = seen.float()
    made = exact * weight
    ratio = exact.mean((1, 2), keepdim=True) / made.mean((1, 2), keepdim=True)
    # An encoder whose means are next to zero gives no scale to go by.
    usable = torch.isfinite(ratio) & (ratio > 1 / _FARTHEST) & (ratio < _FARTHEST)
    return (made * torch.where(usable, ratio, 1.0)).to(seen.dtype)
