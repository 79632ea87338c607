"""Which engine `auto` means on the farm."""

from __future__ import annotations

from collections.abc import Collection

from talker.engines.sadtalker.files import model_ids
from talker.options.render import EngineChoice, RenderOptions


def decided(
    options: RenderOptions, models: Collection[str], *, torch: bool, reference: bool
) -> RenderOptions:
    """The options with the engine that `auto` means where these models are to be had.

    Every node must take the same one, so the choice is not left to them.
    """
    if options.engine is not EngineChoice.AUTO:
        return options
    able = torch and set(model_ids(options)) <= set(models)
    engine = EngineChoice.SADTALKER if able or reference else EngineChoice.BUILTIN
    return options.model_copy(update={"engine": engine})
