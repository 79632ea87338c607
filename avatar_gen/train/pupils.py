"""What learns: adapters beside the layers, the vectors of a word, or the network itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from peft import LoraConfig, inject_adapter_in_model
from peft.tuners.lora import LoraLayer
from torch import Tensor, nn

from avatar_gen.embeddings import Embedding, encoders_of
from avatar_gen.family import Family
from avatar_gen.lora.names import kohya_name
from avatar_gen.lora.parts import Place
from avatar_gen.original_state import original_state
from avatar_gen.tokens import Words
from avatar_gen.train.randomness import generator_of
from avatar_gen.train.request import TrainMode, TrainOptions

_ADAPTER = "presenter"
# All linear layers of the transformers, as the trainers before us choose them.
_UNET_LAYERS = [
    *("to_q", "to_k", "to_v", "to_out.0", "proj_in", "proj_out"),
    *("ff.net.0.proj", "ff.net.2"),
]
_TEXT_LAYERS = ["q_proj", "k_proj", "v_proj", "out_proj", "fc1", "fc2"]


class Pupil(Protocol):
    """Something that learns; `parameters` are float32, in an order that is always the same."""

    parameters: list[nn.Parameter]
    # Whether what a text means changes with every step.
    texts_learn: bool

    @property
    def embeddings(self) -> tuple[Embedding, ...]:
        """The words that it has learned until now."""
        ...

    def tensors(self) -> dict[str, Tensor]:
        """What its file holds, by the names that other programs read."""
        ...


def make_pupil(pipe: Any, family: Family, options: TrainOptions) -> Pupil:
    """The pupil of a pipeline on the processor, whose weights do not learn until now."""
    if options.mode is TrainMode.EMBEDDING:
        return EmbeddingPupil(pipe, options)
    networks = [(Place.UNET, pipe.unet)]
    if options.text_encoder:
        places = (Place.TEXT, Place.TEXT_2)
        encoders = (encoder for _, encoder in encoders_of(pipe))
        networks += list(zip(places, encoders, strict=False))
    if options.mode is TrainMode.WHOLE:
        return WholePupil(pipe, family, [network for _, network in networks])
    return LoraPupil(networks, family, options)


@dataclass(frozen=True)
class _Adapter:
    """One layer's pair of matrices: `up @ down`, counted alpha / rank times."""

    name: str
    down: nn.Parameter
    up: nn.Parameter


class LoraPupil:
    """Adapters by PEFT in every linear layer of the transformers."""

    embeddings: tuple[Embedding, ...] = ()

    def __init__(
        self, networks: list[tuple[Place, Any]], family: Family, options: TrainOptions
    ) -> None:
        self.alpha = options.alpha or float(options.rank)
        self.texts_learn = options.text_encoder
        # PEFT draws its first numbers from the generator of the whole process.
        with torch.random.fork_rng(devices=[]):
            torch.set_rng_state(generator_of(options.seed, "lora", 0).get_state())
            for place, network in networks:
                _adapt(network, place, options.rank, self.alpha)
        self._adapters = [
            one for place, network in networks for one in _adapters(network, place, family)
        ]
        self.parameters = [part for one in self._adapters for part in (one.down, one.up)]

    def tensors(self) -> dict[str, Tensor]:
        """`lora_down`, `lora_up` and alpha for each layer."""
        made: dict[str, Tensor] = {}
        for one in self._adapters:
            made[f"{one.name}.lora_down.weight"] = one.down.detach()
            made[f"{one.name}.lora_up.weight"] = one.up.detach()
            made[f"{one.name}.alpha"] = torch.tensor(self.alpha)
        return made


def _adapt(network: nn.Module, place: Place, rank: int, alpha: float) -> None:
    layers = _UNET_LAYERS if place is Place.UNET else _TEXT_LAYERS
    # PEFT takes whole alphas by its declaration and computes with any.
    config = LoraConfig(r=rank, lora_alpha=alpha, target_modules=layers)  # type: ignore[arg-type]
    inject_adapter_in_model(config, network, _ADAPTER)


def _adapters(network: nn.Module, place: Place, family: Family) -> Iterator[_Adapter]:
    names = [name for name, _ in network.named_modules()]
    for name, module in network.named_modules():
        if isinstance(module, LoraLayer):
            down, up = (side[_ADAPTER] for side in (module.lora_A, module.lora_B))
            for side in (down, up):
                side.to(torch.float32).requires_grad_(True)
            yield _Adapter(kohya_name(place, name, family, names), down.weight, up.weight)


class EmbeddingPupil:
    """The vectors of a word, which begin as those of what the person is."""

    texts_learn = True

    def __init__(self, pipe: Any, options: TrainOptions) -> None:
        self._word = options.word
        self.parameters = []
        for which, (tokenizer, encoder) in enumerate(encoders_of(pipe)):
            table = encoder.get_input_embeddings().weight
            ids = Words(tokenizer, which).ids(options.kind) or [tokenizer.eos_token_id]
            rows = [ids[at % len(ids)] for at in range(options.vectors)]
            self.parameters.append(nn.Parameter(table[rows].detach().float().clone()))

    @property
    def embeddings(self) -> tuple[Embedding, ...]:
        """The word as a prompt knows it now."""
        return (Embedding((self._word,), tuple(self.parameters)),)

    def tensors(self) -> dict[str, Tensor]:
        """One tensor under the word, or one for each text encoder."""
        found = [one.detach() for one in self.parameters]
        if len(found) == 2:
            return {"clip_l": found[0], "clip_g": found[1]}
        return {"emb_params": found[0]}


class WholePupil:
    """The networks themselves: the UNet, and the text encoders where these learn as well."""

    embeddings: tuple[Embedding, ...] = ()

    def __init__(self, pipe: Any, family: Family, networks: list[Any]) -> None:
        self._pipe = pipe
        self._family = family
        self.texts_learn = len(networks) > 1
        self.parameters = []
        for network in networks:
            network.to(torch.float32).requires_grad_(True)
            self.parameters += list(network.parameters())

    def tensors(self) -> dict[str, Tensor]:
        """The whole model, as one file."""
        return original_state(self._pipe, self._family)
