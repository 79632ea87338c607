"""LoRAs and textual inversions: put on a loaded pipeline, and taken off again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from avatar_gen.embeddings import Embedding, bundled, encoders_of, read_embeddings
from avatar_gen.family import Family
from avatar_gen.lora.layers import layer_names
from avatar_gen.lora.parts import Place
from avatar_gen.lora.put_on import Changed, put_lora_on, read_lora
from avatar_gen.record_files import lora_parts
from avatar_gen.request import AvatarOptions
from talker.errors import ErrorCode, InputError, UsageError
from talker.files import exists, is_file

_MOST_SCALE = 4.0


@dataclass(frozen=True)
class Lora:
    """A LoRA file and how strongly it counts, in the UNet and in the text encoders."""

    path: Path
    scale: float
    text_scale: float

    @property
    def scales(self) -> Mapping[Place, float]:
        """The strength in each network."""
        return {Place.UNET: self.scale, Place.TEXT: self.text_scale, Place.TEXT_2: self.text_scale}


@dataclass
class Worn:
    """What is on a pipeline now: changed weights, and the words that stand for vectors."""

    changed: Changed = field(default_factory=Changed)
    embeddings: tuple[Embedding, ...] = ()


@dataclass(frozen=True)
class Addons:
    """What is put on a model; all of it is taken off and put on anew when any of it changes."""

    loras: tuple[Lora, ...] = ()
    embeddings: tuple[Path, ...] = ()

    def put_on(self, pipe: Any, worn: Worn, family: Family) -> None:
        """Replaces what is on the pipeline; an error names the file that does not fit.

        Afterwards nothing of a file that did not fit is on it, nor of those before it.
        """
        pipe.remove_all_hooks()
        pipe.to("cpu")
        worn.changed.restore()
        worn.embeddings = ()
        widths = tuple(
            encoder.get_input_embeddings().weight.shape[-1] for _, encoder in encoders_of(pipe)
        )
        found = [one for path in self.embeddings for one in read_embeddings(path, widths, family)]
        names = layer_names(pipe)
        try:
            for lora in self.loras:
                file = read_lora(lora.path, family)
                put_lora_on(file, names, family, lora.scales, worn.changed)
                found += [
                    bundled(lora.path, name, state, widths, family)
                    for name, state in file.embeddings.items()
                ]
        except Exception:
            worn.changed.restore()
            raise
        worn.embeddings = tuple(found)


def read_addons(options: AvatarOptions) -> Addons:
    """What the options name; InputError MODEL_UNKNOWN for a file that is not there."""
    loras = tuple(_lora(text) for text in options.loras)
    embeddings = tuple(_existing(Path(text), "embedding") for text in options.embeddings)
    return Addons(loras, tuple(dict.fromkeys(embeddings)))


def _lora(text: str) -> Lora:
    """`C:/smile.safetensors:0.8`, or `:0.5:0.8` with the text encoders' strength in front."""
    name, scales = (text, ()) if exists(Path(text)) else lora_parts(text)
    for scale in scales:
        if not -_MOST_SCALE <= scale <= _MOST_SCALE:
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"The scale of a LoRA cannot be {scale:g}.",
                f"It lies between -{_MOST_SCALE:g} and {_MOST_SCALE:g}; 1 is usual.",
            )
    path = _existing(Path(name), "LoRA")
    return Lora(path, scales[-1] if scales else 1.0, scales[0] if scales else 1.0)


def _existing(path: Path, what: str) -> Path:
    if not is_file(path):
        raise InputError(
            ErrorCode.MODEL_UNKNOWN,
            f"The {what} {path} does not exist.",
            "Give the path of its file.",
            path,
        )
    return path
