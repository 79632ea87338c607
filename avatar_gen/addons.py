"""LoRAs and textual inversions: put on a loaded pipeline, and taken off again."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import torch
from safetensors.torch import load_file

from avatar_gen.family import Family
from avatar_gen.load import understood
from avatar_gen.request import AvatarOptions
from talker.checkpoint import unpickled
from talker.errors import ErrorCode, InputError, ModelDamaged, UsageError
from talker.files import exists, is_file

_MOST_SCALE = 4.0


@dataclass(frozen=True)
class Lora:
    """A LoRA file and how strongly it counts."""

    path: Path
    scale: float


@dataclass(frozen=True)
class Plain:
    """The words that a pipeline knew when it was loaded: tokenizers, and their embeddings."""

    words: tuple[tuple[Any, Any], ...]

    @classmethod
    def of(cls, pipe: Any) -> Self:
        """Remembers them; what is added later makes tables of its own."""
        return cls(
            tuple(
                (copy.deepcopy(tokenizer), encoder.get_input_embeddings())
                for tokenizer, encoder in _encoders(pipe)
            )
        )

    def restore(self, pipe: Any) -> None:
        """Forgets every word that was added."""
        for index, (tokenizer, table) in enumerate(self.words):
            end = f"_{index + 1}" if index else ""
            encoder = getattr(pipe, f"text_encoder{end}")
            pipe.register_modules(**{f"tokenizer{end}": copy.deepcopy(tokenizer)})
            encoder.set_input_embeddings(table)
            encoder.config.vocab_size = len(table.weight)


@dataclass(frozen=True)
class Addons:
    """What is put on a model; all of it is taken off and put on anew when any of it changes."""

    loras: tuple[Lora, ...] = ()
    embeddings: tuple[Path, ...] = ()

    def put_on(self, pipe: Any, plain: Plain, family: Family) -> None:
        """Replaces what is on the pipeline; ModelDamaged names the file that does not fit."""
        pipe.remove_all_hooks()
        pipe.to("cpu")
        pipe.unload_lora_weights()
        plain.restore(pipe)
        for path in self.embeddings:
            _add_embedding(pipe, path, family)
        for index, lora in enumerate(self.loras):
            _add_lora(pipe, lora.path, f"lora{index}", family)
        if self.loras:
            names = [f"lora{index}" for index in range(len(self.loras))]
            pipe.set_adapters(names, [lora.scale for lora in self.loras])


def read_addons(options: AvatarOptions) -> Addons:
    """What the options name; InputError MODEL_UNKNOWN for a file that is not there."""
    loras = tuple(_lora(text) for text in options.loras)
    embeddings = tuple(_existing(Path(text), "embedding") for text in options.embeddings)
    return Addons(loras, embeddings)


def _lora(text: str) -> Lora:
    """`C:/smile.safetensors:0.8`; the scale is 1 when none is given."""
    name, colon, number = text.rpartition(":")
    scale = 1.0
    if colon and not exists(Path(text)):
        try:
            scale = float(number)
        except ValueError:
            name = text  # a drive letter, or a name with a colon
        if not -_MOST_SCALE <= scale <= _MOST_SCALE:
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"The scale of a LoRA cannot be {number}.",
                f"It lies between -{_MOST_SCALE:g} and {_MOST_SCALE:g}; 1 is usual.",
            )
    else:
        name = text
    return Lora(_existing(Path(name), "LoRA"), scale)


def _existing(path: Path, what: str) -> Path:
    if not is_file(path):
        raise InputError(
            ErrorCode.MODEL_UNKNOWN,
            f"The {what} {path} does not exist.",
            "Give the path of its file.",
            path,
        )
    return path


def _add_lora(pipe: Any, path: Path, name: str, family: Family) -> None:
    with understood(path):
        state = load_file(path) if path.suffix == ".safetensors" else unpickled(path)
        before = _adapted(pipe)
        pipe.load_lora_weights(state, adapter_name=name)
    after = _adapted(pipe)
    if len(after) == len(before):
        raise ModelDamaged(path, f"it is no LoRA for {family.words}")
    if any(parameter.is_meta for parameter in after):
        raise ModelDamaged(path, "it lacks weights: of each pair of matrices both are needed")


def _adapted(pipe: Any) -> list[Any]:
    """The matrices of LoRAs that the networks carry."""
    networks = [pipe.unet, *(encoder for _, encoder in _encoders(pipe))]
    return [
        parameter
        for network in networks
        for key, parameter in network.named_parameters()
        if "lora_" in key
    ]


def _add_embedding(pipe: Any, path: Path, family: Family) -> None:
    """The file's name is its word; SDXL's files hold one tensor for each text encoder."""
    with understood(path):
        state = load_file(path) if path.suffix == ".safetensors" else _embedding_of(path)
        if not state:
            raise ModelDamaged(path, f"it is no embedding for {family.words}")
        keys = ("clip_l", "clip_g") if len(state) > 1 else ("",)
        vectors = [_vectors(state, key) for key in keys]
        encoders = _encoders(pipe)
        if len(vectors) != len(encoders):
            raise ModelDamaged(path, f"it is no embedding for {family.words}")
        for (tokenizer, encoder), vector in zip(encoders, vectors, strict=True):
            width = encoder.get_input_embeddings().weight.shape[-1]
            if vector.shape[-1] != width:
                raise ModelDamaged(
                    path, f"its vectors have {vector.shape[-1]} numbers; {family.words} has {width}"
                )
            pipe.load_textual_inversion(
                vector, token=path.stem, tokenizer=tokenizer, text_encoder=encoder
            )


def _vectors(state: dict[str, torch.Tensor], key: str) -> torch.Tensor:
    vectors = state[key] if key else next(iter(state.values()))
    return vectors.reshape(-1, vectors.shape[-1])


def _embedding_of(path: Path) -> dict[str, torch.Tensor]:
    """The older files keep the vectors under `string_to_param` and `*`."""
    content = torch.load(path, map_location="cpu", weights_only=True)
    if isinstance(content, dict) and "string_to_param" in content:
        content = dict(content["string_to_param"])
    return {str(key): value.detach() for key, value in content.items() if torch.is_tensor(value)}


def _encoders(pipe: Any) -> list[tuple[Any, Any]]:
    pairs = [(pipe.tokenizer, pipe.text_encoder)]
    if getattr(pipe, "text_encoder_2", None) is not None:
        pairs.append((pipe.tokenizer_2, pipe.text_encoder_2))
    return pairs
