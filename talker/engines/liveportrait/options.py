"""The options that only the LivePortrait engine has."""

from __future__ import annotations

from pydantic import Field

from talker.options.engines import EngineOptions


class LivePortraitOptions(EngineOptions):
    """What only LivePortrait's networks know."""

    absolute: bool = Field(
        False,
        title="Reference as it is",
        description="LivePortrait takes over the pose and the expression of the reference video "
        "themselves; without, how they change from its first frame on.",
    )
