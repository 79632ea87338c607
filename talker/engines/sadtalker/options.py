"""The options that only the SadTalker engine has."""

from __future__ import annotations

from pydantic import Field

from talker.options.engines import EngineOptions


class SadTalkerOptions(EngineOptions):
    """What only SadTalker's networks know."""

    compile: bool = Field(
        False,
        title="Compile",
        description="Let torch compile SadTalker's networks for the GPU: minutes at the beginning, "
        "quicker afterwards; for long videos and batches.",
    )
