"""What only this engine knows."""

from __future__ import annotations

from pydantic import Field

from talker.options.engines import EngineOptions


class ExtraOptions(EngineOptions):
    """How its video looks."""

    tint: int = Field(
        40, ge=0, le=255, title="Tint", description="How red the video of the extra engine is."
    )
