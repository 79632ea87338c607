"""The schedules against tables of their formulas, and which one each sampler goes by.

The table of Stable Diffusion: beta_t = (sqrt(0.00085) + t/999 (sqrt(0.012) - sqrt(0.00085)))^2,
sigma_t = sqrt((1 - a_t) / a_t), a_t the product of 1 - beta. The values below were computed from
that and from the formulas in `avatar_gen/schedules.py` by hand, in steps of a few.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from avatar_gen.family import Family
from avatar_gen.options.sampling import SchedulerName
from avatar_gen.request import AvatarOptions
from avatar_gen.schedulers import evaluations, make_scheduler, ran
from talker.errors import UsageError

SD: dict[str, Any] = {
    "_class_name": "PNDMScheduler",
    "num_train_timesteps": 1000,
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "prediction_type": "epsilon",
}


def betas() -> np.ndarray[Any, Any]:
    low, high = 0.00085**0.5, 0.012**0.5
    found: np.ndarray[Any, Any] = (low + np.arange(1000) / 999 * (high - low)) ** 2
    return found


def sigma(time: float) -> float:
    """Interpolated in the logarithm."""
    products = np.cumprod(1 - betas())
    table = np.log(np.sqrt((1 - products) / products))
    return float(np.exp(np.interp(time, np.arange(1000), table)))


def made(steps: int, config: dict[str, Any] = SD, **given: Any) -> Any:
    options = AvatarOptions.model_validate({"steps": steps, **given})
    scheduler = make_scheduler(options, config, Family.SD1)
    scheduler.set_timesteps(steps)
    return scheduler


_LOW, _HIGH = 0.0291671, 14.6146
_TABLES = {
    "uniform": [sigma(t) for t in (999, 749.25, 499.5, 249.75, 0)],
    "sgm-uniform": [sigma(t) for t in (999, 799.2, 599.4, 399.6, 199.8)],
    "simple": [sigma(t) for t in (999, 799, 599, 399, 199)],
    "karras": [
        (_HIGH ** (1 / 7) + i / 4 * (_LOW ** (1 / 7) - _HIGH ** (1 / 7))) ** 7 for i in range(5)
    ],
    "exponential": [_HIGH * (_LOW / _HIGH) ** (i / 4) for i in range(5)],
    # Quantiles of Beta(0.6, 0.6): at 3/4 0.82432, by integrating its density; the rest by symmetry.
    "beta": [_HIGH, 12.0522, (_HIGH + _LOW) / 2, 2.5915, _LOW],
    # Every second and a half of ten measured steps, between them along the logarithm.
    "ays": [14.615, (3.861 * 2.697) ** 0.5, 1.396, (0.652 * 0.399) ** 0.5, 0.029],
}


@pytest.mark.parametrize("schedule", _TABLES)
@pytest.mark.parametrize("sampler", ["euler", "euler-a", "dpm++2m", "lms"])
def test_a_schedule_is_its_formula_for_every_sampler(schedule: str, sampler: str) -> None:
    scheduler = made(5, scheduler=sampler, schedule=schedule)
    assert np.allclose(scheduler.sigmas[:-1], _TABLES[schedule], rtol=2e-3)
    assert float(scheduler.sigmas[-1]) == 0
    assert abs(float(scheduler.timesteps[0]) - 999) < 0.5


@pytest.mark.parametrize("steps", [1, 2, 4, 8])
@pytest.mark.parametrize("sampler", ["euler", "euler-a", "dpm++2m", "ddim"])
def test_few_steps_begin_where_noise_is_alone(steps: int, sampler: str) -> None:
    """The times of Stability's code for Turbo: 999; 999, 499; 999, 749, 499, 249."""
    times = made(steps, scheduler=sampler, schedule="sgm-uniform").timesteps
    expected = [999 - 999 / steps * index for index in range(steps)]
    assert np.allclose(np.asarray(times, float), expected, atol=1)


@pytest.mark.parametrize("spacing", ["leading", "linspace", "trailing", None])
@pytest.mark.parametrize("sampler", ["euler", "heun", "ddim", "pndm", "dpm++2m-karras"])
def test_the_layout_of_a_model_does_not_count(spacing: str | None, sampler: str) -> None:
    config = SD | ({"timestep_spacing": spacing} if spacing else {})
    plain, other = (made(7, one, scheduler=sampler).timesteps for one in (SD, config))
    assert torch.equal(plain, other)


