"""Options of a render: which engine, and what computes its networks."""

from __future__ import annotations

from typing import Annotated

from pydantic import (
    AfterValidator,
    Field,
    ValidationInfo,
)

from talker.options.choice import Choice
from talker.options.engines import (
    AUTO,
    STORED,
    EngineName,
    engine_facts,
)
from talker.options.group import OptionGroup


class DeviceChoice(Choice):
    """Where networks compute; auto takes a GPU if there is one."""

    AUTO = "auto", "Best available"
    CUDA = "cuda", "Graphics card (CUDA, ROCm)"
    XPU = "xpu", "Graphics card (Intel)"
    MPS = "mps", "Graphics of an Apple computer"
    CPU = "cpu", "Processor"


class Precision(Choice):
    """Which numbers networks compute with on a processor."""

    EXACT = "exact", "Exact"
    FAST = "fast", "Whatever is quicker"


def _known_engine(name: str, info: ValidationInfo) -> str:
    """Refuses the name of an engine that is not there."""
    if name != AUTO and info.context is not STORED and engine_facts(name) is None:
        raise ValueError(f"there is no engine {name}")
    return name


class ComputingOptions(OptionGroup):
    """Who draws, where, and in which numbers."""

    engine: Annotated[str, EngineName(), AfterValidator(_known_engine)] = Field(
        AUTO,
        title="Engine",
        description="Which engine renders the face; auto takes the first of them that has all it "
        "needs on this computer.",
    )
    device: DeviceChoice = Field(
        DeviceChoice.AUTO,
        title="Device",
        description="Where networks compute; auto takes a GPU if there is one.",
    )
    precision: Precision = Field(
        Precision.EXACT,
        title="Numbers",
        description="exact: float32 on a processor; fast: bfloat16 where the processor has it, and "
        "int8 by a backend where that was measured quicker and pixels differ by half a grey level "
        "in the mean at most. A graphics card computes in half precision anyway.",
    )

    @property
    def fast(self) -> bool:
        """Whether smaller numbers will do where they are quicker."""
        return self.precision is Precision.FAST
