"""What kohya's scripts call the layers in a LoRA file, and every program that reads them."""

from __future__ import annotations

from collections.abc import Iterable

from avatar_gen.family import Family
from avatar_gen.lora.parts import Place, flat
from avatar_gen.original_names import UNetNames


def kohya_name(place: Place, layer: str, family: Family, layers: Iterable[str]) -> str:
    """The name of a layer, without what says which part of it a tensor is.

    The UNet of Stable Diffusion XL goes by the names of its first publication, the others by those
    of diffusers; `layers` are all names of the network.
    """
    if place is Place.UNET:
        xl = family is Family.SDXL
        return f"lora_unet_{flat(UNetNames(layers).original(layer) if xl else layer)}"
    start = {Place.TEXT: "lora_te1_", Place.TEXT_2: "lora_te2_"}[place]
    if family is not Family.SDXL:
        start = "lora_te_"
    return f"{start}{flat('text_model.' + layer.removeprefix('text_model.'))}"
