"""The samplers by name: schedulers of diffusers that step where the chosen schedule says.

A sampler's name fixes its schedule, whatever the model's folder or file says: those of k-diffusion
go by the uniform one, DPM++ by Karras', DDIM and PNDM by their own. Only what a model was trained
on (its table of noise, what it predicts) is the model's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import diffusers
import numpy as np
import torch
from typing_extensions import override

from avatar_gen.family import Family
from avatar_gen.options.sampling import PredictionName, ScheduleName, SchedulerName
from avatar_gen.request import AvatarOptions
from avatar_gen.schedules import (
    Sigmas,
    sigmas_of,
    times_of,
    unknown_pair,
    with_midpoints,
    zero_snr_betas,
)

_S = SchedulerName
_SDE = {"algorithm_type": "sde-dpmsolver++"}
# Classes whose models are drawn in few steps, by their own scheduler alone.
_FEW_STEPS = ("LCMScheduler", "TCDScheduler")
_EDM = ("EDMEulerScheduler", "EDMDPMSolverMultistepScheduler")
# Of a model's configuration: what it was trained on.
_TRAINED = (
    *("num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "trained_betas"),
    "prediction_type",
)


@dataclass(frozen=True)
class _Kind:
    """A class of diffusers; `schedule` None where it steps by its own rule."""

    name: str
    schedule: ScheduleName | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    evaluations: int = 1  # of the network for a step
    midpoints: bool = False


_KINDS = {
    _S.EULER: _Kind("EulerDiscreteScheduler", ScheduleName.UNIFORM),
    _S.EULER_A: _Kind("EulerAncestralDiscreteScheduler", ScheduleName.UNIFORM),
    _S.HEUN: _Kind("HeunDiscreteScheduler", ScheduleName.UNIFORM, evaluations=2),
    _S.LMS: _Kind("LMSDiscreteScheduler", ScheduleName.UNIFORM),
    _S.DPM_2: _Kind("KDPM2DiscreteScheduler", ScheduleName.UNIFORM, evaluations=2),
    _S.DPM_2_A: _Kind("KDPM2AncestralDiscreteScheduler", ScheduleName.UNIFORM, evaluations=2),
    _S.DDIM: _Kind(
        "DDIMScheduler",
        given={"timestep_spacing": "leading", "steps_offset": 1, "set_alpha_to_one": False},
    ),
    _S.PNDM: _Kind(
        "PNDMScheduler",
        given={"timestep_spacing": "leading", "steps_offset": 1, "skip_prk_steps": True},
    ),
    _S.DPM_2M: _Kind("DPMSolverMultistepScheduler", ScheduleName.UNIFORM),
    _S.DPM_2M_KARRAS: _Kind("DPMSolverMultistepScheduler", ScheduleName.KARRAS),
    _S.DPM_2M_SDE: _Kind("DPMSolverMultistepScheduler", ScheduleName.EXPONENTIAL, _SDE),
    _S.DPM_3M_SDE: _Kind(
        "DPMSolverMultistepScheduler", ScheduleName.EXPONENTIAL, _SDE | {"solver_order": 3}
    ),
    # The singlestep solver of second order is what the field calls DPM++ SDE: it looks at the
    # network once more in the middle of each step.
    _S.DPM_SDE_KARRAS: _Kind(
        "DPMSolverSinglestepScheduler",
        ScheduleName.KARRAS,
        _SDE | {"lower_order_final": True},
        evaluations=2,
        midpoints=True,
    ),
    _S.UNIPC: _Kind("UniPCMultistepScheduler", ScheduleName.UNIFORM),
    _S.DEIS: _Kind("DEISMultistepScheduler", ScheduleName.UNIFORM),
    _S.LCM: _Kind("LCMScheduler"),
    _S.TCD: _Kind("TCDScheduler"),
}


def ran(options: AvatarOptions, config: Mapping[str, Any]) -> SchedulerName:
    """The sampler that auto stands for, the same for a model in one file and as a folder.

    Models that were made for few steps keep what their folder names.
    """
    if options.scheduler is not _S.AUTO:
        return options.scheduler
    own = str(config.get("_class_name"))
    if own in _FEW_STEPS:
        return _S.LCM if own == "LCMScheduler" else _S.TCD
    trailing = config.get("timestep_spacing") == "trailing"
    if own in _EDM or trailing or config.get("rescale_betas_zero_snr"):
        return _S.EULER_A if own == "EulerAncestralDiscreteScheduler" else _S.EULER
    return _S.DPM_2M_KARRAS


def schedule_of(options: AvatarOptions, config: Mapping[str, Any]) -> ScheduleName | None:
    """The schedule that is gone by; None for samplers that step by a rule of their own.

    UsageError OPTION_INVALID for a pair that does not go together.
    """
    sampler = ran(options, config)
    kind = _KINDS[sampler]
    if options.schedule is ScheduleName.AUTO:
        if options.scheduler is _S.AUTO and kind.schedule is ScheduleName.UNIFORM:
            few = config.get("timestep_spacing") == "trailing"
            few = few or config.get("rescale_betas_zero_snr")
            return ScheduleName.SGM_UNIFORM if few else kind.schedule
        return kind.schedule
    if kind.schedule is None and not (
        sampler is _S.DDIM and options.schedule is ScheduleName.SGM_UNIFORM
    ):
        raise unknown_pair(sampler.value, options.schedule.value)
    return options.schedule


def evaluations(options: AvatarOptions) -> int:
    """How often the network is asked for one step."""
    return 1 if options.scheduler is _S.AUTO else _KINDS[options.scheduler].evaluations


def make_scheduler(options: AvatarOptions, config: Mapping[str, Any], family: Family) -> Any:
    """A fresh scheduler for what `config`, of the model's own scheduler, says that it learned."""
    sampler, schedule = ran(options, config), schedule_of(options, config)
    kind = _KINDS[sampler]
    if config.get("_class_name") in _EDM:
        return _edm(sampler, options, config)
    given = {name: config[name] for name in _TRAINED if config.get(name) is not None}
    if options.prediction is not PredictionName.AUTO:
        given["prediction_type"] = options.prediction.value
    if config.get("rescale_betas_zero_snr"):
        plain = diffusers.DDIMScheduler.from_config({**given, "trained_betas": None})
        given["trained_betas"] = zero_snr_betas(np.asarray(plain.alphas_cumprod, np.float64))
    given |= kind.given
    if sampler is _S.DDIM and schedule is ScheduleName.SGM_UNIFORM:
        given["timestep_spacing"] = "trailing"
    if kind.schedule is None or schedule is None:
        extra = {"clip_sample": False} if sampler is _S.DDIM else {}
        return getattr(diffusers, kind.name)(**given, **extra)
    plan = _Plan(schedule, family, kind.midpoints)
    if sampler is _S.EULER_A:
        made = _Ancestral(**given, timestep_spacing="linspace")
    else:
        spaced = {} if kind.midpoints else {"timestep_spacing": "linspace"}
        made = _scheduled(kind.name)(**given, **spaced, use_karras_sigmas=True)
    made.plan = plan
    return made


