"""Another picture of a presenter, by her name: from what her portrait says of its making."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.presenters import Presenters
from avatar_gen.another import another
from avatar_gen.redraw import values_of_picture
from avatar_gen.request import MOST_LIKE, AvatarRequest
from talker.errors import ErrorCode, InputError
from talker.suggestions import did_you_mean

# Not as the portrait: how many are drawn, and where.
_OWN = ("count", "keep")


def another_values(name: str, seed: int, home: Path) -> dict[str, Any]:
    """The values of a request that draws the presenter `name` otherwise, as `seed` has it.

    InputError PRESENTER_UNKNOWN for a name that is none.
    """
    presenters = Presenters(home)
    presenter = presenters.find(name)
    if presenter is None:
        known = [one.facts.name for one in presenters.all()]
        raise InputError(
            ErrorCode.PRESENTER_UNKNOWN,
            f"There is no presenter {name}.",
            did_you_mean(name, known, "See: mouthpiece avatar presenters"),
        )
    pictures = [presenter.portrait, *presenter.others][:MOST_LIKE]
    options = another(_told(presenter.portrait, home).options, seed)
    values = options.model_dump(exclude=set(_OWN))
    return values | {"like": [str(path) for path in pictures]}


def _told(portrait: Path, home: Path) -> AvatarRequest:
    """How a portrait was drawn; the usual options for a photo, or where its model is gone."""
    try:
        return AvatarRequest.model_validate(values_of_picture(portrait, {}, home).values)
    except InputError:
        return AvatarRequest()