def solved(options: AvatarOptions) -> tuple[float, float]:
    """Mean and spread of what a sampler makes of a network that knows a Gaussian exactly.

    Data of mean 2 and spread 0.5: the best guess of x_0 from x_0 + s e is
    (2 s^2 + 0.25 x) / (s^2 + 0.25). The exact ODE ends at 1.932 and 0.4997, for noise that begins
    at 14.6.
    """
    scheduler = make_scheduler(options, SD, Family.SD1)
    scheduler.set_timesteps(options.steps)
    generator = torch.Generator().manual_seed(1)
    x = torch.randn(4000, 1, 1, 1, generator=generator, dtype=torch.float64)
    x = x * float(scheduler.init_noise_sigma)
    draws = {"generator": generator} if "generator" in _step_names(scheduler) else {}
    for time in scheduler.timesteps:
        noise = sigma(float(time))
        scaled = scheduler.scale_model_input(x, time) * (1 + noise**2) ** 0.5
        clean = (2 * noise**2 + 0.25 * scaled) / (noise**2 + 0.25)
        x = scheduler.step((scaled - clean) / noise, time, x, **draws, return_dict=False)[0]
    return float(x.mean()), float(x.std())


def _step_names(scheduler: Any) -> Any:
    return type(scheduler).step.__code__.co_varnames


@pytest.mark.parametrize("sampler", [name for name in SchedulerName if name.value != "auto"])
def test_every_sampler_solves_what_can_be_solved(sampler: SchedulerName) -> None:
    options = AvatarOptions(scheduler=sampler, steps=16)
    mean, spread = solved(options)
    ancestral = sampler.value in ("euler-a", "dpm2-a", "lcm", "tcd") or "sde" in sampler.value
    assert abs(mean - (2.0 if ancestral else 1.932)) < 0.04
    assert 0.25 < spread < 0.65


def test_dpm_sde_and_heun_look_twice_at_each_step() -> None:
    for sampler in ("dpm++sde-karras", "heun", "dpm2"):
        assert len(made(10, scheduler=sampler).timesteps) == 19
        assert evaluations(AvatarOptions(scheduler=sampler)) == 2


def test_auto_is_the_same_for_every_layout_but_few_steps_stay() -> None:
    plain = AvatarOptions()
    for name in ("PNDMScheduler", "DDIMScheduler", "EulerDiscreteScheduler"):
        assert ran(plain, {**SD, "_class_name": name}) is SchedulerName.DPM_2M_KARRAS
    assert ran(plain, {**SD, "_class_name": "LCMScheduler"}) is SchedulerName.LCM
    turbo = {"_class_name": "EulerAncestralDiscreteScheduler", "timestep_spacing": "trailing"}
    assert ran(plain, SD | turbo) is SchedulerName.EULER_A
    times = made(2, SD | turbo, scheduler="auto").timesteps
    assert np.allclose(np.asarray(times), [999, 499.5])


def test_zero_terminal_snr_ends_in_noise_alone() -> None:
    config = SD | {"rescale_betas_zero_snr": True, "prediction_type": "v_prediction"}
    for sampler in ("euler", "heun", "dpm++2m", "ddim"):
        scheduler = made(4, config, scheduler=sampler)
        assert float(scheduler.alphas_cumprod[-1]) < 1e-6
        assert scheduler.config.prediction_type == "v_prediction"


def test_a_pair_that_does_not_go_together_is_refused() -> None:
    for sampler, schedule in (("lcm", "karras"), ("pndm", "beta")):
        with pytest.raises(UsageError, match="schedule"):
            made(4, scheduler=sampler, schedule=schedule)


def test_models_without_a_table_have_their_own_two_samplers() -> None:
    edm = {"_class_name": "EDMEulerScheduler", "sigma_min": 0.002, "sigma_max": 80.0}
    edm |= {"sigma_data": 0.5, "prediction_type": "epsilon"}
    assert type(made(4, edm, scheduler="auto")).__name__ == "EDMEulerScheduler"
    assert float(made(4, edm, scheduler="dpm++2m").sigmas[0]) == pytest.approx(80)
    with pytest.raises(UsageError):
        made(4, edm, scheduler="lms")