def _edm(sampler: SchedulerName, options: AvatarOptions, config: Mapping[str, Any]) -> Any:
    """Models without a table of noise have two samplers, which go by a rule of their own."""
    names = {_S.EULER: _EDM[0], _S.DPM_2M: _EDM[1], _S.DPM_2M_KARRAS: _EDM[1]}
    if sampler not in names or options.schedule is not ScheduleName.AUTO:
        shown = options.schedule.value if sampler in names else "of this model (EDM)"
        raise unknown_pair(sampler.value, shown)
    wanted = ("sigma_min", "sigma_max", "sigma_data", "prediction_type")
    given = {name: config[name] for name in wanted if name in config}
    return getattr(diffusers, names[sampler])(**given)


@dataclass(frozen=True)
class _Plan:
    schedule: ScheduleName
    family: Family
    midpoints: bool

    def sigmas(self, steps: int, alphas_cumprod: torch.Tensor) -> tuple[Sigmas, Sigmas]:
        """The noise at each evaluation, and the table that it comes from."""
        products = alphas_cumprod.double().numpy()
        table = np.sqrt((1 - products) / products)
        made = sigmas_of(self.schedule, steps, table, self.family)
        return (with_midpoints(made) if self.midpoints else made), table


class _Ancestral(diffusers.EulerAncestralDiscreteScheduler):
    """Euler a, which has no way of its own to be given another schedule."""

    plan = _Plan(ScheduleName.UNIFORM, Family.SD1, midpoints=False)

    @override
    def set_timesteps(self, num_inference_steps: int, device: Any = None) -> None:
        super().set_timesteps(num_inference_steps, device)
        sigmas, table = self.plan.sigmas(num_inference_steps, self.alphas_cumprod)
        self.sigmas = torch.tensor([*sigmas, 0.0], dtype=torch.float32)
        times = times_of(sigmas, table)
        self.timesteps = torch.tensor(times, dtype=torch.float32, device=device)


_classes: dict[str, Any] = {}


def _scheduled(name: str) -> Any:
    """A class of diffusers that asks our plan where it would ask for Karras' schedule."""
    if name in _classes:
        return _classes[name]
    base = getattr(diffusers, name)

    class Scheduled(base):  # type: ignore[misc, valid-type]
        """Steps where the plan says."""

        plan = _Plan(ScheduleName.UNIFORM, Family.SD1, midpoints=False)  # while it is made

        @override
        def _convert_to_karras(self, in_sigmas: Any, num_inference_steps: int = 0) -> Sigmas:
            del in_sigmas
            steps = num_inference_steps or self.num_inference_steps
            return self.plan.sigmas(steps, self.alphas_cumprod)[0]

    if name == "DPMSolverSinglestepScheduler":

        class Midway(Scheduled):
            """With a look in the middle of each step, so two evaluations for every step."""

            order = 2

            @override
            def get_order_list(self, num_inference_steps: int) -> list[int]:
                return [1, 2] * (num_inference_steps - 1) + [1]

        _classes[name] = Midway
    else:
        _classes[name] = Scheduled
    return _classes[name]
