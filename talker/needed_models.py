"""Which models the options of a video need."""

from __future__ import annotations

from talker.engines.registry import find_engine
from talker.enhance.files import model_ids
from talker.options.render import RenderOptions


def needed_models(options: RenderOptions) -> tuple[str, ...]:
    """The catalogue entries that draw a video, in the order of their use.

    `auto` needs none for its engine: it makes do with what is there.
    """
    spec = find_engine(options.engine)
    drawing = () if spec is None else spec.models(options)
    return (*drawing, *model_ids(options))
