"""The samplers by name: each is a scheduler of diffusers with the model's own noise schedule."""

from __future__ import annotations

from typing import Any

import diffusers

from avatar_gen.request import SchedulerName

_KARRAS = {"use_karras_sigmas": True}
_SDE = {"algorithm_type": "sde-dpmsolver++"}
_SCHEDULERS: dict[SchedulerName, tuple[str, dict[str, Any]]] = {
    SchedulerName.EULER: ("EulerDiscreteScheduler", {}),
    SchedulerName.EULER_A: ("EulerAncestralDiscreteScheduler", {}),
    SchedulerName.HEUN: ("HeunDiscreteScheduler", {}),
    SchedulerName.LMS: ("LMSDiscreteScheduler", {}),
    SchedulerName.DDIM: ("DDIMScheduler", {}),
    SchedulerName.PNDM: ("PNDMScheduler", {"skip_prk_steps": True}),
    SchedulerName.DPM_2M: ("DPMSolverMultistepScheduler", {}),
    SchedulerName.DPM_2M_KARRAS: ("DPMSolverMultistepScheduler", _KARRAS),
    # The singlestep solver of second order is what the field calls DPM++ SDE.
    SchedulerName.DPM_SDE_KARRAS: ("DPMSolverSinglestepScheduler", _SDE | _KARRAS),
    SchedulerName.UNIPC: ("UniPCMultistepScheduler", {}),
    SchedulerName.LCM: ("LCMScheduler", {}),
}


def make_scheduler(name: SchedulerName, config: Any) -> Any:
    """A fresh scheduler for the schedule that `config`, of the model's own scheduler, describes."""
    if name is SchedulerName.AUTO:
        own = getattr(diffusers, config["_class_name"])
        return own.from_config(config)
    kind, changes = _SCHEDULERS[name]
    return getattr(diffusers, kind).from_config(config, **changes)
