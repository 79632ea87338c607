"""Textual inversions: words of the prompt that stand for vectors instead of tokens.

A word is found by its token ids, so in any case of its letters and never inside another word; of
words that begin alike the longest counts. Neither tokenizer nor text encoder is changed.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor

from avatar_gen.family import Family
from avatar_gen.kinds import kind_of
from avatar_gen.load import understood
from talker.checkpoint import plain_content
from talker.errors import ModelDamaged, ModelUnsupported
from talker.media.images import picture_text
from talker.restricted_pickle import Parameters

MOST_VECTORS = 75  # what a part of a prompt has room for
# Names of the file formats, which are no words: A1111, diffusers, OneTrainer, SDXL's two encoders.
_ONE = ("emb_params", "*", "emb_params_out", "clip_l", "text_encoders_0")
_TWO = ("clip_g", "text_encoders_1")
_PICTURE_TEXT = "sd-ti-embedding"


@dataclass(frozen=True)
class Embedding:
    """`words` that stand for it; `vectors` [n, C] float32 for each text encoder."""

    words: tuple[str, ...]
    vectors: tuple[Tensor, ...]


def encoders_of(pipe: Any) -> list[tuple[Any, Any]]:
    """The tokenizers and text encoders of a pipeline, in order."""
    pairs = [(pipe.tokenizer, pipe.text_encoder)]
    if getattr(pipe, "text_encoder_2", None) is not None:
        pairs.append((pipe.tokenizer_2, pipe.text_encoder_2))
    return pairs


def read_embeddings(path: Path, widths: tuple[int, ...], family: Family) -> list[Embedding]:
    """What a file teaches, checked against the `widths` of the text encoders.

    ModelUnsupported for another family or kind, ModelDamaged for what cannot be read.
    """
    with understood(path):
        state = _state(path)
    embeddings = [_checked(path, one, widths, family) for one in _read(path, state, widths)]
    if not embeddings:
        kind = kind_of({key: tuple(value.shape) for key, value in state.items()})
        what = f"it is {kind}, no embedding" if kind else "it is no embedding"
        raise ModelUnsupported(
            path, f"{what} for {family.words}", f"Choose an embedding for {family.words}."
        )
    return embeddings


def bundled(
    path: Path, name: str, state: Mapping[str, Tensor], widths: tuple[int, ...], family: Family
) -> Embedding:
    """An embedding that a LoRA file brings under a word of its own."""
    vectors = _by_encoder(state, widths)
    if vectors is None:
        raise ModelUnsupported(
            path, f"its embedding {name} is not for {family.words}", "Choose another LoRA."
        )
    return _checked(path, Embedding((name,), vectors), widths, family)


def _read(path: Path, state: Mapping[str, Tensor], widths: tuple[int, ...]) -> list[Embedding]:
    vectors = _by_encoder(state, widths)
    if vectors is not None:
        return [Embedding((path.stem,), vectors)]
    if len(widths) > 1 or not all(value.ndim in (1, 2) for value in state.values()):
        return []
    if any(key in (*_ONE, *_TWO) or "." in key for key in state):
        return []
    # Words by themselves, as diffusers writes them.
    alone = len(state) == 1
    return [
        Embedding((path.stem, word) if alone else (word,), (_flat(value),))
        for word, value in state.items()
    ]


def _by_encoder(state: Mapping[str, Tensor], widths: tuple[int, ...]) -> tuple[Tensor, ...] | None:
    """One tensor for each encoder, in the names of the formats; None where it is otherwise."""
    first = next((state[key] for key in _ONE if key in state), None)
    second = next((state[key] for key in (*_TWO, "clip_g_out") if key in state), None)
    if len(widths) == 1:
        return None if first is None or second is not None else (_flat(first),)
    if first is None or second is None:
        return None
    return _flat(first), _flat(second)


def _flat(value: Tensor) -> Tensor:
    width = value.shape[-1] if value.ndim else 1
    return value.detach().float().reshape(value.numel() // max(1, width), width)


def _checked(
    path: Path, embedding: Embedding, widths: tuple[int, ...], family: Family
) -> Embedding:
    for vectors, width in zip(embedding.vectors, widths, strict=True):
        if vectors.shape[-1] != width:
            raise ModelUnsupported(
                path,
                f"its vectors have {vectors.shape[-1]} numbers; {family.words} has {width}",
                f"Choose an embedding for {family.words}.",
            )
        if not len(vectors):
            raise ModelDamaged(path, "it holds no vectors")
        if len(vectors) > MOST_VECTORS:
            raise ModelUnsupported(
                path,
                f"it has {len(vectors)} vectors; at most {MOST_VECTORS} fit into a prompt",
                "Choose another embedding.",
            )
        if not bool(torch.isfinite(vectors).all()):
            raise ModelDamaged(path, "it holds numbers that are not finite")
    return embedding


def _state(path: Path) -> dict[str, Tensor]:
    if path.suffix.lower() == ".safetensors":
        return load_file(path)
    if path.suffix.lower() in (".png", ".webp"):
        return _in_picture(path)
    content = plain_content(path)
    if torch.is_tensor(content):
        return {"emb_params": content}
    held = content if isinstance(content, dict) else {}
    if "string_to_param" in held:  # the first publication's, and A1111's
        held = held["string_to_param"]
        held = held.tensors if isinstance(held, Parameters) else dict(held)
        if len(held) == 1:
            held = {"emb_params": next(iter(held.values()))}
    return {str(key): value.detach() for key, value in held.items() if torch.is_tensor(value)}


def _in_picture(path: Path) -> dict[str, Tensor]:
    """A picture that carries vectors in a text of its own, as A1111 writes it beside the pixels."""
    text = picture_text(path, _PICTURE_TEXT)
    if text is None:
        return {}
    held = json.loads(base64.b64decode(text))["string_to_param"]
    (numbers,) = list(held.values())[:1]
    return {"emb_params": torch.tensor(numbers["TORCHTENSOR"])}
