"""Attention by xformers, on machines where its owner has installed it; else by torch itself."""

from __future__ import annotations

import importlib
import logging
from functools import cache
from typing import Any

_log = logging.getLogger(__name__)


def wears_face(network: Any) -> bool:
    """Whether an IP-Adapter is on a network: its attentions are none to be replaced."""
    return getattr(network.config, "encoder_hid_dim_type", None) == "ip_image_proj"


@cache
def xformers_computes(where: str) -> bool:
    """Whether xformers is there and has kernels for the torch device `where`.

    Asked of the kernels themselves: a build for another torch or GPU imports without complaint.
    """
    import torch

    try:
        operations = importlib.import_module("xformers.ops")
        sample = torch.ones((1, 2, 40), device=where, dtype=torch.float16)
        operations.memory_efficient_attention(sample, sample, sample)
    except ImportError:
        return False
    except (OSError, RuntimeError, ValueError) as error:  # NotImplementedError: no kernel fits
        _log.info("xformers is installed but cannot compute on %s: %s", where, error)
        return False
    return True


def use_xformers(pipe: Any) -> None:
    """Lets the networks that denoise compute attention by xformers.

    The VAE keeps torch's: it may be upcast on the way, and attends only once to a picture. So
    does a network that wears an IP-Adapter, whose layers are part of its attention.
    """
    from diffusers.models.attention_processor import XFormersAttnProcessor

    control = getattr(pipe, "controlnet", None)
    for network in (pipe.unet, *getattr(control, "nets", () if control is None else (control,))):
        if wears_face(network):
            continue
        # Only once: a compiled network would be compiled again for every new processor.
        if any(
            not isinstance(processor, XFormersAttnProcessor)
            for processor in network.attn_processors.values()
        ):
            network.set_attn_processor(XFormersAttnProcessor())
