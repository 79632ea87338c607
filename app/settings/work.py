"""Settings: how videos are made here."""

from __future__ import annotations

from pydantic import Field

from app.settings.section import Section


class WorkSettings(Section):
    """How videos are made on this computer."""

    stall_minutes: int = Field(
        default=5,
        ge=1,
        le=1440,
        title="Minutes of standstill",
        description="Work that does nothing for so long is ended with an error.",
    )
    idle_minutes: int = Field(
        default=10,
        ge=0,
        le=1440,
        title="Minutes until models are put away",
        description="A worker that had nothing to do for so long gives memory and graphics card "
        "back, and at once when another program needs the card; 0 keeps models at hand.",
    )
