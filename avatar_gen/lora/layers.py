"""The layers of the loaded networks, under every name that files have for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from torch import nn

from avatar_gen.lora.parts import Place, flat
from avatar_gen.original_names import UNetNames


@dataclass(frozen=True)
class LayerNames:
    """`tables`: for each network its modules by flat name."""

    tables: dict[Place, dict[str, nn.Module]]

    def find(self, place: Place, name: str) -> tuple[Place, nn.Module] | None:
        """The module that a file means, and the network that it is in."""
        places = list(self.tables) if place is Place.ANY else [place]
        for one in places:
            module = self.tables.get(one, {}).get(name)
            if module is not None:
                return one, module
        return None


def layer_names(pipe: Any) -> LayerNames:
    """All layers with weights, of all networks that LoRAs change."""
    tables = {Place.UNET: _unet(pipe.unet), Place.TEXT: _text(pipe.text_encoder)}
    second = getattr(pipe, "text_encoder_2", None)
    if second is not None:
        tables[Place.TEXT_2] = _text(second)
    return LayerNames(tables)


def _unet(unet: nn.Module) -> dict[str, nn.Module]:
    weighted = dict(_weighted(unet))
    names = UNetNames(weighted)
    table = {}
    for name, module in weighted.items():
        table[flat(name)] = table[flat(names.original(name))] = module
    return table


def _text(encoder: nn.Module) -> dict[str, nn.Module]:
    """transformers has written the names with and without `text_model.`."""
    table = {}
    for name, module in _weighted(encoder):
        inner = name.removeprefix("text_model.")
        table[flat(inner)] = table[flat(f"text_model.{inner}")] = module
    return table


def _weighted(network: nn.Module) -> Iterator[tuple[str, nn.Module]]:
    """What an IP-Adapter has put on is no layer of the model."""
    for name, module in network.named_modules():
        added = ".processor." in name or name.startswith("encoder_hid_proj")
        if not added and isinstance(getattr(module, "weight", None), nn.Parameter):
            yield name, module
