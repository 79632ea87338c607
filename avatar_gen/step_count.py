"""How many steps of the network a draw takes, before it is begun."""

from __future__ import annotations

from avatar_gen.options.wanted import Mode
from avatar_gen.request import AvatarOptions
from avatar_gen.schedulers import evaluations


def draws(options: AvatarOptions) -> bool:
    """Whether a diffusion model is needed at all."""
    return options.mode is not Mode.UPSCALE or options.upscale_strength > 0


def steps_of(options: AvatarOptions) -> int:
    """About how many steps of the network a picture takes."""
    own = {
        Mode.IMAGE: options.strength,
        Mode.INPAINT: options.strength,
        Mode.UPSCALE: 0.0,
    }.get(options.mode, 1.0)
    again = options.upscale_strength + (options.detail_strength if options.detail else 0.0)
    again += options.hires_strength if options.hires > 1 else 0.0
    return max(1, round(options.steps * (own + again) * evaluations(options)))
