"""Fits moving pictures into a still background without a seam.

A picture is taken over with all its detail, and the difference to the background along its edge
is spread over its inside as the smoothest surface there is: a membrane, the solution of Laplace's
equation (Perez et al., "Poisson Image Editing", 2003, section 2, for a picture pasted as it is).
The rectangle and the background stay the same over a whole video. So the equation is solved once,
in closed form: a membrane held along one side is a sum of the side's vibrations, each fading
inwards at its own pace, and these paces span a space of few dimensions. A frame then costs a few
small matrix products, and the result is that of the discrete equation to a fraction of a grey
level.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, lru_cache

import cv2
import numpy as np
import scipy
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

_TOLERANCE = 2e-3  # of a side's difference: half a grey level if it were all of black to white
_GUESSES = 48  # more than the dimensions ever needed
_SEED = 7


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()


def _one_thread() -> AbstractContextManager[object]:
    """These products are too small to share: on a busy computer, threads wait for each other
    longer than the work takes."""
    return _pools().limit(limits=1, user_api="blas")


@dataclass(frozen=True)
class Sides:
    """Which sides of the rectangle have background beyond them; the others hang free."""

    left: bool = True
    top: bool = True
    right: bool = True
    bottom: bool = True


class Membrane:
    """Blends pictures over one background: where they meet, their colours meet.

    Cheap to make for another background of the same size: the equation is solved once.
    """

    def __init__(self, background: Image, held: Sides) -> None:
        """`background`: uint8 [h, w, 3], what lies under the pictures."""
        self.background = background
        height, width = background.shape[:2]
        self.rows = slice(int(held.top), height - int(held.bottom))
        self.columns = slice(int(held.left), width - int(held.right))
        size = tuple(len(range(*part.indices(10**9))) for part in (self.rows, self.columns))
        # None where the held edges leave nothing inside.
        self.equation = solved(*size, held) if min(size) > 0 else None

    def blend_all(self, pictures: Image) -> Image:
        """uint8 [B, h, w, 3] -> the same, their edges those of the background."""
        return np.stack([self.blend(picture) for picture in pictures])

    def blend(self, picture: Image) -> Image:
        """`picture`: uint8 [h, w, 3] -> the same, its edge that of the background."""
        made = self.background.copy()
        if self.equation is not None:
            place = self.rows, self.columns
            with _one_thread():
                surface = self._surface(picture, self.equation)
            cv2.add(picture[place], surface, made[place], dtype=cv2.CV_8U)
        return made

    def _surface(self, picture: Image, equation: Equation) -> Floats:
        """What is added to the picture inside of the held sides: float32 [h', w', 3]."""
        rows, columns = self.rows, self.columns
        top = self._spread(equation.top, picture, 0, columns)
        bottom = self._spread(equation.bottom, picture, -1, columns)
        left = self._spread(equation.left, picture, rows, 0)
        right = self._spread(equation.right, picture, rows, -1)
        fall = np.broadcast_to(equation.fall, (3, *equation.fall.shape))
        sway = np.broadcast_to(equation.sway, (3, *equation.sway.shape))
        leaning = np.concatenate([left, right], 1).transpose(0, 2, 1)  # [3, h', rank]
        vertical = np.concatenate([fall, leaning], 2)
        horizontal = np.concatenate([top, bottom, sway], 1)
        return cv2.merge(list(vertical @ horizontal))

    def _spread(
        self, side: Side | None, picture: Image, rows: slice | int, columns: slice | int
    ) -> Floats:
        """A side's difference by what fades alike: float32 [3, rank, length]."""
        theirs, ours = self.background[rows, columns], picture[rows, columns]
        difference = theirs.astype(np.float32) - ours
        if side is None:
            return np.zeros((3, 0, len(difference)), np.float32)
        return side.spread(difference)


@dataclass(frozen=True)
class Equation:
    """The solution for one rectangle of h' x w' points inside of its held sides.

    A frame is products of [h', rank] and [rank, w'], one for each channel: `fall` [h', rank] is
    how what hangs from top and bottom fades, `sway` [rank, w'] how what leans on left and right
    does; the sides give the other factors.
    """

    top: Side | None
    bottom: Side | None
    left: Side | None
    right: Side | None
    fall: Floats
    sway: Floats


