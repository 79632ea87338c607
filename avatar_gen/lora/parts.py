"""Which tensor of a LoRA file is which part of which layer, in the words of every trainer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from torch import Tensor


class Place(StrEnum):
    """The network that a name says it belongs to; ANY where it does not say."""

    UNET = "unet"
    TEXT = "text_encoder"
    TEXT_2 = "text_encoder_2"
    ANY = ""


@dataclass(frozen=True)
class Layer:
    """One layer's tensors by part; `name` has underscores for dots, `keys` is how they stood."""

    place: Place
    name: str
    tensors: Mapping[str, Tensor]
    keys: tuple[str, ...]


_PLACES = (
    # The trainers that flatten names (kohya, LyCORIS, OneTrainer).
    *((f"{kind}_unet_", Place.UNET) for kind in ("lora", "oft")),
    *((f"{kind}_te1_", Place.TEXT) for kind in ("lora", "oft")),
    *((f"{kind}_te2_", Place.TEXT_2) for kind in ("lora", "oft")),
    *((f"{kind}_te_", Place.TEXT) for kind in ("lora", "oft")),
    ("lycoris_", Place.UNET),
    # Those that keep dots (diffusers, PEFT, OMI, ComfyUI).
    ("base_model.model.", Place.ANY),
    ("unet.base_model.model.", Place.UNET),
    ("model.diffusion_model.", Place.UNET),
    ("diffusion_model.", Place.UNET),
    ("unet.", Place.UNET),
    ("text_encoder_2.", Place.TEXT_2),
    ("text_encoder.", Place.TEXT),
    ("text_encoders.clip_l.transformer.", Place.TEXT),
    ("text_encoders.clip_g.transformer.", Place.TEXT_2),
    ("text_encoders.clip_h.transformer.", Place.TEXT),
    ("clip_l.transformer.", Place.TEXT),
    ("clip_g.transformer.", Place.TEXT_2),
    ("clip_l.", Place.TEXT),
    ("clip_g.", Place.TEXT_2),
)
# PEFT may put the name of the adapter before the end.
_NAMED = r"(?:\.\w+)?"
_PARTS = (
    (rf"(?:[._]lora)?\.lora_(?:down|A){_NAMED}\.weight", "down"),
    (rf"(?:[._]lora)?\.lora_(?:up|B){_NAMED}\.weight", "up"),
    (r"(?:[._]lora|\.lora_linear_layer)\.down\.weight", "down"),
    (r"(?:[._]lora|\.lora_linear_layer)\.up\.weight", "up"),
    (r"\.lora_mid\.weight", "mid"),
    (rf"\.lora_B{_NAMED}\.bias", "up_bias"),
    (rf"\.lora_magnitude_vector{_NAMED}(?:\.weight)?", "magnitude"),
    (r"\.dora_scale", "dora_scale"),
    (r"(?:[._]lora)?\.alpha", "alpha"),
    (r"\.(hada_(?:w[12]_[ab]|t[12])|lokr_(?:w[12](?:_[ab])?|t2))", ""),
    *((rf"\.({name})", "") for name in ("diff_b", "diff", "w_norm", "b_norm", "on_input")),
    *((rf"\.({name})", "") for name in ("oft_blocks", "rescale")),
    (r"\.weight", "factors"),  # IA3, which has nothing but these and `on_input`
)
_KNOWN = tuple((re.compile(rf"(.+?){end}"), part) for end, part in _PARTS)
# Names of the processors of attention in old files, and of text encoders beside them.
_OLD = (
    (re.compile(r"\.processor\.(to_[qkv])$"), r".\1"),
    (re.compile(r"\.processor\.to_out$"), ".to_out.0"),
    (re.compile(r"\.self_attn\.to_([qkv])$"), r".self_attn.\1_proj"),
    (re.compile(r"\.self_attn\.to_out$"), ".self_attn.out_proj"),
)


def layers_of(state: Mapping[str, Tensor]) -> tuple[list[Layer], list[str]]:
    """The layers of a file, and the keys that are no part of one."""
    found: dict[tuple[Place, str], dict[str, Tensor]] = {}
    keys: dict[tuple[Place, str], list[str]] = {}
    strange = []
    for key, tensor in state.items():
        named = _named(key)
        if named is None:
            strange.append(key)
            continue
        place, name, part = named
        found.setdefault((place, name), {})[part] = tensor
        keys.setdefault((place, name), []).append(key)
    return [Layer(*at, tensors, tuple(keys[at])) for at, tensors in found.items()], strange


def _named(key: str) -> tuple[Place, str, str] | None:
    for pattern, part in _KNOWN:
        match = pattern.fullmatch(key)
        if match is not None:
            place, name = _placed(match[1])
            return place, flat(name), part or match[2]
    return None


def _placed(layer: str) -> tuple[Place, str]:
    prefix, place = next((one for one in _PLACES if layer.startswith(one[0])), ("", Place.ANY))
    layer = layer.removeprefix(prefix)
    for pattern, new in _OLD:
        layer = pattern.sub(new, layer)
    return place, layer


def flat(name: str) -> str:
    """`a.0.to_q` as trainers write it: `a_0_to_q`."""
    return name.replace(".", "_")
