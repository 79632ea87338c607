"""Prompts become the numbers that a UNet is conditioned on: weighted, and of any length.

A text encoder reads 77 tokens, two of which mark begin and end. Longer prompts are cut into parts
of 75 tokens that are encoded one by one and laid side by side. A weight multiplies what the
encoder says of each of its tokens; afterwards the part's mean is brought back to what it was,
as the tools do from which people know the syntax.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from avatar_gen.weights import Piece, parse
from talker.errors import ErrorCode, UsageError

ROOM = 75  # tokens of a part
MOST_PARTS = 16
_FARTHEST = 10.0  # how much the mean may be corrected


@dataclass(frozen=True)
class Conditioning:
    """`positive` and `negative`: [1, 77 * parts, C]; the pooled ones [1, P] for SDXL alone."""

    positive: Tensor
    negative: Tensor
    pooled: Tensor | None = None
    negative_pooled: Tensor | None = None


@dataclass(frozen=True)
class _Part:
    tokens: tuple[int, ...]
    weights: tuple[float, ...]


def condition(pipe: Any, prompt: str, negative: str, clip_skip: int) -> Conditioning:
    """Encodes both prompts with all text encoders that the pipeline has.

    UsageError PROMPT_TOO_LONG beyond 16 parts of 75 tokens.
    """
    two = getattr(pipe, "text_encoder_2", None) is not None
    encoders = [(pipe.tokenizer, pipe.text_encoder)]
    if two:
        encoders.append((pipe.tokenizer_2, pipe.text_encoder_2))
    wanted, unwanted = parse(prompt), parse(negative)
    positives, negatives = [], []
    pooled = negative_pooled = None
    for tokenizer, encoder in encoders:
        mine, others = (_parts(pipe, tokenizer, pieces) for pieces in (wanted, unwanted))
        count = max(len(mine), len(others))
        positive_part, pooled = _encoded(
            pipe, tokenizer, encoder, _filled(mine, count), clip_skip, two
        )
        negative_part, negative_pooled = _encoded(
            pipe, tokenizer, encoder, _filled(others, count), clip_skip, two
        )
        positives.append(positive_part)
        negatives.append(negative_part)
    if two and not negative.strip() and pipe.config.get("force_zeros_for_empty_prompt"):
        assert negative_pooled is not None
        negatives = [torch.zeros_like(embedding) for embedding in negatives]
        negative_pooled = torch.zeros_like(negative_pooled)
    return Conditioning(
        torch.cat(positives, -1),
        torch.cat(negatives, -1),
        pooled if two else None,
        negative_pooled if two else None,
    )


def _parts(pipe: Any, tokenizer: Any, pieces: tuple[Piece, ...]) -> list[_Part]:
    """Cut at BREAK and wherever a part is full."""
    parts: list[tuple[list[int], list[float]]] = [([], [])]
    for piece in pieces:
        if piece.breaks:
            parts.append(([], []))
            continue
        text = pipe.maybe_convert_prompt(piece.text, tokenizer)
        ids = tokenizer(text, add_special_tokens=False, truncation=False, verbose=False).input_ids
        for token in ids:
            if len(parts[-1][0]) == ROOM:
                parts.append(([], []))
            parts[-1][0].append(token)
            parts[-1][1].append(piece.weight)
    if len(parts) > MOST_PARTS:
        raise UsageError(
            ErrorCode.PROMPT_TOO_LONG,
            f"The prompt has more than {MOST_PARTS * ROOM} tokens.",
            f"Shorten it; about {MOST_PARTS * 50} words fit.",
        )
    return [_Part(tuple(tokens), tuple(weights)) for tokens, weights in parts]


def _filled(parts: list[_Part], count: int) -> list[_Part]:
    return [*parts, *[_Part((), ())] * (count - len(parts))]


def _encoded(
    pipe: Any, tokenizer: Any, encoder: Any, parts: list[_Part], clip_skip: int, two: bool
) -> tuple[Tensor, Tensor]:
    """[1, 77 * parts, C], and the pooled text of the first part [1, P]."""
    begin, end, pad = tokenizer.bos_token_id, tokenizer.eos_token_id, tokenizer.pad_token_id
    rows = [[begin, *part.tokens, end, *[pad] * (ROOM - len(part.tokens))] for part in parts]
    weights = [[1.0, *part.weights, *[1.0] * (ROOM + 1 - len(part.weights))] for part in parts]
    device = pipe._execution_device
    with torch.no_grad():
        out = encoder(torch.tensor(rows, device=device), output_hidden_states=True)
    if two:  # the last layer but one, as it is; with skipping, further back
        seen = out.hidden_states[-(clip_skip + 1)]
    elif clip_skip == 1:
        seen = out.last_hidden_state
    else:
        inner = getattr(encoder, "text_model", encoder)
        seen = inner.final_layer_norm(out.hidden_states[-clip_skip])
    weight = torch.tensor(weights, device=seen.device, dtype=torch.float32)[..., None]
    if bool((weight != 1).any()):
        seen = _weighted(seen, weight)
    return seen.reshape(1, -1, seen.shape[-1]), out[0][:1]


def _weighted(seen: Tensor, weight: Tensor) -> Tensor:
    exact = seen.float()
    made = exact * weight
    ratio = exact.mean((1, 2), keepdim=True) / made.mean((1, 2), keepdim=True)
    # An encoder whose means are next to zero gives no scale to go by.
    usable = torch.isfinite(ratio) & (ratio > 1 / _FARTHEST) & (ratio < _FARTHEST)
    return (made * torch.where(usable, ratio, 1.0)).to(seen.dtype)