@lru_cache(maxsize=4)
def solved(rows: int, columns: int, held: Sides) -> Equation:
    """The equation of a rectangle; kept, for clips whose background changes with every frame."""
    with _one_thread():
        across = _modes(columns, held.left, held.right)
        down = _modes(rows, held.top, held.bottom)
        top = Side.make(across, rows, held.bottom) if held.top else None
        bottom = Side.make(across, rows, held.top) if held.bottom else None
        left = Side.make(down, columns, held.right) if held.left else None
        right = Side.make(down, columns, held.left) if held.right else None
    sway = np.ascontiguousarray(_fading((left, right), columns).T)
    return Equation(top, bottom, left, right, _fading((top, bottom), rows), sway)


@dataclass(frozen=True)
class Side:
    """One held side: `modes` [n, K] along it, how they share in `paces` [rank, K], and how these
    fade inwards, `fading` [depth, rank]."""

    modes: Floats
    paces: Floats
    fading: Floats

    @staticmethod
    def make(modes: _Modes, depth: int, far_held: bool) -> Side:
        """The side from which a difference fades inwards over `depth` pixels."""
        decay = _decay(modes.stiffness, depth, far_held)
        fading, paces = _low_rank(decay)
        return Side(modes.vectors, paces.astype(np.float32), fading.astype(np.float32))

    def spread(self, difference: Floats) -> Floats:
        """`difference` [n, 3] along the side -> [3, rank, n]."""
        parts = difference.T @ self.modes  # [3, K]
        return np.matmul(parts[:, None] * self.paces[None], self.modes.T, dtype=np.float32)


@dataclass(frozen=True)
class _Modes:
    """Vibrations of a string of n points: float32 `vectors` [n, n] by columns, and of each the
    eigenvalue, float64 `stiffness` [n]."""

    vectors: Floats
    stiffness: Doubles


def _modes(points: int, first_held: bool, last_held: bool) -> _Modes:
    """A free end moves with its neighbour, a held one is tied to a point that stays at zero."""
    diagonal = np.full(points, 2.0)
    diagonal[0] -= not first_held
    diagonal[-1] -= not last_held
    stiffness, vectors = scipy.linalg.eigh_tridiagonal(diagonal, np.full(points - 1, -1.0))
    return _Modes(np.ascontiguousarray(vectors, np.float32), np.maximum(stiffness, 0))


def _decay(stiffness: Doubles, depth: int, far_held: bool) -> Doubles:
    """How much of each mode is left 1..`depth` points away from its side: [depth, K].

    The discrete counterparts of sinh and cosh, written so that nothing overflows.
    """
    pace = np.arccosh(1 + stiffness / 2)
    away = np.arange(1.0, depth + 1)[:, None]
    end, sign = (depth + 1.0, -1.0) if far_held else (depth + 0.5, 1.0)
    back = np.exp(-2 * pace * (end - away))
    with np.errstate(invalid="ignore"):
        fading = np.exp(-pace * away) * (1 + sign * back) / (1 + sign * np.exp(-2 * pace * end))
    straight = 1 - away / end if far_held else np.ones_like(away)
    return np.where(pace < 1e-7, straight, fading)


def _low_rank(decay: Doubles) -> tuple[Doubles, Doubles]:
    """[depth, rank] and [rank, K] whose product is `decay` within the tolerance.

    Halko et al., "Finding structure with randomness" (2011), algorithm 4.1.
    """
    chance = np.random.default_rng(_SEED)
    guesses = min(_GUESSES, *decay.shape)
    basis, _ = np.linalg.qr(decay @ chance.standard_normal((decay.shape[1], guesses)))
    turn, strength, paces = np.linalg.svd(basis.T @ decay, full_matrices=False)
    fading = basis @ turn * strength
    for rank in range(1, guesses):
        if np.abs(fading[:, :rank] @ paces[:rank] - decay).max() < _TOLERANCE:
            return fading[:, :rank], paces[:rank]
    return fading, paces


def _fading(sides: tuple[Side | None, Side | None], depth: int) -> Floats:
    """The near side's columns, then the far side's, turned round."""
    near, far = sides
    parts = [np.zeros((depth, 0), np.float32)]
    if near is not None:
        parts.append(near.fading)
    if far is not None:
        parts.append(far.fading[::-1])
    return np.concatenate(parts, 1)
