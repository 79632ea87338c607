"""What changes the numbers after each step."""

from __future__ import annotations

from importlib import import_module

import torch
from torch import nn

from avatar_gen.train.request import OptimiserName, TrainMode, TrainOptions
from talker.errors import ErrorCode, InputError

_USUAL_RATE = {TrainMode.LORA: 1e-4, TrainMode.EMBEDDING: 5e-3, TrainMode.WHOLE: 2e-6}


def rate_of(options: TrainOptions) -> float:
    """The learning rate that is asked for, else the usual one of the mode."""
    return options.learning_rate or _USUAL_RATE[options.mode]


def make_optimiser(parameters: list[nn.Parameter], options: TrainOptions) -> torch.optim.Optimizer:
    """InputError COMPONENT_MISSING where the one with 8 bits cannot be loaded."""
    if options.optimiser is OptimiserName.ADAMW:
        return torch.optim.AdamW(parameters, lr=rate_of(options), fused=True)
    try:
        made: torch.optim.Optimizer = import_module("bitsandbytes").optim.AdamW8bit(
            parameters, lr=rate_of(options)
        )
    except (ImportError, OSError, RuntimeError, AttributeError) as error:
        raise InputError(
            ErrorCode.COMPONENT_MISSING,
            f"The optimiser with 8 bits needs bitsandbytes, which cannot be loaded ({error}).",
            "Install it with `pip install bitsandbytes`, or choose --optimiser adamw.",
        ) from error
    return made
