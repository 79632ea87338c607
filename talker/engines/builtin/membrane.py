"""Colour that flows into a hole from its surroundings: harmonic, without edges of its own.

The membrane of Perez et al., "Poisson Image Editing" (2003), with a guidance of zero.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy
from numpy.typing import NDArray

_BESIDE = (-1, 0), (1, 0), (0, -1), (0, 1)
_KNOWN, _OUTSIDE = -1, -2
_USUAL = 1e-6  # how much the usual colour counts: only where there is no other


def flown(
    known: NDArray[np.float64],
    unknown: NDArray[np.bool_],
    apart: NDArray[np.bool_] | None = None,
) -> NDArray[np.float32]:
    """`known` [h, w, C] with the cells of `unknown` [h, w] harmonic between the others, of which
    there must be some. What is in the mask `apart` [h, w] and what is not do not flow together:
    cells that this leaves without any colour get the usual one."""
    filled = known.astype(np.float32)
    rows, columns = np.nonzero(unknown)
    count = len(rows)
    if not count:
        return filled
    numbers = np.full((known.shape[0] + 2, known.shape[1] + 2), _OUTSIDE)
    numbers[1:-1, 1:-1] = _KNOWN
    numbers[rows + 1, columns + 1] = np.arange(count)
    sides = np.zeros(numbers.shape, np.bool_) if apart is None else np.pad(apart, 1)
    # For each unknown cell: as many times itself as it has neighbours is their sum.
    usual = known[~unknown].mean(0)
    neighbours = np.full(count, _USUAL)
    right = np.tile(_USUAL * usual, (count, 1))
    ones, others = [np.arange(count)], [np.arange(count)]
    for down, across in _BESIDE:
        at = rows + 1 + down, columns + 1 + across
        beside = np.where(sides[at] == sides[rows + 1, columns + 1], numbers[at], _OUTSIDE)
        neighbours += beside != _OUTSIDE
        edge = np.flatnonzero(beside == _KNOWN)
        right[edge] += known[rows[edge] + down, columns[edge] + across]
        inside = np.flatnonzero(beside >= 0)
        ones.append(inside)
        others.append(beside[inside])
    values = np.full(sum(map(len, ones)), -1.0)
    values[:count] = neighbours
    places = np.concatenate(ones), np.concatenate(others)
    system = scipy.sparse.csc_matrix((values, places), (count, count))
    filled[rows, columns] = symmetric_solver(system).solve(right)
    return filled


def symmetric_solver(system: Any) -> Any:
    """SciPy's solver (`SuperLU`) of a sparse system [N, N] in columns, which is symmetric and whose
    diagonal is the largest: no pivots are looked for."""
    return scipy.sparse.linalg.splu(
        system,
        permc_spec="MMD_AT_PLUS_A",
        diag_pivot_thresh=0.0,
        options={"SymmetricMode": True},
    )
