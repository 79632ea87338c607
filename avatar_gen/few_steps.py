"""Pictures in four steps: the ways that there are, declared once.

Such a way needs a network that was distilled for it: by a LoRA on the model at hand, or because the
model is such a one itself. It sets the sampler that the network was distilled for, and a guidance
of 1, which asks the network once a step instead of twice.

The samplers but LCM's step at the times that diffusers calls trailing, (T - i T / n) - 1 for
i = 0..n-1: 999, 749, 499, 249 of 1000. Those are our schedule `simple`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from avatar_gen.family import Family
from talker.errors import ErrorCode, UsageError
from talker.options.choice import Choice, ProperName


class FewSteps(Choice):
    """How a picture is drawn in four steps."""

    OFF = "off", "Off"
    LCM = "lcm", ProperName("LCM")
    LIGHTNING = "lightning", ProperName("Lightning")
    HYPER = "hyper", ProperName("Hyper-SD")
    TURBO = "turbo", ProperName("Turbo")


@dataclass(frozen=True)
class DistilledLora:
    """A LoRA of the catalogue: its entry, and the file in it."""

    entry: str
    file: str


@dataclass(frozen=True)
class FewStepsWay:
    """`options` are what it sets; `loras` the one for each family that it is for.

    None where the model itself must be distilled.
    """

    options: Mapping[str, object]
    loras: Mapping[Family, DistilledLora | None] = field(default_factory=dict)


_STEPS: Mapping[str, object] = MappingProxyType({"steps": 4, "guidance": 1.0})
_TRAILING = {**_STEPS, "scheduler": "euler", "schedule": "simple"}

WAYS: Mapping[FewSteps, FewStepsWay] = {
    FewSteps.LCM: FewStepsWay(
        {**_STEPS, "scheduler": "lcm", "schedule": "auto"},
        {
            Family.SD1: DistilledLora("lcm-lora-sd15", "lcm-lora-sdv1-5.safetensors"),
            Family.SDXL: DistilledLora("lcm-lora-sdxl", "lcm-lora-sdxl.safetensors"),
        },
    ),
    FewSteps.LIGHTNING: FewStepsWay(
        _TRAILING,
        {
            Family.SDXL: DistilledLora(
                "sdxl-lightning-lora", "sdxl_lightning_4step_lora.safetensors"
            )
        },
    ),
    FewSteps.HYPER: FewStepsWay(
        _TRAILING,
        {
            Family.SD1: DistilledLora("hyper-sd15-lora", "Hyper-SD15-4steps-lora.safetensors"),
            Family.SDXL: DistilledLora("hyper-sdxl-lora", "Hyper-SDXL-4steps-lora.safetensors"),
        },
    ),
    FewSteps.TURBO: FewStepsWay(_TRAILING, {Family.SD2: None, Family.SDXL: None}),
}

DISTILLED_FILES = frozenset(
    lora.file for way in WAYS.values() for lora in way.loras.values() if lora is not None
)


def lora_of(way: FewSteps, family: Family) -> DistilledLora | None:
    """The LoRA that the way puts on a model of this family; None where it needs none.

    UsageError OPTION_INVALID for a family that it is not for.
    """
    if way is FewSteps.OFF:
        return None
    loras = WAYS[way].loras
    if family not in loras:
        others = [other.caption for other in WAYS if family in WAYS[other].loras]
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{way.caption} is for {' and '.join(one.words for one in loras)}; the model is a "
            f"{family.words}.",
            f"Choose another model, or for this one: {', '.join(others)}.",
        )
    return loras[family]
