"""Another picture of a presenter: what changes, while her face stays."""

from __future__ import annotations

import random
from typing import TypeVar

from avatar_gen.options.wanted import Background, Framing, Mode
from avatar_gen.request import AvatarOptions

# Plain clothes that any presenter may wear; in English, as the models understand it.
CLOTHES = (
    "navy blazer over a white shirt",
    "grey knitted sweater",
    "white shirt with open collar",
    "black turtleneck",
    "light blue shirt",
    "beige blazer over a black top",
    "dark green cardigan over a white top",
    "charcoal suit jacket",
    "denim jacket over a white t-shirt",
    "burgundy sweater",
)
_PLACES = tuple(one for one in Background if one is not Background.ANY)
_CUTS = (Framing.HEAD_AND_SHOULDERS, Framing.HALF_BODY)

T = TypeVar("T")


def another(options: AvatarOptions, seed: int) -> AvatarOptions:
    """The options of a picture in other clothes, elsewhere, cut otherwise; by `seed` alone.

    What the prompt itself says stays as it is; nothing is painted over, so a mask and a second
    axis are left out.
    """
    dice = random.Random(seed)
    return options.model_copy(
        update={
            "mode": Mode.TEXT,
            "x_axis": "",
            "y_axis": "",
            "seed": seed,
            "clothing": _other(CLOTHES, options.clothing, dice),
            "background": _other(_PLACES, options.background, dice),
            "framing": _other(_CUTS, options.framing, dice),
        }
    )


def _other(known: tuple[T, ...], now: object, dice: random.Random) -> T:
    return dice.choice([one for one in known if one != now])
