"""Which models the options of a video need."""

from __future__ import annotations

from talker.engines.registry import find_engine
from talker.engines.spec import InstalledModels, ListedModels
from talker.enhance.files import model_ids
from talker.options.render import RenderOptions


def needed_models(
    options: RenderOptions, installed: InstalledModels | None = None
) -> tuple[str, ...]:
    """The catalogue entries that draw a video, in the order of their use.

    `auto` needs none for its engine: it makes do with what is there. Of entries that will do for
    each other it is the one among those `installed`.
    """
    spec = find_engine(options.engine)
    drawing = () if spec is None else spec.needed(options, installed or ListedModels(()))
    return (*drawing, *model_ids(options))
