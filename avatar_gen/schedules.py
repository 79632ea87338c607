"""How the noise falls from step to step: the schedules that people know, as formulas.

A model is trained on a table sigma(t), t = 0..T-1, of rising noise. A schedule of n steps chooses
sigma_0 > ... > sigma_(n-1); 0 follows. s is sigma(0), S is sigma(T-1).

    uniform      t from T-1 to 0 in n even points              k-diffusion's own
    sgm uniform  the first n of n + 1 such points              Stability's, for few steps
    simple       every (T/n)-th of the table, from its end
    karras       (S^(1/7) + i/(n-1) (s^(1/7) - S^(1/7)))^7     Karras et al. 2022, arXiv 2206.00364
    exponential  even in log sigma from S to s
    beta         s + (S - s) q(1 - i/(n-1)), q the quantiles of Beta(0.6, 0.6)  arXiv 2407.12173
    ays          ten measured steps, log-interpolated          Sabour et al. 2024, arXiv 2404.14507
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

from avatar_gen.family import Family
from avatar_gen.options.sampling import ScheduleName
from talker.errors import ErrorCode, UsageError

Sigmas = NDArray[np.float64]

_RHO = 7.0
_BETA = 0.6
_AYS_SD = (14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0.029)
_AYS_XL = (14.615, 6.315, 3.771, 2.181, 1.342, 0.862, 0.555, 0.380, 0.234, 0.113, 0.029)


def sigmas_of(schedule: ScheduleName, steps: int, table: Sigmas, family: Family) -> Sigmas:
    """float64 [steps], falling; `table` [T] is sigma(t), rising."""
    made = _FORMULAS[schedule](steps, table, family)
    return np.maximum.accumulate(made[::-1])[::-1]


def times_of(sigmas: Sigmas, table: Sigmas) -> Sigmas:
    """The times t at which the table, interpolated in log sigma, has these values."""
    floor = np.log(np.maximum(sigmas, 1e-10))
    return np.interp(floor, np.log(table), np.arange(len(table), dtype=np.float64))


def _at(times: Sigmas, table: Sigmas) -> Sigmas:
    return np.exp(np.interp(times, np.arange(len(table)), np.log(table)))


def _even(first: float, last: float, count: int) -> Sigmas:
    return np.linspace(first, last, count, dtype=np.float64)


def _uniform(steps: int, table: Sigmas, _: Family) -> Sigmas:
    return _at(_even(len(table) - 1, 0, steps), table)


def _sgm_uniform(steps: int, table: Sigmas, _: Family) -> Sigmas:
    return _at(_even(len(table) - 1, 0, steps + 1)[:-1], table)


def _simple(steps: int, table: Sigmas, _: Family) -> Sigmas:
    back = (np.arange(steps) * (len(table) / steps)).astype(int)
    return table[len(table) - 1 - back]


def _karras(steps: int, table: Sigmas, _: Family) -> Sigmas:
    high, low = table[-1] ** (1 / _RHO), table[0] ** (1 / _RHO)
    return np.asarray(_even(high, low, steps) ** _RHO)


def _exponential(steps: int, table: Sigmas, _: Family) -> Sigmas:
    return np.exp(_even(float(np.log(table[-1])), float(np.log(table[0])), steps))


def _beta(steps: int, table: Sigmas, _: Family) -> Sigmas:
    shares = np.asarray(beta.ppf(_even(1, 0, steps), _BETA, _BETA))
    return table[0] + shares * (table[-1] - table[0])


def _ays(steps: int, table: Sigmas, family: Family) -> Sigmas:
    del table
    measured = np.log(np.array(_AYS_XL if family is Family.SDXL else _AYS_SD))
    return np.exp(np.interp(_even(0, 1, steps), _even(0, 1, len(measured)), measured))


_FORMULAS: dict[ScheduleName, Callable[[int, Sigmas, Family], Sigmas]] = {
    ScheduleName.UNIFORM: _uniform,
    ScheduleName.SGM_UNIFORM: _sgm_uniform,
    ScheduleName.SIMPLE: _simple,
    ScheduleName.KARRAS: _karras,
    ScheduleName.EXPONENTIAL: _exponential,
    ScheduleName.BETA: _beta,
    ScheduleName.AYS: _ays,
}


def with_midpoints(sigmas: Sigmas) -> Sigmas:
    """Between every two the point in the middle of their logarithms: [2 n - 1]."""
    middle = np.sqrt(sigmas[:-1] * sigmas[1:])
    made = np.empty(2 * len(sigmas) - 1)
    made[::2], made[1::2] = sigmas, middle
    return made


def zero_snr_betas(alphas_cumprod: Sigmas) -> list[float]:
    """The betas of a table that is moved so that its last step is noise alone.

    Lin et al. 2023, arXiv 2305.08891, algorithm 1; the last product is 2^-24 instead of 0, so that
    its sigma is a number.
    """
    roots = np.sqrt(alphas_cumprod)
    moved = (roots - roots[-1]) * roots[0] / (roots[0] - roots[-1])
    products = moved**2
    products[-1] = 2.0**-24
    alphas = np.concatenate([products[:1], products[1:] / products[:-1]])
    return [float(value) for value in 1 - alphas]


def unknown_pair(sampler: str, schedule: str) -> UsageError:
    """OPTION_INVALID for a sampler that does not go by this schedule."""
    return UsageError(
        ErrorCode.OPTION_INVALID,
        f"The sampler {sampler} does not go by the schedule {schedule}.",
        "Choose the schedule auto, or another sampler.",
    )
