"""UNet and VAE by a backend where that is quicker on this processor; torch goes on where it fails.

A backend stands in the place of the UNet's and the decoder's `forward`. What a graph does not know
(ControlNet, pictures beside the words) goes to torch, as does everything on a GPU.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil
import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionOutput
from torch import Tensor, nn
from typing_extensions import override

from talker.device import Device
from talker.inference.accelerated import Way, accelerated
from talker.inference.notices import announce
from talker.progress import Notice, NoticeCode

# Grey levels for a step of 1: latents spread about as far as the quarter of a picture's range.
_NOISE_LEVELS, _PICTURE_LEVELS = 32.0, 127.5
_BESIDE = ("text_embeds", "time_ids")  # what pipelines call SDXL's `pooled` and `sizes`
_COPIES = 2.5  # of the UNet's weights, while a backend takes them over


class StableDiffusionUnet(nn.Module):
    """The UNet as graphs have it: float32 tensors [B, ...] alone, the time too [B].

    SDXL's is given two more: the words as a whole, `pooled` [B, P], and `sizes` [B, 6]. It goes by
    the UNet's own class, whatever stands in the place of its `forward`.
    """

    def __init__(self, unet: nn.Module) -> None:
        super().__init__()
        self.unet = unet

    @override
    def forward(
        self,
        sample: Tensor,
        time: Tensor,
        words: Tensor,
        pooled: Tensor | None = None,
        sizes: Tensor | None = None,
    ) -> Tensor:
        own = type(self.unet).forward
        beside = None if pooled is None else dict(zip(_BESIDE, (pooled, sizes), strict=True))
        noise: Tensor = own(
            self.unet, sample, time, words, added_cond_kwargs=beside, return_dict=False
        )[0]
        return noise


class StableDiffusionDecoder(nn.Module):
    """The VAE's decoder in the same way: latents [B, 4, h, w] to pictures [B, 3, 8 h, 8 w]."""

    def __init__(self, decoder: nn.Module) -> None:
        super().__init__()
        self.decoder = decoder

    @override
    def forward(self, latents: Tensor) -> Tensor:
        picture: Tensor = type(self.decoder).forward(self.decoder, latents)
        return picture


def quicken(pipe: Any, device: Device, home: Path) -> None:
    """Lets the backends that are enabled be tried for the networks of `pipe`, as they are now."""
    if device.kind != "cpu" or device.precision != "float32":
        return
    noise = accelerated(home, _NOISE_LEVELS, fast=False)
    picture = accelerated(home, _PICTURE_LEVELS, fast=False)
    if noise is None or picture is None:
        return
    decoder = StableDiffusionDecoder(pipe.vae.decoder)
    pipe.vae.decoder.forward = picture(decoder, decoder, device.threads)
    if _fits(pipe.unet):
        unet = StableDiffusionUnet(pipe.unet)
        pipe.unet.forward = _forward(unet, noise(unet, unet, device.threads))


def slow_down(pipe: Any) -> None:
    """Takes it all back: the networks' weights are about to change."""
    for network in (pipe.unet, pipe.vae.decoder):
        vars(network).pop("forward", None)


def _forward(alone: StableDiffusionUnet, way: Way) -> Any:
    """What stands in the place of the UNet's `forward`, as pipelines call it."""

    def forward(sample: Tensor, timestep: Any, encoder_hidden_states: Tensor, **given: Any) -> Any:
        beside = _beside(given)
        if beside is None:
            own = type(alone.unet).forward
            return own(alone.unet, sample, timestep, encoder_hidden_states, **given)
        time = torch.as_tensor(timestep).to(sample).expand(len(sample))
        made = way(sample, time, encoder_hidden_states, *beside)
        return UNet2DConditionOutput(sample=made) if given.get("return_dict", True) else (made,)

    return forward


def _beside(given: Mapping[str, Any]) -> tuple[Tensor, ...] | None:
    """What SDXL is given besides; None where there is something that a graph does not know."""
    further = dict(given)
    added = further.pop("added_cond_kwargs", None) or {}
    further.pop("return_dict", None)
    if any(value is not None and value != {} for value in further.values()):
        return None
    if not added:
        return ()
    return tuple(added[name] for name in _BESIDE) if set(added) == set(_BESIDE) else None


def _fits(unet: nn.Module) -> bool:
    """Whether there is memory for a backend's own copy of the weights; announces where not."""
    held = sum(one.numel() * one.element_size() for one in unet.parameters())
    free = psutil.virtual_memory().available
    if free > _COPIES * held:
        return True
    announce(
        Notice(
            NoticeCode.BACKEND_FAILED,
            f"The network is computed by torch: a backend would want {_COPIES * held / 1e9:.1f} GB "
            f"of memory, and {free / 1e9:.1f} GB are free.",
        )
    )
    return False
